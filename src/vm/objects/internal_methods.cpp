#include "vm/objects/internal_methods.h"

#include <array>

namespace orrery::vm {

namespace {

constexpr std::array k_methods_by_kind = {
#define CELL(Kind, Class, has_finalizer)
#define OBJECT(Kind, Class, methods) &k_##methods##_methods,
#include "vm/cells.def"
#undef OBJECT
#undef CELL
};

}  // namespace

const InternalMethods& internal_methods_of(CellKind kind) {
  assert(is_object_kind(kind));
  return *k_methods_by_kind[static_cast<std::size_t>(kind) - static_cast<std::size_t>(CellKind::Object)];
}

}  // namespace orrery::vm
