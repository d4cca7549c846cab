#pragma once

#include <string>

#include "base/result.h"

namespace orrery::cli {

/// The bytes of the file at `path`; the error names it and says why.
base::Result<std::string> read_file(const std::string& path);

/// Everything on standard input.
base::Result<std::string> read_standard_input();

/// Makes `path` hold `contents` and nothing else.
base::Result<void> write_file(const std::string& path, std::string_view contents);

}  // namespace orrery::cli
