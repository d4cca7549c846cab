#include "webidl/iterables.h"

#include "vm/iteration/iteration.h"
#include "vm/objects/array.h"
#include "vm/value_list.h"
#include "webidl/conversions.h"

namespace orrery::webidl {

using vm::Value;

Value PairIterator::next(vm::Agent& agent, PairAt pair_at) {
  // 7. to 9.
  IteratedPair pair;
  if (!target_ || !pair_at(agent, target_.get(), index_, &pair)) {
    // What has ended stays so, even if pairs are added.
    target_.clear();
    return vm::create_iter_result_object(agent, Value::undefined(), true);
  }
  // 10. 11.
  index_++;
  return vm::create_iter_result_object(agent, item_of(agent, pair), false);
}

// https://webidl.spec.whatwg.org/#iterator-result
Value PairIterator::item_of(vm::Agent& agent, const IteratedPair& pair) const {
  switch (kind_) {
    case Kind::Keys:
      return pair.key;
    case Kind::Values:
      return pair.value;
    case Kind::KeysAndValues: {
      const Value items[] = {pair.key, pair.value};
      return MUST(vm::create_array_from_list(agent, items));
    }
  }
  __builtin_unreachable();
}

vm::Completion<vm::ObjectDescription> PairIterator::describe(vm::Agent& agent, PairAt pair_at) const {
  vm::ValueList* items = vm::ValueList::make(agent.heap());
  IteratedPair pair;
  for (std::uint32_t i = index_; target_ && pair_at(agent, target_.get(), i, &pair); i++)
    items->append(agent.heap(), item_of(agent, pair));
  return vm::ObjectDescription{vm::ObjectDescription::Form::List, items};
}

// https://webidl.spec.whatwg.org/#js-forEach
vm::Completion<Value> for_each_pair(vm::Agent& agent, const vm::NativeFrame& frame,
                                    vm::PlatformObject* target, PairIterator::PairAt pair_at) {
  constexpr std::string_view k_where = "Failed to execute 'forEach'";
  if (frame.argument_count() == 0) return throw_too_few_arguments(agent, k_where, 1, 0);
  // 5. 6.
  vm::Object* callback = TRY(convert_callback_function(agent, frame.argument(0), "Parameter 1 of 'forEach'"));
  // 7. to 9.
  vm::NativeLoop loop(agent);
  IteratedPair pair;
  for (std::uint32_t i = 0; pair_at(agent, target, i, &pair); i++) {
    TRY(loop.next_round());
    const Value arguments[] = {pair.value, pair.key, Value(target)};
    TRY(vm::call(agent, callback, frame.argument(1), arguments));
  }
  return Value::undefined();
}

}  // namespace orrery::webidl
