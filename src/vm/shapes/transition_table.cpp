#include "vm/shapes/transition_table.h"

#include <utility>

namespace orrery::vm {

std::size_t TransitionTable::hash(const Transition& transition) {
  // Addresses are multiples of 16. Nothing that a script could observe depends on the order in this table.
  std::uint64_t hash = reinterpret_cast<std::uint64_t>(transition.source) >> 4;
  hash = hash * 0x9e3779b97f4a7c15 + (transition.operand >> 4);
  hash = hash * 0x9e3779b97f4a7c15 + transition.detail * std::uint64_t{8} +
         static_cast<std::uint64_t>(transition.sort);
  hash *= 0x9e3779b97f4a7c15;
  return hash >> 32;
}

Shape* TransitionTable::find(const Transition& transition) const {
  if (entries_.empty()) return nullptr;
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t place = hash(transition) & mask;; place = (place + 1) & mask) {
    const Entry& entry = entries_[place];
    if (entry.target == nullptr || entry.transition == transition) return entry.target;
  }
}

void TransitionTable::add(const Transition& transition, Shape* target) {
  assert(find(transition) == nullptr);
  if ((size_ + 1) * 2 > entries_.size()) resize(entries_.empty() ? 64 : entries_.size() * 2);
  insert({transition, target});
}

void TransitionTable::insert(const Entry& entry) {
  const std::size_t mask = entries_.size() - 1;
  std::size_t place = hash(entry.transition) & mask;
  while (entries_[place].target != nullptr) place = (place + 1) & mask;
  entries_[place] = entry;
  size_++;
}

void TransitionTable::resize(std::size_t capacity) {
  const std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>(capacity));
  size_ = 0;
  for (const Entry& entry : old) {
    if (entry.target != nullptr) insert(entry);
  }
}

void TransitionTable::clear_dead(const gc::Liveness& liveness) {
  bool has_dead = false;
  for (Entry& entry : entries_) {
    if (entry.target != nullptr && !liveness.is_alive(entry.target)) {
      entry.target = nullptr;
      has_dead = true;
    }
  }
  // Open addressing allows no holes.
  if (has_dead) resize(entries_.size());
}

}  // namespace orrery::vm
