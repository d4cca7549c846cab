#pragma once

#include <string>
#include <string_view>

namespace orrery::base {

/// `file:///…`, as Node's pathToFileURL() has it: what means something in a URL is escaped, bytes that are no
/// ASCII too.
std::string file_url(std::string_view absolute_path);

}  // namespace orrery::base
