// https://tc39.es/ecma262/#sec-map-iterator-objects and https://tc39.es/ecma262/#sec-set-iterator-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/array.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

Value create_map_iterator(Agent& agent, const Map* map, IterationKind kind) {
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::MapIteratorPrototype), CellKind::MapIterator);
  return agent.heap().make<MapIterator>(0, shape, map, kind);
}

Value create_set_iterator(Agent& agent, const Set* set, IterationKind kind) {
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::SetIteratorPrototype), CellKind::SetIterator);
  return agent.heap().make<SetIterator>(0, shape, set, kind);
}

namespace {

/// \param is_set  an entry's value is its key
Completion<Value> step(Agent& agent, KeyedCollectionIterator* iterator, bool is_set) {
  const std::optional<std::uint32_t> place = iterator->next();
  if (!place) return create_iter_result_object(agent, Value::undefined(), true);
  const Value key = iterator->table()->key(*place);
  const Value value = is_set ? key : iterator->table()->value(*place);
  switch (iterator->iteration_kind()) {
    case IterationKind::Keys:
      return create_iter_result_object(agent, key, false);
    case IterationKind::Values:
      return create_iter_result_object(agent, value, false);
    case IterationKind::Entries: {
      const Value entry[] = {key, value};
      return create_iter_result_object(agent, TRY(create_array_from_list(agent, entry)), false);
    }
  }
  __builtin_unreachable();
}

// https://tc39.es/ecma262/#sec-%mapiteratorprototype%.next
Completion<Value> map_iterator_next(Agent& agent, NativeFrame& frame) {
  return step(agent, TRY(this_of<MapIterator>(agent, frame, "Map Iterator.prototype.next")), false);
}

// https://tc39.es/ecma262/#sec-%setiteratorprototype%.next
Completion<Value> set_iterator_next(Agent& agent, NativeFrame& frame) {
  return step(agent, TRY(this_of<SetIterator>(agent, frame, "Set Iterator.prototype.next")), true);
}

constexpr BuiltinRow k_map_rows[] = {
    method("next", 0, map_iterator_next),
    text(&WellKnown::symbol_to_string_tag, "Map Iterator"),
};
constexpr BuiltinRow k_set_rows[] = {
    method("next", 0, set_iterator_next),
    text(&WellKnown::symbol_to_string_tag, "Set Iterator"),
};

}  // namespace

constexpr ObjectTable k_map_iterator_prototype = ordinary_table(Intrinsic::IteratorPrototype, k_map_rows);
constexpr ObjectTable k_set_iterator_prototype = ordinary_table(Intrinsic::IteratorPrototype, k_set_rows);

}  // namespace orrery::builtins
