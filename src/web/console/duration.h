#pragma once

#include <string>

namespace orrery::web::console {

/// A duration as console.timeEnd() prints it: `1.234ms`, `2.500s`, `1:02.500 (m:ss.mmm)`, `1:00:02 …`.
std::string duration_text(double milliseconds);

}  // namespace orrery::web::console
