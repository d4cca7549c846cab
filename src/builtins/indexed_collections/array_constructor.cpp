// %Array%: https://tc39.es/ecma262/#sec-array-constructor

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/tables.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-get-array-%symbol.species%
Completion<Value> array_species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

namespace {

// https://tc39.es/ecma262/#sec-array
Completion<Value> array(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* prototype = agent.intrinsic(Intrinsic::ArrayPrototype);
  if (frame.is_construct()) {
    prototype =
        TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::ArrayPrototype));
  }
  // 5. With one number: its length.
  const Value first = frame.argument(0);
  if (frame.argument_count() == 1 && first.is_number()) {
    const std::uint32_t length = to_uint32(first.as_number());
    if (length != first.as_number()) return agent.throw_range_error("Invalid array length");
    return array_create(agent, length, prototype);
  }
  // 4., 6. Else with the arguments as elements.
  return make_array(agent, agent.shapes().root(prototype, CellKind::Array), frame.arguments());
}

// https://tc39.es/ecma262/#sec-array.isarray
Completion<Value> array_is_array(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(is_array(agent, frame.argument(0))));
}

}  // namespace

Completion<Object*> construct_or_create_array(Agent& agent, Value constructor,
                                              std::optional<std::uint64_t> length) {
  if (constructor.is_identical(agent.intrinsic(Intrinsic::Array)) || !is_constructor(constructor))
    return static_cast<Object*>(TRY(array_create(agent, length.value_or(0))));
  const Value argument = Value::number(length.value_or(0));
  return construct(agent, constructor.as_object(), std::span(&argument, length ? 1 : 0));
}

namespace {

// https://tc39.es/ecma262/#sec-array.of
Completion<Value> array_of(Agent& agent, NativeFrame& frame) {
  // 1. - 5.
  const std::span<const Value> items = frame.arguments();
  Object* array = TRY(construct_or_create_array(agent, frame.this_value(), items.size()));
  // 6., 7.
  for (std::size_t i = 0; i < items.size(); i++) TRY(create_at(agent, array, i, items[i]));
  // 8., 9.
  TRY(set_length(agent, array, items.size()));
  return array;
}

// from ------------------------------------------------------------------------------------------------------

/// The function that Array.from was given, undefined if none.
struct Mapper {
  Value function;
  Value this_argument;

  Completion<Value> operator()(Agent& agent, Value value, std::uint64_t index) const {
    if (function.is_undefined()) return value;
    const Value arguments[] = {value, Value::number(index)};
    return call(agent, function, this_argument, arguments);
  }
};

/// Maps and adds an item.
Completion<void> add_item(Agent& agent, Object* array, std::uint64_t index, Value item,
                          const Mapper& mapper) {
  if (index >= k_max_array_like_length) return agent.throw_type_error("Invalid array length");
  const Value mapped = TRY(mapper(agent, item, index));
  return create_at(agent, array, index, mapped);
}

/// Array.from, step 5: with an iterator.
Completion<Value> from_iterable(Agent& agent, Value constructor, Value items, Value method,
                                const Mapper& mapper) {
  Object* array = TRY(construct_or_create_array(agent, constructor, std::nullopt));
  IteratorRecord record = TRY(get_iterator_from_method(agent, items, method));
  NativeLoop loop(agent);
  for (std::uint64_t index = 0;; index++) {
    TRY(loop.next_round());
    const std::optional<Value> next = TRY(iterator_step_value(agent, record));
    if (!next) {
      TRY(set_length(agent, array, index));
      return array;
    }
    if (add_item(agent, array, index, *next, mapper).is_thrown()) return iterator_close_thrown(agent, record);
  }
}

/// Array.from, steps 7 to 14: with indices.
Completion<Value> from_array_like(Agent& agent, Value constructor, Value items, const Mapper& mapper) {
  Object* source = TRY(to_object(agent, items));
  const std::uint64_t length = TRY(length_of_array_like(agent, source));
  Object* array = TRY(construct_or_create_array(agent, constructor, length));
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    const Value item = TRY(get_at(agent, source, i));
    TRY(add_item(agent, array, i, item, mapper));
  }
  TRY(set_length(agent, array, length));
  return array;
}

// https://tc39.es/ecma262/#sec-array.from
Completion<Value> array_from(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const Mapper mapper{frame.argument(1), frame.argument(2)};
  if (!mapper.function.is_undefined()) TRY(require_callable(agent, mapper.function));
  // 4.
  const Value items = frame.argument(0);
  if (items.is_nullish()) return agent.throw_type_error(describe_value(agent, items) + " is not iterable");
  const Value method = TRY(get_method(agent, items, agent.names().symbol_iterator));
  // 5. - 14.
  if (!method.is_undefined()) return from_iterable(agent, frame.this_value(), items, method, mapper);
  return from_array_like(agent, frame.this_value(), items, mapper);
}

constexpr BuiltinRow k_array_constructor_rows[] = {
    method("from", 1, array_from),
    method("fromAsync", 1, array_from_async),
    method("isArray", 1, array_is_array),
    method("of", 0, array_of),
    getter(&WellKnown::symbol_species, array_species),
};

}  // namespace

constexpr ObjectTable k_array =
    constructor_table("Array", 1, array, Intrinsic::ArrayPrototype, k_array_constructor_rows);

}  // namespace orrery::builtins
