#pragma once

#include <cstdint>
#include <vector>

#include "gc/field.h"
#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/collections/weak_clearing.h"
#include "vm/collections/weak_collections.h"
#include "vm/completion.h"
#include "vm/execution/origin.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// The [[Cells]] of a FinalizationRegistry, in the order in which they were registered. Targets and tokens
/// are weak, but see WeakReferences::hold_targets().
class alignas(Value) FinalizationRecords final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::FinalizationRecords;
  static constexpr bool k_kind_has_finalizer = false;

  static FinalizationRecords* make(gc::Heap& heap);
  /// A row with room for more, that begins with the records that are still there. Null: the heap's limit does
  /// not allow it.
  FinalizationRecords* try_grow(gc::Heap& heap);

  bool is_full() const { return used_ == capacity_; }
  /// Most of it is empty, so that try_grow() would make a smaller one.
  bool is_wasteful() const { return capacity_ > k_wasteful_capacity && present_ < capacity_ / 8; }
  /// Of one registration.
  struct Record {
    std::uint64_t ordinal;   // larger than those before it
    std::uint64_t previous;  // that of the one before it with the same token; 0: none
    gc::Cell* target;        // null: dead
    gc::Cell* token;         // null: none, or dead
    Value held_value;        // Empty: the record was removed. add() has the barrier
  };
  void add(const Record& record);
  /// Removes the record with this ordinal, and those before it that have its token.
  void remove_all(std::uint64_t ordinal);
  /// The nearest before it with the same token that was not removed; 0: there is none.
  std::uint64_t previous_of(const Record& record) const;
  /// Whether it has any records.
  bool has_any() const { return present_ != 0; }
  /// Whether it has records whose targets are dead.
  bool has_dead();
  /// Removes the first record whose target is dead. \return what it was; its held value is Empty if there was
  /// none
  Record take_dead();

  /// To be called in each collection. \param ranges  what has died is added to them; null: nobody asks
  /// \return whether a target has died
  bool clear_dead(const gc::Liveness& liveness, std::vector<OrdinalRange>* ranges);
  /// The targets of these are dead from now on. \return false: the first or the last has none
  bool clear(const OrdinalRange& range);
  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;

  static constexpr std::uint32_t k_least_capacity = 4;
  static constexpr std::uint32_t k_wasteful_capacity = 1024;

  explicit FinalizationRecords(std::uint32_t capacity)
      : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {}
  Record* records() { return reinterpret_cast<Record*>(this + 1); }
  const Record* records() const { return reinterpret_cast<const Record*>(this + 1); }

  std::uint32_t first_at_least(std::uint64_t ordinal) const;
  void remove(Record& record);
  bool has_target(std::uint32_t place, std::uint64_t ordinal) const;

  std::uint32_t capacity_;
  std::uint32_t used_ = 0;
  std::uint32_t present_ = 0;     // that were not removed
  std::uint32_t old_ = 0;         // so many from the start on the last collection has looked at
  std::uint32_t first_dead_ = 0;  // before it none is dead
};
static_assert(sizeof(FinalizationRecords) <= 24);

/// https://tc39.es/ecma262/#sec-properties-of-finalization-registry-instances
class FinalizationRegistry final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::FinalizationRegistry;
  FinalizationRegistry(Shape* shape, Object* cleanup, FinalizationRecords* records, JobOrigin* origin)
      : Object(k_kind, shape), cleanup_(cleanup), records_(records), origin_(origin) {}

  Object* cleanup_callback() const { return cleanup_.get(); }  // [[CleanupCallback]]
  FinalizationRecords* records() const { return records_.get(); }
  void set_records(FinalizationRecords* records) { records_.set(this, records); }
  /// It has something to clean up, and the agent or the host will see to that.
  bool is_waiting() const { return is_waiting_; }
  void set_waiting(bool on) { is_waiting_ = on; }
  /// In which order the agent's were made, from 1.
  std::uint64_t ordinal() const { return ordinal_; }
  void set_ordinal(std::uint64_t ordinal) { ordinal_ = ordinal; }
  /// Of what is registered next.
  std::uint64_t take_registration_ordinal() { return ++last_registration_; }
  /// For each token the ordinal of the last registration with it that is still there; null: there were none.
  WeakMap* tokens() const { return tokens_.get(); }
  void set_tokens(WeakMap* tokens) { tokens_.set(this, tokens); }
  /// Who has made it; null: nobody knows.
  JobOrigin* origin() const { return origin_.get(); }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(cleanup_);
    visitor.visit(records_);
    visitor.visit(tokens_);
    visitor.visit(origin_);
  }

 private:
  bool is_waiting_ = false;
  std::uint64_t ordinal_ = 0;
  std::uint64_t last_registration_ = 0;
  gc::Field<Object> cleanup_;
  gc::Field<FinalizationRecords> records_;
  gc::Field<WeakMap> tokens_;
  gc::Field<JobOrigin> origin_;
};

FinalizationRegistry* make_finalization_registry(Agent& agent, Object* prototype, Object* cleanup);
/// Adds a cell to [[Cells]]. A RangeError if there is no more room.
/// \param token  undefined: none
Completion<void> register_for_finalization(Agent& agent, FinalizationRegistry* registry, Value target,
                                           Value held_value, Value token);

/// Removes what was registered with this token. \return whether anything was
bool unregister_from_finalization(Agent& agent, FinalizationRegistry* registry, Value token);
/// What was registered with the next of its targets that have died, which is removed. Empty: there is none;
/// then the registry waits no more.
Value take_held_value(Agent& agent, FinalizationRegistry* registry);
/// https://tc39.es/ecma262/#sec-cleanup-finalization-registry of all registries with something to clean up:
/// for the host to call in a job of its own, after Hooks::request_finalization. What a callback throws it
/// throws, and is to be called again then: the others' turn is still to come.
Completion<void> clean_up_finalization_registries(Agent& agent);

}  // namespace orrery::vm
