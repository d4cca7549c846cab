#pragma once

#include <optional>

#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;

/// https://tc39.es/ecma262/#sec-iterator-records. On the machine stack, where the collector sees what it
/// holds.
struct IteratorRecord {
  Value iterator;     // [[Iterator]]
  Value next_method;  // [[NextMethod]]
  bool done = false;  // [[Done]]
};

/// https://tc39.es/ecma262/#sec-getiterator with kind sync
Completion<IteratorRecord> get_iterator(Agent& agent, Value iterable);
/// GetMethod(iterable, @@iterator).
Completion<Value> get_iterator_method(Agent& agent, Value iterable);
/// The same with kind async: falls back to an Async-from-Sync Iterator.
Completion<IteratorRecord> get_async_iterator(Agent& agent, Value iterable);
/// https://tc39.es/ecma262/#sec-getiteratorfrommethod
Completion<IteratorRecord> get_iterator_from_method(Agent& agent, Value object, Value method);
/// https://tc39.es/ecma262/#sec-getiteratordirect
Completion<IteratorRecord> get_iterator_direct(Agent& agent, Object* object);
/// https://tc39.es/ecma262/#sec-getiteratorflattenable
/// \param rejects_strings  else strings are iterated
Completion<IteratorRecord> get_iterator_flattenable(Agent& agent, Value value, bool rejects_strings);
/// https://tc39.es/ecma262/#sec-iteratornext
Completion<Object*> iterator_next(Agent& agent, IteratorRecord& record,
                                  std::optional<Value> value = std::nullopt);
/// https://tc39.es/ecma262/#sec-iteratorcomplete
Completion<bool> iterator_complete(Agent& agent, Object* result);
/// https://tc39.es/ecma262/#sec-iteratorvalue
Completion<Value> iterator_value(Agent& agent, Object* result);
/// https://tc39.es/ecma262/#sec-iteratorstep \return the result object, or nothing when it is done
Completion<std::optional<Object*>> iterator_step(Agent& agent, IteratorRecord& record);
/// https://tc39.es/ecma262/#sec-iteratorstepvalue \return nothing when it is done
Completion<std::optional<Value>> iterator_step_value(Agent& agent, IteratorRecord& record);
/// All values that are left, if they are those of an array without holes and its iterator is the builtin one:
/// then nobody could see them being taken one by one. The iterator is at its end after it. Valid until the
/// array changes.
std::optional<std::span<const Value>> take_rest_of_array(const IteratorRecord& record);
/// https://tc39.es/ecma262/#sec-iteratorclose of a normal completion
Completion<void> iterator_close(Agent& agent, const IteratorRecord& record);
/// The same of the throw completion that is pending, which stays; so `return iterator_close_thrown(…);` does
/// it. A termination closes nothing.
Thrown iterator_close_thrown(Agent& agent, const IteratorRecord& record);
/// https://tc39.es/ecma262/#sec-createiterresultobject
Object* create_iter_result_object(Agent& agent, Value value, bool done);

}  // namespace orrery::vm
