#include "engine/compilation.h"

#include <cassert>
#include <memory>
#include <utility>
#include <vector>

#include "compiler/compiler.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/errors/source_excerpt.h"
#include "vm/functions/environment.h"
#include "vm/modules/loading.h"
#include "vm/realm.h"
#include "vm/strings/string.h"
#include "vm/strings/string_builder.h"

namespace orrery::engine {

using vm::Agent;
using vm::Completion;
using vm::Executable;
using vm::Realm;
using vm::ScriptSource;
using vm::String;
using vm::Thrown;
using vm::Value;

namespace {

bool is_typescript(std::string_view name) {
  return name.ends_with(".ts") || name.ends_with(".mts") || name.ends_with(".cts");
}

}  // namespace

vm::Thrown throw_syntax_error(Agent& agent, const compiler::ParseFailure& failure) {
  if (!is_typescript(failure.source.name()))
    return throw_syntax_error(agent, failure.error.message, failure.error, failure.source);
  syntax::SyntaxError error = failure.error;
  error.message += " (this is read as JavaScript: TypeScript is not supported)";
  return throw_syntax_error(agent, error.message, error, failure.source);
}

vm::Thrown throw_syntax_error(Agent& agent, std::string_view message, const syntax::SyntaxError& error,
                              const syntax::SourceText& source) {
  Thrown thrown = agent.throw_syntax_error(message);
  if (agent.is_terminating()) return thrown;
  const Value exception = agent.take_exception();
  if (exception.is_cell_of(vm::CellKind::Error)) {
    const std::string description = syntax::describe(error, source, /*colour=*/false);
    const Completion<String*> text = vm::make_string_from_utf8(agent, description);
    if (text.is_thrown()) return {};
    static_cast<vm::ErrorObject*>(exception.as_object())->set_syntax_error(text.value());
  }
  return agent.throw_value(exception);
}

vm::Thrown throw_syntax_error_of_file(Agent& agent, const compiler::ParseFailure& failure) {
  throw_syntax_error(agent, failure);
  if (agent.is_terminating()) return {};
  const Value exception = agent.take_exception();
  if (exception.is_cell_of(vm::CellKind::Error)) {
    auto* error = static_cast<vm::ErrorObject*>(exception.as_object());
    const syntax::SourceRange range = failure.error.range;
    const std::string place = vm::source_excerpt(failure.source.name(), failure.source.text(),
                                                 failure.source.origin(), range.start, range.end);
    const std::string header = place + "\n\n" + vm::error_text(agent, error)->to_utf8();
    const Completion<String*> text = vm::make_string_from_utf8(agent, header);
    if (text.is_thrown()) return {};
    if (error->stack().is_cell_of(vm::CellKind::StackTrace))
      static_cast<vm::StackTrace*>(error->stack().as_cell())->set_header(text.value());
  }
  return agent.throw_value(exception);
}

compiler::Unit& unit_of(const ScriptSource& source) {
  // Every program that runs is one: only this file makes ScriptSources.
  return static_cast<compiler::Unit&>(source.program());
}

ScriptSource* make_script_source(Agent& agent, std::shared_ptr<compiler::Unit> unit, Value host_defined) {
  const std::size_t size = unit->size_in_bytes();
  return agent.heap().make<ScriptSource>(0, std::move(unit), host_defined,
                                         gc::ExternalMemory(agent.heap(), size));
}

Completion<Executable*> make_executable(Agent& agent, Realm* realm,
                                        const std::shared_ptr<compiler::Unit>& unit,
                                        std::shared_ptr<const bytecode::CodeBlock> code, Value host_defined) {
  ScriptSource* source = make_script_source(agent, unit, host_defined);
  auto* executable = agent.heap().make<Executable>(0, realm, source, code->header);
  TRY(executable->prepare(agent, std::move(code)));
  return executable;
}

namespace {

using ParsedUnit = std::expected<std::shared_ptr<compiler::Unit>, compiler::ParseFailure>;

syntax::SourceText source_text_of(std::string name, String* text) {
  return text->is_latin1() ? syntax::SourceText::from_latin1(std::move(name), text->latin1())
                           : syntax::SourceText::from_utf16(std::move(name), text->utf16());
}

}  // namespace

Completion<void> compile(Agent& agent, Executable* executable) {
  TRY(agent.check_machine_stack());
  const std::shared_ptr<compiler::Unit> unit = unit_of(*executable->source()).shared_from_this();
  return executable->prepare(agent, compiler::compile_function(unit, executable->header()));
}

// https://tc39.es/ecma262/#sec-performeval
Completion<Executable*> compile_eval(Agent& agent, Realm& realm, String* source, bool is_strict,
                                     vm::Environment* environment) {
  TRY(agent.check_machine_stack());
  std::vector<compiler::EvalScope> around;
  for (vm::Environment* each = environment; each != nullptr; each = each->outer()) {
    if (each->is_with()) {
      around.push_back({nullptr, nullptr});
    } else {
      around.push_back({&each->scope(), &each->executable()->source()->program()});
    }
  }
  const ParsedUnit unit =
      compiler::Unit::parse_eval(source_text_of(vm::eval_file_name(agent), source), is_strict, around);
  if (!unit) return throw_syntax_error(agent, unit.error());
  return make_executable(agent, &realm, *unit, compiler::compile_program(*unit),
                         vm::active_host_defined(agent));
}

// https://tc39.es/ecma262/#sec-createdynamicfunction, steps 12 to 24
Completion<Executable*> compile_dynamic_function(Agent& agent, std::string_view prefix, String* parameters,
                                                 String* body) {
  TRY(agent.check_machine_stack());
  // 13. - 15.
  vm::StringBuilder builder(agent);
  builder.append_ascii(prefix);
  builder.append_ascii(" anonymous(");
  builder.append(parameters);
  builder.append_ascii("\n) ");
  String* head = TRY(builder.finish());
  builder.append(head);
  builder.append_ascii("{\n");
  builder.append(body);
  builder.append_ascii("\n}");
  String* source = TRY(builder.finish());
  // 16. - 24.
  const auto body_start = static_cast<std::uint32_t>(source_text_of("", head).text().size());
  const ParsedUnit unit =
      compiler::Unit::parse_dynamic_function(source_text_of(vm::eval_file_name(agent), source), body_start);
  if (!unit) return throw_syntax_error(agent, unit.error());
  return make_executable(agent, &agent.realm(), *unit, compiler::compile_dynamic_function(*unit),
                         vm::active_host_defined(agent));
}

}  // namespace orrery::engine
