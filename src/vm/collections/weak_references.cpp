#include "vm/collections/weak_references.h"

#include <algorithm>
#include <utility>

#include "vm/agent.h"
#include "vm/collections/finalization_registry.h"
#include "vm/collections/weak_ref.h"
#include "vm/collections/weak_table.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

namespace {

/// Makes it shorter, and gives memory back that it had when it was much longer.
template <typename T>
void resize(std::vector<T>& items, std::size_t size) {
  items.resize(size);
  constexpr std::size_t k_tolerated = 1024;
  if (items.capacity() > k_tolerated && size < items.capacity() / 8) items.shrink_to_fit();
}

}  // namespace

// For the collector -----------------------------------------------------------------------------------------

void WeakReferences::visit_roots(gc::Visitor& visitor) {
  for (const Value value : kept_) visitor.visit(value.as_cell());
  for (FinalizationRegistry* registry : waiting_registries_) visitor.visit(registry);
}

void WeakReferences::visit_ephemerons(gc::Visitor& visitor, const gc::Heap& heap) {
  for (WeakTable* table : tables_) {
    if (heap.is_marked(table)) table->visit_ephemerons(visitor, heap);
  }
}

void WeakReferences::clear_dead_weak_refs(const gc::Liveness& liveness) {
  // What was there when the last collection ended is alive in a minor one, and so are the targets, which are
  // older.
  const std::size_t old = liveness.looked_at_all() ? 0 : old_weak_refs_;
  std::vector<OrdinalRange> nobody_asks;
  RangeBuilder ranges(clearing_ == nullptr ? nobody_asks : clearing_->weak_refs);
  std::size_t kept = old;
  for (std::size_t i = old; i < weak_refs_.size(); i++) {
    WeakRef* weak_ref = weak_refs_[i];
    if (!liveness.is_alive(weak_ref) || weak_ref->target_cell() == nullptr) continue;
    if (liveness.is_alive(weak_ref->target_cell())) {
      weak_refs_[kept++] = weak_ref;
      ranges.leave_out();
    } else {
      weak_ref->clear();
      if (clearing_ != nullptr) ranges.take(weak_ref->ordinal());
    }
  }
  resize(weak_refs_, kept);
  old_weak_refs_ = kept;
}

void WeakReferences::clear_dead_targets(const gc::Liveness& liveness) {
  for (FinalizationRegistry* registry : registries_) {
    std::vector<OrdinalRange> ranges;
    if (!registry->records()->clear_dead(liveness, clearing_ == nullptr ? nullptr : &ranges)) continue;
    begin_to_wait(registry);
    if (clearing_ != nullptr) clearing_->registries.push_back({registry->ordinal(), std::move(ranges)});
  }
}

bool WeakReferences::clear_dead(const gc::Liveness& liveness) {
  const auto is_dead = [&](const gc::Cell* cell) { return !liveness.is_alive(cell); };
  std::erase_if(tables_, is_dead);
  std::erase_if(registries_, is_dead);
  std::erase_if(refs_of_host_, is_dead);
  for (WeakTable* table : tables_) table->clear_dead(liveness);
  for (WeakRef* weak_ref : refs_of_host_) {
    if (weak_ref->target_cell() != nullptr && is_dead(weak_ref->target_cell())) weak_ref->clear();
  }
  clear_dead_weak_refs(liveness);
  const std::size_t waiting = waiting_registries_.size();
  clear_dead_targets(liveness);
  return waiting_registries_.size() != waiting && !holds_targets_;
}

void WeakReferences::begin_to_wait(FinalizationRegistry* registry) {
  if (registry->is_waiting()) return;
  registry->set_waiting(true);
  waiting_registries_.push_back(registry);
}

// For the host ----------------------------------------------------------------------------------------------

void WeakReferences::add(WeakRef* weak_ref) {
  weak_ref->set_ordinal(++last_weak_ref_);
  has_targets_ = true;
  weak_refs_.push_back(weak_ref);
}

void WeakReferences::add(FinalizationRegistry* registry) {
  registry->set_ordinal(++last_registry_);
  registries_.push_back(registry);
}

WeakClearing WeakReferences::collect_and_clear(gc::Heap& heap) {
  WeakClearing clearing;
  clearing_ = &clearing;
  heap.collect_weakly();
  clearing_ = nullptr;
  has_targets_ =
      !weak_refs_.empty() || std::ranges::any_of(registries_, [](const FinalizationRegistry* registry) {
        return registry->records()->has_any();
      });
  return clearing;
}

bool WeakReferences::clear(const WeakClearing& clearing) {
  return std::ranges::all_of(clearing.weak_refs, [&](const auto& range) { return clear_weak_refs(range); }) &&
         std::ranges::all_of(clearing.registries,
                             [&](const auto& targets) { return clear_registrations(targets); });
}

/// Those that no script can come to may be gone here already: it makes no difference.
bool WeakReferences::clear_weak_refs(const OrdinalRange& range) {
  if (range.last > last_weak_ref_) return false;
  const auto first = std::ranges::lower_bound(weak_refs_, range.first, {}, &WeakRef::ordinal);
  for (auto it = first; it != weak_refs_.end() && (*it)->ordinal() <= range.last; ++it) (*it)->clear();
  return true;
}

bool WeakReferences::clear_registrations(const WeakClearing::Targets& targets) {
  const auto found =
      std::ranges::lower_bound(registries_, targets.registry, {}, &FinalizationRegistry::ordinal);
  if (found == registries_.end() || (*found)->ordinal() != targets.registry) return false;
  begin_to_wait(*found);
  return std::ranges::all_of(targets.registrations,
                             [&](const OrdinalRange& range) { return (*found)->records()->clear(range); });
}

// WeakRef ---------------------------------------------------------------------------------------------------

WeakRef* make_weak_ref(Agent& agent, Object* prototype, Value target) {
  Shape* shape = agent.shapes().root(prototype, CellKind::WeakRef);
  auto* weak_ref = agent.heap().make<WeakRef>(0, shape, target.as_cell());
  agent.weak_references().add(weak_ref);
  weak_ref_deref(agent, weak_ref);
  return weak_ref;
}

Value weak_ref_deref(Agent& agent, WeakRef* weak_ref) {
  const Value target = weak_ref->target();
  WeakReferences& references = agent.weak_references();
  // Once for a job is enough.
  if (!target.is_undefined() && weak_ref->kept_in_job() != references.job()) {
    references.keep_during_job(target);
    weak_ref->set_kept_in_job(references.job());
  }
  return target;
}

}  // namespace orrery::vm
