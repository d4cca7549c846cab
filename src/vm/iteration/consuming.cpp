#include "vm/iteration/consuming.h"

#include "vm/agent.h"
#include "vm/value_list.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-iteratortolist
Completion<ValueList*> iterator_to_list(Agent& agent, IteratorRecord& record) {
  ValueList* list = ValueList::make(agent.heap());
  NativeLoop loop(agent);
  if (const auto values = take_rest_of_array(record)) {
    const std::size_t count = values->size();
    list->append(agent.heap(), *values);
    TRY(loop.next_rounds(count));
    return list;
  }
  while (const std::optional<Value> value = TRY(iterator_step_value(agent, record))) {
    TRY(loop.next_round());
    list->append(agent.heap(), *value);
  }
  return list;
}

}  // namespace orrery::vm
