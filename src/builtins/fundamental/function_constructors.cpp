// What makes functions from text: Function (https://tc39.es/ecma262/#sec-function-constructor) and its three
// kin, GeneratorFunction, AsyncFunction and AsyncGeneratorFunction, with their prototype objects.

#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-createdynamicfunction, steps 7 to 13: all arguments but the last.
Completion<String*> join_parameters(Agent& agent, NativeFrame& frame) {
  StringBuilder parameters(agent);
  for (std::uint32_t i = 0; i + 1 < frame.argument_count(); i++) {
    if (i > 0) parameters.append(u',');
    parameters.append(TRY(to_string(agent, frame.argument(i))));
  }
  return parameters.finish();
}

/// https://tc39.es/ecma262/#sec-createdynamicfunction
/// \param prefix  what the function's text begins with
/// \param default_prototype  [[Prototype]] where new.target has no other
Completion<Value> create_dynamic_function(Agent& agent, NativeFrame& frame, std::string_view prefix,
                                          Intrinsic default_prototype) {
  Object* constructor = frame.is_construct() ? frame.new_target().as_object() : frame.callee();
  // 7. - 14. The texts.
  String* parameters = TRY(join_parameters(agent, frame));
  const std::uint32_t count = frame.argument_count();
  String* body = count == 0 ? empty_string(agent) : TRY(to_string(agent, frame.argument(count - 1)));
  // 15. - 25. The function, or a SyntaxError.
  Executable* executable = TRY(agent.hooks().compile_dynamic_function(agent, prefix, parameters, body));
  // 26. Asked before the function is there: a script may look on.
  Object* prototype = TRY(get_prototype_from_constructor(agent, constructor, default_prototype));
  // 27. - 33.
  const Value function = TRY(run_executable(agent, executable, nullptr));
  if (function.as_object()->prototype() != prototype)
    agent.shapes().set_prototype(function.as_object(), prototype);
  MUST(set_function_name(agent, function.as_object(), agent.names().anonymous));
  return function;
}

// https://tc39.es/ecma262/#sec-function-p1-p2-pn-body
Completion<Value> function_constructor(Agent& agent, NativeFrame& frame) {
  return create_dynamic_function(agent, frame, "function", Intrinsic::FunctionPrototype);
}

// https://tc39.es/ecma262/#sec-generatorfunction
Completion<Value> generator_function_constructor(Agent& agent, NativeFrame& frame) {
  return create_dynamic_function(agent, frame, "function*", Intrinsic::GeneratorFunctionPrototype);
}

// https://tc39.es/ecma262/#sec-async-function-constructor-arguments
Completion<Value> async_function_constructor(Agent& agent, NativeFrame& frame) {
  return create_dynamic_function(agent, frame, "async function", Intrinsic::AsyncFunctionPrototype);
}

// https://tc39.es/ecma262/#sec-asyncgeneratorfunction
Completion<Value> async_generator_function_constructor(Agent& agent, NativeFrame& frame) {
  return create_dynamic_function(agent, frame, "async function*", Intrinsic::AsyncGeneratorFunctionPrototype);
}

// https://tc39.es/ecma262/#sec-properties-of-the-generatorfunction-prototype-object
constexpr BuiltinRow k_generator_function_rows[] = {
    reference("constructor", Intrinsic::GeneratorFunction).with(k_configurable_attribute),
    reference("prototype", Intrinsic::GeneratorPrototype).with(k_configurable_attribute),
    text(&WellKnown::symbol_to_string_tag, "GeneratorFunction"),
};

// https://tc39.es/ecma262/#sec-async-function-prototype-properties
constexpr BuiltinRow k_async_function_rows[] = {
    reference("constructor", Intrinsic::AsyncFunction).with(k_configurable_attribute),
    text(&WellKnown::symbol_to_string_tag, "AsyncFunction"),
};

// https://tc39.es/ecma262/#sec-properties-of-asyncgeneratorfunction-prototype
constexpr BuiltinRow k_async_generator_function_rows[] = {
    reference("constructor", Intrinsic::AsyncGeneratorFunction).with(k_configurable_attribute),
    reference("prototype", Intrinsic::AsyncGeneratorPrototype).with(k_configurable_attribute),
    text(&WellKnown::symbol_to_string_tag, "AsyncGeneratorFunction"),
};

}  // namespace

constexpr ObjectTable k_function =
    constructor_table("Function", 1, function_constructor, Intrinsic::FunctionPrototype);

constexpr ObjectTable k_generator_function =
    constructor_table("GeneratorFunction", 1, generator_function_constructor,
                      Intrinsic::GeneratorFunctionPrototype, {}, Intrinsic::Function);
constexpr ObjectTable k_generator_function_prototype =
    ordinary_table(Intrinsic::FunctionPrototype, k_generator_function_rows);

constexpr ObjectTable k_async_function =
    constructor_table("AsyncFunction", 1, async_function_constructor, Intrinsic::AsyncFunctionPrototype, {},
                      Intrinsic::Function);
constexpr ObjectTable k_async_function_prototype =
    ordinary_table(Intrinsic::FunctionPrototype, k_async_function_rows);

constexpr ObjectTable k_async_generator_function =
    constructor_table("AsyncGeneratorFunction", 1, async_generator_function_constructor,
                      Intrinsic::AsyncGeneratorFunctionPrototype, {}, Intrinsic::Function);
constexpr ObjectTable k_async_generator_function_prototype =
    ordinary_table(Intrinsic::FunctionPrototype, k_async_generator_function_rows);

}  // namespace orrery::builtins
