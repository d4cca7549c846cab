#pragma once

#include <cstddef>
#include <span>

#include "gc/heap.h"

namespace orrery::vm {

/// What the collector must know of the kinds of cells.def, in their order.
std::span<const gc::CellKindInfo> cell_kinds();

/// A row of cells.def.
struct CellKindRow {
  gc::CellKindInfo info;
  std::size_t size;  // of the class, without what lies behind it
};
std::span<const CellKindRow> cell_kind_rows();

}  // namespace orrery::vm
