#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::cli {

/// Of which text the stages are wanted.
struct StagesRequest {
  std::string url;
  std::string text;
  std::string goal;  // as trace_events::ScriptGoal has it
  /// The function whose text is there, in UTF-16 code units; the top level if that is all of the text.
  std::uint32_t start = 0;
  std::uint32_t end = UINT32_MAX;
  bool is_all = true;  // of all functions instead
};

/// [DOC] The stages of a text
///
/// What becomes of a text before it runs: its tokens, its tree, its bytecode. All three depend on the text
/// and its goal alone, so they are made when somebody wants to see them, of a text that is in a trace
/// (docs/adr/0033-stages-are-made-again.md).
///
/// \return JSON without a final newline:
///
///     {"tokens": […], "tree": {…}, "functions": [{…}, …], "problem": ""}
///
/// Tokens and tree are as of `orrery tokens --json` and `ast --json`, but without `loc`. Of a function:
/// `name`, `kind`, `start`, `end`, `facts` ("2 registers, 9 bytes"); `code`, its instructions as `orrery
/// bytecode` shows them, [offset, label, opcode, operands, comment]; `positions`, [offset, start, end], what
/// may throw where; `notes`, what the instructions have to do with the source (bytecode::ExpressionNote):
/// [offset, start, end, sort], where sort is 0 for values, 1 for statements, 2 and 3 for what is true or
/// false there; `inner`, the functions in it, [name, start, end]. With a function, there is only what is of
/// it: its tokens, its part of the tree (null: it has none of its own), its code. `problem`: why something is
/// missing.
std::string stages_of(const StagesRequest& request);

struct StagesOptions {
  std::string file;  // with the text
  std::string url;
  std::string goal = "script";
  std::uint32_t start = 0;
  std::uint32_t end = UINT32_MAX;
};
/// `orrery stages`, which the watch server starts. \return the exit status
int run_stages(const StagesOptions& options);

}  // namespace orrery::cli
