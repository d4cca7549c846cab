// Modules, and the host's side of imports.

#include <algorithm>
#include <vector>

#include "engine/api_calls.h"
#include "engine/engine.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/rooted_keys.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::CurrentRealm;

namespace {

std::string text_of(vm::Value host_defined) {
  return host_defined.is_string() ? host_defined.as_string()->to_utf8() : std::string();
}

// The host's hooks ------------------------------------------------------------------------------------------

void load_imported_module(vm::Agent& agent, vm::ModuleLoad* load) {
  AgentState& state = AgentState::of(agent);
  state.modules->load(Access::make_request(state, load));
}

bool supports_import_attribute(vm::Agent& agent, vm::String* key) {
  return AgentState::of(agent).modules->supports_attribute(key->to_utf8());
}

vm::Completion<void> add_import_meta_properties(vm::Agent& agent, vm::SourceTextModule* module,
                                                vm::Object* import_meta) {
  AgentState& state = AgentState::of(agent);
  const Result<void> filled = state.modules->fill_import_meta(
      Access::wrap(state, static_cast<vm::Module*>(module)), Access::wrap(state, vm::Value(import_meta)));
  if (agent.is_terminating()) return vm::Thrown{};
  if (!filled) return state.throw_error(filled.error());
  return {};
}

// What a module must have been through ----------------------------------------------------------------------

using Status = vm::SourceTextModule::Status;

/// A module of values has nothing to be done with it.
bool has_reached(vm::Module* module, Status status) {
  return module->kind() != vm::CellKind::SourceTextModule ||
         static_cast<vm::SourceTextModule*>(module)->status() >= status;
}

vm::Completion<void> check_linked(vm::Agent& agent, vm::Module* module) {
  if (has_reached(module, Status::Linked)) return {};
  return agent.throw_error(vm::ErrorType::Error, "The module is not linked yet");
}

/// Calls `operation(state, agent, inner)` with what a Module stands for, its realm current.
template <typename Operation>
Result<Value> with_module(const Module& module, Operation operation) {
  AgentState* state = Access::state(module);
  if (state == nullptr) return detail::agent_is_gone();
  return detail::perform_for_value(*state, [&]() -> vm::Completion<vm::Value> {
    vm::Module* inner = Access::module(module);
    const CurrentRealm outside(*state->agent, inner->realm());
    return operation(*state, *state->agent, inner);
  });
}

/// Calls `operation(state, agent, realm)`, which gives a Completion<vm::Module*>, with that realm current.
template <typename Operation>
Result<Module> make_in_realm(const Realm& realm, Operation operation) {
  AgentState* state = Access::state(realm);
  if (state == nullptr) return detail::agent_is_gone();
  const Result<vm::Module*> made = detail::perform<vm::Module*>(*state, [&]() -> vm::Completion<vm::Module*> {
    const CurrentRealm outside(*state->agent, Access::realm(realm));
    return operation(*state, *state->agent, Access::realm(realm));
  });
  if (!made) return std::unexpected(made.error());
  return Access::wrap(*state, *made);
}

}  // namespace

void detail::install_module_hooks(vm::Hooks& hooks) {
  hooks.load_imported_module = load_imported_module;
  hooks.supports_import_attribute = supports_import_attribute;
  hooks.add_import_meta_properties = add_import_meta_properties;
}

// New modules -----------------------------------------------------------------------------------------------

Result<Module> Realm::compile_module(std::string_view source, std::string_view name) const {
  return make_in_realm(
      *this, [&](AgentState&, vm::Agent& agent, vm::Realm* realm) -> vm::Completion<vm::Module*> {
        const vm::NativeEntry entry(agent);
        TRY(entry.check());
        vm::String* host_defined = TRY(vm::make_string_from_utf8(agent, name));
        return TRY(engine::parse_module(
            agent, realm, syntax::SourceText::from_utf8(std::string(name), source), host_defined));
      });
}

Result<Module> Realm::make_module(std::string_view name, std::span<const ModuleExport> exports) const {
  return make_in_realm(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Realm* realm) -> vm::Completion<vm::Module*> {
        vm::String* host_defined = TRY(vm::make_string_from_utf8(agent, name));
        std::vector<vm::SyntheticModule::Export> inner;
        vm::RootedKeys keys(agent);  // nothing else may know the names
        for (const ModuleExport& each : exports) {
          const vm::PropertyKey key = TRY(detail::key_of(state, each.name));
          const bool is_known =
              std::ranges::find(inner, key, &vm::SyntheticModule::Export::name) != inner.end();
          if (is_known) return agent.throw_type_error("The module has two exports '" + each.name + "'");
          keys.items().push_back(key);
          inner.push_back({key, TRY(Access::unwrap(state, each.value))});
        }
        return vm::SyntheticModule::make(agent, realm, inner, host_defined);
      });
}

