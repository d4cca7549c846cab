#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::cli {

/// What a program is taken for.
enum class ProgramKind : std::uint8_t {
  Automatic,  // CommonJS or a module, as its name, its package or its text says:
              // https://nodejs.org/api/packages.html
  Script,     // of the language itself, without `require`
  Module,
};

/// Whether what somebody does at an input pad comes into the run ([DOC] Input, input_pad.h).
enum class InputSort : std::uint8_t {
  None,
  Taken,
  KeepsRunning,  // and the run goes on for it
};

/// What a recording keeps of the command line: all that decides about what a program does, and nothing else.
struct RunSettings {
  /// A stack that scripts can fill without filling the machine.
  static constexpr std::size_t k_max_stack_size = std::size_t{1} << 30;

  std::string file;                         // as it was named; "-": standard input
  std::vector<std::string> arguments = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// What is loaded before the program: "env FILE", "require MODULE", "import MODULE".
  std::vector<std::string> preloads = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// Which environment the program finds (docs/adr/0020-profiles.md): Node's, or else that of pages.
  bool is_node = true;
  ProgramKind kind = ProgramKind::Automatic;
  bool has_code = false;  // the program is a text of the command line; then there is no file
  bool prints_result = false;
  bool is_unnamed = false;  // standard input that was piped in, and that the command line does not name
  std::size_t max_heap = std::size_t{4} << 30;    // bytes
  std::size_t stack_size = std::size_t{4} << 20;  // bytes, of JavaScript's own stack
  /// Time is that of [DOC] Virtual time (host/virtual_door.h).
  bool has_virtual_time = false;
  // With virtual time: where the run ends, if the program has not ended before; 0: nowhere.
  std::uint64_t until_ns = 0;
  std::uint64_t max_turns = 0;
  // What the console writes.
  bool colours_output = false;
  bool colours_error = false;
  bool is_output_terminal = false;  // console.clear() does something
  InputSort input = InputSort::None;
  bool exposes_gc = false;  // there is a function gc()

  /// Lines of a name and a value.
  std::string to_text() const;
  static base::Result<RunSettings> from_text(std::string_view text);
};

}  // namespace orrery::cli
