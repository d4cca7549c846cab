#pragma once

#include <uv.h>

#include "base/json_value.h"
#include "inspect/http/response.h"

namespace orrery::inspect {

/// The tokens, tree and bytecode of a text (`orrery stages`), which the page has from the trace and sends:
/// {"url", "text", "goal", "start", "end"}. So no file is read, and what becomes of the text is as the run
/// had it, whatever is on disk now. A process of its own does it: the server compiles nothing, and lives
/// whatever a text does to a compiler.
HttpResponse open_stages(uv_loop_t& loop, const base::JsonValue& command);

}  // namespace orrery::inspect
