#include "builtins/text_processing/string_search.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "builtins/text_processing/two_way_search.h"
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
    // OPTIMIZATION: whole blocks without a way out in their middle become vector instructions.
    constexpr std::size_t k_block = 32;
    const auto is_in = [unit](std::span<const Unit> block) {
      bool is_found = false;
      for (const Unit each : block) is_found |= each == unit;
      return is_found;
    };
    while (text.size() - from >= k_block && !is_in(text.subspan(from).template first<k_block>()))
      from += k_block;
    const auto start = text.begin() + static_cast<std::ptrdiff_t>(from);
    return static_cast<std::size_t>(std::find(start, text.end(), unit) - text.begin());
  }
}

/// Says when comparing the whole of a long word again and again takes too long.
class ComparisonBudget {
 public:
  /// \return false if what was compared is many times what was passed of the text
  bool allows(std::size_t compared, std::size_t passed) {
    compared_ += compared;
    return compared_ <= k_least + k_times * passed;
  }

 private:
  static constexpr std::size_t k_least = 1 << 14;
  static constexpr std::size_t k_times = 4;

  std::size_t compared_ = 0;
};

/// \param wanted  not empty, and no longer than what is left of the text
template <typename Text, typename Wanted>
Completion<Place> find_units(Agent& agent, std::span<const Text> text, std::span<const Wanted> wanted,
                             std::size_t from) {
  const std::span<const Text> starts = text.first(text.size() - wanted.size() + 1);
  const auto found_at = [&](std::size_t place) {
    return place >= starts.size() ? Place() : Place(static_cast<std::uint32_t>(place));
  };
  ComparisonBudget budget;
  NativeLoop loop(agent);
  for (std::size_t i = from; i < starts.size(); i++) {
    i = find_unit(starts, wanted[0], i);
    if (i == starts.size()) break;
    if (wanted.size() == 1 || vm::equal_units(text.data() + i, wanted.data(), wanted.size()))
      return found_at(i);
    TRY(loop.next_round());
    if (budget.allows(wanted.size(), i - from)) continue;
    auto search =
        TRY((TwoWaySearch<const Text*, const Wanted*>::prepare(agent, wanted.data(), wanted.size())));
    return found_at(TRY(search.find(text.data(), text.size(), i + 1)));
  }
  return Place();
}

template <typename Text, typename Wanted>
Completion<Place> find_last_units(Agent& agent, std::span<const Text> text, std::span<const Wanted> wanted,
                                  std::size_t from) {
  const std::size_t last_start = std::min(from, text.size() - wanted.size());
  ComparisonBudget budget;
  NativeLoop loop(agent);
  for (std::size_t i = last_start + 1; i-- > 0;) {
    TRY(loop.next_round());
    if (text[i] != wanted[0]) continue;
    if (vm::equal_units(text.data() + i, wanted.data(), wanted.size()))
      return Place(static_cast<std::uint32_t>(i));
    if (budget.allows(wanted.size(), last_start - i)) continue;
    // The same backwards: the first of the text before the end of the match at `last_start`.
    const auto back = text.first(last_start + wanted.size());
    using Search = TwoWaySearch<decltype(back.rbegin()), decltype(wanted.rbegin())>;
    Search search = TRY(Search::prepare(agent, wanted.rbegin(), wanted.size()));
    const std::size_t found = TRY(search.find(back.rbegin(), back.size(), last_start - i + 1));
    if (found == back.size()) return Place();
    return Place(static_cast<std::uint32_t>(back.size() - found - wanted.size()));
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
