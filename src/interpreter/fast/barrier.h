#pragma once

#include "vm/value.h"

namespace orrery::interpreter {

/// Whether a write into the cell must tell the collector, which is the slow path's: it happens once for each
/// cell between two collections.
inline bool is_old(const gc::Cell* cell) {
  return cell->gc_state() == gc::GcState::Old;
}

}  // namespace orrery::interpreter
