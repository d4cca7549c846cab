#pragma once

#include <cstdint>

#include "bytecode/instruction.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/execution/activation.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-properties-of-generator-instances. Its state is the activation's.
class Generator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Generator;
  Generator(Shape* shape, Activation* activation) : Object(k_kind, shape), activation_(activation) {}
  Activation* activation() const { return activation_.get(); }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(activation_);
  }

 private:
  gc::Field<Activation> activation_;
};

/// https://tc39.es/ecma262/#sec-asyncgeneratorrequest-records
class AsyncGeneratorRequest final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::AsyncGeneratorRequest;
  static constexpr bool k_kind_has_finalizer = false;
  AsyncGeneratorRequest(bytecode::ResumeMode mode, Value value, Object* promise)
      : Cell(static_cast<std::uint8_t>(k_kind)), mode_(mode), value_(value), promise_(promise) {}
  bytecode::ResumeMode mode() const { return mode_; }
  Value value() const { return value_.get(); }
  /// That of [[Capability]]: always a new %Promise%.
  Object* promise() const { return promise_.get(); }
  AsyncGeneratorRequest* next() const { return next_.get(); }
  void set_next(AsyncGeneratorRequest* next) { next_.set(this, next); }
  void visit(gc::Visitor& visitor) {
    if (value().is_cell()) visitor.visit(value().as_cell());
    visitor.visit(promise_);
    visitor.visit(next_);
  }

 private:
  bytecode::ResumeMode mode_;
  ValueField value_;
  gc::Field<Object> promise_;
  gc::Field<AsyncGeneratorRequest> next_;
};

/// https://tc39.es/ecma262/#sec-properties-of-asyncgenerator-intances
class AsyncGenerator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::AsyncGenerator;
  /// [[AsyncGeneratorState]]
  enum class State : std::uint8_t { SuspendedStart, SuspendedYield, Executing, DrainingQueue, Completed };

  AsyncGenerator(Shape* shape, Activation* activation) : Object(k_kind, shape), activation_(activation) {}
  Activation* activation() const { return activation_.get(); }
  State state() const;
  /// [[AsyncGeneratorQueue]]; null: empty
  AsyncGeneratorRequest* first_request() const { return first_.get(); }
  void enqueue(AsyncGeneratorRequest* request);
  void dequeue();
  /// What the activation does not know: whether a request is being completed, which may run a script, or the
  /// queue is worked off after the end.
  enum class Step : std::uint8_t { None, Completing, DrainingQueue };
  void set_step(Step step) { step_ = step; }
  void visit(gc::Visitor& visitor);

 private:
  Step step_ = Step::None;
  gc::Field<Activation> activation_;
  gc::Field<AsyncGeneratorRequest> first_;
  gc::Field<AsyncGeneratorRequest> last_;
};

/// https://tc39.es/ecma262/#sec-generatorresume and https://tc39.es/ecma262/#sec-generatorresumeabrupt.
/// \param generator  any value: a TypeError if it is no generator
/// \return an iterator result
Completion<Value> generator_resume(Agent& agent, Value generator, bytecode::ResumeMode mode, Value value);

/// %AsyncGeneratorPrototype%.next, throw and return
/// (https://tc39.es/ecma262/#sec-asyncgenerator-prototype-next). Throws terminations only.
/// \param generator  any value: the promise is rejected with a TypeError if it is no async generator
/// \return a promise
Completion<Value> async_generator_resume(Agent& agent, Value generator, bytecode::ResumeMode mode,
                                         Value value);

/// Resumes an activation (Hooks::resume) on behalf of a settled promise, and does what must follow: for an
/// async generator that has yielded or ended, the steps that complete its first request
/// (https://tc39.es/ecma262/#sec-asyncgeneratorcompletestep,
/// https://tc39.es/ecma262/#sec-asyncgeneratordrainqueue).
Completion<Value> run_activation(Agent& agent, Activation* activation, bytecode::ResumeMode mode,
                                 Value value);

}  // namespace orrery::vm
