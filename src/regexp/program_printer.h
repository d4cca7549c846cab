#pragma once

#include <string>

#include "regexp/program.h"

namespace orrery::regexp {

/// The instructions of `program`, one a line, and how it looks for a place to begin: for people who debug.
std::string print_program(const Program& program);

}  // namespace orrery::regexp
