// What modules/vm.js calls in C++.

#include <string>
#include <vector>

#include "engine/compilation.h"
#include "engine/engine.h"
#include "node/bindings.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// The arguments `text` and `filename`.
syntax::SourceText source_of(const NativeFrame& frame) {
  return syntax::SourceText::from_utf8(frame.argument(1).as_string()->to_utf8(),
                                       frame.argument(0).as_string()->to_utf8());
}

/// `checkScript(text, filename)`: throws the SyntaxError that it has
Completion<Value> check_script(Agent& agent, NativeFrame& frame) {
  const auto script = engine::parse_script(source_of(frame));
  if (!script) return engine::throw_syntax_error_of_file(agent, script.error());
  return Value::undefined();
}

/// `runScript(text, filename)`: its completion value
Completion<Value> run_script(Agent& agent, NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  const auto script = engine::parse_script(source_of(frame));
  if (!script) return engine::throw_syntax_error_of_file(agent, script.error());
  return engine::run_script(agent, &agent.realm(), *script, frame.argument(1));
}

/// `compileFunction(text, filename, parameters)`
Completion<Value> compile_function(Agent& agent, NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  std::vector<std::string> names;
  for (const Value name : static_cast<vm::Array*>(frame.argument(2).as_object())->packed_elements())
    names.push_back(name.as_string()->to_utf8());
  // A name that is none would be found wrong later than here.
  for (const std::string& name : names) {
    const auto check =
        engine::parse_script(syntax::SourceText::from_utf8("", "(function (" + name + ") {})"));
    if (!check) return engine::throw_syntax_error(agent, check.error());
  }
  const std::vector<std::string_view> parameters(names.begin(), names.end());
  const auto script = engine::parse_function_body(source_of(frame), parameters);
  if (!script) return engine::throw_syntax_error_of_file(agent, script.error());
  return engine::run_script(agent, &agent.realm(), *script, frame.argument(1));
}

constexpr vm::BuiltinRow k_script_bindings_rows[] = {
    vm::method("checkScript", 2, check_script),
    vm::method("runScript", 2, run_script),
    vm::method("compileFunction", 3, compile_function),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_script_bindings = k_script_bindings_rows;

}  // namespace orrery::node
