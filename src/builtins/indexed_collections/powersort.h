#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/shapes/slots.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

/// [DOC] Powersort
///
/// A stable merge sort that makes use of what is in order already: J. Ian Munro, Sebastian Wild:
/// "Nearly-Optimal Mergesorts: Fast, Practical Sorting Methods That Optimally Adapt to Existing Runs" (ESA
/// 2018), https://arxiv.org/abs/1805.04154. It finds the runs that ascend or descend, makes short ones longer
/// by binary insertion, and merges neighbours in an order that keeps merges balanced. A merge in which one
/// side gives many items in a row *gallops*: it looks for the end of what that side gives by doubling steps
/// (Tim Peters's listsort). So what is sorted takes n - 1 comparisons, and what is nearly sorted few more.
///
/// Comparisons may run a script, which is what they cost; the items lie in a row that no script sees. On the
/// machine stack, where the collector sees the rows.
///
/// `is_after(x, y)` says whether x must come after y: a Completion<bool>. It is what notices that the script
/// is to end. If it contradicts itself the order is any, and no more than that.
template <typename IsAfter>
class Powersort {
 public:
  Powersort(vm::Agent& agent, vm::Slots* items, std::uint32_t count, IsAfter is_after)
      : agent_(agent), items_(items), count_(count), is_after_(is_after) {}

  vm::Completion<void> sort() {
    if (count_ < 2) return {};
    Run current = TRY(next_run(0));
    while (current.end < count_) {
      const Run next = TRY(next_run(current.end));
      const unsigned power = power_between(current, next);
      while (depth_ != 0 && waiting_[depth_ - 1].power > power)
        current = TRY(merge(waiting_[--depth_].run, current));
      waiting_[depth_++] = {current, power};
      current = next;
    }
    while (depth_ != 0) current = TRY(merge(waiting_[--depth_].run, current));
    return {};
  }

 private:
  /// Items in order: from `start` to before `end`.
  struct Run {
    std::uint32_t start;
    std::uint32_t end;
    std::uint32_t length() const { return end - start; }
  };
  struct Waiting {
    Run run;
    unsigned power;
  };

  static constexpr std::uint32_t k_min_run = 24;
  /// So many items in a row from one side, and a merge begins to gallop.
  static constexpr std::uint32_t k_gallop = 7;
  static constexpr std::uint32_t k_ahead = 3;

  // Runs ----------------------------------------------------------------------------------------------------

  vm::Completion<Run> next_run(std::uint32_t start) {
    std::uint32_t end = start + 1;
    if (end == count_) return Run{start, end};
    const bool descends = TRY(is_after(end - 1, end));
    for (end++; end < count_; end++) {
      if (TRY(is_after(end - 1, end)) != descends) break;
    }
    if (descends) reverse(start, end);
    const std::uint32_t wanted = std::min(k_min_run, count_ - start);
    for (; end < start + wanted; end++) TRY(insert(start, end));
    return Run{start, end};
  }

  vm::Completion<bool> is_after(std::uint32_t left, std::uint32_t right) {
    return is_after_(items_->get(left), items_->get(right));
  }

  void reverse(std::uint32_t start, std::uint32_t end) {
    for (; start + 1 < end; start++, end--) {
      const vm::Value first = items_->get(start);
      items_->set(start, items_->get(end - 1));
      items_->set(end - 1, first);
    }
  }

