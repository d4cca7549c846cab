// Literals of objects, arrays, regular expressions and templates, and what functions make of their arguments.

#include <algorithm>

#include "interpreter/calls.h"
#include "interpreter/environment_register.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/arguments.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/regexps/regexp_object.h"
#include "vm/rooted_keys.h"
#include "vm/value_list.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Array;
using vm::Completion;
using vm::FrameWords;
using vm::Object;
using vm::Value;
using vm::ValueList;

// Objects ---------------------------------------------------------------------------------------------------

namespace {

/// For the fast path.
void remember_shape(const Operands& operands, vm::Shape* shape) {
  *operands.feedback(1) = reinterpret_cast<vm::FeedbackWord>(shape);
  operands.executable()->feedback()->note_write();
}

}  // namespace

Completion<Value> SlowPaths::CreateObject(Agent& agent, const Operands& operands, Value) {
  // Of `{}` there is more to come.
  constexpr std::uint32_t k_capacity_of_empty = 4;
  const std::uint32_t count = operands.number(0) == 0 ? k_capacity_of_empty : operands.number(0);
  const std::uint32_t capacity = std::min(count, vm::Shape::k_max_inline_capacity);
  vm::Shape* shape = operands.executable()->realm()->object_shape(agent, capacity);
  remember_shape(operands, shape);
  return vm::make_object(agent, shape);
}

// https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers
Completion<Value> SlowPaths::SetPrototypeOfLiteral(Agent& agent, const Operands& operands, Value acc) {
  if (!acc.is_object() && !acc.is_null()) return acc;
  Object* prototype = acc.is_null() ? nullptr : acc.as_object();
  MUST(vm::internal_set_prototype_of(agent, operands.in(0).as_object(), prototype));
  return acc;
}

Completion<Value> SlowPaths::CopyDataProperties(Agent& agent, const Operands& operands, Value acc) {
  vm::RootedKeys excluded(agent);
  const Value* keys = &operands.in(1);
  for (std::uint32_t i = 0; i < operands.number(2); i++)
    excluded.items().push_back(TRY(vm::primitive_to_property_key(agent, keys[i])));
  TRY(vm::copy_data_properties(agent, operands.in(0).as_object(), acc, excluded.items()));
  return acc;
}

// Arrays and lists ------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::CreateArray(Agent& agent, const Operands& operands, Value) {
  vm::Shape* shape = operands.executable()->realm()->shape(agent, vm::CommonShape::Array);
  remember_shape(operands, shape);
  Array* array = TRY(vm::make_array(agent, shape, {}));
  if (operands.number(0) != 0) TRY(vm::reserve_elements(agent, array, operands.number(0)));
  return array;
}

Completion<Value> SlowPaths::CreateList(Agent& agent, const Operands& operands, Value) {
  return Value::cell(ValueList::make(agent.heap(), operands.number(0)));
}

namespace {

/// \param array  an Array that no script has seen, or a ValueList of arguments
Completion<void> append(Agent& agent, Value array, std::span<const Value> values) {
  if (array.is_object()) return vm::array_append(agent, static_cast<Array*>(array.as_object()), values);
  auto* list = static_cast<ValueList*>(array.as_cell());
  // More arguments than the stack has room for never get there.
  const auto room = static_cast<std::size_t>(agent.execution.stack_limit - agent.execution.stack_start);
  if (values.size() >= room || list->size() >= room - values.size())
    return agent.throw_range_error("Maximum call stack size exceeded");
  list->append(agent.heap(), values);
  return {};
}

}  // namespace

Completion<Value> SlowPaths::AppendElement(Agent& agent, const Operands& operands, Value acc) {
  TRY(append(agent, operands.in(0), std::span(&acc, 1)));
  return acc;
}

// https://tc39.es/ecma262/#sec-runtime-semantics-arrayaccumulation, and of arguments
// https://tc39.es/ecma262/#sec-runtime-semantics-argumentlistevaluation
Completion<Value> SlowPaths::AppendIterable(Agent& agent, const Operands& operands, Value acc) {
  vm::IteratorRecord record = TRY(vm::get_iterator(agent, acc));
  vm::NativeLoop loop(agent);
  if (const auto values = vm::take_rest_of_array(record)) {
    const std::size_t count = values->size();
    TRY(append(agent, operands.in(0), *values));
    TRY(loop.next_rounds(count));
    return acc;
  }
  while (const std::optional<Value> next = TRY(vm::iterator_step_value(agent, record))) {
    TRY(append(agent, operands.in(0), std::span(&*next, 1)));
    TRY(loop.next_round());
  }
  return acc;
}

