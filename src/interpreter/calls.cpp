#include "interpreter/calls.h"

#include <algorithm>
#include <optional>
#include <string>

#include "interpreter/describe.h"
#include "interpreter/interpreter.h"
#include "interpreter/slow_paths.h"
#include "interpreter/tail_frames.h"
#include "interpreter/tracing.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/functions/kept_call.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/arguments.h"
#include "vm/objects/array.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/elements.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::CellKind;
using vm::Completion;
using vm::Executable;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Function;
using vm::NativeFunction;
using vm::Object;
using vm::Thrown;
using vm::Value;

namespace {

Value word(const void* address) {
  return Value::from_bits(reinterpret_cast<std::uint64_t>(address));
}

/// The address that a call made by the running instruction returns to: within it, which is enough to find it.
const std::uint8_t* return_address(const Agent& agent) {
  const bool is_called_by_bytecode = agent.execution.fp != nullptr && agent.execution.pc != nullptr;
  return is_called_by_bytecode ? agent.execution.pc + 1 : nullptr;
}

void write_header(const CallSite& site, Value executable, const Value* caller,
                  const std::uint8_t* return_pc) {
  Value* const frame = site.frame;
  frame[FrameWords::k_executable] = executable;
  frame[FrameWords::k_caller] = word(caller);
  frame[FrameWords::k_arguments] =
      Value::from_bits(site.argument_count | std::uint64_t{static_cast<std::uint32_t>(site.flags)} << 32);
  frame[FrameWords::k_return_pc] = word(return_pc);
  frame[FrameWords::k_return_entry] = word(site.return_entry);
}

Completion<void> prepare(Agent& agent, const CallSite& site, Executable* executable) {
  if (executable->is_prepared()) return {};
  const vm::KeptCall kept(agent, site.frame, site.argument_count);
  return agent.hooks().compile(agent, executable);
}

bool has(const CallSite& site, FrameFlags flag) {
  return (static_cast<std::uint32_t>(site.flags) & static_cast<std::uint32_t>(flag)) != 0;
}

/// Compiles the function if need be, and writes its frame's header.
Completion<Value> enter_bytecode(Agent& agent, CallSite site, Executable* executable) {
  TRY(prepare(agent, site, executable));
  const std::uint32_t words = std::max(executable->register_count(), site.argument_count + 1);
  vm::Execution& execution = agent.execution;
  // Recursion needs no loop to go on for ever.
  if (--execution.polls_left < 0) TRY(poll(agent, executable));
  const bool is_full = site.frame + words > execution.stack_limit && !has(site, FrameFlags::Entry);
  if (is_full || (has(site, FrameFlags::Tail) && site.frame > execution.tail_call_limit)) {
    // This takes as long as the stack is deep: thousands of polls would be too long to wait.
    TRY(vm::check_interrupt(agent));
    site.frame -= drop_tail_callers(agent, site.frame + site.argument_count + 1);
    execution.tail_call_limit = next_tail_call_limit(agent);
  }
  TRY(check_room(agent, site.frame + words));
  write_frame_header(agent, site, executable);
  for (std::uint32_t i = site.argument_count; i < executable->parameter_count(); ++i)
    site.frame[1 + i] = Value::undefined();
  return Control::enter();
}

/// The function, with somebody watching.
[[gnu::cold, gnu::noinline]] Completion<Value> run_watched(Agent& agent, NativeFunction* function,
                                                           vm::NativeFrame& frame) {
  Value* const fp = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  call_observer(agent)->on_native_call(agent);
  const Completion<Value> result = function->code()(agent, frame);
  agent.execution.fp = fp;
  agent.execution.pc = pc;
  // Who watched may have gone meanwhile.
  if (CallObserver* observer = call_observer(agent))
    observer->on_native_return(agent, result.value_or_thrown());
  return result;
}

/// OPTIMIZATION: inline in all its callers, which it is not by itself because of who may watch.
template <bool may_be_watched = true>
[[gnu::always_inline]] inline Completion<Value> run_native(Agent& agent, const CallSite& site,
                                                           NativeFunction* function) {
  TRY(agent.check_machine_stack());
  Value* const frame = site.frame;
  TRY(check_room(agent, frame + site.argument_count + 1));
  Value* const caller = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  write_header(site, Value::from_bits(0), caller, return_address(agent));
  agent.execution.fp = frame;
  vm::NativeFrame native(frame);
  const bool is_watched = may_be_watched && call_observer(agent) != nullptr;
  const Completion<Value> result =
      is_watched ? run_watched(agent, function, native) : function->code()(agent, native);
  agent.execution.fp = caller;
  agent.execution.pc = pc;
  return result;
}

/// Replaces a bound function by its target, and puts the bound arguments in front of the others.
Completion<void> unbind(Agent& agent, CallSite& site, const vm::BoundFunction* bound) {
  const auto arguments = bound->arguments();
  if (!arguments.empty()) {
    const std::size_t count = site.argument_count + arguments.size();
    TRY(check_room(agent, site.frame + count + 1));
    std::copy_backward(site.frame + 1, site.frame + 1 + site.argument_count, site.frame + 1 + count);
    std::ranges::copy(arguments, site.frame + 1);
    site.argument_count = static_cast<std::uint32_t>(count);
  }
  const Value callee = site.frame[FrameWords::k_callee];
  if (site.frame[FrameWords::k_new_target].is_identical(callee))
    site.frame[FrameWords::k_new_target] = Value(bound->target());
  site.frame[FrameWords::k_callee] = Value(bound->target());
  site.frame[0] = bound->this_value();
  return {};
}

/// The arguments, where nothing that is called will write over them.
std::span<const Value> kept_arguments(Agent& agent, const CallSite& site) {
  const vm::KeptCall kept(agent, site.frame, site.argument_count);
  vm::ValueList* list = vm::ValueList::make(agent.heap(), site.argument_count);
  for (std::uint32_t i = 0; i < site.argument_count; ++i) list->append(agent.heap(), site.frame[1 + i]);
  return list->values();
}

/// https://tc39.es/ecma262/#sec-ordinarycreatefromconstructor for %Object.prototype%, of a constructor in
/// bytecode
Completion<Object*> make_this(Agent& agent, Object* new_target) {
  Object* const prototype =
      TRY(vm::get_prototype_from_constructor(agent, new_target, vm::Intrinsic::ObjectPrototype));
  if (new_target->kind() != CellKind::Function) return vm::ordinary_object_create(agent, prototype);
  auto* const function = static_cast<Function*>(new_target);
  Executable* const executable = function->executable();
  const std::uint32_t capacity = vm::Shapes::rounded_inline_capacity(executable->instance_capacity());
  vm::Shape* const shape = agent.shapes().root(prototype, CellKind::Object, capacity);
  Object* const object = vm::make_object(agent, shape);
  if (executable->is_learning_capacity()) {
    executable->learn_capacity(object);
  } else {
    function->set_instance_shape(shape);
  }
  return object;
}

// Tail requests
// ----------------------------------------------------------------------------------------------------

/// The elements of an array that has no holes.
std::optional<std::span<const Value>> try_plain_elements_fast(const vm::Array* array) {
  const std::uint32_t length = array->length();
  if (length == 0) return std::span<const Value>();
  const vm::Elements* elements = array->elements();
  if (elements == nullptr || elements->length() < length) return std::nullopt;
  const std::span<const Value> values(elements->begin(), length);
  if (std::ranges::any_of(values, [](Value value) { return value.is_empty(); })) return std::nullopt;
  return values;
}

/// The arguments that Function.prototype.call or apply, called with the frame's, has for its target, where
/// they can be read without running anything.
std::optional<std::span<const Value>> try_arguments_of_target(Agent& agent, vm::TailRequest request,
                                                              const Value* frame, std::uint32_t count) {
  if (request == vm::TailRequest::Call) return std::span(frame + 2, count == 0 ? 0 : count - 1);
  if (count < 2 || frame[2].is_nullish()) return std::span<const Value>();
  if (frame[2].is_cell_of(CellKind::MappedArguments) || frame[2].is_cell_of(CellKind::Arguments))
    return vm::try_list_of_arguments(agent, frame[2].as_object());
  if (!frame[2].is_cell_of(CellKind::Array)) return std::nullopt;
  return try_plain_elements_fast(static_cast<const vm::Array*>(frame[2].as_object()));
}

/// Lays out the call of the target in place of that of Function.prototype.call or apply: `this` is called,
/// the first argument is its `this`. Of `call`, the values are the frame's own.
void lay_out_target(Value* frame, std::uint32_t argument_count, std::span<const Value> values) {
  frame[FrameWords::k_callee] = frame[0];
  frame[FrameWords::k_new_target] = Value::undefined();
  frame[0] = argument_count == 0 ? Value::undefined() : frame[1];
  std::copy(values.begin(), values.end(), frame + 1);
}

/// https://tc39.es/ecma262/#sec-function.prototype.call, step 4, and
/// https://tc39.es/ecma262/#sec-function.prototype.apply, steps 3 to 6
Completion<CallSite> replace_by_target(Agent& agent, vm::TailRequest request, CallSite site) {
  const auto plain = try_arguments_of_target(agent, request, site.frame, site.argument_count);
  const auto values = plain ? *plain : TRY(vm::create_list_from_array_like(agent, site.frame[2]))->values();
  TRY(check_room(agent, site.frame + values.size() + 1));
  lay_out_target(site.frame, site.argument_count, values);
  site.argument_count = static_cast<std::uint32_t>(values.size());
  return site;
}

/// Whether the call can be replaced by what it ends in. If not, the function itself throws, as its realm
/// does.
bool can_replace(vm::TailRequest request, const CallSite& site) {
  if (request == vm::TailRequest::None || !vm::is_callable(site.frame[0])) return false;
  if (request == vm::TailRequest::Call || site.argument_count < 2) return true;
  return site.frame[2].is_object() || site.frame[2].is_nullish();
}

}  // namespace

