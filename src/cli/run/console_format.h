#pragma once

#include <span>
#include <string>

#include "display/value_text.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::cli {

/// https://console.spec.whatwg.org/#logger and https://console.spec.whatwg.org/#formatter: the arguments of
/// `console.log` as one text, as Node writes them. Strings stand for themselves; where the first is one and
/// has format specifiers (%s %d %i %f %j %o %O %c), they take the arguments behind it. %s, %d and %j may run
/// script code.
vm::Completion<std::string> format_arguments(vm::Agent& agent, std::span<const vm::Value> arguments,
                                             const display::ValueTextOptions& options);

}  // namespace orrery::cli
