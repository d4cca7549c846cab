#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/output_buffer.h"
#include "bytecode/printer.h"
#include "bytecode/validator.h"
#include "compiler/compiler.h"

// For tests: a text with all of its functions compiled and validated.

namespace orrery::compiler {

struct Everything {
  bool is_parsed = false;
  std::vector<std::shared_ptr<const bytecode::CodeBlock>> code_blocks;  // the program's own first
  std::vector<std::string> problems;
};

inline std::string listing_of(const bytecode::CodeBlock& code_block) {
  const base::LineMap lines(code_block.program->source());
  std::string text;
  {
    base::OutputBuffer output([&](std::string_view part) { text += part; });
    bytecode::print_listing(code_block, lines, output, {});
  }
  return text;
}

inline std::string name_of(const bytecode::CodeBlock& code_block) {
  const bytecode::FunctionHeader& header = code_block.header;
  const std::string_view source = code_block.program->source();
  return std::string(
      source.substr(header.source_start, std::min(40u, header.source_end - header.source_start)));
}

/// Compiles the unit and all functions in it, those of each as often as the code around makes closures of it.
inline Everything compile_everything(const std::shared_ptr<Unit>& unit) {
  Everything result;
  result.is_parsed = true;
  result.code_blocks.push_back(compile_program(unit));
  for (std::size_t i = 0; i < result.code_blocks.size(); ++i) {
    const auto code_block = result.code_blocks[i];
    if (expression_map(unit, *code_block) == nullptr)
      result.problems.push_back("compiled with a map, differs: " + name_of(*code_block));
    for (const bytecode::Problem& problem : bytecode::validate(*code_block))
      result.problems.push_back("in " + name_of(*code_block) + ": " + problem.message);
    for (const bytecode::FunctionHeader& header : code_block->functions) {
      result.code_blocks.push_back(compile_function(unit, header));
      if (result.code_blocks.back()->code != compile_function(unit, header)->code)
        result.problems.push_back("compiled twice, differs: " + name_of(*result.code_blocks.back()));
    }
  }
  return result;
}

inline Everything compile_everything(std::string_view text, bool is_module = false) {
  auto unit = Unit::parse(syntax::SourceText::from_utf8("test.js", text),
                          is_module ? syntax::Goal::Module : syntax::Goal::Script);
  if (!unit) {
    Everything result;
    result.problems.push_back(unit.error().error.message);
    return result;
  }
  return compile_everything(*unit);
}

}  // namespace orrery::compiler