void write_frame_header(Agent& agent, const CallSite& site, Executable* executable) {
  write_header(site, Value::cell(executable), agent.execution.fp, return_address(agent));
  agent.execution.fp = site.frame;
}

Value* next_frame(const Agent& agent) {
  Value* const fp = agent.execution.fp;
  Value* const end = fp == nullptr ? agent.execution.stack_start : vm::frame_end(fp);
  return end + bytecode::k_frame_header;
}

Completion<void> check_room(Agent& agent, const Value* end) {
  if (end > agent.execution.stack_limit) [[unlikely]]
    return agent.throw_range_error("Maximum call stack size exceeded");
  return {};
}

Completion<Value*> lay_out_call(Agent& agent, Value callee, Value new_target, Value this_value,
                                std::span<const Value> arguments) {
  Value* const frame = next_frame(agent);
  TRY(check_room(agent, frame + arguments.size() + 1));
  frame[FrameWords::k_callee] = callee;
  frame[FrameWords::k_new_target] = new_target;
  frame[0] = this_value;
  std::ranges::copy(arguments, frame + 1);
  return frame;
}

// https://tc39.es/ecma262/#sec-call
Completion<Value> begin_call(Agent& agent, CallSite site) {
  site.frame[FrameWords::k_new_target] = Value::undefined();
  for (;;) {
    const Value callee = site.frame[FrameWords::k_callee];
    if (!callee.is_object() || !callee.as_object()->is_callable())
      return agent.throw_type_error(describe_callee(agent, callee) + " is not a function");
    Object* object = callee.as_object();
    switch (object->kind()) {
      case CellKind::Function: {
        auto* function = static_cast<Function*>(object);
        if (function->has_flag(Object::k_is_class_constructor)) [[unlikely]]
          return throw_class_called(agent, function);
        return enter_bytecode(agent, site, function->executable());
      }
      case CellKind::NativeFunction: {
        auto* function = static_cast<NativeFunction*>(object);
        const vm::TailRequest request = function->tail_request();
        if (!can_replace(request, site)) return run_native(agent, site, function);
        site = TRY(replace_by_target(agent, request, site));
        break;
      }
      case CellKind::BoundFunction:
        TRY(unbind(agent, site, static_cast<vm::BoundFunction*>(object)));
        break;
      default:
        return vm::call(agent, callee, site.frame[0], kept_arguments(agent, site));
    }
  }
}

