#pragma once

// Fast paths (fast_paths.h) of calls and constructions, returns, and `instanceof`, which looks at
// constructors.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>
#include <optional>

#include "interpreter/calls.h"
#include "interpreter/property_caches.h"
#include "vm/functions/function.h"
#include "vm/objects/object.h"

namespace orrery::interpreter {

namespace {

using vm::CellKind;
using vm::Executable;
using vm::FrameWords;
using vm::Function;
using vm::Object;
using vm::ObjectLayout;

/// Lays a frame's header over a call's registers, and goes on in the function.
#define ENTER_FRAME(frame, executable, count, flags, of_call)                                          \
  do {                                                                                                 \
    --agent->execution.polls_left;                                                                     \
    (frame)[FrameWords::k_executable] = Value::cell(executable);                                       \
    (frame)[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(fp));             \
    (frame)[FrameWords::k_arguments] = Value::from_bits((count) | (flags));                            \
    (frame)[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(NEXT_PC()));   \
    (frame)[FrameWords::k_return_entry] = RETURN_ENTRY(of_call);                                       \
    _Pragma("clang loop vectorize(disable) unroll(disable)") for (std::uint32_t i = (count);           \
                                                                  i < (executable)->parameter_count(); \
                                                                  ++i) {                               \
      (frame)[1 + i] = Value::undefined();                                                             \
    }                                                                                                  \
    fp = (frame);                                                                                      \
    ENTER(executable);                                                                                 \
  } while (false)

/// What slow<Call> would do where a native function is called.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult call_native_function(HANDLER_PARAMETERS) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const auto* function = static_cast<vm::NativeFunction*>(frame[FrameWords::k_callee].as_object());
  if (function->tail_request() != vm::TailRequest::None) [[unlikely]] {
    const std::optional<std::uint32_t> count =
        try_replace_by_target(*agent, frame, static_cast<std::uint32_t>(OPERAND_AT(1)));
    tag = NumberTag();
    if (!count) SLOW();
    Executable* const executable =
        static_cast<Function*>(frame[FrameWords::k_callee].as_object())->executable();
    ENTER_FRAME(frame, executable, *count, 0, return_to_bytecode);
  }
  agent->execution.pc = CURRENT_PC();
  agent->execution.fp = fp;
  acc = call_native(*agent, frame, static_cast<std::uint32_t>(OPERAND_AT(1))).value_or_thrown();
  tag = NumberTag();
  if (acc.is_thrown()) [[unlikely]]
    UNWIND();
  GO_ON_AFTER_NATIVE_CALL();
}

HANDLER(Call) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!tag.is_cell_of(callee, CellKind::Function)) [[unlikely]] {
    if (tag.is_cell_of(callee, CellKind::NativeFunction))
      GO_ON_WITH((call_native_function<k_opcode, k_is_wide>));
    SLOW();
  }
  Executable* const executable = static_cast<Function*>(callee.as_object())->executable();
  const auto count = static_cast<std::uint32_t>(OPERAND_AT(1));
  if (!executable->can_be_entered() || agent->execution.polls_left <= 0 ||
      frame + executable->register_count() + count > agent->execution.stack_limit) [[unlikely]]
    SLOW();
  frame[FrameWords::k_new_target] = Value::undefined();
  ENTER_FRAME(frame, executable, count, 0, return_to_bytecode);
}

/// The property `prototype` of a function that has had instances, or empty.
inline Value prototype_of_instances(const Function* function) {
  if (function->instance_shape() == nullptr || function->shape()->is_dictionary()) return Value::empty();
  return ObjectLayout::slots(function)->get(Function::k_prototype_slot);
}

/// Whether the function's instances have the shape that it remembers: its `prototype` is still that shape's.
inline bool has_instance_shape(const Function* function) {
  const Value prototype = prototype_of_instances(function);
  return !prototype.is_empty() && prototype.is_identical(Value(function->instance_shape()->prototype()));
}

HANDLER(Construct) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!tag.is_cell_of(callee, CellKind::Function) || !frame[FrameWords::k_new_target].is_identical(callee))
      [[unlikely]]
    SLOW();
  auto* const function = static_cast<Function*>(callee.as_object());
  Executable* const executable = function->executable();
  const auto count = static_cast<std::uint32_t>(OPERAND_AT(1));
  if (!executable->is_base_constructor() || !has_instance_shape(function) ||
      agent->execution.polls_left <= 0 ||
      frame + executable->register_count() + count > agent->execution.stack_limit) [[unlikely]]
    SLOW();
  vm::Shape* const shape = function->instance_shape();
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Object) + shape->inline_capacity() * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  frame[0] = Value(::new (memory) vm::OrdinaryObject(shape));
  constexpr std::uint64_t k_flags = std::uint64_t{static_cast<std::uint32_t>(vm::FrameFlags::Construct)}
                                    << 32;
  ENTER_FRAME(frame, executable, count, k_flags, return_of_construct);
}

/// OrdinaryHasInstance of what its slow path has met.
HANDLER(InstanceOf) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(1));
  if (!tag.is_cell_of(acc, CellKind::Function) || shape_word(acc.as_cell()) != cache->shape ||
      cache->place != k_ordinary_instance_test || !cache->validity->is_valid()) [[unlikely]]
    SLOW();
  const Value prototype = prototype_of_instances(static_cast<const Function*>(acc.as_object()));
  if (!tag.is_object(prototype)) [[unlikely]]
    SLOW();
  const Value value = REGISTER(0);
  const Object* object = tag.is_object(value) ? value.as_object() : nullptr;
  // Proxies may be above themselves, and who is to be ended must get away from long chains.
  for (std::uint32_t steps_left = 16; object != nullptr; --steps_left) {
    if (steps_left == 0 || object->kind() == CellKind::Proxy) [[unlikely]]
      SLOW();
    object = object->prototype();
    if (object == prototype.as_object()) break;
  }
  acc = Value::boolean(object != nullptr);
  NEXT();
}

HANDLER(Return) {
  GO_ON_WITH(vm::frame_address<Handler>(fp, FrameWords::k_return_entry));
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
