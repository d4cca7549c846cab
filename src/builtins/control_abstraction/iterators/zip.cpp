// Iterator.zip and Iterator.zipKeyed: https://tc39.es/proposal-joint-iteration/

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/execution/frame.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

using Shortage = IteratorHelper::Shortage;

namespace {

// Lists of iterators ----------------------------------------------------------------------------------------
// An iterator is two values, itself and its method `next`; null stands for one that has ended.

std::uint32_t iterator_count(const ValueList* iterators) {
  return iterators->size() / 2;
}
void append_iterator(Agent& agent, ValueList* iterators, const IteratorRecord& record) {
  iterators->append(agent.heap(), record.iterator);
  iterators->append(agent.heap(), record.next_method);
}
IteratorRecord iterator_at(const ValueList* iterators, std::uint32_t index) {
  return {iterators->at(index * 2), iterators->at(index * 2 + 1)};
}
bool is_open(const ValueList* iterators, std::uint32_t index) {
  return !iterators->at(index * 2).is_null();
}
void remove_iterator(ValueList* iterators, std::uint32_t index) {
  iterators->set(index * 2, Value::null());
}
bool are_all_removed(const ValueList* iterators) {
  for (std::uint32_t i = 0; i < iterator_count(iterators); i++) {
    if (is_open(iterators, i)) return false;
  }
  return true;
}

/// https://tc39.es/ecma262/#sec-iteratorcloseall of a normal completion, or of the throw completion that is
/// pending: then the result is thrown.
Completion<void> close_all(Agent& agent, const ValueList* iterators) {
  for (std::uint32_t i = iterator_count(iterators); i-- > 0;) {
    if (!is_open(iterators, i)) continue;
    if (agent.has_exception()) {
      (void)iterator_close_thrown(agent, iterator_at(iterators, i));
    } else {
      (void)iterator_close(agent, iterator_at(iterators, i));
    }
  }
  if (agent.has_exception()) return Thrown{};
  return {};
}

/// https://tc39.es/ecma262/#sec-ifabruptcloseiterators: `return close_all_thrown(…);`
Thrown close_all_thrown(Agent& agent, const ValueList* iterators) {
  (void)close_all(agent, iterators);
  return {};
}

// Options ---------------------------------------------------------------------------------------------------

struct Options {
  Shortage mode = Shortage::Drop;
  Value padding;  // an object, or undefined
};

Completion<Shortage> to_mode(Agent& agent, Value mode) {
  if (mode.is_undefined()) return Shortage::Drop;
  if (mode.is_string()) {
    const std::string text = mode.as_string()->to_utf8();
    if (text == "shortest") return Shortage::Drop;
    if (text == "longest") return Shortage::Fill;
    if (text == "strict") return Shortage::Forbid;
  }
  return agent.throw_type_error("The mode " + describe_value(agent, mode) +
                                " is none of 'shortest', 'longest' and 'strict'");
}

/// Steps 1 to 7 of both functions.
Completion<Options> get_options(Agent& agent, const NativeFrame& frame) {
  // 1., 2.
  for (const std::uint32_t each : {0u, 1u}) {
    const Value argument = frame.argument(each);
    if (!argument.is_object() && (each == 0 || !argument.is_undefined()))
      return agent.throw_type_error(describe_value(agent, argument) + " is not an object");
  }
  if (frame.argument(1).is_undefined()) return Options();
  Object* object = frame.argument(1).as_object();
  // 3. - 5.
  const Value mode = TRY(get(agent, object, PropertyKey::atom(intern(agent, "mode"))));
  Options options{.mode = TRY(to_mode(agent, mode)), .padding = Value::undefined()};
  // 6., 7.
  if (options.mode != Shortage::Fill) return options;
  options.padding = TRY(get(agent, object, PropertyKey::atom(intern(agent, "padding"))));
  if (!options.padding.is_undefined() && !options.padding.is_object())
    return agent.throw_type_error(describe_value(agent, options.padding) + " is not an object");
  return options;
}

/// https://tc39.es/proposal-joint-iteration/#sec-IteratorZip
IteratorHelper* make_zip(Agent& agent, const Options& options, ValueList* iterators, ValueList* padding) {
  IteratorHelper* helper = make_iterator_helper(agent, IteratorHelper::Sort::Zip);
  helper->set_shortage(options.mode);
  helper->set_iterables(iterators);
  helper->set_padding(padding);
  return helper;
}

void append_undefined(Agent& agent, ValueList* list, std::uint32_t size) {
  while (list->size() < size) list->append(agent.heap(), Value::undefined());
}

// Iterator.zip ----------------------------------------------------------------------------------------------

/// Steps 8, 10 to 12: what is to be zipped.
Completion<ValueList*> open_iterables(Agent& agent, Value iterables) {
  ValueList* iterators = ValueList::make(agent.heap());
  IteratorRecord input = TRY(get_iterator(agent, iterables));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    Completion<std::optional<Value>> next = iterator_step_value(agent, input);
    if (next.is_thrown()) return close_all_thrown(agent, iterators);
    if (!next.value()) return iterators;
    Completion<IteratorRecord> iterator = get_iterator_flattenable(agent, *next.value(), true);
    if (iterator.is_thrown()) {
      (void)close_all(agent, iterators);
      return iterator_close_thrown(agent, input);
    }
    append_iterator(agent, iterators, iterator.value());
  }
}

