#include "builtins/text_processing/string_search.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "vm/functions/native_loop.h"
#include "vm/strings/string_characters.h"

namespace orrery::builtins {

using vm::Agent;
using vm::Completion;
using vm::NativeLoop;
using vm::String;

using Place = std::optional<std::uint32_t>;

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

/// How many rounds of a loop it is, at most, to compare so many code units.
std::size_t rounds_of_comparison(std::size_t length) {
  constexpr std::size_t k_units_per_round = 16;
  constexpr std::size_t k_most = 512;
  return std::min(length / k_units_per_round + 1, k_most);
}

/// \param wanted  not empty, and no longer than what is left of the text
template <typename Text, typename Wanted>
Completion<Place> find_units(Agent& agent, std::span<const Text> text, std::span<const Wanted> wanted,
                             std::size_t from) {
  const std::span<const Text> starts = text.first(text.size() - wanted.size() + 1);
  const std::size_t rounds = rounds_of_comparison(wanted.size());
  NativeLoop loop(agent);
  for (std::size_t i = from; i < starts.size(); i++) {
    i = find_unit(starts, wanted[0], i);
    if (i == starts.size()) break;
    if (vm::equal_units(text.data() + i, wanted.data(), wanted.size()))
      return Place(static_cast<std::uint32_t>(i));
    TRY(loop.next_rounds(rounds));
  }
  return Place();
}

template <typename Text, typename Wanted>
Completion<Place> find_last_units(Agent& agent, std::span<const Text> text, std::span<const Wanted> wanted,
                                  std::size_t from) {
  const std::size_t rounds = rounds_of_comparison(wanted.size());
  NativeLoop loop(agent);
  for (std::size_t i = std::min(from, text.size() - wanted.size()) + 1; i-- > 0;) {
    if (vm::equal_units(text.data() + i, wanted.data(), wanted.size()))
      return Place(static_cast<std::uint32_t>(i));
    TRY(loop.next_rounds(rounds));
  }
  return Place();
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

Completion<Place> string_index_of(Agent& agent, String* text, String* wanted, std::uint32_t from) {
  if (from > text->length() || wanted->length() > text->length() - from) return Place();
  if (wanted->is_empty()) return Place(from);
  return with_units(text, wanted, [&](auto units, auto wanted_units) {
    return find_units(agent, units, wanted_units, from);
  });
}

Completion<Place> string_last_index_of(Agent& agent, String* text, String* wanted, std::uint32_t from) {
  if (wanted->length() > text->length()) return Place();
  return with_units(text, wanted, [&](auto units, auto wanted_units) -> Completion<Place> {
    if (wanted_units.empty()) return Place(std::min(from, text->length()));
    return find_last_units(agent, units, wanted_units, from);
  });
}

bool string_matches_at(String* text, String* wanted, std::uint32_t position) {
  if (position > text->length() || wanted->length() > text->length() - position) return false;
  return with_units(text, wanted, [&](auto units, auto wanted_units) {
    return vm::equal_units(units.data() + position, wanted_units.data(), wanted_units.size());
  });
}

}  // namespace orrery::builtins
