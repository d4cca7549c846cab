#include "vm/modules/source_text_module.h"

#include <fmt/format.h>

#include "base/line_map.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/source_excerpt.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/synthetic_module.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::vm {

using bytecode::StringId;

SourceTextModule::SourceTextModule(Executable* executable, Environment* environment, Value host_defined)
    : Module(k_kind, executable->realm(), environment, host_defined),
      executable_(executable),
      loaded_(executable->code().module->requests.size()) {}

SourceTextModule* SourceTextModule::make(Agent& agent, Executable* executable, Value host_defined) {
  const bytecode::CodeBlock& code = executable->code();
  const bool has_environment = code.scopes.front().environment != bytecode::Scope::k_none;
  Environment* environment = has_environment ? make_environment(agent, nullptr, executable, 0) : nullptr;
  auto* module = agent.heap().make<SourceTextModule>(0, executable, environment, host_defined);
  // Each key may allocate, and so collect.
  const auto add = [&](std::vector<PropertyKey>& keys, StringId id) {
    keys.push_back(id == StringId::none ? PropertyKey() : Executable::key_constant(agent, *code.program, id));
    gc::write_barrier(module);
  };
  for (const bytecode::ExportEntry& entry : module->exports()) {
    add(module->export_names_, entry.name);
    add(module->export_import_names_, entry.import_name);
    const std::size_t index = module->export_names_.size() - 1;
    if (entry.kind == bytecode::ExportEntry::Kind::Star) {
      module->star_requests_.push_back(entry.request);
    } else {
      module->exports_by_name_.try_emplace(module->export_names_[index].bits(), index);
    }
  }
  for (const bytecode::ImportEntry& entry : module->imports()) add(module->import_names_, entry.name);
  executable->source()->set_host_defined(Value::cell(module));
  return module;
}

void SourceTextModule::visit(gc::Visitor& visitor) {
  visit_module(visitor);
  visitor.visit(executable_);
  for (const auto* keys : {&export_names_, &export_import_names_, &import_names_}) {
    for (const PropertyKey key : *keys) {
      if (key != PropertyKey()) visit_key(visitor, key);
    }
  }
  for (Module* module : loaded_) visitor.visit(module);
  if (evaluation_error().is_cell()) visitor.visit(evaluation_error().as_cell());
  visitor.visit(cycle_root_);
  visitor.visit(top_level_promise_);
  for (SourceTextModule* parent : async_parents_) visitor.visit(parent);
  visitor.visit(import_meta_);
  visitor.visit(activation_);
}

SourceTextModule* module_of(const Executable* executable) {
  const Value host_defined = executable->source()->host_defined();
  return host_defined.is_cell_of(CellKind::SourceTextModule)
             ? static_cast<SourceTextModule*>(host_defined.as_cell())
             : nullptr;
}

std::string no_source_message(std::string_view specifier) {
  return fmt::format("Source phase import object is not defined for module '{}'", specifier);
}

// Linking one module ----------------------------------------------------------------------------------------