/// Step 14: as many values of the iterable as there are iterators, then undefined.
Completion<ValueList*> get_padding(Agent& agent, Value option, std::uint32_t count) {
  ValueList* padding = ValueList::make(agent.heap());
  if (!option.is_undefined()) {
    IteratorRecord record = TRY(get_iterator(agent, option));
    bool is_done = false;
    while (!is_done && padding->size() < count) {
      const std::optional<Value> value = TRY(iterator_step_value(agent, record));
      is_done = !value;
      if (value) padding->append(agent.heap(), *value);
    }
    if (!is_done) TRY(iterator_close(agent, record));
  }
  append_undefined(agent, padding, count);
  return padding;
}

}  // namespace

// https://tc39.es/proposal-joint-iteration/#sec-iterator.zip
Completion<Value> iterator_zip(Agent& agent, NativeFrame& frame) {
  // 1. - 7.
  const Options options = TRY(get_options(agent, frame));
  // 8. - 13.
  ValueList* iterators = TRY(open_iterables(agent, frame.argument(0)));
  // 14.
  ValueList* padding = nullptr;
  if (options.mode == Shortage::Fill) {
    const Completion<ValueList*> values = get_padding(agent, options.padding, iterator_count(iterators));
    if (values.is_thrown()) return close_all_thrown(agent, iterators);
    padding = values.value();
  }
  // 15., 16.
  return make_zip(agent, options, iterators, padding);
}

// Iterator.zipKeyed -----------------------------------------------------------------------------------------

namespace {

/// Step 12.a. - c.: the value under a key if there is anything to iterate over, else undefined.
Completion<Value> enumerable_value(Agent& agent, Object* object, PropertyKey key) {
  const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, object, key));
  if (!descriptor || !*descriptor->enumerable) return Value::undefined();
  return get(agent, object, key);
}

/// Steps 8 to 12. \param keys  those of the iterators, to be filled
Completion<ValueList*> open_properties(Agent& agent, Object* iterables, ValueList* keys) {
  ValueList* iterators = ValueList::make(agent.heap());
  RootedKeys all_keys(agent);
  TRY(internal_own_property_keys(agent, iterables, all_keys.items()));
  NativeLoop loop(agent);
  for (const PropertyKey key : all_keys) {
    TRY(loop.next_round());
    const Completion<Value> value = enumerable_value(agent, iterables, key);
    if (value.is_thrown()) return close_all_thrown(agent, iterators);
    if (value.value().is_undefined()) continue;
    keys->append(agent.heap(), to_value(agent, key));
    Completion<IteratorRecord> iterator = get_iterator_flattenable(agent, value.value(), true);
    if (iterator.is_thrown()) return close_all_thrown(agent, iterators);
    append_iterator(agent, iterators, iterator.value());
  }
  return iterators;
}

/// Step 14: the values of an object under the same keys.
Completion<ValueList*> get_keyed_padding(Agent& agent, Value option, const ValueList* keys) {
  ValueList* padding = ValueList::make(agent.heap());
  if (!option.is_undefined()) {
    for (const Value key : keys->values()) {
      const PropertyKey property = MUST(to_property_key(agent, key));
      padding->append(agent.heap(), TRY(get(agent, option.as_object(), property)));
    }
  }
  append_undefined(agent, padding, keys->size());
  return padding;
}

}  // namespace