// OPTIMIZATION: begin_call() takes its call through memory; and inline in handlers, as it would be if nobody
// could watch.
[[gnu::always_inline]] Completion<Value> call_native(Agent& agent, Value* frame,
                                                     std::uint32_t argument_count) {
  frame[FrameWords::k_new_target] = Value::undefined();
  const CallSite site{frame, argument_count, FrameFlags::None, nullptr};
  return run_native<false>(agent, site,
                           static_cast<NativeFunction*>(frame[FrameWords::k_callee].as_object()));
}

std::optional<std::uint32_t> try_replace_by_target(Agent& agent, Value* frame, std::uint32_t argument_count) {
  const auto* caller = static_cast<const NativeFunction*>(frame[FrameWords::k_callee].as_object());
  const Value target = frame[0];
  if (!target.is_cell_of(CellKind::Function)) return std::nullopt;
  const Executable* executable = static_cast<Function*>(target.as_object())->executable();
  const vm::Execution& execution = agent.execution;
  if (!executable->can_be_entered() || execution.polls_left <= 0) return std::nullopt;
  const auto values = try_arguments_of_target(agent, caller->tail_request(), frame, argument_count);
  if (!values || frame + executable->register_count() + values->size() > execution.stack_limit)
    return std::nullopt;
  lay_out_target(frame, argument_count, *values);
  return static_cast<std::uint32_t>(values->size());
}

