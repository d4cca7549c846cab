#include "engine/engine.h"

#include <optional>
#include <string>
#include <utility>

#include "base/unicode/utf.h"
#include "builtins/structured_data/json_parser.h"
#include "engine/compilation.h"
#include "engine/current_realm.h"
#include "engine/intrinsics.h"
#include "interpreter/interpreter.h"
#include "jit/tiers.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"

namespace orrery::engine {

void install(vm::Agent& agent, vm::MachineCodeUse machine_code) {
  interpreter::install(agent);
  jit::install(agent, machine_code);
  vm::Hooks& hooks = agent.hooks();
  hooks.compile = compile;
  hooks.compile_eval = compile_eval;
  hooks.compile_dynamic_function = compile_dynamic_function;
  hooks.make_realm = make_realm;
  install_builtins(agent);
}

vm::MachineCodeRoom room_for_machine_code() {
  return jit::room();
}

vm::Realm* make_realm(vm::Agent& agent) {
  vm::Realm* realm = vm::Realm::make(agent);
  add_global_properties(agent, *realm);
  return realm;
}

std::expected<ParsedScript, compiler::ParseFailure> parse_script(syntax::SourceText source,
                                                                 bool allows_await) {
  auto unit = compiler::Unit::parse(std::move(source), syntax::Goal::Script, allows_await);
  if (!unit) return std::unexpected(std::move(unit.error()));
  auto code = compiler::compile_program(*unit);
  return ParsedScript{std::move(*unit), std::move(code)};
}

std::expected<ParsedScript, compiler::ParseFailure> parse_function_body(
    syntax::SourceText source, std::span<const std::string_view> parameters) {
  auto unit = compiler::Unit::parse_function_body(std::move(source), parameters);
  if (!unit) return std::unexpected(std::move(unit.error()));
  auto code = compiler::compile_dynamic_function(*unit);
  return ParsedScript{std::move(*unit), std::move(code)};
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, const ParsedScript& script,
                                     vm::Value host_defined) {
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  vm::Executable* executable = TRY(make_executable(agent, realm, script.unit, script.code, host_defined));
  vm::Function* function = vm::make_function(agent, executable, nullptr);
  return vm::call(agent, function, realm->global_object());
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, syntax::SourceText source,
                                     vm::Value host_defined) {
  // So that errors are of that realm, and what C++ calls.
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  const auto script = parse_script(std::move(source));
  if (!script) return throw_syntax_error(agent, script.error());
  return run_script(agent, realm, *script, host_defined);
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, std::string_view name,
                                     vm::String* text, vm::Value host_defined) {
  std::string title(name);
  return run_script(agent, realm,
                    text->is_latin1() ? syntax::SourceText::from_latin1(std::move(title), text->latin1())
                                      : syntax::SourceText::from_utf16(std::move(title), text->utf16()),
                    host_defined);
}

vm::Completion<vm::SourceTextModule*> parse_module(vm::Agent& agent, vm::Realm* realm,
                                                   syntax::SourceText source, vm::Value host_defined) {
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  const auto unit = compiler::Unit::parse(std::move(source), syntax::Goal::Module);
  if (!unit) return throw_syntax_error_of_file(agent, unit.error());
  vm::Executable* executable =
      TRY(make_executable(agent, realm, *unit, compiler::compile_program(*unit), vm::Value::undefined()));
  return vm::SourceTextModule::make(agent, executable, host_defined);
}

// JSON modules ----------------------------------------------------------------------------------------------

namespace {

/// Where in the text's UTF-8 a code unit is.
std::uint32_t byte_of_unit(std::string_view text, std::size_t unit) {
  std::size_t byte = 0;
  for (std::size_t units = 0; units < unit && byte < text.size();) {
    const base::DecodedCodePoint decoded = base::decode_wtf8(text.data() + byte);
    byte += decoded.length;
    units += decoded.code_point > 0xffff ? 2 : 1;
  }
  return static_cast<std::uint32_t>(byte);
}

/// Lets the pending SyntaxError about the text name the source and the place.
/// \param position  of what is wrong, in code units
vm::Thrown throw_json_error(vm::Agent& agent, const syntax::SourceText& source, std::size_t position) {
  const vm::Value exception = agent.take_exception();
  const auto message =
      vm::look_up_data_property(agent, exception.as_object(), agent.names().message).value().as_string();
  const std::uint32_t start = byte_of_unit(source.text(), position);
  const std::uint32_t end = byte_of_unit(source.text().substr(start), 1) + start;
  syntax::SyntaxError error;
  error.message = message->to_utf8();
  error.range = {start, end};
  return throw_syntax_error(agent, std::string(source.name()) + ": " + error.message, error, source);
}

}  // namespace

vm::Completion<vm::Value> parse_json_module(vm::Agent& agent, vm::Realm* realm,
                                            const syntax::SourceText& source) {
  const CurrentRealm current(agent, realm);
  vm::String* text = TRY(vm::make_string_from_utf8(agent, source.text()));
  std::optional<std::size_t> error_position;
  const vm::Completion<vm::Value> value = builtins::parse_json(agent, text, nullptr, &error_position);
  const bool is_no_json = value.is_thrown() && error_position && !agent.is_terminating();
  return is_no_json ? throw_json_error(agent, source, *error_position) : value;
}

}  // namespace orrery::engine
