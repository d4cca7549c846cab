// https://tc39.es/ecma262/#sec-properties-of-generator-prototype and
// https://tc39.es/ecma262/#sec-properties-of-asyncgenerator-prototype

#include "builtins/control_abstraction/tables.h"
#include "vm/execution/generator.h"

namespace orrery::builtins {

using namespace vm;

namespace {

using bytecode::ResumeMode;

// https://tc39.es/ecma262/#sec-generator.prototype.next and so on
template <ResumeMode mode>
Completion<Value> resume_generator(Agent& agent, NativeFrame& frame) {
  return generator_resume(agent, frame.this_value(), mode, frame.argument(0));
}

// https://tc39.es/ecma262/#sec-asyncgenerator-prototype-next and so on
template <ResumeMode mode>
Completion<Value> resume_async_generator(Agent& agent, NativeFrame& frame) {
  return async_generator_resume(agent, frame.this_value(), mode, frame.argument(0));
}

constexpr BuiltinRow k_generator_rows[] = {
    reference("constructor", Intrinsic::GeneratorFunctionPrototype).with(k_configurable_attribute),
    method("next", 1, resume_generator<ResumeMode::Next>),
    method("return", 1, resume_generator<ResumeMode::Return>),
    method("throw", 1, resume_generator<ResumeMode::Throw>),
    text(&WellKnown::symbol_to_string_tag, "Generator"),
};

constexpr BuiltinRow k_async_generator_rows[] = {
    reference("constructor", Intrinsic::AsyncGeneratorFunctionPrototype).with(k_configurable_attribute),
    method("next", 1, resume_async_generator<ResumeMode::Next>),
    method("return", 1, resume_async_generator<ResumeMode::Return>),
    method("throw", 1, resume_async_generator<ResumeMode::Throw>),
    text(&WellKnown::symbol_to_string_tag, "AsyncGenerator"),
};

}  // namespace

constexpr ObjectTable k_generator_prototype = ordinary_table(Intrinsic::IteratorPrototype, k_generator_rows);
constexpr ObjectTable k_async_generator_prototype =
    ordinary_table(Intrinsic::AsyncIteratorPrototype, k_async_generator_rows);

}  // namespace orrery::builtins