Result<Value> Realm::import_module(std::string_view specifier, std::string_view referrer) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return detail::agent_is_gone();
  return detail::perform_for_value(*state, [&]() -> vm::Completion<vm::Value> {
    vm::Agent& agent = *state->agent;
    const CurrentRealm outside(agent, Access::realm(*this));
    vm::String* inner_referrer = TRY(vm::make_string_from_utf8(agent, referrer));
    vm::String* inner_specifier = TRY(vm::make_string_from_utf8(agent, specifier));
    return vm::evaluate_import_call(agent, inner_referrer, inner_specifier, vm::Value::undefined(),
                                    bytecode::ImportPhase::Evaluation);
  });
}

// Modules ---------------------------------------------------------------------------------------------------

std::string Module::name() const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return {};
  const detail::Entry entry(*state);
  return text_of(Access::module(*this)->host_defined());
}

Result<Value> Module::load() const {
  return with_module(*this, [](AgentState&, vm::Agent& agent, vm::Module* module) {
    return vm::Completion<vm::Value>(vm::load_requested_modules(agent, module));
  });
}

Result<void> Module::link() const {
  const Result<Value> linked =
      with_module(*this, [](AgentState&, vm::Agent& agent, vm::Module* module) -> vm::Completion<vm::Value> {
        if (!has_reached(module, Status::Unlinked))
          return agent.throw_error(vm::ErrorType::Error, "The module is not loaded yet");
        TRY(vm::module_link(agent, module));
        return vm::Value::undefined();
      });
  if (!linked) return std::unexpected(linked.error());
  return {};
}

Result<Value> Module::evaluate() const {
  return with_module(
      *this, [](AgentState& state, vm::Agent& agent, vm::Module* module) -> vm::Completion<vm::Value> {
        // https://tc39.es/ecma262/#sec-moduleevaluation, step 1
        if (!state.is_outermost())
          return agent.throw_error(vm::ErrorType::Error, "A module cannot be evaluated while a script runs");
        TRY(check_linked(agent, module));
        return TRY(vm::module_evaluate(agent, module));
      });
}

Result<Value> Module::namespace_object() const {
  return with_module(*this,
                     [](AgentState&, vm::Agent& agent, vm::Module* module) -> vm::Completion<vm::Value> {
                       TRY(check_linked(agent, module));
                       return TRY(vm::get_module_namespace(agent, module));
                     });
}

// Requests --------------------------------------------------------------------------------------------------

ModuleRequest detail::Access::make_request(AgentState& state, vm::ModuleLoad* load) {
  ModuleRequest request;
  request.specifier_ = load->specifier()->to_utf8();
  request.referrer_ = text_of(load->referrer_host_defined());
  const vm::ValueList& attributes = load->attributes();
  for (std::uint32_t i = 0; i < attributes.size(); i += 2)
    request.attributes_.push_back(
        {attributes.at(i).as_string()->to_utf8(), attributes.at(i + 1).as_string()->to_utf8()});
  request.realm_ = wrap(state, load->realm()).handle_;
  request.load_ = HandleReference(new Handle(state, state.agent->heap(), vm::Value::cell(load)));
  return request;
}

namespace {

/// Answers with `make()`, a Completion<vm::Module*>.
template <typename Make>
Result<void> answer(detail::Handle* handle, const Realm& realm, Make make) {
  AgentState* state = Access::state(handle);
  if (state == nullptr)
    return Error::make(ErrorType::Error, "The import was answered before, or its agent is gone");
  auto* load = static_cast<vm::ModuleLoad*>(handle->value().as_cell());
  return detail::perform<void>(*state, [&]() -> vm::Completion<void> {
    const CurrentRealm outside(*state->agent, Access::realm(realm));
    const vm::Completion<vm::Module*> module = make(*state);
    handle->clear();
    vm::finish_loading_imported_module(*state->agent, load, module);
    return {};
  });
}

}  // namespace

Realm ModuleRequest::realm() const {
  return Access::make_realm(realm_);
}

Result<void> ModuleRequest::finish(const Module& module) const {
  detail::Handle* handle = load_.get();
  if (Access::state(handle) != nullptr && Access::state(handle) != Access::state(module))
    return Error::type_error("The module belongs to another agent");
  return answer(handle, realm(),
                [&](AgentState&) -> vm::Completion<vm::Module*> { return Access::module(module); });
}

Result<void> ModuleRequest::fail(const Error& error) const {
  return answer(load_.get(), realm(),
                [&](AgentState& state) -> vm::Completion<vm::Module*> { return state.throw_error(error); });
}

}  // namespace orrery
