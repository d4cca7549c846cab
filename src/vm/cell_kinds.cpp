#include "vm/cell_kinds.h"

#include <array>
#include <cstdlib>

#include "gc/visitor.h"
#include "vm/bigint/bigint.h"
#include "vm/binary_data/array_buffer.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/finalization_registry.h"
#include "vm/collections/keyed_collections.h"
#include "vm/collections/ordered_table.h"
#include "vm/collections/weak_collections.h"
#include "vm/collections/weak_ref.h"
#include "vm/collections/weak_table.h"
#include "vm/dates/date_object.h"
#include "vm/errors/call_site.h"
#include "vm/errors/error_object.h"
#include "vm/execution/activation.h"
#include "vm/execution/generator.h"
#include "vm/execution/origin.h"
#include "vm/execution/property_cache.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/iteration/array_iterator.h"
#include "vm/iteration/async_from_sync_iterator.h"
#include "vm/iteration/disposable_stack.h"
#include "vm/iteration/disposal.h"
#include "vm/iteration/for_in_enumerator.h"
#include "vm/iteration/iterator_helper.h"
#include "vm/iteration/regexp_string_iterator.h"
#include "vm/iteration/string_iterator.h"
#include "vm/modules/loading.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/objects/arguments.h"
#include "vm/objects/array.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/elements.h"
#include "vm/objects/host_object.h"
#include "vm/objects/object.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/proxy.h"
#include "vm/objects/raw_json.h"
#include "vm/objects/shadow_realm.h"
#include "vm/objects/sparse_elements.h"
#include "vm/objects/string_object.h"
#include "vm/promises/async_context.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/regexps/regexp_object.h"
#include "vm/regexps/regexp_statics.h"
#include "vm/shapes/property_table.h"
#include "vm/shapes/shape.h"
#include "vm/shapes/slots.h"
#include "vm/strings/string.h"
#include "vm/strings/symbol.h"
#include "vm/value_list.h"

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
  if constexpr (kind == CellKind::PlatformCell) {
    row.info.finalize = [](gc::Cell* cell) {
      auto* platform_cell = static_cast<PlatformCell*>(cell);
      platform_cell->type().finalize(platform_cell);
    };
  } else if constexpr (has_finalizer) {
    row.info.finalize = [](gc::Cell* cell) { static_cast<Class*>(cell)->~Class(); };
  }
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