// https://tc39.es/ecma262/#sec-construct
Completion<Value> begin_construct(Agent& agent, CallSite site) {
  site.flags = static_cast<FrameFlags>(static_cast<std::uint32_t>(site.flags) |
                                       static_cast<std::uint32_t>(FrameFlags::Construct));
  for (;;) {
    const Value callee = site.frame[FrameWords::k_callee];
    if (!callee.is_object() || !callee.as_object()->is_constructor())
      return throw_not_a_constructor(agent, callee, site.frame[FrameWords::k_new_target]);
    Object* object = callee.as_object();
    Object* const new_target = site.frame[FrameWords::k_new_target].as_object();
    switch (object->kind()) {
      case CellKind::Function: {
        auto* function = static_cast<Function*>(object);
        // What makes `this` reads `prototype`, which may run a script: the arguments must not be in its way.
        TRY(prepare(agent, site, function->executable()));
        if (function->executable()->header().kind == bytecode::FunctionKind::DerivedConstructor) {
          site.frame[0] = Value::empty();
        } else if (new_target == function) {
          const vm::KeptCall kept(agent, site.frame, site.argument_count);
          site.frame[0] = Value(TRY(make_this(agent, new_target)));
        } else {
          const std::span<const Value> arguments = kept_arguments(agent, site);
          site.frame[0] = Value(TRY(make_this(agent, new_target)));
          site.frame[FrameWords::k_callee] = callee;
          site.frame[FrameWords::k_new_target] = Value(new_target);
          std::ranges::copy(arguments, site.frame + 1);
        }
        return enter_bytecode(agent, site, function->executable());
      }
      case CellKind::NativeFunction:
        return run_native(agent, site, static_cast<NativeFunction*>(object));
      case CellKind::BoundFunction:
        TRY(unbind(agent, site, static_cast<vm::BoundFunction*>(object)));
        break;
      default:
        return vm::construct(agent, object, kept_arguments(agent, site), new_target);
    }
  }
}

