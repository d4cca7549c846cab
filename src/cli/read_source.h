#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "syntax/parse/parser.h"
#include "syntax/source_text.h"

namespace orrery::cli {

/// What stands for standard input where a file is expected.
constexpr std::string_view k_standard_input = "-";

/// The text of the file at `path`, or of standard input for "-". The error says what is wrong with which
/// file.
base::Result<syntax::SourceText> read_source(const std::string& path);

/// What to parse the file at `path` as: `wanted`, or else what its name asks for, which is a module for .mjs.
syntax::Goal goal_for(std::string_view path, std::optional<syntax::Goal> wanted);

}  // namespace orrery::cli
