#include "regexp/unicode_properties.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>

#include "regexp/unicode/property_data.h"

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

  /// The place of `name` in the order of all.
  constexpr std::optional<std::size_t> find(std::string_view name) const {
    const auto numbers = std::views::iota(std::size_t{0}, count);
    const auto found = std::ranges::lower_bound(numbers, name, {}, [this](std::size_t i) { return at(i); });
    if (found == numbers.end() || at(*found) != name) return std::nullopt;
    return *found;
  }
  constexpr bool contains(std::string_view name) const { return find(name).has_value(); }

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

bool is_general_category(std::string_view name) {
  return name == "General_Category" || name == "gc";
}
bool is_script(std::string_view name) {
  return name == "Script" || name == "sc";
}
bool is_script_extensions(std::string_view name) {
  return name == "Script_Extensions" || name == "scx";
}

/// Reads a number of k_set_bytes and steps over it.
std::uint32_t read_number(std::size_t& offset) {
  std::uint32_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint32_t byte = detail::k_set_bytes[offset++];
    number |= (byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
}

CodePointSet load_set(std::size_t number) {
  const auto [start, range_count] = detail::k_stored_sets[number];
  CodePointSet set;
  std::size_t offset = start;
  char32_t next = 0;
  for (std::uint32_t i = 0; i < range_count; ++i) {
    const char32_t first = next + read_number(offset);
    const char32_t last = first + read_number(offset);
    set.add(first, last);
    next = last + 1;
  }
  return set;
}

std::u32string code_points_of(std::span<const char16_t> units) {
  std::u32string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t code_point = units[i];
    if ((code_point & 0xFC00) == 0xD800)
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (units[++i] - 0xDC00U);
    text.push_back(code_point);
  }
  return text;
}

}  // namespace

CodePointSet unicode_property_value_set(std::string_view name, std::string_view value) {
  if (is_general_category(name))
    return load_set(detail::k_general_category_sets[*k_general_categories.find(value)]);
  const auto numbers = is_script(name) ? detail::k_script_sets : detail::k_script_extensions_sets;
  return load_set(numbers[*k_scripts.find(value)]);
}

CodePointSet lone_unicode_property_set(std::string_view text) {
  if (const auto category = k_general_categories.find(text))
    return load_set(detail::k_general_category_sets[*category]);
  return load_set(detail::k_binary_property_sets[*k_binaries.find(text)]);
}

PropertyOfStrings unicode_property_of_strings(std::string_view text) {
  const auto [set, start, string_count] = detail::k_stored_strings[*k_string_binaries.find(text)];
  PropertyOfStrings result{.code_points = load_set(set), .strings = {}};
  result.strings.reserve(string_count);
  std::size_t offset = start;
  for (std::uint32_t i = 0; i < string_count; ++i) {
    const std::size_t length = detail::k_string_units[offset];
    result.strings.push_back(code_points_of(detail::k_string_units.subspan(offset + 1, length)));
    offset += length + 1;
  }
  return result;
}

bool is_unicode_property_value(std::string_view name, std::string_view value) {
  if (is_general_category(name)) return k_general_categories.contains(value);
  return (is_script(name) || is_script_extensions(name)) && k_scripts.contains(value);
}

bool is_lone_unicode_property_name_or_value(std::string_view text) {
  return k_general_categories.contains(text) || k_binaries.contains(text);
}

bool is_binary_unicode_property_of_strings(std::string_view text) {
  return k_string_binaries.contains(text);
}

}  // namespace orrery::regexp
