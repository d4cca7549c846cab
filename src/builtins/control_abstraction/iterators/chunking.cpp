// Iterator.prototype.chunks and windows: https://tc39.es/proposal-iterator-chunking/

#include <cmath>

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/execution/frame.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/array.h"

namespace orrery::builtins {

using namespace vm;

using Shortage = IteratorHelper::Shortage;
using Sort = IteratorHelper::Sort;

namespace {

/// How long the arrays are to be: a whole number from 1 to 2^32 - 1. Nothing is converted.
Completion<std::uint32_t> to_size(Agent& agent, Value argument) {
  if (!argument.is_number() || !std::isfinite(argument.as_number()) ||
      to_integer_or_infinity(argument.as_number()) != argument.as_number())
    return agent.throw_type_error(describe_value(agent, argument) + " is not a whole number");
  if (argument.as_number() < 1 || argument.as_number() > Array::k_max_length)
    return agent.throw_range_error(describe_value(agent, argument) + " is not from 1 to 2 ** 32 - 1");
  return static_cast<std::uint32_t>(argument.as_number());
}

Completion<Shortage> to_shortage(Agent& agent, Value undersized) {
  if (undersized.is_undefined()) return Shortage::Drop;
  if (undersized.is_string()) {
    const std::string text = undersized.as_string()->to_utf8();
    if (text == "only-full") return Shortage::Drop;
    if (text == "allow-partial") return Shortage::Fill;
  }
  return agent.throw_type_error(describe_value(agent, undersized) +
                                " is neither 'only-full' nor 'allow-partial'");
}

}  // namespace

// https://tc39.es/proposal-iterator-chunking/#sec-iterator.prototype.chunks
Completion<Value> iterator_prototype_chunks(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* iterator = TRY(this_iterator(agent, frame, "Iterator.prototype.chunks"));
  // 4. - 6.
  Completion<std::uint32_t> size = to_size(agent, frame.argument(0));
  if (size.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
  // 7. - 11.
  const IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  IteratorHelper* helper = make_iterator_helper(agent, Sort::Chunks);
  helper->set_underlying(record);
  helper->set_count(size.value());
  return helper;
}

// https://tc39.es/proposal-iterator-chunking/#sec-iterator.prototype.windows
Completion<Value> iterator_prototype_windows(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* iterator = TRY(this_iterator(agent, frame, "Iterator.prototype.windows"));
  // 4. - 8.
  Completion<std::uint32_t> size = to_size(agent, frame.argument(0));
  if (size.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
  Completion<Shortage> shortage = to_shortage(agent, frame.argument(1));
  if (shortage.is_thrown()) return iterator_close_thrown(agent, {iterator, Value::undefined()});
  // 9. - 13.
  const IteratorRecord record = TRY(get_iterator_direct(agent, iterator));
  IteratorHelper* helper = make_iterator_helper(agent, Sort::Windows);
  helper->set_underlying(record);
  helper->set_count(size.value());
  helper->set_shortage(shortage.value());
  return helper;
}

// Steps -----------------------------------------------------------------------------------------------------

namespace {

using Step = Completion<std::optional<Value>>;

std::size_t size_of(const IteratorHelper* helper) {
  return static_cast<std::size_t>(helper->count());
}

/// The array of what was gathered.
Step make_step(Agent& agent, std::span<const Value> items) {
  return std::optional<Value>(TRY(create_array_from_list(agent, items)));
}

/// The same, for the last time: no one is left to be told that nothing more is wanted.
Step make_last_step(Agent& agent, IteratorHelper* helper) {
  helper->clear_underlying();
  return make_step(agent, helper->buffer()->values());
}

}  // namespace

Step chunks_step(Agent& agent, IteratorHelper* helper) {
  if (!helper->has_underlying()) return std::optional<Value>();
  IteratorRecord record = helper->underlying();
  helper->set_buffer(ValueList::make(agent.heap()));
  NativeLoop loop(agent);
  while (helper->buffer()->size() < size_of(helper)) {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) {
      if (helper->buffer()->size() == 0) return value;
      return make_last_step(agent, helper);
    }
    helper->buffer()->append(agent.heap(), *value);
  }
  return make_step(agent, helper->buffer()->values());
}

/// The buffer is a ring once it is full, whose oldest value is the next to be overwritten: so a step costs no
/// more than its array.
Step windows_step(Agent& agent, IteratorHelper* helper) {
  if (!helper->has_underlying()) return std::optional<Value>();
  IteratorRecord record = helper->underlying();
  if (helper->buffer() == nullptr) helper->set_buffer(ValueList::make(agent.heap()));
  ValueList* buffer = helper->buffer();
  const std::size_t size = size_of(helper);
  NativeLoop loop(agent);
  do {
    TRY(loop.next_round());
    const std::optional<Value> value = TRY(iterator_step_value(agent, record));
    if (!value) {
      const bool hands_out_rest =
          helper->shortage() == Shortage::Fill && buffer->size() != 0 && buffer->size() < size;
      return hands_out_rest ? make_last_step(agent, helper) : Step(value);
    }
    if (buffer->size() < size) {
      buffer->append(agent.heap(), *value);
    } else {
      buffer->set(helper->oldest(), *value);
      helper->set_oldest(static_cast<std::uint32_t>((helper->oldest() + 1) % size));
    }
  } while (buffer->size() < size);
  Array* window = TRY(create_array_from_list(agent, buffer->values().subspan(helper->oldest())));
  for (std::uint32_t i = 0; i < helper->oldest(); i++) TRY(array_append(agent, window, buffer->at(i)));
  return std::optional<Value>(window);
}

}  // namespace orrery::builtins
