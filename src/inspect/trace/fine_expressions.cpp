// Statements, values of expressions, and what instructions do: see fine_tracer.h.

#include <bit>
#include <cmath>

#include "inspect/trace/fine_tracer.h"
#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/functions/executable.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using bytecode::ExpressionNote;
using bytecode::Instruction;
using bytecode::Opcode;
using events::ValueTag;
using vm::Value;

namespace {

/// https://tc39.es/ecma262/#sec-toboolean
bool to_boolean(const events::Value& value) {
  switch (value.tag) {
    case ValueTag::None:
    case ValueTag::Undefined:
    case ValueTag::Null:
    case ValueTag::False:
      return false;
    case ValueTag::Integer:
      return value.integer != 0;
    case ValueTag::Double: {
      const auto number = std::bit_cast<double>(value.bits);
      return number != 0 && !std::isnan(number);
    }
    case ValueTag::String:
      return value.length != 0;
    case ValueTag::BigInt:
      return value.text != "0";
    default:
      return true;
  }
}

events::Value boolean(bool value) {
  return {.tag = value ? ValueTag::True : ValueTag::False};
}

Instruction instruction_at(const TracedCode& code, std::uint32_t offset) {
  return *bytecode::decode(code.code->code, offset);
}

Opcode opcode_at(const TracedCode& code, std::uint32_t offset) {
  const std::vector<std::uint8_t>& bytes = code.code->code;
  const auto opcode = static_cast<Opcode>(bytes[offset]);
  return opcode == Opcode::Wide ? static_cast<Opcode>(bytes[offset + 1]) : opcode;
}

/// Is it of what has just been done, in the scope in which that was?
bool is_of_value(ExpressionNote::Kind kind) {
  switch (kind) {
    case ExpressionNote::Kind::Accumulator:
    case ExpressionNote::Kind::True:
    case ExpressionNote::Kind::False:
    case ExpressionNote::Kind::Remembered:
    case ExpressionNote::Kind::NotRemembered:
      return true;
    default:
      return false;
  }
}

/// Is `outer` one of the scopes around `scope`?
bool is_around(const TracedCode& code, std::uint32_t outer, std::uint32_t scope) {
  while (scope != TracedCode::k_none && scope != outer) scope = code.code->scopes[scope].parent;
  return scope == outer && outer != TracedCode::k_none;
}

}  // namespace

// Notes -----------------------------------------------------------------------------------------------------

void FineTracer::tell_values(Frame& frame, std::uint32_t offset, Value accumulator) {
  if (frame.code->map == nullptr) return;
  for (const ExpressionNote& note : frame.code->map->at(offset)) {
    if (is_of_value(note.kind) && note.counts(frame.previous)) tell_note(frame, note, accumulator);
  }
}

/// The scopes are those of the instruction when this is done. A statement is come to in the scope that it
/// stands in.
void FineTracer::tell_statements(Frame& frame, std::uint32_t offset, Value accumulator) {
  const std::uint32_t innermost = frame.code->innermost[offset];
  if (frame.code->map != nullptr) {
    for (const ExpressionNote& note : frame.code->map->at(offset)) {
      if (is_of_value(note.kind) || !note.counts(frame.previous)) continue;
      const bool is_outside = note.kind == ExpressionNote::Kind::Statement && note.scope != innermost &&
                              is_around(*frame.code, note.scope, innermost);
      change_scopes(frame, offset, is_outside ? note.scope : innermost);
      tell_note(frame, note, accumulator);
    }
  }
  change_scopes(frame, offset, innermost);
}

void FineTracer::tell_note(Frame& frame, const ExpressionNote& note, Value accumulator) {
  using Kind = ExpressionNote::Kind;
  const auto evaluated = [&](const TracedValue& value) {
    tell(events::Evaluated{.start = note.source_start, .end = note.source_end, .value = value});
  };
  switch (note.kind) {
    case Kind::Statement:
      return tell(events::Statement{.start = note.source_start, .end = note.source_end});
    case Kind::Accumulator:
      return evaluated(objects_.value(accumulator));
    case Kind::Register:
      return evaluated(objects_.value(frame.fp[note.register_index]));
    case Kind::True:
    case Kind::False:
      frame.remembered.set(boolean(note.kind == Kind::True));
      return evaluated(frame.remembered.get());
    case Kind::Remember:
      return remember(frame, note.offset, accumulator);
    case Kind::NotRemembered:
      frame.remembered.set(boolean(!to_boolean(frame.remembered.get())));
      return evaluated(frame.remembered.get());
    case Kind::Remembered:
      if (frame.remembered.value.tag == ValueTag::None) return;  // nobody knows
      return evaluated(frame.remembered.get());
    case Kind::IterationEnd:
    case Kind::Iteration:
      // It is there between, too, where an await has come back.
      if (!frame.scopes.empty() && frame.scopes.back().scope == frame.innermost) leave_scope(frame);
      if (note.kind == Kind::IterationEnd) return;
      return enter_scope(frame, frame.innermost, note.offset);
  }
}

