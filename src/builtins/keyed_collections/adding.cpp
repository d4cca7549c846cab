#include "builtins/keyed_collections/collection_methods.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// The function that adds; where it is the standard's own, it need not be called.
class Adder {
 public:
  Adder(Object* target, Value function) : target_(target), function_(function) {
    const NativeCode code = function.is_cell_of(CellKind::NativeFunction)
                                ? static_cast<NativeFunction*>(function.as_object())->code()
                                : nullptr;
    is_own_ = (target->kind() == CellKind::Map && code == map_prototype_set) ||
              (target->kind() == CellKind::Set && code == set_prototype_add);
  }

  Completion<void> add(Agent& agent, Value value) const {
    if (is_own_) return static_cast<KeyedCollection*>(target_)->set(agent, value, Value::undefined());
    TRY(call(agent, function_, target_, std::span(&value, 1)));
    return {};
  }

  Completion<void> add_entry(Agent& agent, Value entry) const {
    if (!entry.is_object())
      return agent.throw_type_error("Iterator value " + describe_value(agent, entry) +
                                    " is not an entry object");
    const Value key = TRY(get(agent, entry.as_object(), PropertyKey::index(0)));
    const Value value = TRY(get(agent, entry.as_object(), PropertyKey::index(1)));
    if (is_own_) return static_cast<KeyedCollection*>(target_)->set(agent, key, value);
    const Value arguments[] = {key, value};
    TRY(call(agent, function_, target_, arguments));
    return {};
  }

 private:
  Object* target_;
  Value function_;
  bool is_own_;
};

}  // namespace

Completion<void> add_all(Agent& agent, Object* target, Value iterable, PropertyKey adder_name,
                         bool are_entries) {
  if (iterable.is_nullish()) return {};
  const Value function = TRY(get(agent, target, adder_name));
  if (!is_callable(function)) {
    return agent.throw_type_error("'" + describe_value(agent, function) + "' returned for property " +
                                  describe(adder_name) + " of object '" + describe_value(agent, target) +
                                  "' is not a function");
  }
  const Adder adder(target, function);
  IteratorRecord record = TRY(get_iterator(agent, iterable));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> next = TRY(iterator_step_value(agent, record));
    if (!next) return {};
    const Completion<void> added = are_entries ? adder.add_entry(agent, *next) : adder.add(agent, *next);
    if (added.is_thrown()) return iterator_close_thrown(agent, record);
  }
}

}  // namespace orrery::builtins
