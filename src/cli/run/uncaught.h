#pragma once

#include <cstdint>
#include <string>

#include "loop/event_loop.h"
#include "vm/agent.h"
#include "vm/modules/source_text_module.h"
#include "vm/value.h"

namespace orrery::cli {

enum class UncaughtWhere : std::uint8_t { Script, Promise };

struct UncaughtOptions {
  UncaughtWhere where = UncaughtWhere::Script;
  /// What is no error is told with nothing in front of it, and Strings without quotes, as Node does.
  bool is_plain = false;
  bool colour = false;
  /// It was thrown, and not what a promise was rejected with: the place is that of the `throw`.
  bool shows_throw = false;
  /// It is an error that stands for what a promise was rejected with (ERR_UNHANDLED_REJECTION).
  bool stands_for_reason = false;
};
/// What is told about an exception that nobody caught, as Node does: the place and its line with a caret, if
/// they are known, and the exception with its stack. Several lines, without the last one's end. Runs no
/// script.
std::string describe_uncaught(vm::Agent& agent, vm::Value exception, const UncaughtOptions& how);

/// The text with shorter names of files in the frames of stacks: those in `folder` are relative to it, as the
/// program's own is on the command line.
/// \param folder  absolute, without a slash at its end; empty: nothing is shortened
std::string with_short_names(std::string text, const std::string& folder);

/// Where the task, the tick or the frame comes from in which something has gone wrong just now: a line for
/// each job that led to it, up to the program's main script. It begins with a break and has none at its end;
/// empty while the main script itself runs. Runs no script.
std::string describe_async_chain(const loop::EventLoop& loop, bool colour);

/// The place and the line, with a caret, of the await at which a module stands that this one waits for, or it
/// itself; empty: there is none. Several lines, without the last one's end.
std::string place_of_unsettled_await(vm::SourceTextModule& module);

}  // namespace orrery::cli
