#include "bytecode/constant_text.h"

#include <cmath>

#include <fmt/format.h>

#include "base/number_text.h"
#include "base/terminal_text.h"
#include "bytecode/names.h"
#include "bytecode/written_name.h"

namespace orrery::bytecode {

namespace {

constexpr std::size_t k_max_cells = 50;

bool is_string(const CodeBlock& code_block, StringId id) {
  return static_cast<std::uint32_t>(id) < code_block.program->string_count();
}

struct ConstantText {
  const CodeBlock& code_block;

  std::string operator()(double number) const {
    return number == 0 && std::signbit(number) ? "-0" : base::number_text(number);
  }
  std::string operator()(StringId id) const { return quoted_string(code_block, id); }
  std::string operator()(const BigIntLiteral& literal) const {
    return name_text(code_block, literal.digits) + "n";
  }
  std::string operator()(FunctionReference reference) const {
    return reference.index < code_block.functions.size()
               ? function_text(code_block, code_block.functions[reference.index])
               : "?";
  }
  std::string operator()(ScopeReference reference) const {
    return reference.index < code_block.scopes.size()
               ? fmt::format("scope #{}, {} slot{}", reference.index,
                             code_block.scopes[reference.index].slot_count,
                             code_block.scopes[reference.index].slot_count == 1 ? "" : "s")
               : "?";
  }
  std::string operator()(const Declarations& declarations) const {
    std::string text;
    const auto add = [&](std::string_view kind, StringId name) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kind, name_text(code_block, name));
    };
    for (StringId name : declarations.functions) add("function", name);
    for (StringId name : declarations.variables) add("var", name);
    for (StringId name : declarations.hoisted_functions) add("hoisted function", name);
    for (const Declarations::Lexical& lexical : declarations.lexicals)
      add(lexical.is_constant ? "const" : "let", lexical.name);
    return text.empty() ? "no declarations" : text;
  }
  std::string operator()(const TemplateLiteral& literal) const {
    std::string text = "`";
    for (const TemplateLiteral::Part& part : literal.parts) {
      if (text.size() > 1) text += "${}";
      text += name_text(code_block, part.raw);
    }
    return text + "`";
  }
  std::string operator()(const JumpTable& table) const {
    std::string text;
    std::int64_t value = table.first;
    for (std::uint32_t target : table.targets) {
      if (target != 0) text += fmt::format("{}{} -> {:04}", text.empty() ? "" : ", ", value, target);
      ++value;
    }
    return text.empty() ? "no targets" : text;
  }
};

}  // namespace

std::string name_text(const CodeBlock& code_block, StringId id) {
  return is_string(code_block, id) ? base::shown_text(code_block.program->string(id), k_max_cells) : "?";
}

std::string quoted_string(const CodeBlock& code_block, StringId id) {
  return is_string(code_block, id) ? '"' + name_text(code_block, id) + '"' : "?";
}

std::string function_text(const CodeBlock& code_block, const FunctionHeader& header) {
  std::string text;
  if (header.is_async) text += "async ";
  if (header.is_generator) text += "generator ";
  switch (header.kind) {
    case FunctionKind::Script:
    case FunctionKind::Module:
    case FunctionKind::Eval:
    case FunctionKind::ClassFieldInitializer:
    case FunctionKind::ClassStaticBlock:
      return text + std::string(phrase(header.kind));
    default:
      text += phrase(header.kind);
      break;
  }
  if (header.name != StringId::none) return text + " " + name_text(code_block, header.name);
  const std::string_view written = written_name(*code_block.program, header);
  return written.empty() ? text : text + " " + base::shown_text(written, k_max_cells);
}

std::string constant_text(const CodeBlock& code_block, const Constant& constant) {
  return std::visit(ConstantText{code_block}, constant);
}

}  // namespace orrery::bytecode
