// Iteration: https://tc39.es/ecma262/#sec-iteration, and `for`-`in`.

#include "interpreter/describe.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/iteration/async_from_sync_iterator.h"
#include "vm/iteration/for_in_enumerator.h"
#include "vm/iteration/iteration.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::ForInEnumerator;
using vm::IteratorRecord;
using vm::Value;

namespace {

/// An iterator's three registers.
class IteratorRegisters {
 public:
  IteratorRegisters(const Operands& operands, int index) : first_(&operands.in(index)) {}

  IteratorRecord record() const { return {first_[0], first_[1], is_done()}; }
  bool is_done() const { return first_[2].is_true(); }
  void set_done(bool done) { first_[2] = Value::boolean(done); }
  void set(const IteratorRecord& record) {
    first_[0] = record.iterator;
    first_[1] = record.next_method;
    set_done(record.done);
  }

 private:
  Value* first_;
};

}  // namespace

// Getting and stepping --------------------------------------------------------------------------------------

Completion<Value> SlowPaths::GetIterator(Agent& agent, const Operands& operands, Value acc) {
  const Value method = acc.is_nullish() ? Value::undefined() : TRY(vm::get_iterator_method(agent, acc));
  if (method.is_undefined())
    return agent.throw_type_error(describe_iterated(agent, acc) + " is not iterable");
  const IteratorRecord record = TRY(vm::get_iterator_from_method(agent, acc, method));
  IteratorRegisters(operands, 0).set(record);
  return acc;
}

Completion<Value> SlowPaths::GetAsyncIterator(Agent& agent, const Operands& operands, Value acc) {
  const IteratorRecord record = TRY(vm::get_async_iterator(agent, acc));
  IteratorRegisters(operands, 0).set(record);
  return acc;
}

Completion<Value> SlowPaths::CreateAsyncFromSyncIterator(Agent& agent, const Operands& operands, Value acc) {
  IteratorRegisters registers(operands, 0);
  vm::Object* iterator = vm::create_async_from_sync_iterator(agent, registers.record());
  registers.set(TRY(vm::get_iterator_direct(agent, iterator)));
  return acc;
}

Completion<Value> SlowPaths::IteratorStep(Agent& agent, const Operands& operands, Value) {
  IteratorRegisters registers(operands, 0);
  IteratorRecord record = registers.record();
  registers.set_done(true);
  const std::optional<Value> value = TRY(vm::iterator_step_value(agent, record));
  if (!value) {
    agent.execution.result = Value::undefined();
    return Control::jump();
  }
  registers.set_done(false);
  return *value;
}

// Closing ---------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::IteratorClose(Agent& agent, const Operands& operands, Value acc) {
  const IteratorRegisters registers(operands, 0);
  if (!registers.is_done()) TRY(vm::iterator_close(agent, registers.record()));
  return acc;
}

// The exception is in a register meanwhile, and is thrown again behind this.
Completion<Value> SlowPaths::IteratorCloseSilently(Agent& agent, const Operands& operands, Value acc) {
  const IteratorRegisters registers(operands, 0);
  if (registers.is_done()) return acc;
  if (vm::iterator_close(agent, registers.record()).is_thrown()) {
    if (agent.is_terminating()) return vm::Thrown{};
    (void)agent.take_exception();
  }
  return acc;
}

// for-in ----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-runtime-semantics-forinofheadevaluation, 6.
Completion<Value> SlowPaths::ForInStart(Agent& agent, const Operands&, Value acc) {
  vm::Object* object = acc.is_nullish() ? nullptr : TRY(vm::to_object(agent, acc));
  return Value::cell(ForInEnumerator::make(agent, object));
}

Completion<Value> SlowPaths::ForInNext(Agent& agent, const Operands& operands, Value) {
  auto* enumerator = static_cast<ForInEnumerator*>(operands.in(0).as_cell());
  const std::optional<vm::String*> name = TRY(enumerator->next(agent));
  if (name) return Value(*name);
  agent.execution.result = Value::undefined();
  return Control::jump();
}

}  // namespace orrery::interpreter
