#include "cli/bytecode_command.h"

#include <cstdlib>
#include <memory>
#include <ranges>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "bytecode/code_block.h"
#include "bytecode/printer.h"
#include "bytecode/validator.h"
#include "bytecode/written_name.h"
#include "cli/machine_code/machine_code_listing.h"
#include "cli/read_source.h"
#include "compiler/compiler.h"

namespace orrery::cli {

namespace {

using CodeBlocks = std::vector<std::shared_ptr<const bytecode::CodeBlock>>;

/// The program and all its functions, each before those in it.
CodeBlocks compile_all(const std::shared_ptr<compiler::Unit>& unit) {
  CodeBlocks done;
  CodeBlocks pending = {compiler::compile_program(unit)};
  while (!pending.empty()) {
    done.push_back(std::move(pending.back()));
    pending.pop_back();
    for (const bytecode::FunctionHeader& header : std::views::reverse(done.back()->functions))
      pending.push_back(compiler::compile_function(unit, header));
  }
  return done;
}

bool is_function(const bytecode::CodeBlock& code_block, std::string_view wanted) {
  const bytecode::FunctionHeader& header = code_block.header;
  return code_block.program->string(header.name) == wanted ||
         bytecode::written_name(*code_block.program, header) == wanted ||
         (!header.is_default_constructor() && fmt::format("{}", header.index) == wanted);
}

void print(const CodeBlocks& code_blocks, const compiler::Unit& unit, const BytecodeOptions& options,
           const std::vector<bytecode::MachineCodeLines>& machine_code, base::OutputBuffer& output) {
  const base::LineMap& lines = unit.source_text().line_map();
  const bool colour = wants_colour(options.colour, STDOUT_FILENO);
  std::string_view separator = options.json ? "[" : "";
  for (std::size_t i = 0; i < code_blocks.size(); ++i) {
    const bytecode::MachineCodeLines* below = machine_code.empty() ? nullptr : &machine_code[i];
    output.append(separator);
    separator = options.json ? "," : "\n";
    if (options.json) {
      bytecode::write_listing_json(*code_blocks[i], lines, output, below);
    } else {
      bytecode::print_listing(*code_blocks[i], lines, output, {.colour = colour, .machine_code = below});
    }
  }
  if (options.json) output.append("]\n");
}

bool is_sound(const CodeBlocks& code_blocks) {
  bool is_sound = true;
  for (const auto& code_block : code_blocks)
    for (const bytecode::Problem& problem : bytecode::validate(*code_block)) {
      print_error(fmt::format("function #{} is not sound: {}", code_block->header.index, problem.message));
      is_sound = false;
    }
  return is_sound;
}

}  // namespace

int run_bytecode(const BytecodeOptions& options) {
  base::Result<syntax::SourceText> source = read_source(options.file);
  if (!source) {
    print_error(source.error().message);
    return EXIT_FAILURE;
  }
  const auto unit = compiler::Unit::parse(*std::move(source), goal_for(options.file, options.goal));
  if (!unit) {
    print_syntax_error(unit.error().error, unit.error().source, options.colour);
    return EXIT_FAILURE;
  }
  CodeBlocks code_blocks = compile_all(*unit);
  if (options.function) {
    std::erase_if(code_blocks,
                  [&](const auto& code_block) { return !is_function(*code_block, *options.function); });
    if (code_blocks.empty()) {
      print_error(fmt::format(
          "{0} has no function '{1}'; those without a name of their own have numbers, which `orrery "
          "bytecode {0}` shows",
          options.file, *options.function));
      return EXIT_FAILURE;
    }
  }
  std::vector<bytecode::MachineCodeLines> machine_code;
  if (options.machine_code) {
    auto made = machine_code_of(*unit, code_blocks);
    if (!made) {
      print_error(made.error().message);
      return EXIT_FAILURE;
    }
    machine_code = *std::move(made);
  }
  StandardOutput output;
  print(code_blocks, **unit, options, machine_code, output.buffer());
  const int status = output.finish();
  return is_sound(code_blocks) ? status : EXIT_FAILURE;
}

}  // namespace orrery::cli
