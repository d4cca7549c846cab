#pragma once

#include <string_view>

#include "gc/cell.h"
#include "gc/visitor.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;
class PlatformCell;

/// What a class derived from PlatformCell is: its name, and what the collector does with it.
struct PlatformCellType {
  std::string_view name;
  void (*visit)(PlatformCell*, gc::Visitor&);
  void (*finalize)(PlatformCell*);
  /// For Hooks::make_lazy_property, of classes that stand in the slots of lazy properties.
  Value (*make_lazy_property)(PlatformCell*, Agent&, Object* holder, PropertyKey key);
};

/// State of platform objects that scripts do not see, of any class derived from this: what they have in
/// common, or what needs a destructor. Such a class has `visit(gc::Visitor&)` and passes its
/// k_platform_cell_type.
class PlatformCell : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::PlatformCell;
  static constexpr bool k_kind_has_finalizer = true;

  const PlatformCellType& type() const { return *type_; }
  void visit(gc::Visitor& visitor) { type_->visit(this, visitor); }
  ~PlatformCell() = default;

 protected:
  explicit PlatformCell(const PlatformCellType& type)
      : Cell(static_cast<std::uint8_t>(k_kind)), type_(&type) {}

 private:
  const PlatformCellType* type_;
};

/// The type of class T, which has a `static constexpr std::string_view k_name`.
template <typename T>
inline constexpr PlatformCellType k_platform_cell_type = [] {
  PlatformCellType type{T::k_name, nullptr, nullptr, nullptr};
  type.visit = [](PlatformCell* cell, gc::Visitor& visitor) { static_cast<T*>(cell)->visit(visitor); };
  type.finalize = [](PlatformCell* cell) { static_cast<T*>(cell)->~T(); };
  if constexpr (requires(T* cell, Agent& agent, Object* holder, PropertyKey key) {
                  cell->make_lazy_property(agent, holder, key);
                }) {
    type.make_lazy_property = [](PlatformCell* cell, Agent& agent, Object* holder, PropertyKey key) {
      return static_cast<T*>(cell)->make_lazy_property(agent, holder, key);
    };
  }
  return type;
}();

/// The cell as one of class T; null if it is of another.
template <typename T>
T* as_platform_cell(Value value) {
  if (!value.is_cell_of(CellKind::PlatformCell)) return nullptr;
  auto* cell = static_cast<PlatformCell*>(value.as_cell());
  return &cell->type() == &k_platform_cell_type<T> ? static_cast<T*>(cell) : nullptr;
}

}  // namespace orrery::vm
