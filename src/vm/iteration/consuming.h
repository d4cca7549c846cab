#pragma once

#include "vm/completion.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {

class ValueList;

// What takes all that an iterator gives. An iterator of C++ that never ends does not notice by itself that
// the script is to end: these loops do.

/// https://tc39.es/ecma262/#sec-iteratortolist
Completion<ValueList*> iterator_to_list(Agent& agent, IteratorRecord& record);

/// https://tc39.es/ecma262/#sec-groupby
/// \param add  (key, value) -> Completion<void>: coerces what the callback gave for a value to a key, and
/// adds
///             the value to the key's group
template <typename Add>
Completion<void> group_by(Agent& agent, Value items, Value callback, Add add) {
  // 1., 2.
  if (items.is_nullish()) return agent.throw_type_error(describe_value(agent, items) + " is not iterable");
  TRY(require_callable(agent, callback));
  // 4., 5.
  IteratorRecord record = TRY(get_iterator(agent, items));
  // 6.
  NativeLoop loop(agent);
  for (double index = 0;; index++) {
    TRY(loop.next_round());
    // a.
    if (index >= k_max_safe_integer) {
      (void)agent.throw_type_error("Too many values to group");
      return iterator_close_thrown(agent, record);
    }
    // b. - d.
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return {};
    // e. - i.
    const Value arguments[] = {*value, Value::number(index)};
    const Completion<Value> key = call(agent, callback, Value::undefined(), arguments);
    if (key.is_thrown() || add(key.value(), *value).is_thrown()) return iterator_close_thrown(agent, record);
  }
}

}  // namespace orrery::vm
