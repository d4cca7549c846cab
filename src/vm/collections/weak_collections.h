#pragma once

#include <optional>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/collections/weak_table.h"
#include "vm/completion.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-canbeheldweakly
bool can_be_held_weakly(Value value);

/// What WeakMap and WeakSet objects have in common. Keys can be held weakly.
class WeakCollection : public Object {
 public:
  std::optional<Value> get(Agent& agent, Value key) const;
  /// A RangeError if there is no more room.
  Completion<void> set(Agent& agent, Value key, Value value);
  /// \return whether the key was there
  bool remove(Agent& agent, Value key);

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(table_);
  }

 protected:
  WeakCollection(CellKind kind, Shape* shape, WeakTable* table) : Object(kind, shape), table_(table) {}

 private:
  gc::Field<WeakTable> table_;
};

/// https://tc39.es/ecma262/#sec-properties-of-weakmap-instances
class WeakMap final : public WeakCollection {
 public:
  static constexpr CellKind k_kind = CellKind::WeakMap;
  WeakMap(Shape* shape, WeakTable* table) : WeakCollection(k_kind, shape, table) {}
};

/// https://tc39.es/ecma262/#sec-properties-of-weakset-instances. Each key's value is undefined.
class WeakSet final : public WeakCollection {
 public:
  static constexpr CellKind k_kind = CellKind::WeakSet;
  WeakSet(Shape* shape, WeakTable* table) : WeakCollection(k_kind, shape, table) {}
};

WeakMap* make_weak_map(Agent& agent, Object* prototype);
WeakSet* make_weak_set(Agent& agent, Object* prototype);

}  // namespace orrery::vm