namespace {

/// A SyntaxError at a place of the module's text.
Thrown throw_at(Agent& agent, SourceTextModule* module, std::uint32_t source_start,
                const std::string& message) {
  const Thrown thrown = agent.throw_syntax_error(message);
  if (agent.is_terminating()) return thrown;
  const Value exception = agent.take_exception();
  const std::string text = fmt::format(
      "{}\nSyntaxError: {}\n", source_excerpt(*module->executable()->source(), source_start), message);
  const Completion<String*> description = make_string_from_utf8(agent, text);
  if (description.is_thrown()) return {};
  if (exception.is_cell_of(CellKind::Error))
    static_cast<ErrorObject*>(exception.as_object())->set_syntax_error(description.value());
  return agent.throw_value(exception);
}

std::string_view specifier_of(const SourceTextModule* module, std::uint32_t request) {
  return module->executable()->source()->program().string(module->requests()[request].specifier);
}

std::string describe_missing(SourceTextModule* module, std::uint32_t request, const std::string& name,
                             std::uint32_t source_start) {
  const std::string_view specifier = specifier_of(module, request);
  Module* requested = module->loaded_module(request);
  if (requested->kind() == CellKind::SyntheticModule) {
    if (const auto describe = static_cast<SyntheticModule*>(requested)->missing_export()) {
      const base::LineMap& lines = module->executable()->source()->line_map();
      const std::uint32_t line = lines.locate(source_start).line;
      return describe(specifier, name, lines.line_text(line).substr(source_start - lines.line_start(line)));
    }
  }
  return fmt::format("The requested module '{}' does not provide an export named '{}'", specifier, name);
}

Completion<void> check_found(Agent& agent, SourceTextModule* module, const ResolvedBinding& binding,
                             PropertyKey name, std::uint32_t request, std::uint32_t source_start) {
  if (binding.is_found()) return {};
  const std::string text = to_value(agent, name).as_string()->to_utf8();
  const bool is_ambiguous = binding.sort == ResolvedBinding::Sort::Ambiguous;
  return throw_at(
      agent, module, source_start,
      is_ambiguous ? fmt::format("The requested module '{}' contains conflicting star exports for name '{}'",
                                 specifier_of(module, request), text)
                   : describe_missing(module, request, text, source_start));
}

Completion<void> initialize_import(Agent& agent, SourceTextModule* module, std::size_t index) {
  const bytecode::ImportEntry& entry = module->imports()[index];
  Module* imported = module->loaded_module(entry.request);
  Environment* environment = module->environment();
  if (entry.kind == bytecode::ImportEntry::Kind::Namespace) {
    const bytecode::ImportPhase phase = module->requests()[entry.request].phase;
    environment->set_slot(entry.slot, TRY(get_module_namespace(agent, imported, phase)));
    return {};
  }
  if (entry.kind == bytecode::ImportEntry::Kind::Source) {
    if (imported->module_source() != nullptr) {
      environment->set_slot(entry.slot, imported->module_source());
      return {};
    }
    return throw_at(agent, module, entry.source_start,
                    no_source_message(specifier_of(module, entry.request)));
  }
  const PropertyKey name = module->import_name(index);
  const ResolvedBinding binding = TRY(resolve_export(agent, imported, name));
  TRY(check_found(agent, module, binding, name, entry.request, entry.source_start));
  if (binding.sort == ResolvedBinding::Sort::Slot) {
    auto* link = agent.heap().make<BindingLink>(0, binding.module->environment(), binding.slot);
    environment->set_slot(entry.slot, Value::cell(link));
  } else {
    environment->set_slot(entry.slot, TRY(resolved_object(agent, binding)));
  }
  return {};
}

void instantiate_functions(Agent& agent, SourceTextModule* module) {
  const Executable* executable = module->executable();
  for (const bytecode::ModuleRecord::HoistedFunction& each : module->record().functions) {
    auto* function = agent.heap().make<Executable>(0, executable->realm(), executable->source(),
                                                   executable->code().functions[each.function]);
    module->environment()->set_slot(each.slot, make_function(agent, function, module->environment()));
  }
}

}  // namespace

Completion<void> initialize_environment(Agent& agent, SourceTextModule* module) {
  // 1.
  for (std::size_t i = 0; i < module->exports().size(); i++) {
    const bytecode::ExportEntry& entry = module->exports()[i];
    if (entry.kind != bytecode::ExportEntry::Kind::Indirect) continue;
    const ResolvedBinding binding = TRY(resolve_export(agent, module, module->export_name(i)));
    TRY(check_found(agent, module, binding, module->export_import_name(i), entry.request,
                    entry.source_start));
  }
  // 7.
  for (std::size_t i = 0; i < module->imports().size(); i++) TRY(initialize_import(agent, module, i));
  // 18. - 22. Lexical declarations stay uninitialised.
  using Place = bytecode::ScopeVariable::Place;
  for (const bytecode::ScopeVariable& variable : module->executable()->code().scopes.front().variables) {
    if (variable.place == Place::Slot && !variable.is_lexical)
      module->environment()->set_slot(variable.index, Value::undefined());
  }
  instantiate_functions(agent, module);
  return {};
}

// https://tc39.es/ecma262/#sec-meta-properties-runtime-semantics-evaluation
Completion<Object*> get_import_meta(Agent& agent, SourceTextModule* module) {
  if (module->import_meta() != nullptr) return module->import_meta();
  Object* object = ordinary_object_create(agent, nullptr);
  if (agent.hooks().add_import_meta_properties != nullptr)
    TRY(agent.hooks().add_import_meta_properties(agent, module, object));
  module->set_import_meta(object);
  return object;
}

}  // namespace orrery::vm