// https://tc39.es/proposal-joint-iteration/#sec-iterator.zipkeyed
Completion<Value> iterator_zip_keyed(Agent& agent, NativeFrame& frame) {
  // 1. - 7.
  const Options options = TRY(get_options(agent, frame));
  // 8. - 13.
  ValueList* keys = ValueList::make(agent.heap());
  ValueList* iterators = TRY(open_properties(agent, frame.argument(0).as_object(), keys));
  // 14.
  ValueList* padding = nullptr;
  if (options.mode == Shortage::Fill) {
    const Completion<ValueList*> values = get_keyed_padding(agent, options.padding, keys);
    if (values.is_thrown()) return close_all_thrown(agent, iterators);
    padding = values.value();
  }
  // 15., 16.
  IteratorHelper* helper = make_zip(agent, options, iterators, padding);
  helper->set_keys(keys);
  return helper;
}

// Steps -----------------------------------------------------------------------------------------------------

Completion<void> close_zipped(Agent& agent, const IteratorHelper* helper) {
  return close_all(agent, helper->iterables());
}

namespace {

using Step = Completion<std::optional<Value>>;

Thrown throw_unequal_lengths(Agent& agent) {
  return agent.throw_type_error("Iterators that are zipped in mode 'strict' have different lengths");
}

/// https://tc39.es/proposal-joint-iteration/#sec-IteratorZip, 3.b.iii.3.d.ii.2: the first iterator has ended,
/// and so must the others.
Completion<void> expect_end_of_others(Agent& agent, ValueList* iterators) {
  for (std::uint32_t i = 1; i < iterator_count(iterators); i++) {
    IteratorRecord record = iterator_at(iterators, i);
    Completion<std::optional<Object*>> result = iterator_step(agent, record);
    if (result.is_thrown() || !result.value()) remove_iterator(iterators, i);
    if (result.is_thrown()) return Thrown{};
    if (result.value()) return throw_unequal_lengths(agent);
  }
  return {};
}

/// 3.b.iii.3.d.: an iterator has just ended. \return what stands for its value; nothing: all is over
Step after_end(Agent& agent, const IteratorHelper* helper, std::uint32_t index) {
  ValueList* iterators = helper->iterables();
  switch (helper->shortage()) {
    case Shortage::Drop:
      TRY(close_all(agent, iterators));
      return std::optional<Value>();
    case Shortage::Forbid:
      if (index != 0) {
        (void)throw_unequal_lengths(agent);
        return close_all_thrown(agent, iterators);
      }
      if (expect_end_of_others(agent, iterators).is_thrown()) return close_all_thrown(agent, iterators);
      return std::optional<Value>();
    case Shortage::Fill:
      if (are_all_removed(iterators)) return std::optional<Value>();
      return std::optional(helper->padding()->at(index));
  }
  __builtin_unreachable();
}

/// 3.b.iii.: the next value of one iterator, or what stands for it; nothing: all is over
Step next_value(Agent& agent, const IteratorHelper* helper, std::uint32_t index) {
  ValueList* iterators = helper->iterables();
  if (!is_open(iterators, index)) return std::optional(helper->padding()->at(index));
  IteratorRecord record = iterator_at(iterators, index);
  Step value = iterator_step_value(agent, record);
  if (!value.is_thrown() && value.value()) return value;
  remove_iterator(iterators, index);
  if (value.is_thrown()) return close_all_thrown(agent, iterators);
  return after_end(agent, helper, index);
}

/// finishResults of both functions.
Completion<Value> finish_results(Agent& agent, const IteratorHelper* helper, const ValueList* results) {
  if (helper->keys() == nullptr) return create_array_from_list(agent, results->values());
  Object* object = ordinary_object_create(agent, nullptr);
  for (std::uint32_t i = 0; i < results->size(); i++) {
    const PropertyKey key = MUST(to_property_key(agent, helper->keys()->at(i)));
    TRY(create_data_property_or_throw(agent, object, key, results->at(i)));
  }
  return object;
}

}  // namespace

Step zip_step(Agent& agent, IteratorHelper* helper) {
  const std::uint32_t count = iterator_count(helper->iterables());
  if (count == 0) return std::optional<Value>();
  ValueList* results = ValueList::make(agent.heap(), count);
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(next_value(agent, helper, i));
    if (!value) return value;
    results->append(agent.heap(), *value);
  }
  return std::optional(TRY(finish_results(agent, helper, results)));
}

}  // namespace orrery::builtins
