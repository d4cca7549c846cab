// What modules/vm.js calls in C++.

#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/compilation.h"
#include "engine/engine.h"
#include "node/bindings.h"
#include "node/errors.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "vm/door.h"
#include "vm/execution/call_deadline.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// The arguments `text`, `filename`, and the lines and columns that are before it.
syntax::SourceText source_of(const NativeFrame& frame) {
  auto source = syntax::SourceText::from_utf8(frame.argument(1).as_string()->to_utf8(),
                                              frame.argument(0).as_string()->to_utf8());
  const auto number = [&](std::uint32_t index) {
    return static_cast<std::int32_t>(frame.argument(index).as_number());
  };
  source.set_origin({.line = number(2), .column = number(3)});
  return source;
}

/// `checkScript(text, filename, line, column)`: throws the SyntaxError that it has
Completion<Value> check_script(Agent& agent, NativeFrame& frame) {
  const auto script = engine::parse_script(source_of(frame));
  if (!script) return engine::throw_syntax_error_of_file(agent, script.error());
  return Value::undefined();
}

/// `runScript(text, filename, line, column, timeout)`: its completion value
/// \param timeout  in milliseconds; undefined: none
Completion<Value> run_script(Agent& agent, NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  const auto script = engine::parse_script(source_of(frame));
  if (!script) return engine::throw_syntax_error_of_file(agent, script.error());
  const auto run = [&] { return engine::run_script(agent, &agent.realm(), *script, frame.argument(1)); };
  if (frame.argument(4).is_undefined()) return run();
  constexpr double k_nanoseconds = 1e6;
  const double timeout = frame.argument(4).as_number();
  vm::CallDeadline deadline(
      agent, agent.door().monotonic_ns() + static_cast<std::uint64_t>(timeout * k_nanoseconds));
  Completion<Value> result = run();
  if (deadline.take())
    return throw_plain_error(agent, "ERR_SCRIPT_EXECUTION_TIMEOUT",
                             fmt::format("Script execution timed out after {}ms", timeout));
  return result;
}

/// `compileFunction(text, filename, line, column, parameters)`
Completion<Value> compile_function(Agent& agent, NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  std::vector<std::string> names;
  for (const Value name : static_cast<vm::Array*>(frame.argument(4).as_object())->packed_elements())
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
    vm::method("checkScript", 4, check_script),
    vm::method("runScript", 5, run_script),
    vm::method("compileFunction", 5, compile_function),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_script_bindings = k_script_bindings_rows;

}  // namespace orrery::node
