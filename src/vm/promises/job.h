#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/realm.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#job: something to be run when nothing else runs. The host keeps the queue
/// (Hooks::enqueue_job); the engine never runs one by itself. Either a PromiseReaction of a promise that is
/// settled, or a NativeJob.
class Job : public gc::Cell {
 public:
  /// To be called while nothing runs. What it throws is the host's to report; a termination too.
  Completion<Value> run(Agent& agent);
  /// What is current while it runs; null: none in particular.
  Realm* realm() const;

 protected:
  explicit Job(CellKind kind) : Cell(static_cast<std::uint8_t>(kind)) {}
};

/// A job in C++.
class NativeJob final : public Job {
 public:
  static constexpr CellKind k_kind = CellKind::NativeJob;
  static constexpr bool k_kind_has_finalizer = false;
  using Code = Completion<Value> (*)(Agent&, NativeJob& job);

  /// \param realm  what is current while it runs; null: none in particular
  /// \param first, second, third  for the code to use
  NativeJob(Code code, Realm* realm, Value first, Value second = Value::undefined(),
            Value third = Value::undefined())
      : Job(k_kind), code_(code), realm_(realm), first_(first), second_(second), third_(third) {}

  Code code() const { return code_; }
  Value first() const { return first_.get(); }
  Value second() const { return second_.get(); }
  Value third() const { return third_.get(); }

  void visit(gc::Visitor& visitor) {
    visitor.visit(realm_);
    for (const Value value : {first(), second(), third()}) {
      if (value.is_cell()) visitor.visit(value.as_cell());
    }
  }

 private:
  friend class Job;

  Code code_;
  gc::Field<Realm> realm_;
  ValueField first_;
  ValueField second_;
  ValueField third_;
};

}  // namespace orrery::vm