  /// Puts the item at `end` to its place in the run before it.
  vm::Completion<void> insert(std::uint32_t start, std::uint32_t end) {
    const vm::Value item = items_->get(end);
    std::uint32_t low = start;
    std::uint32_t high = end;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (TRY(is_after_(items_->get(middle), item))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    for (std::uint32_t i = end; i > low; i--) items_->set(i, items_->get(i - 1));
    items_->set(low, item);
    return {};
  }

  /// How deep the boundary of two runs lies in a balanced tree over all items: the first binary digit in
  /// which the places of their middles, as fractions of the whole, differ.
  unsigned power_between(Run left, Run right) const {
    const auto place = [&](Run run) { return ((std::uint64_t{run.start} + run.end) << 30) / count_; };
    return static_cast<unsigned>(std::countl_zero(place(left) ^ place(right)));
  }

  // Merging -------------------------------------------------------------------------------------------------

  /// \param right  begins where `left` ends
  vm::Completion<Run> merge(Run left, Run right) {
    const Run both{left.start, right.end};
    // What is in its place already.
    left.start = TRY(first_after(items_, left, items_->get(right.start)));
    if (left.length() == 0) return both;
    right.end = TRY(first_not_before(right, items_->get(left.end - 1)));
    if (right.length() == 0) return both;
    TRY(make_spare());
    for (std::uint32_t i = 0; i < left.length(); i++) spare_->set(i, items_->get(left.start + i));
    TRY(merge_spare({0, left.length()}, right, left.start));
    return both;
  }

  vm::Completion<void> make_spare() {
    if (spare_ == nullptr) spare_ = vm::Slots::try_make(agent_.heap(), items_->capacity());
    if (spare_ == nullptr) return agent_.throw_range_error("Out of memory: the array is too large");
    return {};
  }

  /// Merges items of the spare row with the run `right`; the result ends where that does.
  vm::Completion<void> merge_spare(Run left, Run right, std::uint32_t place) {
    std::uint32_t left_wins = 0;
    std::uint32_t right_wins = 0;
    while (left.length() != 0 && right.length() != 0) {
      if (left_wins >= k_gallop) {
        const std::uint32_t end = TRY(first_after(spare_, left, items_->get(right.start)));
        left_wins = end - left.start;
        while (left.start < end) items_->set(place++, spare_->get(left.start++));
      } else if (right_wins >= k_gallop) {
        const std::uint32_t end = TRY(first_not_before(right, spare_->get(left.start)));
        right_wins = end - right.start;
        while (right.start < end) items_->set(place++, items_->get(right.start++));
      } else {
        // OPTIMIZATION: what is compared soon comes from memory while other comparisons run.
        prefetch_characters(spare_, left.start + k_ahead);
        prefetch_characters(items_, right.start + k_ahead);
        prefetch(spare_, left.start + 2 * k_ahead);
        prefetch(items_, right.start + 2 * k_ahead);
        const bool takes_right = TRY(is_after_(spare_->get(left.start), items_->get(right.start)));
        items_->set(place++, takes_right ? items_->get(right.start++) : spare_->get(left.start++));
        right_wins = takes_right ? right_wins + 1 : 0;
        left_wins = takes_right ? 0 : left_wins + 1;
      }
    }
    while (left.length() != 0) items_->set(place++, spare_->get(left.start++));
    return {};
  }

  static void prefetch(const vm::Slots* row, std::uint32_t index) {
    if (index >= row->capacity()) return;
    const vm::Value value = row->get(index);
    if (value.is_cell()) __builtin_prefetch(value.as_cell());
  }

  /// Of a string that prefetch() was called for.
  static void prefetch_characters(const vm::Slots* row, std::uint32_t index) {
    if (index >= row->capacity()) return;
    const vm::Value value = row->get(index);
    if (!value.is_string() || value.as_string()->is_rope()) return;
    vm::String* string = value.as_string();
    __builtin_prefetch(string->is_latin1() ? static_cast<const void*>(string->latin1().data())
                                           : string->utf16().data());
  }

  // Galloping -----------------------------------------------------------------------------------------------

  /// Where in `run`, of this row, the first item is that must come after `item`.
  vm::Completion<std::uint32_t> first_after(const vm::Slots* row, Run run, vm::Value item) {
    return find_first(run, [&](std::uint32_t i) { return is_after_(row->get(i), item); });
  }

  /// Where in `run` the first item is that `item` does not come after.
  vm::Completion<std::uint32_t> first_not_before(Run run, vm::Value item) {
    return find_first(
        run, [&](std::uint32_t i) -> vm::Completion<bool> { return !TRY(is_after_(item, items_->get(i))); });
  }

  /// The first place in `run` for which the condition holds, as it does for all behind; the end, if for none.
  /// Quick if that is near the start.
  template <typename Condition>
  vm::Completion<std::uint32_t> find_first(Run run, Condition condition) {
    std::uint32_t low = run.start;
    std::uint32_t high = run.end;
    for (std::uint32_t step = 1; step < run.length(); step *= 2) {
      const std::uint32_t probe = run.start + step - 1;
      if (TRY(condition(probe))) {
        high = probe;
        break;
      }
      low = probe + 1;
    }
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (TRY(condition(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  vm::Agent& agent_;
  vm::Slots* items_;
  vm::Slots* spare_ = nullptr;
  std::uint32_t count_;
  IsAfter is_after_;
  // Powers are below 64, and ascend.
  std::array<Waiting, 65> waiting_{};
  std::size_t depth_ = 0;
};

/// Sorts the first `count` items, stably.
template <typename IsAfter>
vm::Completion<void> powersort(vm::Agent& agent, vm::Slots* items, std::uint32_t count, IsAfter is_after) {
  return Powersort(agent, items, count, is_after).sort();
}

}  // namespace orrery::builtins
