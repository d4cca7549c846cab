#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "syntax/name.h"

namespace orrery::syntax {

/// The position above the topmost entry of each name in a NameStack. It has the size of a name table and
/// outlives the stacks that use it, one after the other; between them all are 0.
using NameStackTops = std::vector<std::uint32_t>;

/// A stack of named entries in which those of one name are chained, so that they are found, and taken out of
/// the middle, without looking at any other. Positions count from 0 at the bottom; what is taken out leaves a
/// vacancy until the stack is cut there.
template <class Entry>
class NameStack {
 public:
  struct Named {
    Name name;
    Entry entry;
  };

  explicit NameStack(NameStackTops& tops) : tops_(tops) {}
  ~NameStack() { cut(0); }
  NameStack(const NameStack&) = delete;
  NameStack& operator=(const NameStack&) = delete;

  std::uint32_t size() const { return static_cast<std::uint32_t>(slots_.size()); }

  /// \return the entry in its place, valid until the next push
  Entry* push(Name name, Entry entry) {
    std::uint32_t& top = top_of(name);
    slots_.push_back({std::move(entry), name, top});
    top = size();
    return &slots_.back().entry;
  }

  /// The topmost entry called `name` if it is at `from` or above, else null.
  Entry* find(Name name, std::uint32_t from) {
    const auto index = static_cast<std::size_t>(name);
    const std::uint32_t top = index < tops_.size() ? tops_[index] : 0;
    return top > from ? &slots_[top - 1].entry : nullptr;
  }

  /// Takes out the entries called `name` at `from` or above, and calls `use` with each, the topmost first.
  template <class Use>
  void take(Name name, std::uint32_t from, Use use) {
    const auto index = static_cast<std::size_t>(name);
    if (index >= tops_.size()) return;
    std::uint32_t& top = tops_[index];
    while (top > from) {
      Slot& slot = slots_[top - 1];
      slot.name = Name::none;
      top = slot.previous;
      use(slot.entry);
    }
  }

  /// Takes out the entry at `position`, which has no entry of its name above it.
  void take_at(std::uint32_t position) {
    take(slots_[position].name, position, [](const Entry&) {});
    if (position + 1 == size()) slots_.pop_back();
  }

  /// Calls `use` with each entry at `from` up to before `end`, in order.
  template <class Use>
  void for_each(std::uint32_t from, std::uint32_t end, Use use) {
    for (std::uint32_t i = from; i < end; ++i) {
      if (slots_[i].name != Name::none) use(slots_[i].name, slots_[i].entry);
    }
  }

  /// Takes out everything at `position` and above.
  void cut(std::uint32_t position) {
    while (size() > position) {
      const Slot& slot = slots_.back();
      if (slot.name != Name::none) tops_[static_cast<std::size_t>(slot.name)] = slot.previous;
      slots_.pop_back();
    }
  }

  /// Takes out everything at `from` and above. \return it, in order, valid until the next call
  std::span<const Named> take_from(std::uint32_t from) {
    taken_.clear();
    for_each(from, size(), [&](Name name, const Entry& entry) { taken_.push_back({name, entry}); });
    cut(from);
    return taken_;
  }

  /// Drops vacancies from the top, down to `from`.
  void trim(std::uint32_t from) {
    while (size() > from && slots_.back().name == Name::none) slots_.pop_back();
  }

 private:
  struct Slot {
    Entry entry;
    Name name;               // none: vacant
    std::uint32_t previous;  // the position above the next entry of that name below, or 0
  };

  std::uint32_t& top_of(Name name) {
    const auto index = static_cast<std::size_t>(name);
    if (index >= tops_.size()) tops_.resize((index + 64) * 3 / 2, 0);
    return tops_[index];
  }

  std::vector<Slot> slots_;
  std::vector<Named> taken_;  // kept for its memory
  NameStackTops& tops_;
};

}  // namespace orrery::syntax
