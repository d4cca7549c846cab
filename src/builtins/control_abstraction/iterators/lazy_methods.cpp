// The methods of Iterator.prototype that give an iterator helper, and what these do at each step.

#include <cmath>

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

using Sort = IteratorHelper::Sort;

// Making them -----------------------------------------------------------------------------------------------

IteratorHelper* make_iterator_helper(Agent& agent, Sort sort) {
  Shape* shape =
      agent.shapes().root(agent.intrinsic(Intrinsic::IteratorHelperPrototype), CellKind::IteratorHelper);
  return agent.heap().make<IteratorHelper>(0, shape, sort);
}

namespace {

Completion<Value> make_with_function(Agent& agent, const NativeFrame& frame, std::string_view method,
                                     Sort sort) {
  const IteratorRecord record = TRY(iterate_this_with(agent, frame, method));
  IteratorHelper* helper = make_iterator_helper(agent, sort);
  helper->set_underlying(record);
  helper->set_function(frame.argument(0));
  return helper;
}

/// The argument of take and drop: an integer from 0 to 2⁵³ - 1, or infinite.
Completion<double> to_limit(Agent& agent, Value argument) {
  const Value number = TRY(to_number(agent, argument));
  const double limit = to_integer_or_infinity(number.as_number());
  const bool is_valid = number.as_number() == number.as_number() && limit >= 0 &&
                        (limit <= k_max_safe_integer || std::isinf(limit));
  if (is_valid) return limit;
  return agent.throw_range_error(describe_value(agent, argument) +
                                 (limit > k_max_safe_integer ? " is too large" : " must be positive"));
}

Completion<Value> make_with_limit(Agent& agent, const NativeFrame& frame, std::string_view method,
                                  Sort sort) {
  // 1. - 3.
  Object* iterator = TRY(this_iterator(agent, frame, method));
  // 4. - 8.
  Completion<double> limit = to_limit(agent, frame.argument(0));
  if (limit.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
  // 9. - 13.
  const IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  IteratorHelper* helper = make_iterator_helper(agent, sort);
  helper->set_underlying(record);
  helper->set_count(limit.value());
  return helper;
}

}  // namespace

// https://tc39.es/ecma262/#sec-iterator.prototype.map
Completion<Value> iterator_prototype_map(Agent& agent, NativeFrame& frame) {
  return make_with_function(agent, frame, "Iterator.prototype.map", Sort::Map);
}

// https://tc39.es/ecma262/#sec-iterator.prototype.filter
Completion<Value> iterator_prototype_filter(Agent& agent, NativeFrame& frame) {
  return make_with_function(agent, frame, "Iterator.prototype.filter", Sort::Filter);
}

// https://tc39.es/ecma262/#sec-iterator.prototype.flatmap
Completion<Value> iterator_prototype_flat_map(Agent& agent, NativeFrame& frame) {
  return make_with_function(agent, frame, "Iterator.prototype.flatMap", Sort::FlatMap);
}

// https://tc39.es/ecma262/#sec-iterator.prototype.take
Completion<Value> iterator_prototype_take(Agent& agent, NativeFrame& frame) {
  return make_with_limit(agent, frame, "Iterator.prototype.take", Sort::Take);
}

// https://tc39.es/ecma262/#sec-iterator.prototype.drop
Completion<Value> iterator_prototype_drop(Agent& agent, NativeFrame& frame) {
  return make_with_limit(agent, frame, "Iterator.prototype.drop", Sort::Drop);
}

// Steps -----------------------------------------------------------------------------------------------------
// Each is the body of the closure in its method's clause, from one yield to the next.

namespace {

using Step = Completion<std::optional<Value>>;

/// function(value, counter), which closes the underlying iterator if it throws.
Completion<Value> call_function(Agent& agent, IteratorHelper* helper, Value value) {
  const Value arguments[] = {value, Value::number(helper->count())};
  helper->set_count(helper->count() + 1);
  const Completion<Value> result = call(agent, helper->function(), Value::undefined(), arguments);
  if (result.is_thrown()) return iterator_close_thrown(agent, helper->underlying());
  return result;
}

Step map_step(Agent& agent, IteratorHelper* helper) {
  IteratorRecord record = helper->underlying();
  const std::optional<Value> value = TRY(iterator_step_value(agent, record));
  if (!value) return value;
  return std::optional(TRY(call_function(agent, helper, *value)));
}

Step filter_step(Agent& agent, IteratorHelper* helper) {
  IteratorRecord record = helper->underlying();
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value || to_boolean(TRY(call_function(agent, helper, *value)))) return value;
  }
}

Step take_step(Agent& agent, IteratorHelper* helper) {
  IteratorRecord record = helper->underlying();
  if (helper->count() == 0) {
    TRY(iterator_close(agent, record));
    return std::optional<Value>();
  }
  helper->set_count(helper->count() - 1);
  return iterator_step_value(agent, record);
}

Step drop_step(Agent& agent, IteratorHelper* helper) {
  IteratorRecord record = helper->underlying();
  NativeLoop loop(agent);
  while (helper->count() > 0) {
    TRY(loop.next_round());
    helper->set_count(helper->count() - 1);
    if (!TRY(iterator_step(agent, record))) return std::optional<Value>();
  }
  return iterator_step_value(agent, record);
}

Step flat_map_step(Agent& agent, IteratorHelper* helper) {
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    if (helper->has_inner()) {
      IteratorRecord inner = helper->inner();
      Step value = iterator_step_value(agent, inner);
      if (value.is_thrown()) return iterator_close_thrown(agent, helper->underlying());
      if (value.value()) return value;
      helper->clear_inner();
    }
    IteratorRecord record = helper->underlying();
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) return value;
    const Value mapped = TRY(call_function(agent, helper, *value));
    Completion<IteratorRecord> inner = get_iterator_flattenable(agent, mapped, true);
    if (inner.is_thrown()) return iterator_close_thrown(agent, record);
    helper->set_inner(inner.value());
  }
}

/// https://tc39.es/ecma262/#sec-iterator.concat, steps 3.a. on
Step concat_step(Agent& agent, IteratorHelper* helper) {
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    if (helper->has_inner()) {
      IteratorRecord inner = helper->inner();
      const std::optional<Value> value = TRY(iterator_step_value(agent, inner));
      if (value) return value;
      helper->clear_inner();
    }
    const auto index = static_cast<std::uint32_t>(helper->count());
    if (index == helper->iterables()->size()) return std::optional<Value>();
    helper->set_count(index + 2);
    const Value iterable = helper->iterables()->at(index);
    const Value open_method = helper->iterables()->at(index + 1);
    const Value iterator = TRY(call(agent, open_method, iterable));
    if (!iterator.is_object())
      return agent.throw_type_error(describe_value(agent, iterator) + " is not an object");
    helper->set_inner(TRY(get_iterator_direct(agent, iterator.as_object())));
  }
}

}  // namespace

Step iterator_helper_step(Agent& agent, IteratorHelper* helper) {
  switch (helper->sort()) {
    case Sort::Map:
      return map_step(agent, helper);
    case Sort::Filter:
      return filter_step(agent, helper);
    case Sort::Take:
      return take_step(agent, helper);
    case Sort::Drop:
      return drop_step(agent, helper);
    case Sort::FlatMap:
      return flat_map_step(agent, helper);
    case Sort::Concat:
      return concat_step(agent, helper);
    case Sort::Chunks:
      return chunks_step(agent, helper);
    case Sort::Windows:
      return windows_step(agent, helper);
    case Sort::Zip:
      return zip_step(agent, helper);
  }
  __builtin_unreachable();
}

}  // namespace orrery::builtins
