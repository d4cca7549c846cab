#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/terminal.h"
#include "syntax/parse/parser.h"

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

/// A whole number in decimal digits, of at least `minimum`.
inline CLI::Option* add_number_option(CLI::App& command, const std::string& name, std::uint32_t& number,
                                      std::uint32_t minimum, const std::string& description,
                                      std::uint32_t maximum = UINT32_MAX) {
  const auto set = [&number, name, minimum, maximum](const std::string& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < minimum || value > maximum)
      throw CLI::ValidationError(name, "must be a whole number from " + std::to_string(minimum) + " to " +
                                           std::to_string(maximum) + ", not '" + text + "'");
    number = value;
  };
  return command.add_option_function<std::string>(name, set, description)
      ->type_name("N")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

/// The name of a file. One without letters is none: it would mean that the option was not given.
inline CLI::Option* add_file_option(CLI::App& command, const std::string& name, std::string& file,
                                    const std::string& description) {
  const auto set = [&file, name](const std::string& text) {
    if (text.empty()) throw CLI::ValidationError(name, "must be the name of a file, not ''");
    file = text;
  };
  return command.add_option_function<std::string>(name, set, description)
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

inline void add_colour_option(CLI::App& command, Colour& colour) {
  const auto set = [&colour](const std::string& text) {
    if (text == "auto") {
      colour = Colour::Auto;
    } else if (text == "always") {
      colour = Colour::Always;
    } else if (text == "never") {
      colour = Colour::Never;
    } else {
      throw CLI::ValidationError("--colour", "must be auto, always or never, not '" + text + "'");
    }
  };
  command
      .add_option_function<std::string>("--colour,--color", set,
                                        "auto (on a terminal, unless NO_COLOR is set), always or never")
      ->type_name("WHEN")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

}  // namespace orrery::cli
