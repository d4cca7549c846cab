#pragma once

#include <cstdint>
#include <optional>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/collections/ordered_table.h"
#include "vm/completion.h"
#include "vm/iteration/array_iterator.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// What Map and Set objects have in common. Keys are canonicalized here.
class KeyedCollection : public Object {
 public:
  /// [[MapData]] or [[SetData]]
  OrderedTable* table() const { return table_.get(); }
  std::uint32_t size() const { return table_->size(); }

  /// The place in table().
  std::optional<std::uint32_t> find(Agent& agent, Value key) const;
  bool has(Agent& agent, Value key) const { return find(agent, key).has_value(); }
  /// Undefined if the key is not there.
  Value get(Agent& agent, Value key) const;
  /// A RangeError if there is no more room.
  Completion<void> set(Agent& agent, Value key, Value value);
  /// \return whether the key was there
  bool remove(Agent& agent, Value key);
  void clear(Agent& agent);

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(table_);
  }

 protected:
  KeyedCollection(CellKind kind, Shape* shape, OrderedTable* table) : Object(kind, shape), table_(table) {}

 private:
  gc::Field<OrderedTable> table_;
};

/// https://tc39.es/ecma262/#sec-properties-of-map-instances
class Map final : public KeyedCollection {
 public:
  static constexpr CellKind k_kind = CellKind::Map;
  Map(Shape* shape, OrderedTable* table) : KeyedCollection(k_kind, shape, table) {}
};

/// https://tc39.es/ecma262/#sec-properties-of-set-instances. Each key's value is undefined.
class Set final : public KeyedCollection {
 public:
  static constexpr CellKind k_kind = CellKind::Set;
  Set(Shape* shape, OrderedTable* table) : KeyedCollection(k_kind, shape, table) {}
};

/// A new, empty one. \param prototype  null: that of the current realm
Map* make_map(Agent& agent, Object* prototype = nullptr);
Set* make_set(Agent& agent, Object* prototype = nullptr);

/// What iterates over a Map or a Set.
class KeyedCollectionIterator : public Object {
 public:
  IterationKind iteration_kind() const { return iteration_kind_; }
  /// The next entry, a place in table(); nothing at the end, which it never leaves again.
  std::optional<std::uint32_t> next();
  OrderedTable* table() const { return table_.get(); }
  /// Where it stands: to look at what it has yet to give.
  TableCursor cursor() const { return {table_.get(), index_}; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(table_);
  }

 protected:
  KeyedCollectionIterator(CellKind kind, Shape* shape, OrderedTable* table, IterationKind iteration_kind)
      : Object(kind, shape), iteration_kind_(iteration_kind), table_(table) {}

 private:
  IterationKind iteration_kind_;
  std::uint32_t index_ = 0;
  gc::Field<OrderedTable> table_;  // null: at the end
};

/// https://tc39.es/ecma262/#sec-map-iterator-objects
class MapIterator final : public KeyedCollectionIterator {
 public:
  static constexpr CellKind k_kind = CellKind::MapIterator;
  MapIterator(Shape* shape, const Map* map, IterationKind iteration_kind)
      : KeyedCollectionIterator(k_kind, shape, map->table(), iteration_kind) {}
};

/// https://tc39.es/ecma262/#sec-set-iterator-objects
class SetIterator final : public KeyedCollectionIterator {
 public:
  static constexpr CellKind k_kind = CellKind::SetIterator;
  SetIterator(Shape* shape, const Set* set, IterationKind iteration_kind)
      : KeyedCollectionIterator(k_kind, shape, set->table(), iteration_kind) {}
};

/// The hash of a key in the form of canonical_key(); the same in every run.
std::uint32_t key_hash(Agent& agent, Value key);

}  // namespace orrery::vm
