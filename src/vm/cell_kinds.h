#pragma once

#include <span>

#include "gc/heap.h"

namespace orrery::vm {

/// What the collector must know of the kinds of cells.def, in their order.
std::span<const gc::CellKindInfo> cell_kinds();

}  // namespace orrery::vm
