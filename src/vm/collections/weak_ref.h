#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-properties-of-weak-ref-instances
class WeakRef final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::WeakRef;
  WeakRef(Shape* shape, gc::Cell* target) : Object(k_kind, shape), target_(target) {}

  /// [[WeakRefTarget]], an Object or a Symbol; undefined: empty.
  Value target() const { return target_ == nullptr ? Value::undefined() : Value::cell(target_); }
  gc::Cell* target_cell() const { return target_; }  // null: empty
  void clear() { target_ = nullptr; }
  /// In which order the agent's were made, from 1; 0: it is the host's own (WeakReferences::add_of_host()).
  std::uint64_t ordinal() const { return ordinal_; }
  void set_ordinal(std::uint64_t ordinal) { ordinal_ = ordinal; }
  /// In which of the agent's jobs the target was kept alive last (WeakReferences::job()).
  std::uint64_t kept_in_job() const { return kept_in_job_; }
  void set_kept_in_job(std::uint64_t job) { kept_in_job_ = job; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    // Of the host's own it is no reference to the collector.
    if (ordinal_ != 0) visitor.visit_weak_target(target_);
  }

 private:
  gc::Cell* target_;  // older than this, so no write barrier is needed
  std::uint64_t ordinal_ = 0;
  std::uint64_t kept_in_job_ = 0;
};

/// A new one, whose target is kept alive until the end of the job.
WeakRef* make_weak_ref(Agent& agent, Object* prototype, Value target);
/// https://tc39.es/ecma262/#sec-weakrefderef
Value weak_ref_deref(Agent& agent, WeakRef* weak_ref);

}  // namespace orrery::vm
