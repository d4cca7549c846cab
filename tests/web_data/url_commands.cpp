#include <utility>

#include "tests/web_data/commands.h"
#include "web/url/domain.h"
#include "web/url/url_api.h"

namespace orrery::web_data {

namespace {

using namespace web;

constexpr std::string_view k_failure = "failure";

/// All attributes, separated by tabs, which no URL has.
std::string attributes_of(const Url& url) {
  std::string out = get_href(url);
  for (const std::string& attribute :
       {serialize(origin_of(url)), get_protocol(url), url.username, url.password, get_host(url),
        get_hostname(url), get_port(url), get_pathname(url), get_search(url), get_hash(url)}) {
    out += '\t';
    out += attribute;
  }
  return out;
}

/// Parses, with validation errors looked for or not: that may change nothing.
std::optional<Url> parse(std::string_view input, const Url* base) {
  ValidationErrors errors;
  const std::optional<Url> with_errors = parse_url(input, base, &errors);
  std::optional<Url> url = parse_url(input, base);
  if (url != with_errors) return {};
  return url;
}

std::string parse_with_base(const std::string& input, const std::string& base) {
  std::optional<Url> base_url;
  if (base != "-") {
    base_url = parse(base, nullptr);
    if (!base_url) return std::string(k_failure);
  }
  const std::optional<Url> url = parse(input, base_url ? &*base_url : nullptr);
  return url ? attributes_of(*url) : std::string(k_failure);
}

std::string set_attribute(std::string_view name, const std::string& href, const std::string& value) {
  std::optional<Url> url = parse(href, nullptr);
  if (!url) return std::string(k_failure);
  constexpr std::pair<std::string_view, void (*)(Url&, std::string_view)> k_setters[] = {
      {"href", [](Url& u, std::string_view v) { set_href(u, v); }},
      {"protocol", [](Url& u, std::string_view v) { set_protocol(u, v); }},
      {"username", set_username},
      {"password", set_password},
      {"host", set_host},
      {"hostname", set_hostname},
      {"port", set_port},
      {"pathname", set_pathname},
      {"search", set_search},
      {"hash", set_hash},
  };
  for (const auto& [setter_name, set] : k_setters) {
    if (setter_name != name) continue;
    set(*url, value);
    return attributes_of(*url);
  }
  return "no such attribute";
}

}  // namespace

std::optional<std::string> answer_url(std::string_view command, Fields fields) {
  if (command == "url" && fields.size() == 2) return parse_with_base(fields[0], fields[1]);
  if (command == "set" && fields.size() == 3) return set_attribute(fields[0], fields[1], fields[2]);
  if (command == "domain" && fields.size() == 1)
    return parse_domain(fields[0], false).value_or(std::string(k_failure));
  return {};
}

}  // namespace orrery::web_data
