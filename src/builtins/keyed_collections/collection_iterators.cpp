// https://tc39.es/ecma262/#sec-map-iterator-objects and https://tc39.es/ecma262/#sec-set-iterator-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/agent.h"
#include "vm/collections/collection_iteration.h"
#include "vm/collections/keyed_collections.h"
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
