#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::web {

/// The components of https://urlpattern.spec.whatwg.org/#url-pattern, in its order.
enum class PatternComponent : std::uint8_t {
  Protocol,
  Username,
  Password,
  Hostname,
  Port,
  Pathname,
  Search,
  Hash,
};
inline constexpr std::size_t k_pattern_component_count = 8;

/// The dictionary URLPatternInit in UTF-8: what is absent does not exist.
struct PatternInit {
  std::array<std::optional<std::string>, k_pattern_component_count> components;
  std::optional<std::string> base_url;

  std::optional<std::string>& operator[](PatternComponent component) {
    return components[static_cast<std::size_t>(component)];
  }
  const std::optional<std::string>& operator[](PatternComponent component) const {
    return components[static_cast<std::size_t>(component)];
  }
};

/// What an init is for.
enum class PatternInitType : std::uint8_t { Pattern, Url };

/// \param result  what components are if `init` says nothing of them
/// https://urlpattern.spec.whatwg.org/#process-a-urlpatterninit
base::Result<PatternInit> process_pattern_init(const PatternInit& init, PatternInitType type,
                                               PatternInit result = {});

/// \param input  well-formed UTF-8
/// https://urlpattern.spec.whatwg.org/#parse-a-constructor-string
base::Result<PatternInit> parse_constructor_string(std::string_view input);

}  // namespace orrery::web
