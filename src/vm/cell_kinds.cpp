#include "vm/cell_kinds.h"

#include <array>
#include <cstdlib>

#include "gc/visitor.h"
#include "vm/activation.h"
#include "vm/array_iterator.h"
#include "vm/async_from_sync_iterator.h"
#include "vm/bigint.h"
#include "vm/collections/ordered_table.h"
#include "vm/collections/weak_table.h"
#include "vm/date_object.h"
#include "vm/disposable_stack.h"
#include "vm/disposal.h"
#include "vm/environment.h"
#include "vm/error_object.h"
#include "vm/executable.h"
#include "vm/finalization_registry.h"
#include "vm/for_in_enumerator.h"
#include "vm/function.h"
#include "vm/generator.h"
#include "vm/host_object.h"
#include "vm/iterator_helper.h"
#include "vm/job.h"
#include "vm/keyed_collections.h"
#include "vm/modules/loading.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/object.h"
#include "vm/objects/arguments.h"
#include "vm/objects/array.h"
#include "vm/objects/array_buffer.h"
#include "vm/objects/array_buffer_view.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/elements.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/proxy.h"
#include "vm/objects/sparse_elements.h"
#include "vm/objects/string_object.h"
#include "vm/objects/typed_array.h"
#include "vm/promise.h"
#include "vm/property_cache.h"
#include "vm/raw_json.h"
#include "vm/realm.h"
#include "vm/regexp_object.h"
#include "vm/regexp_statics.h"
#include "vm/regexp_string_iterator.h"
#include "vm/shadow_realm.h"
#include "vm/shape.h"
#include "vm/shapes/property_table.h"
#include "vm/slots.h"
#include "vm/string.h"
#include "vm/string_iterator.h"
#include "vm/symbol.h"
#include "vm/value_list.h"
#include "vm/weak_collections.h"
#include "vm/weak_ref.h"

namespace orrery::vm {

namespace {

/// The row of a class; that of cells.def must agree with what the class says.
template <typename Class, CellKind kind, bool has_finalizer>
constexpr CellKindRow row_of(const char* name) {
  static_assert(Class::k_kind == kind);
  static_assert(Class::k_kind_has_finalizer == has_finalizer);
  static_assert(std::is_base_of_v<Object, Class> == is_object_kind(kind), "objects come last in cells.def");
  CellKindRow row{{name, nullptr, nullptr}, sizeof(Class)};
  row.info.visit = [](gc::Cell* cell, gc::Visitor& visitor) { static_cast<Class*>(cell)->visit(visitor); };
  if constexpr (has_finalizer)
    row.info.finalize = [](gc::Cell* cell) { static_cast<Class*>(cell)->~Class(); };
  return row;
}

constexpr CellKindRow k_rows[] = {
#define CELL(Kind, Class, has_finalizer) row_of<Class, CellKind::Kind, has_finalizer>(#Kind),
#define OBJECT(Kind, Class, methods) row_of<Class, CellKind::Kind, Class::k_kind_has_finalizer>(#Kind),
#include "vm/cells.def"
#undef OBJECT
#undef CELL
};

// The collector wants its part of the rows side by side.
constexpr auto k_infos = [] {
  std::array<gc::CellKindInfo, std::size(k_rows)> infos{};
  for (std::size_t i = 0; i < infos.size(); i++) infos[i] = k_rows[i].info;
  return infos;
}();

}  // namespace

std::span<const gc::CellKindInfo> cell_kinds() {
  return k_infos;
}

std::span<const CellKindRow> cell_kind_rows() {
  return k_rows;
}

}  // namespace orrery::vm