Completion<Value> run_entered(Agent& agent) {
  Value* const fp = agent.execution.fp;
  const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
  return run_from(agent, fp, executable->code_start(), Value::undefined());
}

// From C++
// ---------------------------------------------------------------------------------------------------------

namespace {

/// Runs what begin_call() or begin_construct() has begun, if it is bytecode.
Completion<Value> finish(Agent& agent, Completion<Value> begun) {
  if (begun.value_or_thrown().bits() != Control::k_enter) return begun;
  return run_entered(agent);
}

/// OPTIMIZATION: what builtins call is mostly a function in bytecode that has been called before. Does what
/// lay_out_call() and begin_call() would do. \return whether it is so; else nothing has happened
bool try_enter_fast(Agent& agent, Object* callee, Value this_value, std::span<const Value> arguments) {
  vm::Execution& execution = agent.execution;
  if (callee->kind() != CellKind::Function || callee->has_flag(Object::k_is_class_constructor)) return false;
  Executable* const executable = static_cast<Function*>(callee)->executable();
  if (!executable->is_prepared() || execution.polls_left <= 0) return false;
  Value* const frame = next_frame(agent);
  const auto count = static_cast<std::uint32_t>(arguments.size());
  if (frame + std::max(executable->register_count(), count + 1) > execution.stack_limit) return false;
  --execution.polls_left;
  frame[FrameWords::k_callee] = Value(callee);
  frame[FrameWords::k_new_target] = Value::undefined();
  frame[0] = this_value;
  for (std::uint32_t i = 0; i < count; ++i) frame[1 + i] = arguments[i];
  for (std::uint32_t i = count; i < executable->parameter_count(); ++i) frame[1 + i] = Value::undefined();
  write_frame_header(agent, {frame, count, FrameFlags::Entry, ReturnEntries::to_cpp()}, executable);
  return true;
}

Completion<Value> call_any(Agent& agent, Object* callee, Value this_value, std::span<const Value> arguments) {
  Value* const frame = TRY(lay_out_call(agent, callee, Value::undefined(), this_value, arguments));
  const CallSite site{frame, static_cast<std::uint32_t>(arguments.size()), FrameFlags::Entry,
                      ReturnEntries::to_cpp()};
  return finish(agent, begin_call(agent, site));
}

}  // namespace

Completion<Value> call(Agent& agent, Object* callee, Value this_value, std::span<const Value> arguments) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  Value* const fp = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  const Completion<Value> result = try_enter_fast(agent, callee, this_value, arguments)
                                       ? run_entered(agent)
                                       : call_any(agent, callee, this_value, arguments);
  agent.execution.fp = fp;
  agent.execution.pc = pc;
  return result;
}

Completion<Object*> construct(Agent& agent, Object* constructor, std::span<const Value> arguments,
                              Object* new_target) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  Value* const fp = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  Value* const frame = TRY(lay_out_call(agent, constructor, new_target, Value::empty(), arguments));
  const CallSite site{frame, static_cast<std::uint32_t>(arguments.size()), FrameFlags::Entry,
                      ReturnEntries::to_cpp()};
  const Completion<Value> begun = begin_construct(agent, site);
  const bool is_bytecode = begun.value_or_thrown().bits() == Control::k_enter;
  // A base constructor's frame may reuse its `this` register for nothing else.
  const Value created = is_bytecode ? agent.execution.fp[0] : Value::undefined();
  const Completion<Value> result = finish(agent, begun);
  agent.execution.fp = fp;
  agent.execution.pc = pc;
  if (result.is_thrown()) return Thrown{};
  return result.value().is_object() ? result.value().as_object() : created.as_object();
}

}  // namespace orrery::interpreter
