#include "builtins/text_processing/string_search.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "vm/strings/string_characters.h"

namespace orrery::builtins {

using vm::String;

namespace {

/// The place of `unit` in `text` from `from` on; the text's length if there is none.
template <typename Unit>
std::size_t find_unit(std::span<const Unit> text, char16_t unit, std::size_t from) {
  if constexpr (sizeof(Unit) == 1) {
    if (unit > 0xff) return text.size();
    const void* found = std::memchr(text.data() + from, unit, text.size() - from);
    return found == nullptr ? text.size()
                            : static_cast<std::size_t>(static_cast<const Unit*>(found) - text.data());
  } else {
    const auto start = text.begin() + static_cast<std::ptrdiff_t>(from);
    return static_cast<std::size_t>(std::find(start, text.end(), unit) - text.begin());
  }
}

/// \param wanted  not empty, and no longer than what is left of the text
template <typename Text, typename Wanted>
std::optional<std::uint32_t> find_units(std::span<const Text> text, std::span<const Wanted> wanted,
                                        std::size_t from) {
  const std::span<const Text> starts = text.first(text.size() - wanted.size() + 1);
  for (std::size_t i = from; i < starts.size(); i++) {
    i = find_unit(starts, wanted[0], i);
    if (i == starts.size()) break;
    if (vm::equal_units(text.data() + i, wanted.data(), wanted.size())) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

template <typename Text, typename Wanted>
std::optional<std::uint32_t> find_last_units(std::span<const Text> text, std::span<const Wanted> wanted,
                                             std::size_t from) {
  for (std::size_t i = std::min(from, text.size() - wanted.size()) + 1; i-- > 0;) {
    if (vm::equal_units(text.data() + i, wanted.data(), wanted.size())) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

/// Calls `use` with the code units of both, whichever way they are kept.
template <typename Use>
auto with_units(String* text, String* wanted, Use use) {
  if (text->is_latin1()) {
    return wanted->is_latin1() ? use(text->latin1(), wanted->latin1()) : use(text->latin1(), wanted->utf16());
  }
  return wanted->is_latin1() ? use(text->utf16(), wanted->latin1()) : use(text->utf16(), wanted->utf16());
}

}  // namespace

std::optional<std::uint32_t> string_index_of(String* text, String* wanted, std::uint32_t from) {
  if (from > text->length() || wanted->length() > text->length() - from) return std::nullopt;
  if (wanted->is_empty()) return from;
  return with_units(text, wanted,
                    [&](auto units, auto wanted_units) { return find_units(units, wanted_units, from); });
}

std::optional<std::uint32_t> string_last_index_of(String* text, String* wanted, std::uint32_t from) {
  if (wanted->length() > text->length()) return std::nullopt;
  return with_units(text, wanted, [&](auto units, auto wanted_units) {
    return find_last_units(units, wanted_units, from);
  });
}

bool string_matches_at(String* text, String* wanted, std::uint32_t position) {
  if (position > text->length() || wanted->length() > text->length() - position) return false;
  return with_units(text, wanted, [&](auto units, auto wanted_units) {
    return vm::equal_units(units.data() + position, wanted_units.data(), wanted_units.size());
  });
}

}  // namespace orrery::builtins
