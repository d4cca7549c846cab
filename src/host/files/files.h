#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::host {

constexpr std::size_t k_no_limit = SIZE_MAX;

/// The bytes of the file at `path`; the error names it and says why. More than `max_size` bytes are an error.
base::Result<std::string> read_file(const std::string& path, std::size_t max_size = k_no_limit);

/// The same of what is a file and nothing else: no device, no pipe (which may have nobody at its other end),
/// and no link in the last part of its path.
base::Result<std::string> read_regular_file(const std::string& path, std::size_t max_size = k_no_limit);

/// Everything on standard input.
base::Result<std::string> read_standard_input(std::size_t max_size = k_no_limit);

/// The file's own path, without symbolic links, which tells whether two names are of the same file.
std::string canonical_path(const std::string& path);

/// Makes `path` hold `contents` and nothing else.
base::Result<void> write_file(const std::string& path, std::string_view contents);

}  // namespace orrery::host
