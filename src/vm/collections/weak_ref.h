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
  void clear_if_dead(const gc::Liveness& liveness) {
    if (target_ != nullptr && !liveness.is_alive(target_)) target_ = nullptr;
  }
  /// In which of the agent's jobs the target was kept alive last (WeakReferences::job()).
  std::uint64_t kept_in_job() const { return kept_in_job_; }
  void set_kept_in_job(std::uint64_t job) { kept_in_job_ = job; }

  /// The target is no reference to the collector.
  void visit(gc::Visitor& visitor) { Object::visit(visitor); }

 private:
  gc::Cell* target_;
  std::uint64_t kept_in_job_ = 0;
};

/// A new one, whose target is kept alive until the end of the job.
WeakRef* make_weak_ref(Agent& agent, Object* prototype, Value target);
/// https://tc39.es/ecma262/#sec-weakrefderef
Value weak_ref_deref(Agent& agent, WeakRef* weak_ref);

}  // namespace orrery::vm
