#include "vm/collections/finalization_registry.h"

#include <algorithm>
#include <cassert>
#include <new>
#include <span>

#include "vm/agent.h"
#include "vm/collections/weak_collections.h"
#include "vm/functions/calls.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

// Records ---------------------------------------------------------------------------------------------------

FinalizationRecords* FinalizationRecords::make(gc::Heap& heap) {
  return heap.make<FinalizationRecords>(k_least_capacity * sizeof(Record), k_least_capacity);
}

FinalizationRecords* FinalizationRecords::try_grow(gc::Heap& heap) {
  const std::uint64_t capacity = std::max<std::uint64_t>(k_least_capacity, std::uint64_t{present_} * 2);
  if (capacity > UINT32_MAX) return nullptr;
  auto* grown =
      heap.try_make<FinalizationRecords>(capacity * sizeof(Record), static_cast<std::uint32_t>(capacity));
  if (grown == nullptr) return nullptr;
  for (std::uint32_t i = 0; i < used_; i++) {
    Record& record = records()[i];
    if (i == old_) grown->old_ = grown->used_;
    // What was removed will be found no more.
    record.previous = record.token == nullptr ? 0 : previous_of(record);
    if (!record.held_value.is_empty()) grown->add(record);
  }
  if (old_ == used_) grown->old_ = grown->used_;
  return grown;
}

void FinalizationRecords::add(const Record& record) {
  assert(!is_full());
  // The barrier stands for all that is in it.
  ::new (&records()[used_++]) Record(record);
  present_++;
  gc::write_barrier(this);
}

void FinalizationRecords::remove(Record& record) {
  record.held_value = Value::empty();
  present_--;
}

void FinalizationRecords::remove_all(std::uint64_t ordinal) {
  while (ordinal != 0) {
    Record& record = records()[first_at_least(ordinal)];
    ordinal = previous_of(record);
    remove(record);
  }
}

std::uint64_t FinalizationRecords::previous_of(const Record& record) const {
  std::uint64_t ordinal = record.previous;
  while (ordinal != 0) {
    const Record& previous = records()[first_at_least(ordinal)];
    if (!previous.held_value.is_empty()) break;
    ordinal = previous.previous;
  }
  return ordinal;
}

bool FinalizationRecords::has_dead() {
  for (; first_dead_ < used_; first_dead_++) {
    const Record& record = records()[first_dead_];
    if (record.target == nullptr && !record.held_value.is_empty()) return true;
  }
  return false;
}

FinalizationRecords::Record FinalizationRecords::take_dead() {
  if (!has_dead()) return {0, 0, nullptr, nullptr, Value::empty()};
  Record& record = records()[first_dead_];
  const Record taken = record;
  remove(record);
  return taken;
}

bool FinalizationRecords::clear_dead(const gc::Liveness& liveness, std::vector<OrdinalRange>* ranges) {
  std::vector<OrdinalRange> nobody_asks;
  RangeBuilder builder(ranges == nullptr ? nobody_asks : *ranges);
  bool has_died = false;
  for (std::uint32_t i = liveness.looked_at_all() ? 0 : old_; i < used_; i++) {
    Record& record = records()[i];
    if (record.held_value.is_empty()) continue;
    if (record.token != nullptr && !liveness.is_alive(record.token)) record.token = nullptr;
    if (record.target == nullptr) continue;
    if (liveness.is_alive(record.target)) {
      builder.leave_out();
      continue;
    }
    record.target = nullptr;
    if (ranges != nullptr) builder.take(record.ordinal);
    first_dead_ = std::min(first_dead_, i);
    has_died = true;
  }
  old_ = used_;
  return has_died;
}

/// The first record with this ordinal or a larger one.
std::uint32_t FinalizationRecords::first_at_least(std::uint64_t ordinal) const {
  const std::span<const Record> all(records(), used_);
  return static_cast<std::uint32_t>(std::ranges::lower_bound(all, ordinal, {}, &Record::ordinal) -
                                    all.begin());
}

bool FinalizationRecords::has_target(std::uint32_t place, std::uint64_t ordinal) const {
  if (place == used_) return false;
  const Record& record = records()[place];
  return record.ordinal == ordinal && record.target != nullptr && !record.held_value.is_empty();
}

bool FinalizationRecords::clear(const OrdinalRange& range) {
  const std::uint32_t first = first_at_least(range.first);
  const std::uint32_t last = first_at_least(range.last);
  if (!has_target(first, range.first) || !has_target(last, range.last)) return false;
  for (std::uint32_t i = first; i <= last; i++) records()[i].target = nullptr;
  first_dead_ = std::min(first_dead_, first);
  return true;
}

