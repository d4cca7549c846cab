#pragma once

#include <cstdint>
#include <string>

#include "vm/agent.h"
#include "vm/value.h"

namespace orrery::cli {

enum class UncaughtWhere : std::uint8_t { Script, Promise };

/// What is told about an exception that nobody caught, as Node does: the place and its line with a caret, if
/// they are known, and the exception with its stack. Several lines, without the last one's end. Runs no
/// script.
std::string describe_uncaught(vm::Agent& agent, vm::Value exception, UncaughtWhere where, bool colour);

}  // namespace orrery::cli
