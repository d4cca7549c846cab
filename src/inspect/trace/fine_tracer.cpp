#include "inspect/trace/fine_tracer.h"

#include <ranges>
#include <utility>

#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/execution/generator.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/promises/promise.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using bytecode::FunctionKind;
using vm::Agent;
using vm::CellKind;
using vm::FrameIterator;
using vm::FrameWords;
using vm::Value;

namespace {

/// Enter::sort
constexpr std::uint64_t k_call = 1, k_construction = 2, k_program = 3, k_resumption = 4, k_eval = 5;

std::uint64_t sort_of(const FrameIterator& frame) {
  if (frame.executable() == nullptr)
    return vm::NativeFrame(frame.fp()).is_construct() ? k_construction : k_call;
  switch (frame.executable()->header().kind) {
    case FunctionKind::Script:
    case FunctionKind::Module:
      return k_program;
    case FunctionKind::Eval:
      return k_eval;
    default:
      return frame.is_construct() ? k_construction : k_call;
  }
}

/// To look at; empty: there is none, but a termination.
Value pending_exception(Agent& agent) {
  if (agent.is_terminating() || !agent.has_exception()) return Value::empty();
  const Value exception = agent.take_exception();
  (void)agent.throw_value(exception);
  return exception;
}

/// Of a frame of a generator or an async function that has one already; else null.
vm::Activation* activation_of(const vm::Executable& executable, const Value* fp) {
  const bool may_wait = executable.header().is_async || executable.header().is_generator;
  const Value word = fp[FrameWords::k_new_target];
  const bool has_one = may_wait && word.is_cell_of(CellKind::Activation);
  return has_one ? static_cast<vm::Activation*>(word.as_cell()) : nullptr;
}

}  // namespace

FineTracer::FineTracer(Agent& agent, Definitions& definitions, trace::TraceSink& sink,
                       const FineOptions& options)
    : agent_(agent),
      definitions_(definitions),
      sink_(sink),
      options_(options),
      objects_(agent, definitions, sink),
      environments_(agent.heap()),
      activations_(agent.heap()) {}

FineTracer::~FineTracer() {
  end();
}

void FineTracer::begin() {
  if (is_on_ || is_cut_) return;
  is_on_ = true;
  interpreter::set_call_observer(agent_, this);
}

void FineTracer::end() {
  if (!is_on_) return;
  settle();
  is_on_ = false;
  depth_ = 0;
  interpreter::set_call_observer(agent_, nullptr);
}

void FineTracer::cut() {
  is_cut_ = true;
  is_on_ = false;
  depth_ = 0;
  interpreter::set_call_observer(agent_, nullptr);
}

// What is told ----------------------------------------------------------------------------------------------

void FineTracer::on_instruction(Agent& agent, Value accumulator) {
  const bool is_same = depth_ > 0 && top().fp == agent.execution.fp && top().ending == Ending::None;
  if (!is_same) arrive(agent, accumulator);
  if (is_cut_) return;
  Frame& frame = top();
  const auto offset = static_cast<std::uint32_t>(agent.execution.pc - frame.executable->code_start());
  objects_.forget_texts();
  if (frame.later != Later::Nothing) finish_instruction(frame, accumulator);
  if (!frame.is_silent) {
    tell_values(frame, offset, accumulator);
    tell_statements(frame, offset, accumulator);
  }
  if (is_cut_) return;
  frame.previous = offset;
  begin_instruction(frame, offset, accumulator);
}

void FineTracer::on_native_call(Agent& agent) {
  arrive(agent, Value::empty());
}

void FineTracer::on_native_return(Agent& agent, Value result) {
  arrive(agent, Value::empty());
  if (is_cut_) return;
  objects_.forget_texts();
  look_at_changed(agent.execution.fp);
  if (result.is_thrown()) {
    const Value exception = pending_exception(agent);
    tell_thrown(exception);
    return pop(Ending::Throws, objects_.value(exception));
  }
  thrown_ = Value::empty();
  const vm::NativeFrame words(agent.execution.fp);
  const Value this_value = words.is_construct() ? Value::undefined() : words.this_value();
  if (result.is_cell_of(CellKind::Promise)) {
    // `then` and its kin: one comes of the other.
    const bool is_derived = this_value.is_cell_of(CellKind::Promise) && !this_value.is_identical(result);
    const Number parent =
        is_derived ? definitions_.promise(static_cast<vm::Promise*>(this_value.as_object())) : 0;
    tell_promise(static_cast<vm::Promise*>(result.as_object()), parent, 0);
  }
  pop(Ending::Returns, objects_.value(result));
}

void FineTracer::on_exception_leaves(Agent& agent, Value* fp) {
  arrive(agent, Value::empty());
  if (is_cut_ || depth_ == 0 || top().fp != fp) return;
  objects_.forget_texts();
  const Value exception = pending_exception(agent);
  tell_thrown(exception);
  pop(Ending::Throws, objects_.value(exception));
}

void FineTracer::on_exception_caught(Agent& agent, Value* fp, bytecode::Handler::Kind kind) {
  if (depth_ > 0 && top().fp == fp) top().ending = Ending::None;
  arrive(agent, Value::empty());
  if (is_cut_ || depth_ == 0 || top().fp != fp) return;
  objects_.forget_texts();
  const Value exception = pending_exception(agent);
  tell_thrown(exception);
  Frame& frame = top();
  frame.later = Later::Nothing;
  frame.previous = k_none;
  if (kind != bytecode::Handler::Kind::Catch) return;
  if (!frame.is_silent) tell(events::Caught{.value = objects_.value(exception)});
  thrown_ = Value::empty();
}

