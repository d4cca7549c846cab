#include "inspect/trace/traced_code.h"

#include <utility>

#include "base/line_map.h"
#include "compiler/compiler.h"
#include "engine/compilation.h"
#include "vm/functions/executable.h"

namespace orrery::inspect {

using bytecode::CodeBlock;
using bytecode::ExpressionMap;
using bytecode::ExpressionNote;
using bytecode::Scope;
using bytecode::ScopeVariable;

namespace {

/// The same with positions in UTF-16 code units.
std::unique_ptr<const ExpressionMap> in_utf16(const ExpressionMap& map, const base::LineMap& lines,
                                              std::uint32_t code_size) {
  std::vector<ExpressionNote> notes(map.notes().begin(), map.notes().end());
  for (ExpressionNote& note : notes) {
    note.source_start = lines.utf16_offset(note.source_start);
    note.source_end = lines.utf16_offset(note.source_end);
  }
  return std::make_unique<ExpressionMap>(std::move(notes), code_size);
}

bool is_there(const Scope& scope, std::uint32_t offset) {
  if (offset < scope.start || offset >= scope.end) return false;
  const bool is_made = scope.environment == Scope::k_none || scope.kind == bytecode::ScopeKind::Module;
  return is_made || offset >= scope.environment_at;
}

void find_innermost(TracedCode& traced) {
  const CodeBlock& code = *traced.code;
  traced.innermost.assign(code.code.size() + 1, TracedCode::k_none);
  // Outer scopes come before inner ones. What is inside one that is not there yet is not either.
  for (std::uint32_t i = 0; i < code.scopes.size(); ++i) {
    const Scope& scope = code.scopes[i];
    for (std::uint32_t offset = scope.start; offset < scope.end; ++offset) {
      const bool has_parent = scope.parent == Scope::k_none || traced.innermost[offset] == scope.parent;
      if (has_parent && is_there(scope, offset)) traced.innermost[offset] = i;
    }
  }
}

void find_registers(TracedCode& traced) {
  const CodeBlock& code = *traced.code;
  traced.registers.resize(code.register_count);
  for (std::uint32_t i = 0; i < code.scopes.size(); ++i) {
    const std::vector<ScopeVariable>& variables = code.scopes[i].variables;
    for (std::uint32_t j = 0; j < variables.size(); ++j) {
      if (variables[j].place == ScopeVariable::Place::Register)
        traced.registers[variables[j].index] = {.scope = i, .index = j};
    }
  }
}

}  // namespace

const TracedCode& TracedCodes::of(vm::Executable* executable, bool is_mapped) {
  std::unique_ptr<TracedCode>& traced = codes_[&executable->code()];
  if (traced == nullptr) {
    traced = std::make_unique<TracedCode>();
    traced->code = executable->shared_code();
    find_innermost(*traced);
    find_registers(*traced);
  }
  // The parser has room: the limit of the machine stack for scripts leaves it some.
  const bool is_wanted = is_mapped && !traced->has_been_mapped;
  if (is_wanted) {
    traced->has_been_mapped = true;
    const auto unit = engine::unit_of(*executable->source()).shared_from_this();
    if (const auto map = compiler::expression_map(unit, *traced->code)) {
      const auto size = static_cast<std::uint32_t>(traced->code->code.size());
      traced->map = in_utf16(*map, executable->source()->line_map(), size);
    }
  }
  return *traced;
}

}  // namespace orrery::inspect
