// The methods of Iterator.prototype that use the iterator up.

#include <cmath>
#include <limits>

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

Completion<Object*> this_iterator(Agent& agent, const NativeFrame& frame, std::string_view method) {
  if (frame.this_value().is_object()) return frame.this_value().as_object();
  return agent.throw_type_error(std::string(method) + " called on non-object");
}

Completion<IteratorRecord> iterate_this_with(Agent& agent, const NativeFrame& frame,
                                             std::string_view method) {
  Object* iterator = TRY(this_iterator(agent, frame, method));
  if (require_callable(agent, frame.argument(0)).is_thrown())
    return iterator_close_thrown(agent, {iterator, Value::undefined()});
  return get_iterator_direct(agent, iterator);
}

namespace {

/// Calls the callback with each value and its index, and `use(value, result)` with what it gives until that
/// says true; then the iterator is closed. What throws closes it, too.
/// \return whether it did
template <typename Use>
Completion<bool> for_each_value(Agent& agent, const NativeFrame& frame, std::string_view method, Use use) {
  IteratorRecord record = TRY(iterate_this_with(agent, frame, method));
  NativeLoop loop(agent);
  for (std::uint64_t i = 0;; i++) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return false;
    const Value arguments[] = {*value, Value::number(i)};
    const Completion<Value> result = call(agent, frame.argument(0), Value::undefined(), arguments);
    if (result.is_thrown()) return iterator_close_thrown(agent, record);
    if (use(*value, result.value())) {
      TRY(iterator_close(agent, record));
      return true;
    }
  }
}

}  // namespace

// https://tc39.es/ecma262/#sec-iterator.prototype.foreach
Completion<Value> iterator_prototype_for_each(Agent& agent, NativeFrame& frame) {
  TRY(for_each_value(agent, frame, "Iterator.prototype.forEach", [](Value, Value) { return false; }));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-iterator.prototype.some
Completion<Value> iterator_prototype_some(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(for_each_value(agent, frame, "Iterator.prototype.some",
                                           [](Value, Value result) { return to_boolean(result); })));
}

// https://tc39.es/ecma262/#sec-iterator.prototype.every
Completion<Value> iterator_prototype_every(Agent& agent, NativeFrame& frame) {
  return Value::boolean(!TRY(for_each_value(agent, frame, "Iterator.prototype.every",
                                            [](Value, Value result) { return !to_boolean(result); })));
}

// https://tc39.es/ecma262/#sec-iterator.prototype.find
Completion<Value> iterator_prototype_find(Agent& agent, NativeFrame& frame) {
  Value found = Value::undefined();
  TRY(for_each_value(agent, frame, "Iterator.prototype.find", [&](Value value, Value result) {
    if (!to_boolean(result)) return false;
    found = value;
    return true;
  }));
  return found;
}

namespace {

/// How many values Iterator.prototype.includes passes over: a whole number from 0 to 2^53 - 1, or infinite.
Completion<double> to_skip_count(Agent& agent, Value argument) {
  if (argument.is_undefined()) return 0.0;
  const double count = argument.is_number() ? argument.as_number() : std::numeric_limits<double>::quiet_NaN();
  if (!std::isinf(count) && to_integer_or_infinity(count) != count)
    return agent.throw_type_error(describe_value(agent, argument) + " is not a whole number");
  if (count < 0 || (std::isfinite(count) && count > k_max_safe_integer))
    return agent.throw_range_error(describe_value(agent, argument) + " is not from 0 to 2 ** 53 - 1");
  return count;
}

}  // namespace

// https://tc39.es/proposal-iterator-includes/#sec-iterator.prototype.includes
Completion<Value> iterator_prototype_includes(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* iterator = TRY(this_iterator(agent, frame, "Iterator.prototype.includes"));
  // 3. - 7.
  Completion<double> to_skip = to_skip_count(agent, frame.argument(1));
  if (to_skip.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
  // 8., 9.
  double skipped = 0;
  IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  // 10.
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return Value::boolean(false);
    if (skipped < to_skip.value()) {
      skipped++;
    } else if (same_value_zero(*value, frame.argument(0))) {
      TRY(iterator_close(agent, record));
      return Value::boolean(true);
    }
  }
}

// https://tc39.es/proposal-iterator-join/
Completion<Value> iterator_prototype_join(Agent& agent, NativeFrame& frame) {
  Object* iterator = TRY(this_iterator(agent, frame, "Iterator.prototype.join"));
  String* separator = single_character(agent, u',');
  if (!frame.argument(0).is_undefined()) {
    const Completion<String*> text = to_string(agent, frame.argument(0));
    if (text.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
    separator = text.value();
  }
  IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (bool is_first = true;; is_first = false) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return builder.finish();
    if (!is_first) builder.append(separator);
    if (!value->is_nullish()) {
      const Completion<String*> text = to_string(agent, *value);
      if (text.is_thrown()) return iterator_close_thrown(agent, record);
      builder.append(text.value());
    }
    if (builder.has_failed() && builder.finish().is_thrown()) return iterator_close_thrown(agent, record);
  }
}

// https://tc39.es/ecma262/#sec-iterator.prototype.reduce
Completion<Value> iterator_prototype_reduce(Agent& agent, NativeFrame& frame) {
  // 1. - 5.
  IteratorRecord record = TRY(iterate_this_with(agent, frame, "Iterator.prototype.reduce"));
  // 6., 7. Without an initial value the first one is it.
  std::uint64_t index = 0;
  Value accumulator = frame.argument(1);
  if (frame.argument_count() < 2) {
    const std::optional<Value> first = TRY(iterator_step_value(agent, record));
    if (!first) return agent.throw_type_error("Reduce of a done iterator with no initial value");
    accumulator = *first;
    index = 1;
  }
  // 8.
  NativeLoop loop(agent);
  for (;; index++) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return accumulator;
    const Value arguments[] = {accumulator, *value, Value::number(index)};
    const Completion<Value> result = call(agent, frame.argument(0), Value::undefined(), arguments);
    if (result.is_thrown()) return iterator_close_thrown(agent, record);
    accumulator = result.value();
  }
}

// https://tc39.es/ecma262/#sec-iterator.prototype.toarray
Completion<Value> iterator_prototype_to_array(Agent& agent, NativeFrame& frame) {
  Object* iterator = TRY(this_iterator(agent, frame, "Iterator.prototype.toArray"));
  IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  Array* array = TRY(array_create(agent, 0));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return array;
    TRY(array_append(agent, array, *value));
  }
}

}  // namespace orrery::builtins
