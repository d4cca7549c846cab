#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "vm/completion.h"

namespace orrery::vm {

class Agent;

/// Ends the script if somebody has asked for it (Agent::request_interrupt()).
Completion<void> check_interrupt(Agent& agent);

/// For a builtin that is done in one go and takes the longer the more it is given: says how many bytes it has
/// gone through (an entry of a table that is looked at is as much as 64). They count as polls that were
/// passed, so that a loop of such calls notices in time that it is to end, and virtual time goes on.
void count_work(Agent& agent, std::size_t bytes);
constexpr std::size_t k_work_of_entry = 64;

/// For loops of C++ whose number of rounds a script chooses (`Array.prototype.fill.call({length: 2 ** 53 -
/// 1})`): lets them notice that they are to end. The rounds of all such loops are counted together, so that
/// short ones within others, or one after another, notice it, too.
class NativeLoop {
 public:
  explicit NativeLoop(Agent& agent);
  static constexpr std::uint32_t k_rounds_between_looks = 4096;

  /// To be called in every round.
  Completion<void> next_round() {
    if (--rounds_left_ != 0) [[likely]]
      return {};
    rounds_left_ = k_rounds_between_looks;
    return check_interrupt(agent_);
  }
  /// The same for what is as much work as `count` rounds.
  Completion<void> next_rounds(std::size_t count) {
    if (count < rounds_left_) [[likely]] {
      rounds_left_ -= static_cast<std::uint32_t>(count);
      return {};
    }
    rounds_left_ = k_rounds_between_looks;
    return check_interrupt(agent_);
  }

 private:
  Agent& agent_;
  std::uint32_t& rounds_left_;  // the agent's
};

/// Calls `use(start, end)` for parts of [start, end), between which somebody may end the script: for items
/// that are hardly any work, such as the bytes of an array or the characters of a text.
template <typename Use>
Completion<void> in_parts(Agent& agent, std::size_t start, std::size_t end, Use use) {
  constexpr std::size_t k_part = std::size_t{1} << 20;
  while (start < end) {
    const std::size_t part_end = std::min(end, start + std::min(k_part, end - start));
    use(start, part_end);
    start = part_end;
    if (start < end) TRY(check_interrupt(agent));
  }
  return {};
}

/// OPTIMIZATION: whole blocks without a way out in their middle become vector instructions.
template <typename Item, typename Predicate>
std::size_t find_in_part(std::span<const Item> part, Predicate predicate) {
  constexpr std::size_t k_block = 64;
  std::size_t start = 0;
  for (; part.size() - start >= k_block; start += k_block) {
    bool is_found = false;
    for (const Item& item : part.subspan(start).template first<k_block>()) is_found |= predicate(item);
    if (is_found) break;
  }
  const auto rest = part.subspan(start);
  return start + static_cast<std::size_t>(std::ranges::find_if(rest, predicate) - rest.begin());
}

/// Where the first of `items` is for which `predicate` holds, or the end; looked for in such parts.
template <typename Item, typename Predicate>
Completion<std::size_t> find_item(Agent& agent, std::span<const Item> items, Predicate predicate) {
  constexpr std::size_t k_part = std::size_t{1} << 20;
  for (std::size_t start = 0; start < items.size(); start += k_part) {
    if (start != 0) TRY(check_interrupt(agent));
    const auto part = items.subspan(start, std::min(k_part, items.size() - start));
    const std::size_t place = find_in_part(part, predicate);
    if (place != part.size()) return start + place;
  }
  return items.size();
}

}  // namespace orrery::vm
