#pragma once

#include "vm/strings/property_key.h"

namespace orrery::vm {

/// The atoms and well-known symbols of well_known.def, as property keys. Made with the agent.
struct WellKnown {
#define ATOM(field, text) PropertyKey field;
#define SYMBOL(field, description) PropertyKey symbol_##field;
#include "vm/well_known.def"
#undef SYMBOL
#undef ATOM
};

}  // namespace orrery::vm
