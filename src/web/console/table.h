#pragma once

#include <optional>
#include <string>

#include "display/inspect_options.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::web::console {

/// https://console.spec.whatwg.org/#table as Node draws it. Nothing if `data` is no object and so makes no
/// table; a TypeError if `properties` is neither undefined nor an array.
/// \param options     with which values are shown
/// \param properties  the columns that are wanted; undefined: all
vm::Completion<std::optional<std::string>> table_text(vm::Agent& agent,
                                                      const display::InspectOptions& options, vm::Value data,
                                                      vm::Value properties);

}  // namespace orrery::web::console
