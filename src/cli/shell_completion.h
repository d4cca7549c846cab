#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::cli {

/// What a shell has to know of an option.
struct CompletableOption {
  std::vector<std::string> names;  // with their dashes
  std::string description;
  bool has_value = false;
  std::vector<std::string> choices;  // what the value may be; empty: anything
};

struct CompletableCommand {
  std::string name;  // empty: what stands before a command
  std::string description;
  std::vector<CompletableOption> options;
  std::vector<std::string> words;  // what its argument may be; empty: a file
};

/// The script that completes the command line of `orrery` in a shell; nothing: there is none for it.
/// \param shell  "bash", "zsh" or "fish"
std::optional<std::string> completion_script(std::string_view shell,
                                             const std::vector<CompletableCommand>& commands);

}  // namespace orrery::cli
