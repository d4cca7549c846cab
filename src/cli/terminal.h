#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

#include "base/output_buffer.h"
#include "syntax/source_text.h"
#include "syntax/syntax_error.h"

namespace orrery::cli {

/// What `--colour` says.
enum class Colour : std::uint8_t { Auto, Always, Never };

/// Is what is written to `descriptor` to be coloured? Auto: if it is a terminal that can, and the environment
/// variable NO_COLOR (https://no-color.org) is not set.
bool wants_colour(Colour colour, int descriptor);

/// Writes all of it to a descriptor, and waits where that does not want to wait itself. \return an errno; 0:
/// done
int write_all(int descriptor, std::string_view text);

/// Standard output, buffered. When its reader has gone, as in `orrery … | head`, the rest is dropped quietly.
class StandardOutput {
 public:
  base::OutputBuffer& buffer() { return buffer_; }

  /// Writes what is left, and says on standard error what went wrong, if anything.
  /// \return the process's exit status
  int finish();
  /// Writes what is there. \return what went wrong since this was asked last, an errno: it is the caller's to
  /// tell, and what comes from now on is tried again; 0: nothing
  int flush();
  /// Whether its reader has gone, as far as is known; what was written goes nowhere.
  bool has_lost_reader() const;
  /// The same, once: the caller tells, and what comes from now on is tried again.
  bool take_lost_reader();
  /// In a signal handler that ends the process: writes what no flush() has begun to write.
  void write_unflushed();
  /// finish() says nothing of a reader that has gone, and that is no failure.
  void ignore_closed_pipe() { ignores_closed_pipe_ = true; }

 private:
  void write(std::string_view text);

  int error_ = 0;  // an errno
  bool ignores_closed_pipe_ = false;
  base::OutputBuffer buffer_{[this](std::string_view text) { write(text); }};
};

/// Writes to a standard stream. A failure is dropped: fmt::print() would end the process for it.
void print_text(std::FILE* stream, std::string_view text);

/// Prints `orrery: message` to standard error.
void print_error(std::string_view message);

/// What mends an error of a script that is none of a module.
constexpr std::string_view k_module_hint =
    "This was read as a script; --module, or a name that ends in .mjs, makes it a module.";

/// Shows an error in a program on standard error, and what would mend it where the command line can.
void print_syntax_error(const syntax::SyntaxError& error, const syntax::SourceText& source, Colour colour);

}  // namespace orrery::cli
