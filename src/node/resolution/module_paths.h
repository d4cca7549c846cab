#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::node {

// Specifiers as pages have them, without import maps: of Node's see resolution.h.

/// Where a module is.
struct ModulePlace {
  std::string path;    // of the file, as stack traces name it: relative where that it was named by was
  std::string suffix;  // "?query#fragment", or nothing: another one makes it another module
};

/// What `specifier` means in a module or script at `referrer` (a path, maybe with a suffix): a path that
/// begins with "/", "./" or "../", or a URL that begins with "file:". As in URLs, %20 is a space.
/// \return an error with a message for scripts, if it is none of these
base::Result<ModulePlace> resolve_module_specifier(std::string_view specifier, std::string_view referrer);

}  // namespace orrery::node