/// Once for each exception, until somebody takes it.
void FineTracer::tell_thrown(Value exception) {
  if (exception.is_empty() || exception.is_identical(thrown_)) return;
  thrown_ = exception;
  tell(events::Thrown{.value = objects_.value(exception)});
}

// The stack -------------------------------------------------------------------------------------------------

void FineTracer::settle() {
  if (!is_on_) return;
  const Value* fp = agent_.execution.fp;
  while (depth_ > 0 && (fp == nullptr || top().fp > fp)) pop_ended(Value::empty());
  if (depth_ == 0) thrown_ = Value::empty();
}

/// Brings the stack up to what runs. \param accumulator  of the instruction that comes next; empty: none does
void FineTracer::arrive(Agent& agent, Value accumulator) {
  const Value* const fp = agent.execution.fp;
  while (depth_ > 0 && (top().fp > fp || (top().fp == fp && top().ending != Ending::None)))
    pop_ended(top().fp > fp ? accumulator : Value::empty());
  if (depth_ > 0 && top().fp == fp) return;
  std::vector<FrameIterator> entered;
  FrameIterator frame(agent);
  for (; !frame.is_at_end() && (depth_ == 0 || frame.fp() != top().fp); frame.next())
    entered.push_back(frame);
  // Frames that tail calls have dropped are missing, and others have moved.
  if (frame.is_at_end()) {
    while (depth_ > 0) pop_ended(Value::empty());
  }
  for (const FrameIterator& each : std::views::reverse(entered)) push(each);
}

void FineTracer::push(const FrameIterator& real) {
  if (is_cut_) return;
  objects_.forget_texts();
  if (depth_ == frames_.size()) frames_.emplace_back();
  Frame& frame = frames_[depth_++];
  frame.fp = real.fp();
  frame.executable = real.executable();
  frame.code = nullptr;
  frame.activation = 0;
  frame.previous = k_none;
  frame.innermost = k_none;
  frame.is_silent = true;
  frame.ending = Ending::None;
  frame.later = Later::Nothing;
  frame.scopes.clear();
  frame.remembered.set({});
  if (frame.executable != nullptr) {
    frame.is_silent = frame.executable->source()->is_internal() && !options_.shows_internal;
    frame.code = &codes_.of(frame.executable, !frame.is_silent);
    frame.initialized.assign(frame.code->code->register_count, false);
  }
  tell_enter(frame, real);
}

void FineTracer::tell_enter(Frame& frame, const FrameIterator& real) {
  const vm::NativeFrame words(frame.fp);
  std::uint64_t sort = sort_of(real);
  const bool is_program = sort == k_program || sort == k_eval;
  frame.function = frame.executable == nullptr || !is_program ? definitions_.function(real.callee())
                                                              : definitions_.function(frame.executable);
  if (frame.executable != nullptr) {
    const vm::Activation* activation = activation_of(*frame.executable, frame.fp);
    if (activation != nullptr) {
      sort = k_resumption;
      frame.activation = activations_.of(activation).number;
      frame.previous = activation->offset();
    } else if (frame.executable->header().is_async || frame.executable->header().is_generator) {
      frame.activation = activations_.take();
    }
  }
  std::vector<TracedValue> arguments;
  if (sort == k_call || sort == k_construction) {
    for (const Value argument : words.arguments()) arguments.push_back(objects_.value(argument));
  }
  const bool is_arrow = frame.executable != nullptr && frame.executable->header().kind == FunctionKind::Arrow;
  const bool has_this =
      (sort == k_call && !is_arrow) || (sort == k_construction && frame.executable != nullptr);
  tell(events::Enter{.function = frame.function,
                     .sort = sort,
                     .activation = frame.activation,
                     .this_value = has_this ? objects_.value(words.this_value()) : TracedValue{},
                     .arguments = arguments});
  if (sort == k_resumption) resume_scopes(frame);
}

void FineTracer::end_with(Frame& frame, Ending ending, Value value) {
  frame.ending = ending;
  frame.result.set(objects_.value(value));
}

/// Leaves the topmost frame, which is gone.
void FineTracer::pop_ended(Value accumulator) {
  if (depth_ == 0) return;
  Frame& frame = top();
  if (frame.ending == Ending::GivesGenerator) {
    // What the call gave has the activation that goes on later.
    const vm::Activation* activation = nullptr;
    if (accumulator.is_cell_of(CellKind::Generator))
      activation = static_cast<vm::Generator*>(accumulator.as_object())->activation();
    if (accumulator.is_cell_of(CellKind::AsyncGenerator))
      activation = static_cast<vm::AsyncGenerator*>(accumulator.as_object())->activation();
    if (activation != nullptr) activations_.give(activation, frame.activation);
    return pop(Ending::GivesGenerator, objects_.value(accumulator));
  }
  // Nobody has seen how: a frame that a tail call has dropped.
  if (frame.ending == Ending::None) return pop(Ending::Returns, {});
  pop(frame.ending, frame.result.get());
}

void FineTracer::pop(Ending how, const TracedValue& value) {
  if (depth_ == 0) return;
  Frame& frame = top();
  std::uint64_t number = 1;
  if (how == Ending::Throws) number = 2;
  if (how == Ending::Awaits) number = 3;
  if (how == Ending::Yields) number = 4;
  const bool goes_on = how == Ending::Awaits || how == Ending::Yields || how == Ending::GivesGenerator;
  if (goes_on && frame.activation != 0)
    suspended_[frame.activation] = {.scopes = frame.scopes, .initialized = frame.initialized};
  if (frame.ending == Ending::Throws) thrown_ = Value::empty();  // it has become a rejection
  --depth_;
  tell(events::Leave{.how = number, .value = value});
}

}  // namespace orrery::inspect
