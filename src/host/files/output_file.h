#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::host {

/// Takes the next bytes of a file.
using ByteSink = std::function<base::Result<void>(std::string_view)>;

/// Makes the file at `path`, or empties it. What the sink is given is written when it returns, and where that
/// goes well it has allocated nothing.
/// \param what  it is, for errors: "the recording"
base::Result<ByteSink> create_file(const std::string& path, const std::string& what);

/// The same, unless there is a file already that does not begin with `magic`: it would be lost.
base::Result<ByteSink> replace_file(const std::string& path, const std::string& what, std::string_view magic);

}  // namespace orrery::host
