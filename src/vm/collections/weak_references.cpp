#include "vm/collections/weak_references.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/collections/finalization_registry.h"
#include "vm/collections/weak_ref.h"
#include "vm/collections/weak_table.h"
#include "vm/functions/calls.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

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

bool WeakReferences::clear_dead(const gc::Liveness& liveness) {
  const auto is_dead = [&](const gc::Cell* cell) { return !liveness.is_alive(cell); };
  std::erase_if(tables_, is_dead);
  std::erase_if(weak_refs_, is_dead);
  std::erase_if(registries_, is_dead);
  for (WeakTable* table : tables_) table->clear_dead(liveness);
  for (WeakRef* weak_ref : weak_refs_) weak_ref->clear_if_dead(liveness);
  bool has_begun = false;
  for (FinalizationRegistry* registry : registries_) {
    if (!registry->records()->clear_dead(liveness) || registry->is_waiting()) continue;
    registry->set_waiting(true);
    waiting_registries_.push_back(registry);
    has_begun = true;
  }
  return has_begun;
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

// FinalizationRegistry --------------------------------------------------------------------------------------

FinalizationRecords* FinalizationRecords::make(gc::Heap& heap) {
  return heap.make<FinalizationRecords>(k_least_capacity * sizeof(Record), k_least_capacity);
}

FinalizationRecords* FinalizationRecords::try_grow(gc::Heap& heap) const {
  const auto present = std::count_if(
      records(), records() + used_, [](const Record& record) { return !record.held_value.get().is_empty(); });
  const std::uint32_t capacity = std::max(k_least_capacity, static_cast<std::uint32_t>(present) * 2);
  auto* grown = heap.try_make<FinalizationRecords>(capacity * sizeof(Record), capacity);
  if (grown == nullptr) return nullptr;
  for (std::uint32_t i = 0; i < used_; i++) {
    const Record& record = records()[i];
    if (!record.held_value.get().is_empty()) grown->add(record.target, record.held_value.get(), record.token);
  }
  return grown;
}

void FinalizationRecords::add(gc::Cell* target, Value held_value, gc::Cell* token) {
  assert(!is_full());
  ::new (&records()[used_++]) Record{target, token, ValueField(held_value)};
  gc::write_barrier(this);
}

bool FinalizationRecords::remove_by_token(const gc::Cell* token) {
  bool removed = false;
  for (std::uint32_t i = 0; i < used_; i++) {
    Record& record = records()[i];
    if (record.token != token || record.held_value.get().is_empty()) continue;
    record.held_value.set_without_barrier(Value::empty());
    removed = true;
  }
  return removed;
}

Value FinalizationRecords::take_dead() {
  for (std::uint32_t i = 0; i < used_; i++) {
    Record& record = records()[i];
    const Value held_value = record.held_value.get();
    if (record.target != nullptr || held_value.is_empty()) continue;
    record.held_value.set_without_barrier(Value::empty());
    return held_value;
  }
  return Value::empty();
}

bool FinalizationRecords::clear_dead(const gc::Liveness& liveness) {
  bool has_died = false;
  for (std::uint32_t i = 0; i < used_; i++) {
    Record& record = records()[i];
    if (record.held_value.get().is_empty()) continue;
    if (record.token != nullptr && !liveness.is_alive(record.token)) record.token = nullptr;
    if (record.target == nullptr || liveness.is_alive(record.target)) continue;
    record.target = nullptr;
    has_died = true;
  }
  return has_died;
}

void FinalizationRecords::visit(gc::Visitor& visitor) {
  for (std::uint32_t i = 0; i < used_; i++) {
    const Value held_value = records()[i].held_value.get();
    if (held_value.is_cell()) visitor.visit(held_value.as_cell());
  }
}

FinalizationRegistry* make_finalization_registry(Agent& agent, Object* prototype, Object* cleanup) {
  Shape* shape = agent.shapes().root(prototype, CellKind::FinalizationRegistry);
  FinalizationRecords* records = FinalizationRecords::make(agent.heap());
  auto* registry = agent.heap().make<FinalizationRegistry>(0, shape, cleanup, records);
  agent.weak_references().add(registry);
  return registry;
}

Completion<void> register_for_finalization(Agent& agent, FinalizationRegistry* registry, Value target,
                                           Value held_value, Value token) {
  if (registry->records()->is_full()) {
    FinalizationRecords* grown = registry->records()->try_grow(agent.heap());
    if (grown == nullptr) return agent.throw_range_error("FinalizationRegistry maximum size exceeded");
    registry->set_records(grown);
  }
  registry->records()->add(target.as_cell(), held_value, token.is_undefined() ? nullptr : token.as_cell());
  return {};
}

Completion<void> clean_up_finalization_registries(Agent& agent) {
  std::vector<FinalizationRegistry*>& waiting = agent.weak_references().waiting_registries();
  while (!waiting.empty()) {
    FinalizationRegistry* registry = waiting.front();
    const Value held_value = registry->records()->take_dead();
    if (held_value.is_empty()) {
      registry->set_waiting(false);
      waiting.erase(waiting.begin());
      continue;
    }
    TRY(call(agent, registry->cleanup_callback(), Value::undefined(), std::span(&held_value, 1)));
  }
  return {};
}

}  // namespace orrery::vm
