#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>

#include "cli/terminal.h"
#include "syntax/parser.h"

// Arguments that several commands share. Only for files that are compiled with exceptions (see
// CMakeLists.txt).

namespace orrery::cli {

/// What `--script` and `--module` have left in the two flags.
struct GoalFlags {
  bool script = false;
  bool module = false;

  void add_to(CLI::App& command) {
    CLI::Option* module_flag =
        command.add_flag("--module", module, "Parse as a module (default for .mjs files)");
    command.add_flag("--script", script, "Parse as a script (default for all others)")->excludes(module_flag);
  }
  std::optional<syntax::Goal> goal() const {
    if (module) return syntax::Goal::Module;
    if (script) return syntax::Goal::Script;
    return std::nullopt;
  }
};

inline void add_colour_option(CLI::App& command, Colour& colour) {
  static const std::map<std::string, Colour> k_names{
      {"auto", Colour::Auto}, {"always", Colour::Always}, {"never", Colour::Never}};
  command.add_option("--colour,--color", colour, "auto (default: on a terminal), always or never")
      ->transform(CLI::Transformer(k_names));
}

}  // namespace orrery::cli