void FinalizationRecords::visit(gc::Visitor& visitor) {
  for (std::uint32_t i = visitor.visits_young_only() ? old_ : 0; i < used_; i++) {
    const Record& record = records()[i];
    const Value held_value = record.held_value;
    if (held_value.is_empty()) continue;
    if (held_value.is_cell()) visitor.visit(held_value.as_cell());
    visitor.visit_weak_target(record.target);
  }
}

FinalizationRegistry* make_finalization_registry(Agent& agent, Object* prototype, Object* cleanup) {
  Shape* shape = agent.shapes().root(prototype, CellKind::FinalizationRegistry);
  FinalizationRecords* records = FinalizationRecords::make(agent.heap());
  const auto origin_of = agent.hooks().origin_of_finalization;
  JobOrigin* origin = origin_of == nullptr ? nullptr : origin_of(agent);
  auto* registry = agent.heap().make<FinalizationRegistry>(0, shape, cleanup, records, origin);
  agent.weak_references().add(registry);
  return registry;
}

namespace {

// Of registries with tokens; 0: no registration is there.
std::uint64_t last_of_token(Agent& agent, const FinalizationRegistry* registry, Value token) {
  const std::optional<Value> last = registry->tokens()->get(agent, token);
  return last ? static_cast<std::uint64_t>(last->as_number()) : 0;
}

/// Makes `ordinal` the last one with this token. \return the one before it
Completion<std::uint64_t> exchange_last_of_token(Agent& agent, FinalizationRegistry* registry, Value token,
                                                 std::uint64_t ordinal) {
  if (registry->tokens() == nullptr) registry->set_tokens(make_weak_map(agent, nullptr));
  const std::uint64_t previous = last_of_token(agent, registry, token);
  TRY(registry->tokens()->set(agent, token, Value::number(static_cast<double>(ordinal))));
  return previous;
}

/// The record is one no more; what its token leads to must be.
void forget_token_of(Agent& agent, FinalizationRegistry* registry, const FinalizationRecords::Record& taken) {
  const Value token = Value::cell(taken.token);
  if (last_of_token(agent, registry, token) != taken.ordinal) return;
  const std::uint64_t previous = registry->records()->previous_of(taken);
  if (previous == 0) {
    registry->tokens()->remove(agent, token);
  } else {
    // There is room: the token is in there.
    MUST(registry->tokens()->set(agent, token, Value::number(static_cast<double>(previous))));
  }
}

}  // namespace

Completion<void> register_for_finalization(Agent& agent, FinalizationRegistry* registry, Value target,
                                           Value held_value, Value token) {
  if (registry->records()->is_full()) {
    FinalizationRecords* grown = registry->records()->try_grow(agent.heap());
    if (grown == nullptr) return agent.throw_range_error("FinalizationRegistry maximum size exceeded");
    registry->set_records(grown);
  }
  const std::uint64_t ordinal = registry->take_registration_ordinal();
  const std::uint64_t previous =
      token.is_undefined() ? 0 : TRY(exchange_last_of_token(agent, registry, token, ordinal));
  registry->records()->add({.ordinal = ordinal,
                            .previous = previous,
                            .target = target.as_cell(),
                            .token = token.is_undefined() ? nullptr : token.as_cell(),
                            .held_value = held_value});
  agent.weak_references().note_registration();
  return {};
}

bool unregister_from_finalization(Agent& agent, FinalizationRegistry* registry, Value token) {
  if (registry->tokens() == nullptr) return false;
  const std::uint64_t last = last_of_token(agent, registry, token);
  registry->records()->remove_all(last);
  registry->tokens()->remove(agent, token);
  return last != 0;
}

Value take_held_value(Agent& agent, FinalizationRegistry* registry) {
  const FinalizationRecords::Record taken = registry->records()->take_dead();
  const Value held_value = taken.held_value;
  if (!held_value.is_empty()) {
    if (taken.token != nullptr) forget_token_of(agent, registry, taken);
    return held_value;
  }
  registry->set_waiting(false);
  if (registry->records()->is_wasteful()) {
    if (FinalizationRecords* shrunk = registry->records()->try_grow(agent.heap()))
      registry->set_records(shrunk);
  }
  return held_value;
}

Completion<void> clean_up_finalization_registries(Agent& agent) {
  std::vector<FinalizationRegistry*>& waiting = agent.weak_references().waiting_registries();
  while (!waiting.empty()) {
    FinalizationRegistry* registry = waiting.front();
    const Value held_value = take_held_value(agent, registry);
    if (held_value.is_empty()) {
      waiting.erase(waiting.begin());
      continue;
    }
    TRY(call(agent, registry->cleanup_callback(), Value::undefined(), std::span(&held_value, 1)));
  }
  return {};
}

}  // namespace orrery::vm
