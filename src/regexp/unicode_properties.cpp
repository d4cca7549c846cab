#include "regexp/unicode_properties.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ranges>

namespace orrery::regexp {

namespace {

#include "regexp/unicode_property_names.inc"

consteval std::size_t count_names(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, ' '));
}

/// A set of sorted names that lie in one string, each followed by a blank.
template <std::size_t count>
class NameSet {
 public:
  consteval explicit NameSet(std::string_view text) : text_(text) {
    std::size_t start = 0;
    for (std::uint16_t& name_start : starts_) {
      name_start = static_cast<std::uint16_t>(start);
      start = text.find(' ', start) + 1;
    }
  }

  constexpr bool contains(std::string_view name) const {
    const auto numbers = std::views::iota(std::size_t{0}, count);
    const auto found = std::ranges::lower_bound(numbers, name, {}, [this](std::size_t i) { return at(i); });
    return found != numbers.end() && at(*found) == name;
  }

  constexpr bool is_sorted() const {
    for (std::size_t i = 1; i < count; ++i)
      if (at(i - 1) >= at(i)) return false;
    return true;
  }

 private:
  constexpr std::string_view at(std::size_t i) const {
    const std::size_t end = i + 1 < count ? starts_[i + 1] : text_.size();
    return text_.substr(starts_[i], end - 1 - starts_[i]);
  }

  std::string_view text_;
  std::array<std::uint16_t, count> starts_{};
};

constexpr NameSet<count_names(k_general_category_values)> k_general_categories(k_general_category_values);
constexpr NameSet<count_names(k_script_values)> k_scripts(k_script_values);
constexpr NameSet<count_names(k_binary_properties)> k_binaries(k_binary_properties);
constexpr NameSet<count_names(k_binary_properties_of_strings)> k_string_binaries(
    k_binary_properties_of_strings);
static_assert(k_general_categories.is_sorted() && k_scripts.is_sorted());
static_assert(k_binaries.is_sorted() && k_string_binaries.is_sorted());

}  // namespace

bool is_unicode_property_value(std::string_view name, std::string_view value) {
  if (name == "General_Category" || name == "gc") return k_general_categories.contains(value);
  const bool is_script = name == "Script" || name == "sc" || name == "Script_Extensions" || name == "scx";
  return is_script && k_scripts.contains(value);
}

bool is_lone_unicode_property_name_or_value(std::string_view text) {
  return k_general_categories.contains(text) || k_binaries.contains(text);
}

bool is_binary_unicode_property_of_strings(std::string_view text) {
  return k_string_binaries.contains(text);
}

}  // namespace orrery::regexp
