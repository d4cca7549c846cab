#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::inspect {

/// The file of a program, as the page edits it.
struct ProgramFile {
  std::string text;
  std::string version;  // another one for another text
};

/// Another one for another text.
std::string version_of(std::string_view text);

base::Result<ProgramFile> read_program_file(const std::string& path);

/// Puts a text in the place of what the file holds, which is there until all of the new one is: no full disk
/// and no end of the process leaves a part. It keeps its mode, and its owner as far as that is allowed.
/// \param path  without links
base::Result<void> replace_program_file(const std::string& path, std::string_view text);

}  // namespace orrery::inspect
