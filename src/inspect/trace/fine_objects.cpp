// Properties, and promises as they are made: see fine_tracer.h.

#include <optional>

#include "gc/visitor.h"
#include "inspect/trace/fine_tracer.h"
#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/execution/origin.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/objects/arguments.h"
#include "vm/promises/promise.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using bytecode::Instruction;
using bytecode::Opcode;
using vm::Value;

namespace {

/// The property key that the value is; nothing: it is converted first, or is a string that is no atom, so
/// that a key would have to be made.
std::optional<vm::PropertyKey> key_of(Value value) {
  if (value.is_int32() && value.as_int32() >= 0)
    return vm::PropertyKey::index(static_cast<std::uint32_t>(value.as_int32()));
  if (value.is_symbol()) return vm::PropertyKey::symbol(value.as_symbol());
  if (value.is_string() && value.as_string()->is_atom()) return vm::PropertyKey::atom(value.as_string());
  return std::nullopt;
}

/// The operands of a store: the object's register, and the value of the key.
struct Target {
  std::uint32_t object;
  Value key;
};

Target target_of(const Value* fp, vm::Executable* executable, const Instruction& instruction) {
  switch (instruction.opcode()) {
    case Opcode::SetNamed:
      return {instruction.value(0), executable->feedback()->constant(instruction.value(1))};
    case Opcode::SetSuper:
      return {instruction.value(2), fp[instruction.value(1)]};
    default:
      return {instruction.value(0), fp[instruction.value(1)]};
  }
}

/// The environment of the function's parameters.
class EnvironmentFinder final : public gc::Visitor {
 public:
  void visit_conservatively(std::uintptr_t) override {}
  vm::Environment* found = nullptr;

 private:
  void visit_cell(gc::Cell* cell) override {
    if (vm::kind_of(cell) == vm::CellKind::Environment) found = static_cast<vm::Environment*>(cell);
  }
};

vm::Environment* parameters_of(vm::MappedArguments* arguments) {
  EnvironmentFinder finder;
  arguments->visit(finder);
  return finder.found;
}

}  // namespace

/// The store has been done, of what acc still is: was it a property of the object's own, or did a setter or a
/// proxy do something else?
void FineTracer::tell_property(Frame& frame, const Instruction& instruction, Value accumulator) {
  const Target target = target_of(frame.fp, frame.executable, instruction);
  const Value base = frame.fp[target.object];
  if (!base.is_object()) return;
  const std::optional<vm::PropertyKey> key = key_of(target.key);
  if (!key) return objects_.look_again(base.as_object());
  const std::optional<Value> now = look_at_own(base.as_object(), *key);
  if (!now || !now->is_identical(accumulator)) return objects_.look_again(base.as_object());
  const Number object = objects_.value(base).object;
  const TracedValue key_value = objects_.value(target.key);
  const TracedValue value = objects_.value(accumulator);
  objects_.note_change(base.as_object());
  tell(events::PropertySet{.object = object, .key = key_value, .value = value});
  if (!base.is_cell_of(vm::CellKind::MappedArguments)) return;
  // It is a parameter, too.
  auto* arguments = static_cast<vm::MappedArguments*>(base.as_object());
  vm::Environment* environment = parameters_of(arguments);
  if (environment == nullptr || !arguments->is_mapped(*key)) return;
  const std::vector<std::uint32_t>& slots = environment->scope().parameter_slots;
  if (key->as_index() < slots.size())
    tell_slot(frame, environment, slots[key->as_index()], accumulator, false);
}

void FineTracer::begin_deletion(Frame& frame, const Instruction& instruction, Value key) {
  const Value base = frame.fp[instruction.value(0)];
  const std::optional<vm::PropertyKey> property = key_of(key);
  if (!base.is_object() || !property) return;
  if (!look_at_own(base.as_object(), *property)) return;
  frame.remembered.set(objects_.value(key));
  frame.later = Later::Deletion;
}

void FineTracer::tell_deletion(Frame& frame, const Instruction& instruction) {
  const Value base = frame.fp[instruction.value(0)];
  const Number object = objects_.value(base).object;
  objects_.note_change(base.as_object());
  tell(events::PropertyDeleted{.object = object, .key = frame.remembered.get()});
}

/// A builtin may have changed what it was called with.
void FineTracer::look_at_changed(Value* fp) {
  const vm::NativeFrame frame(fp);
  const auto look = [this](Value value) {
    if (value.is_object()) objects_.look_again(value.as_object());
  };
  // A constructor in C++ makes its `this` itself: nothing is there.
  if (!frame.is_construct()) look(frame.this_value());
  for (const Value argument : frame.arguments()) look(argument);
}

/// The function's promise has been made.
void FineTracer::tell_async_start(Frame& frame) {
  const Value word = frame.fp[vm::FrameWords::k_new_target];
  if (!word.is_cell_of(vm::CellKind::Activation)) return;
  const auto* activation = static_cast<const vm::Activation*>(word.as_cell());
  activations_.give(activation, frame.activation);
  tell_promise(static_cast<vm::Promise*>(activation->owner()), 0, frame.activation);
}

void FineTracer::tell_promise(vm::Promise* promise, Number parent, Number activation) {
  if (objects_.find(promise) != 0) return;
  const Number number = definitions_.promise(promise);
  const Number object = objects_.value(Value(promise)).object;
  tell(events::PromiseMade{.promise = number,
                           .object = object,
                           .parent = parent,
                           .activation = activation,
                           .place = definitions_.place(vm::running_code(agent_))});
}

}  // namespace orrery::inspect