void FineTracer::remember(Frame& frame, std::uint32_t offset, Value accumulator) {
  const Opcode opcode = opcode_at(*frame.code, offset);
  const bool is_converted = opcode == Opcode::Increment || opcode == Opcode::Decrement;
  // The value of `x++` is the number that is made of x.
  const bool is_known = !is_converted || accumulator.is_number() || accumulator.is_bigint();
  frame.remembered.set(is_known ? objects_.value(accumulator) : TracedValue{});
}

// Instructions ----------------------------------------------------------------------------------------------

void FineTracer::begin_instruction(Frame& frame, std::uint32_t offset, Value accumulator) {
  const Opcode opcode = opcode_at(*frame.code, offset);
  switch (opcode) {
    case Opcode::Return:
    case Opcode::ReturnFromDerived:
    case Opcode::ReturnFromAsync:
    case Opcode::RejectAsync:
    case Opcode::Await:
    case Opcode::Yield:
    case Opcode::YieldDelegate:
    case Opcode::CreateGenerator:
      return begin_ending(frame, instruction_at(*frame.code, offset), accumulator);
    case Opcode::StartAsync:
      frame.later = Later::AsyncStart;
      return;
    default:
      break;
  }
  if (frame.is_silent) return;
  switch (opcode) {
    case Opcode::StoreRegister:
      return write_register(frame, instruction_at(*frame.code, offset).value(0), accumulator);
    case Opcode::Move: {
      const Instruction instruction = instruction_at(*frame.code, offset);
      return write_register(frame, instruction.value(0), frame.fp[instruction.value(1)]);
    }
    case Opcode::StoreSlot:
    case Opcode::StoreSlotChecked:
      return write_slot(frame, instruction_at(*frame.code, offset), accumulator);
    case Opcode::InitializeGlobal:
      return write_global(frame, instruction_at(*frame.code, offset), accumulator, true);
    case Opcode::StoreGlobal:
      frame.later = Later::Global;
      return;
    case Opcode::StoreResolved:
      frame.later = Later::Resolved;
      return;
    case Opcode::DeclareGlobals:
      frame.later = Later::Globals;
      return;
    case Opcode::DeclareEvalVariables:
      return begin_eval_declarations(frame, instruction_at(*frame.code, offset));
    case Opcode::StoreDynamicVar:
      return begin_dynamic_var(frame, instruction_at(*frame.code, offset));
    case Opcode::DeleteDynamic:
      return begin_dynamic_deletion(frame, instruction_at(*frame.code, offset));
    case Opcode::CopyEnvironment:
      frame.later = Later::NewEnvironment;
      return;
    case Opcode::SetNamed:
    case Opcode::SetElement:
    case Opcode::SetPrivate:
    case Opcode::SetSuper:
      frame.later = Later::Property;
      return;
    case Opcode::DeleteElement:
      return begin_deletion(frame, instruction_at(*frame.code, offset), accumulator);
    default:
      return;
  }
}

void FineTracer::begin_ending(Frame& frame, const Instruction& instruction, Value accumulator) {
  switch (instruction.opcode()) {
    case Opcode::Return: {
      const vm::FrameIterator real(agent_);
      const bool makes_this = real.is_construct() && !accumulator.is_object();
      return pop(Ending::Returns, objects_.value(makes_this ? frame.fp[0] : accumulator));
    }
    case Opcode::ReturnFromDerived: {
      const Value result = accumulator.is_object() ? accumulator : frame.fp[instruction.value(0)];
      return end_with(frame, Ending::Returns, result);
    }
    case Opcode::ReturnFromAsync:
      return end_with(frame, Ending::Returns, accumulator);
    case Opcode::RejectAsync:
      return end_with(frame, Ending::Throws, accumulator);
    case Opcode::Await:
      return end_with(frame, Ending::Awaits, accumulator);
    case Opcode::CreateGenerator:
      return end_with(frame, Ending::GivesGenerator, Value::empty());
    default:
      return end_with(frame, Ending::Yields, accumulator);
  }
}

/// The instruction before this one has been done.
void FineTracer::finish_instruction(Frame& frame, Value accumulator) {
  const Later later = frame.later;
  frame.later = Later::Nothing;
  const Instruction instruction = instruction_at(*frame.code, frame.previous);
  switch (later) {
    case Later::Nothing:
      return;
    case Later::AsyncStart:
      return tell_async_start(frame);
    case Later::Global:
      return write_global(frame, instruction, accumulator, false);
    case Later::Resolved:
      return tell_resolved(frame, instruction, accumulator);
    case Later::Globals:
      return tell_globals(frame, instruction);
    case Later::EvalDeclarations:
      return tell_eval_declarations(frame, instruction);
    case Later::DynamicVar:
      return tell_dynamic_var(frame, instruction, accumulator);
    case Later::DynamicDeletion:
      return tell_dynamic_deletion(frame, instruction);
    case Later::NewEnvironment:
      return renew_scope(frame, instruction.end());
    case Later::Property:
      return tell_property(frame, instruction, accumulator);
    case Later::Deletion:
      return tell_deletion(frame, instruction);
  }
}

}  // namespace orrery::inspect
