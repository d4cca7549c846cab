#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// The [[Cells]] of a FinalizationRegistry, in the order in which they were registered. Targets and tokens
/// are weak.
class alignas(Value) FinalizationRecords final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::FinalizationRecords;
  static constexpr bool k_kind_has_finalizer = false;

  static FinalizationRecords* make(gc::Heap& heap);
  /// A row with room for more, that begins with the records that are still there. Null: the heap's limit does
  /// not allow it.
  FinalizationRecords* try_grow(gc::Heap& heap) const;

  bool is_full() const { return used_ == capacity_; }
  /// \param token  null: none
  void add(gc::Cell* target, Value held_value, gc::Cell* token);
  /// Removes the records with this token. \return whether there were any
  bool remove_by_token(const gc::Cell* token);
  /// Takes the first record whose target is dead out. \return its held value; Empty if there is none
  Value take_dead();

  /// \return whether a target has died
  bool clear_dead(const gc::Liveness& liveness);
  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;

  static constexpr std::uint32_t k_least_capacity = 4;

  struct Record {
    gc::Cell* target;       // null: dead
    gc::Cell* token;        // null: none, or dead
    ValueField held_value;  // Empty: the record was removed
  };

  explicit FinalizationRecords(std::uint32_t capacity)
      : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {}
  Record* records() { return reinterpret_cast<Record*>(this + 1); }
  const Record* records() const { return reinterpret_cast<const Record*>(this + 1); }

  std::uint32_t capacity_;
  std::uint32_t used_ = 0;
};
static_assert(sizeof(FinalizationRecords) <= 16);

/// https://tc39.es/ecma262/#sec-properties-of-finalization-registry-instances
class FinalizationRegistry final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::FinalizationRegistry;
  FinalizationRegistry(Shape* shape, Object* cleanup, FinalizationRecords* records)
      : Object(k_kind, shape), cleanup_(cleanup), records_(records) {}

  Object* cleanup_callback() const { return cleanup_.get(); }  // [[CleanupCallback]]
  FinalizationRecords* records() const { return records_.get(); }
  void set_records(FinalizationRecords* records) { records_.set(this, records); }
  /// It is on the agent's list of those with something to clean up.
  bool is_waiting() const { return is_waiting_; }
  void set_waiting(bool on) { is_waiting_ = on; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(cleanup_);
    visitor.visit(records_);
  }

 private:
  bool is_waiting_ = false;
  gc::Field<Object> cleanup_;
  gc::Field<FinalizationRecords> records_;
};

FinalizationRegistry* make_finalization_registry(Agent& agent, Object* prototype, Object* cleanup);
/// Adds a cell to [[Cells]]. A RangeError if there is no more room.
/// \param token  undefined: none
Completion<void> register_for_finalization(Agent& agent, FinalizationRegistry* registry, Value target,
                                           Value held_value, Value token);

/// https://tc39.es/ecma262/#sec-cleanup-finalization-registry of all registries with something to clean up:
/// for the host to call in a job of its own, after Hooks::request_finalization. What a callback throws it
/// throws, and is to be called again then: the others' turn is still to come.
Completion<void> clean_up_finalization_registries(Agent& agent);

}  // namespace orrery::vm
