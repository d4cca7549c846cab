// %Iterator%: https://tc39.es/ecma262/#sec-iterator-constructor

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "builtins/control_abstraction/iterators/tables.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-iterator
Completion<Value> iterator(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "Iterator");
  if (frame.new_target().as_object() == frame.callee())
    return agent.throw_type_error("Abstract class Iterator not directly constructable");
  // 2.
  Object* prototype = TRY(
      get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::IteratorPrototype));
  return ordinary_object_create(agent, prototype);
}

// https://tc39.es/ecma262/#sec-iterator.from
Completion<Value> from(Agent& agent, NativeFrame& frame) {
  // 1.
  const IteratorRecord record = TRY(get_iterator_flattenable(agent, frame.argument(0), false));
  // 2., 3.
  if (TRY(ordinary_has_instance(agent, agent.intrinsic(Intrinsic::Iterator), record.iterator)))
    return record.iterator;
  // 4. - 6.
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::WrapForValidIteratorPrototype),
                                     CellKind::WrappedIterator);
  return agent.heap().make<WrappedIterator>(0, shape, record);
}

// https://tc39.es/ecma262/#sec-iterator.concat
Completion<Value> concat(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  ValueList* iterables = ValueList::make(agent.heap());
  for (const Value item : frame.arguments()) {
    if (!item.is_object()) return agent.throw_type_error(describe_value(agent, item) + " is not an object");
    const Value method = TRY(get_method(agent, item, agent.names().symbol_iterator));
    if (method.is_undefined())
      return agent.throw_type_error(describe_value(agent, item) + " is not iterable");
    iterables->append(agent.heap(), item);
    iterables->append(agent.heap(), method);
  }
  // 3. - 6.
  IteratorHelper* helper = make_iterator_helper(agent, IteratorHelper::Sort::Concat);
  helper->set_iterables(iterables);
  return helper;
}

constexpr BuiltinRow k_iterator_constructor_rows[] = {
    method("concat", 0, concat),
    method("from", 1, from),
    method("zip", 1, iterator_zip),
    method("zipKeyed", 1, iterator_zip_keyed),
};

}  // namespace

constexpr ObjectTable k_iterator =
    constructor_table("Iterator", 0, iterator, Intrinsic::IteratorPrototype, k_iterator_constructor_rows);

}  // namespace orrery::builtins
