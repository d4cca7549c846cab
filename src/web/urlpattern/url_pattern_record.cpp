#include "web/urlpattern/url_pattern_record.h"

#include <algorithm>
#include <span>
#include <utility>

#include "web/url/url.h"
#include "web/url/url_api.h"
#include "web/urlpattern/canonicalization.h"

namespace orrery::web {

namespace {

using enum PatternComponent;

/// https://urlpattern.spec.whatwg.org/#default-options and its kin
constexpr PatternOptions k_default_options{.delimiter = "", .prefix = ""};
constexpr PatternOptions k_hostname_options{.delimiter = ".", .prefix = ""};
constexpr PatternOptions k_pathname_options{.delimiter = "/", .prefix = "/"};

constexpr std::string_view k_special_schemes[] = {"ftp", "file", "http", "https", "ws", "wss"};

PatternOptions with_case(PatternOptions options, bool ignores_case) {
  options.ignores_case = ignores_case;
  return options;
}

/// https://urlpattern.spec.whatwg.org/#hostname-pattern-is-an-ipv6-address
bool is_ipv6_pattern(std::string_view input) {
  if (input.size() < 2) return false;
  return input.starts_with('[') || input.starts_with("{[") || input.starts_with("\\[");
}

/// Step 5 of https://urlpattern.spec.whatwg.org/#url-pattern-create
void drop_default_port(PatternInit& init) {
  const std::optional<std::uint16_t> port = default_port_of(special_scheme_of(*init[Protocol]));
  if (port && *init[Port] == std::to_string(*port)) init[Port] = "";
}

}  // namespace

// Components ------------------------------------------------------------------------------------------------

base::Result<CompiledComponent> CompiledComponent::compile(std::string_view input, EncodingCallback encode,
                                                           const PatternOptions& options) {
  // 1.
  auto parts = parse_pattern_string(input, options, encode);
  if (!parts) return std::unexpected(std::move(parts.error()));
  CompiledComponent result;
  const bool is_plain =
      parts->size() <= 1 && std::ranges::all_of(*parts, [](const PatternPart& part) {
        return part.modifier == PatternPart::Modifier::None && part.prefix.empty() && part.suffix.empty();
      });
  const PatternPart::Type type = parts->empty() ? PatternPart::Type::FixedText : parts->front().type;
  if (is_plain && type == PatternPart::Type::FullWildcard) {
    result.kind_ = Kind::Anything;
    result.group_names_ = {parts->front().name};
  } else if (is_plain && type == PatternPart::Type::FixedText && !options.ignores_case) {
    result.kind_ = Kind::Text;
    result.text_ = parts->empty() ? "" : parts->front().value;
  } else {
    // 2. to 6.
    PatternRegexp regexp = generate_regexp(*parts, options);
    const regexp::Flags flags = *regexp::parse_flags(options.ignores_case ? "vi" : "v");
    auto program = regexp::compile(regexp.text, flags);
    if (!program)
      return base::error("Invalid regular expression /" + regexp.text +
                         "/: " + std::string(program.error().message));
    result.program_ = std::move(*program);
    result.group_names_ = std::move(regexp.names);
  }
  // 7. to 10.
  result.pattern_string_ = generate_pattern_string(*parts, options);
  result.has_regexp_groups_ = std::ranges::any_of(
      *parts, [](const PatternPart& part) { return part.type == PatternPart::Type::Regexp; });
  return result;
}

std::size_t CompiledComponent::memory_size() const {
  std::size_t size = sizeof(*this) + pattern_string_.capacity() + text_.capacity() +
                     group_names_.capacity() * sizeof(std::string);
  if (program_ != nullptr) size += program_->memory_size();
  return size;
}

regexp::MatchResult CompiledComponent::match(std::string_view input, PatternCaptures* captures,
                                             regexp::Interrupter interrupter) const {
  using enum regexp::MatchResult;
  const auto length = static_cast<std::int32_t>(input.size());
  switch (kind_) {
    case Kind::Anything:
      if (captures != nullptr) captures->assign(2, {0, length});
      return Match;
    case Kind::Text:
      if (input != text_) return NoMatch;
      if (captures != nullptr) captures->assign(1, {0, length});
      return Match;
    case Kind::Regexp:
      break;
  }
  PatternCaptures own;
  if (captures == nullptr) captures = &own;
  captures->resize(program_->capture_count());
  const std::span subject(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  return regexp::match(*program_, subject, 0, regexp::SearchMode::Forward, *captures, interrupter);
}

base::Result<CompiledComponent> compile_protocol_component(std::string_view input) {
  return CompiledComponent::compile(input, canonicalize_protocol, k_default_options);
}

bool matches_special_scheme(const CompiledComponent& protocol) {
  return std::ranges::any_of(k_special_schemes, [&](std::string_view scheme) {
    return protocol.match(scheme, nullptr) == regexp::MatchResult::Match;
  });
}

// Patterns --------------------------------------------------------------------------------------------------

base::Result<UrlPatternRecord> UrlPatternRecord::create(const PatternInput& input,
                                                        std::optional<std::string_view> base_url,
                                                        bool ignores_case) {
  // 1. to 3.
  PatternInit init;
  if (const auto* string = std::get_if<std::string_view>(&input)) {
    auto parsed = parse_constructor_string(*string);
    if (!parsed) return std::unexpected(std::move(parsed.error()));
    if (!base_url && !(*parsed)[Protocol])
      return base::error("'" + std::string(*string) + "' is relative, and there is no base URL");
    init = std::move(*parsed);
    if (base_url) init.base_url = std::string(*base_url);
  } else {
    if (base_url) return base::error("A base URL beside components belongs among them, as `baseURL`");
    init = std::get<PatternInit>(input);
  }
  // 4. to 6.
  auto processed = process_pattern_init(init, PatternInitType::Pattern);
  if (!processed) return std::unexpected(std::move(processed.error()));
  for (std::optional<std::string>& component : processed->components) {
    if (!component) component = "*";
  }
  drop_default_port(*processed);
  // 7. to 18.
  UrlPatternRecord result;
  std::optional<base::Error> error;
  const auto compile = [&](PatternComponent which, EncodingCallback encode, const PatternOptions& options) {
    if (error) return;
    auto compiled = CompiledComponent::compile(*(*processed)[which], encode, options);
    if (compiled) {
      result.components_[static_cast<std::size_t>(which)] = std::move(*compiled);
    } else {
      error = std::move(compiled.error());
    }
  };
  compile(Protocol, canonicalize_protocol, k_default_options);
  compile(Username, canonicalize_username, k_default_options);
  compile(Password, canonicalize_password, k_default_options);
  const bool is_ipv6 = is_ipv6_pattern(*(*processed)[Hostname]);
  compile(Hostname, is_ipv6 ? canonicalize_ipv6_hostname : canonicalize_hostname, k_hostname_options);
  compile(Port, canonicalize_port, k_default_options);
  const PatternOptions options = with_case(k_default_options, ignores_case);
  if (!error && matches_special_scheme(result.component(Protocol))) {
    compile(Pathname, canonicalize_pathname, with_case(k_pathname_options, ignores_case));
  } else {
    compile(Pathname, canonicalize_opaque_pathname, options);
  }
  compile(Search, canonicalize_search, options);
  compile(Hash, canonicalize_hash, options);
  if (error) return std::unexpected(std::move(*error));
  return result;
}

bool UrlPatternRecord::has_regexp_groups() const {
  return std::ranges::any_of(components_, &CompiledComponent::has_regexp_groups);
}

std::size_t UrlPatternRecord::memory_size() const {
  std::size_t size = 0;
  for (const CompiledComponent& component : components_) size += component.memory_size();
  return size;
}

namespace {

/// Steps 1 to 13 of https://urlpattern.spec.whatwg.org/#url-pattern-match: the components that are matched.
/// \return false: there is no match
bool read_input(const PatternInput& input, std::optional<std::string_view> base_url,
                std::array<std::string, k_pattern_component_count>& result) {
  if (const auto* init = std::get_if<PatternInit>(&input)) {
    PatternInit nothing;
    for (std::optional<std::string>& component : nothing.components) component = "";
    auto processed = process_pattern_init(*init, PatternInitType::Url, std::move(nothing));
    if (!processed) return false;
    for (std::size_t i = 0; i < result.size(); i++) result[i] = std::move(*processed->components[i]);
    return true;
  }
  std::optional<Url> base;
  if (base_url) {
    base = parse_url(*base_url);
    if (!base) return false;
  }
  std::optional<Url> url = parse_url(std::get<std::string_view>(input), base ? &*base : nullptr);
  if (!url) return false;
  const auto set = [&](PatternComponent which, std::string text) {
    result[static_cast<std::size_t>(which)] = std::move(text);
  };
  set(Protocol, url->scheme());
  set(Username, std::move(url->username));
  set(Password, std::move(url->password));
  set(Hostname, get_hostname(*url));
  set(Port, get_port(*url));
  set(Pathname, std::move(url->path));
  set(Search, std::move(url->query).value_or(""));
  set(Hash, std::move(url->fragment).value_or(""));
  return true;
}

}  // namespace

regexp::MatchResult UrlPatternRecord::match(const PatternInput& input,
                                            std::optional<std::string_view> base_url, bool wants_captures,
                                            PatternMatch& match, regexp::Interrupter interrupter) const {
  if (!read_input(input, base_url, match.inputs)) return regexp::MatchResult::NoMatch;
  // 14. to 22.
  for (std::size_t i = 0; i < components_.size(); i++) {
    PatternCaptures* captures = wants_captures ? &match.captures[i] : nullptr;
    const regexp::MatchResult result = components_[i].match(match.inputs[i], captures, interrupter);
    if (result != regexp::MatchResult::Match) return result;
  }
  return regexp::MatchResult::Match;
}

}  // namespace orrery::web
