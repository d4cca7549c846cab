#include "vm/cell_kinds.h"

#include <array>

#include "gc/visitor.h"
#include "vm/bigint.h"
#include "vm/string.h"
#include "vm/symbol.h"

namespace orrery::vm {

namespace {

template <typename Class>
void visit(gc::Cell* cell, gc::Visitor& visitor) {
  static_cast<Class*>(cell)->visit(visitor);
}

// FIXME: the kinds that hold no reference here are those that do not exist yet.
constexpr auto k_kinds = [] {
  std::array kinds = {
#define CELL(Kind, Class, finalizer) gc::CellKindInfo{#Kind, nullptr, nullptr},
#define OBJECT(Kind, Class, methods) gc::CellKindInfo{#Kind, nullptr, nullptr},
#include "vm/cells.def"
#undef OBJECT
#undef CELL
  };
  kinds[static_cast<std::size_t>(CellKind::String)].visit = visit<String>;
  kinds[static_cast<std::size_t>(CellKind::Symbol)].visit = visit<Symbol>;
  return kinds;
}();

}  // namespace

std::span<const gc::CellKindInfo> cell_kinds() {
  return k_kinds;
}

}  // namespace orrery::vm
