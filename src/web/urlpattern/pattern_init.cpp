#include "web/urlpattern/pattern_init.h"

#include <utility>

#include "web/url/url.h"
#include "web/url/url_api.h"
#include "web/urlpattern/canonicalization.h"
#include "web/urlpattern/part.h"

namespace orrery::web {

namespace {

using enum PatternComponent;
using Text = base::Result<std::string>;

/// https://urlpattern.spec.whatwg.org/#process-a-base-url-string
std::string process_base_url_string(std::string_view input, PatternInitType type) {
  return type == PatternInitType::Pattern ? escape_pattern_string(input) : std::string(input);
}

/// https://urlpattern.spec.whatwg.org/#is-an-absolute-pathname
bool is_absolute_pathname(std::string_view input, PatternInitType type) {
  if (input.starts_with('/')) return true;
  return type == PatternInitType::Pattern && (input.starts_with("\\/") || input.starts_with("{/"));
}

/// Steps 11.3 to 11.8: what the base URL gives, as long as `init` is less specific.
void inherit(const PatternInit& init, const Url& base, PatternInitType type, PatternInit& result) {
  const auto has_any = [&](std::initializer_list<PatternComponent> components) {
    for (const PatternComponent component : components) {
      if (init[component]) return true;
    }
    return false;
  };
  const auto set = [&](PatternComponent component, std::string_view text) {
    result[component] = process_base_url_string(text, type);
  };
  if (!init[Protocol]) set(Protocol, base.scheme());
  if (type == PatternInitType::Url) {
    if (!has_any({Protocol, Hostname, Port, Username})) set(Username, base.username);
    if (!has_any({Protocol, Hostname, Port, Username, Password})) set(Password, base.password);
  }
  if (!has_any({Protocol, Hostname})) set(Hostname, get_hostname(base));
  if (!has_any({Protocol, Hostname, Port})) result[Port] = get_port(base);
  if (!has_any({Protocol, Hostname, Port, Pathname})) set(Pathname, base.path);
  if (!has_any({Protocol, Hostname, Port, Pathname, Search})) set(Search, base.query.value_or(""));
  if (!has_any({Protocol, Hostname, Port, Pathname, Search, Hash})) set(Hash, base.fragment.value_or(""));
}

/// The pathname as it is behind the last slash of the base URL's.
std::string resolve_pathname(const std::string& pathname, const std::optional<Url>& base,
                             PatternInitType type) {
  if (!base || base->has_opaque_path || is_absolute_pathname(pathname, type)) return pathname;
  const std::string base_path = process_base_url_string(base->path, type);
  const std::size_t slash = base_path.rfind('/');
  return slash == std::string::npos ? pathname : base_path.substr(0, slash + 1) + pathname;
}

/// What the `process … for init` algorithms do to a value that is no pattern.
Text canonicalize(PatternComponent component, std::string_view value, std::string_view protocol) {
  switch (component) {
    case Protocol:
      return canonicalize_protocol(value);
    case Username:
      return canonicalize_username(value);
    case Password:
      return canonicalize_password(value);
    case Hostname:
      return canonicalize_hostname(value);
    case Port:
      return canonicalize_port(value, protocol);
    case Pathname: {
      const bool is_path = protocol.empty() || special_scheme_of(protocol) != SpecialScheme::None;
      return is_path ? canonicalize_pathname(value) : canonicalize_opaque_pathname(value);
    }
    case Search:
      return canonicalize_search(value);
    case Hash:
      return canonicalize_hash(value);
  }
  std::unreachable();
}

/// Without the one mark that belongs to the URL's syntax.
std::string_view without_mark(PatternComponent component, std::string_view value) {
  if (component == Protocol && value.ends_with(':')) value.remove_suffix(1);
  if (component == Search && value.starts_with('?')) value.remove_prefix(1);
  if (component == Hash && value.starts_with('#')) value.remove_prefix(1);
  return value;
}

}  // namespace

base::Result<PatternInit> process_pattern_init(const PatternInit& init, PatternInitType type,
                                               PatternInit result) {
  // 10. 11.
  std::optional<Url> base;
  if (init.base_url) {
    base = parse_url(*init.base_url);
    if (!base) return base::error("Invalid base URL '" + *init.base_url + "'");
    inherit(init, *base, type, result);
  }
  // 12. to 19., in the order of the components.
  for (std::size_t i = 0; i < k_pattern_component_count; i++) {
    const auto component = static_cast<PatternComponent>(i);
    if (!init[component]) continue;
    std::string value(without_mark(component, *init[component]));
    if (component == Pathname) value = resolve_pathname(value, base, type);
    if (type == PatternInitType::Url) {
      const std::string protocol = result[Protocol].value_or("");
      Text canonical = canonicalize(component, value, protocol);
      if (!canonical) return std::unexpected(std::move(canonical.error()));
      value = std::move(*canonical);
    }
    result[component] = std::move(value);
  }
  return result;
}

}  // namespace orrery::web
