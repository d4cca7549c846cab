#include "node/call_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "bytecode/expression_map.h"
#include "compiler/compiler.h"
#include "engine/compilation.h"
#include "vm/errors/error_object.h"
#include "vm/errors/frame_text.h"
#include "vm/functions/executable.h"

namespace orrery::node {

namespace {

/// The expression whose value is there when the instruction that runs is done, and in which that place is.
const bytecode::ExpressionNote* find_call(const bytecode::ExpressionMap& map, std::uint32_t offset,
                                          std::uint32_t place) {
  using Kind = bytecode::ExpressionNote::Kind;
  for (const bytecode::ExpressionNote& note : map.notes()) {
    const bool is_value = note.kind == Kind::Accumulator || note.kind == Kind::Register ||
                          note.kind == Kind::True || note.kind == Kind::False;
    if (note.offset > offset && is_value && note.source_start <= place && place < note.source_end)
      return &note;
  }
  return nullptr;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// \param column  where its first line begins
std::string with_less_indentation(std::string_view text, std::size_t column) {
  std::string result;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += text.substr(0, end);
    if (end == text.size()) return result;
    text.remove_prefix(end + 1);
    std::size_t blanks = 0;
    while (blanks < std::min(column, text.size()) && is_blank(text[blanks])) blanks++;
    text.remove_prefix(blanks);
    result += "\n  ";
  }
}

}  // namespace

std::string text_of_running_call(vm::Agent& agent, vm::Object* function) {
  if (agent.check_machine_stack().is_thrown()) {
    if (!agent.is_terminating()) (void)agent.take_exception();
    return "";
  }
  const vm::StackTrace* trace = vm::capture_stack_trace(agent, vm::Value::undefined(), function, 10);
  // Function.prototype.call and its kin may be in between.
  const auto caller =
      std::ranges::find_if(trace->entries(), [](const auto& entry) { return entry.executable != nullptr; });
  if (caller == trace->entries().end() || caller->executable->source()->is_internal()) return "";
  const std::optional<std::uint32_t> place = vm::frame_source_offset(*caller);
  if (!place) return "";
  const auto unit = engine::unit_of(*caller->executable->source()).shared_from_this();
  const auto map = compiler::expression_map(unit, caller->executable->code());
  const bytecode::ExpressionNote* call = map == nullptr ? nullptr : find_call(*map, caller->offset, *place);
  if (call == nullptr) return "";
  const std::string_view source = unit->source();
  const std::size_t line_start = source.rfind('\n', call->source_start) + 1;
  return with_less_indentation(source.substr(call->source_start, call->source_end - call->source_start),
                               call->source_start - line_start);
}

}  // namespace orrery::node