// Regular expressions and templates -------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-regular-expression-literals-runtime-semantics-evaluation
// A new object each time, but what it is compiled to belongs to the site.
Completion<Value> SlowPaths::CreateRegExp(Agent& agent, const Operands& operands, Value) {
  vm::FeedbackWord* site = operands.feedback(2);
  if (*site == 0) {
    vm::RegExpPattern* pattern = TRY(
        vm::make_regexp_pattern(agent, operands.constant(0).as_string(), operands.constant(1).as_string()));
    *site = Value::cell(pattern).bits();
    operands.executable()->feedback()->note_write();
  }
  auto* pattern = static_cast<vm::RegExpPattern*>(Value::from_bits(*site).as_cell());
  return vm::make_regexp(agent, *operands.executable()->realm(), pattern);
}

namespace {

/// https://tc39.es/ecma262/#sec-gettemplateobject, 6. - 15.
Completion<Array*> make_template_object(Agent& agent, const bytecode::Program& program,
                                        const bytecode::TemplateLiteral& literal) {
  Array* object = TRY(vm::create_array_from_list(agent, {}));
  Array* raw = TRY(vm::create_array_from_list(agent, {}));
  for (const bytecode::TemplateLiteral::Part& part : literal.parts) {
    const Value cooked =
        part.has_cooked ? vm::Executable::string_constant(agent, program, part.cooked) : Value::undefined();
    TRY(vm::array_append(agent, object, cooked));
    TRY(vm::array_append(agent, raw, vm::Executable::string_constant(agent, program, part.raw)));
  }
  TRY(vm::set_integrity_level(agent, raw, vm::IntegrityLevel::Frozen));
  TRY(vm::define_property_or_throw(agent, object, agent.names().raw,
                                   vm::PropertyDescriptor::data(Value(raw), vm::Attributes())));
  TRY(vm::set_integrity_level(agent, object, vm::IntegrityLevel::Frozen));
  return object;
}

}  // namespace

// https://tc39.es/ecma262/#sec-gettemplateobject
Completion<Value> SlowPaths::GetTemplateObject(Agent& agent, const Operands& operands, Value) {
  // 1. - 5. [[TemplateMap]]: each site has its own entry.
  vm::FeedbackWord* site = operands.feedback(1);
  if (*site != 0) return Value::from_bits(*site);
  Array* object = TRY(make_template_object(agent, *operands.code().program,
                                           operands.code_constant<bytecode::TemplateLiteral>(0)));
  *site = Value(object).bits();
  operands.executable()->feedback()->note_write();
  return object;
}

// Arguments -------------------------------------------------------------------------------------------------

namespace {

/// What the function was called with, as long as nothing has been written behind the parameters.
std::span<const Value> passed_arguments(const Operands& operands) {
  const Value* fp = operands.fp();
  return {fp + 1, static_cast<std::uint32_t>(fp[FrameWords::k_arguments].bits())};
}

Completion<Object*> create_arguments(Agent& agent, const Operands& operands) {
  const std::span<const Value> arguments = passed_arguments(operands);
  if (static_cast<bytecode::ArgumentsKind>(operands.number(0)) == bytecode::ArgumentsKind::Unmapped)
    return vm::create_unmapped_arguments_object(agent, arguments);
  Object* callee = operands.fp()[FrameWords::k_callee].as_object();
  const std::uint32_t parameters = operands.executable()->parameter_count();
  if (parameters == 0) return vm::create_arguments_of_no_parameters(agent, callee, arguments);
  return TRY(vm::create_mapped_arguments_object(agent, callee, parameters, arguments));
}

/// https://tc39.es/ecma262/#sec-function-definitions-runtime-semantics-iteratorbindinginitialization
Completion<Array*> create_rest(Agent& agent, const Operands& operands, std::uint32_t first) {
  const std::span<const Value> arguments = passed_arguments(operands);
  vm::Shape* shape = operands.executable()->realm()->shape(agent, vm::CommonShape::Array);
  return vm::make_array(agent, shape, arguments.subspan(std::min<std::size_t>(first, arguments.size())));
}

}  // namespace

Completion<Value> SlowPaths::CreateArguments(Agent& agent, const Operands& operands, Value) {
  return create_arguments(agent, operands);
}

Completion<Value> SlowPaths::CreateRest(Agent& agent, const Operands& operands, Value) {
  return create_rest(agent, operands, operands.number(0));
}

Completion<Value> SlowPaths::CreateArgumentsAndRest(Agent& agent, const Operands& operands, Value) {
  Object* arguments = TRY(create_arguments(agent, operands));
  // Its register is where an argument lies.
  operands.in(3) = Value(TRY(create_rest(agent, operands, operands.number(2))));
  return arguments;
}

Completion<Value> SlowPaths::MapArguments(Agent&, const Operands& operands, Value acc) {
  auto* arguments = static_cast<vm::MappedArguments*>(operands.in(0).as_object());
  vm::Environment* environment = environment_in(operands.in(1));
  arguments->map(environment, environment->scope().parameter_slots);
  return acc;
}

}  // namespace orrery::interpreter
