#include "vm/shapes/validity_chains.h"

#include "vm/objects/object.h"

namespace orrery::vm {

ValidityCell* ValidityChains::of(Object* prototype) {
  ValidityCell* first = nullptr;
  ValidityCell* below = nullptr;
  for (Object* object = prototype; object != nullptr; object = object->prototype()) {
    Shape* shape = object->shape();
    ValidityCell* cell = shape->validity_.get();
    const bool was_valid = cell != nullptr && cell->is_valid();
    if (!was_valid) {
      cell = heap_.make<ValidityCell>(0);
      shape->validity_.set(shape, cell);
    }
    if (below != nullptr) dependents_[cell].push_back(below);
    if (first == nullptr) first = cell;
    // What is above hangs together already.
    if (was_valid) return first;
    below = cell;
  }
  if (first != nullptr) return first;
  if (always_valid_ == nullptr) always_valid_ = heap_.make<ValidityCell>(0);
  return always_valid_;
}

void ValidityChains::invalidate(Shape* shape) {
  ValidityCell* changed = shape->validity_.get();
  if (changed == nullptr) return;
  shape->validity_.clear();
  std::vector<ValidityCell*> pending{changed};
  while (!pending.empty()) {
    ValidityCell* cell = pending.back();
    pending.pop_back();
    cell->invalidate();
    const auto found = dependents_.find(cell);
    if (found == dependents_.end()) continue;
    pending.insert(pending.end(), found->second.begin(), found->second.end());
    dependents_.erase(found);
  }
}

void ValidityChains::clear_dead(const gc::Liveness& liveness) {
  for (auto entry = dependents_.begin(); entry != dependents_.end();) {
    std::vector<ValidityCell*>& cells = entry->second;
    std::erase_if(cells,
                  [&](const ValidityCell* cell) { return !liveness.is_alive(cell) || !cell->is_valid(); });
    const bool is_dead = cells.empty() || !liveness.is_alive(entry->first);
    entry = is_dead ? dependents_.erase(entry) : std::next(entry);
  }
}

}  // namespace orrery::vm
