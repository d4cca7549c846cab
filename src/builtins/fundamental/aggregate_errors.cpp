// Errors about errors: AggregateError (https://tc39.es/ecma262/#sec-aggregate-error-objects) and
// SuppressedError (https://tc39.es/ecma262/#sec-suppressederror-objects).

#include "builtins/fundamental/error_objects.h"
#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/iteration/consuming.h"
#include "vm/objects/array.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-aggregate-error
Completion<Value> aggregate_error_constructor(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  ErrorObject* error =
      TRY(construct_error(agent, frame, Intrinsic::AggregateErrorPrototype, frame.argument(1)));
  // 4.
  TRY(install_error_cause(agent, error, frame.argument(2)));
  // 5., 6.
  IteratorRecord iterator = TRY(get_iterator(agent, frame.argument(0)));
  const ValueList* list = TRY(iterator_to_list(agent, iterator));
  Array* errors = TRY(create_array_from_list(agent, list->values()));
  agent.shapes().add(error, agent.names().errors, errors, k_hidden_attributes);
  // 7.
  return error;
}

// https://tc39.es/ecma262/#sec-suppressederror
Completion<Value> suppressed_error_constructor(Agent& agent, NativeFrame& frame) {
  ErrorObject* error =
      TRY(construct_error(agent, frame, Intrinsic::SuppressedErrorPrototype, frame.argument(2)));
  agent.shapes().add(error, agent.names().error, frame.argument(0), k_hidden_attributes);
  agent.shapes().add(error, agent.names().suppressed, frame.argument(1), k_hidden_attributes);
  return error;
}

constexpr BuiltinRow k_aggregate_error_prototype_rows[] = {
    reference("constructor", Intrinsic::AggregateError),
    text("name", "AggregateError"),
    text("message", ""),
};

constexpr BuiltinRow k_suppressed_error_prototype_rows[] = {
    reference("constructor", Intrinsic::SuppressedError),
    text("name", "SuppressedError"),
    text("message", ""),
};

}  // namespace

constexpr ObjectTable k_aggregate_error =
    constructor_table("AggregateError", 2, aggregate_error_constructor, Intrinsic::AggregateErrorPrototype,
                      {}, Intrinsic::Error);
constexpr ObjectTable k_aggregate_error_prototype =
    ordinary_table(Intrinsic::ErrorPrototype, k_aggregate_error_prototype_rows);

constexpr ObjectTable k_suppressed_error =
    constructor_table("SuppressedError", 3, suppressed_error_constructor, Intrinsic::SuppressedErrorPrototype,
                      {}, Intrinsic::Error);
constexpr ObjectTable k_suppressed_error_prototype =
    ordinary_table(Intrinsic::ErrorPrototype, k_suppressed_error_prototype_rows);

}  // namespace orrery::builtins
