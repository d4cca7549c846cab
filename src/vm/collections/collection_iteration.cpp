#include "vm/collections/collection_iteration.h"

#include "vm/agent.h"
#include "vm/collections/keyed_collections.h"
#include "vm/execution/frame.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/array.h"

namespace orrery::vm {

Completion<std::optional<Value>> collection_iterator_step(Agent& agent, KeyedCollectionIterator* iterator) {
  const std::optional<std::uint32_t> place = iterator->next();
  if (!place) return std::optional<Value>();
  const Value key = iterator->table()->key(*place);
  // An entry of a Set has its key as its value.
  const Value value = iterator->kind() == CellKind::SetIterator ? key : iterator->table()->value(*place);
  switch (iterator->iteration_kind()) {
    case IterationKind::Keys:
      return std::optional(key);
    case IterationKind::Values:
      return std::optional(value);
    case IterationKind::Entries: {
      const Value entry[] = {key, value};
      return std::optional(Value(TRY(create_array_from_list(agent, entry))));
    }
  }
  __builtin_unreachable();
}

namespace {

Completion<Value> next_result(Agent& agent, KeyedCollectionIterator* iterator) {
  const std::optional<Value> value = TRY(collection_iterator_step(agent, iterator));
  return create_iter_result_object(agent, value.value_or(Value::undefined()), !value);
}

}  // namespace

Completion<Value> map_iterator_next(Agent& agent, NativeFrame& frame) {
  return next_result(agent, TRY(this_of<MapIterator>(agent, frame, "Map Iterator.prototype.next")));
}

Completion<Value> set_iterator_next(Agent& agent, NativeFrame& frame) {
  return next_result(agent, TRY(this_of<SetIterator>(agent, frame, "Set Iterator.prototype.next")));
}

}  // namespace orrery::vm
