#include "engine/api_calls.h"
#include "engine/engine.h"
#include "vm/errors/error_object.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::CurrentRealm;
using detail::Entry;
using detail::in_realm;

Value Realm::global() const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return {};
  return Access::wrap(*state, vm::Value(Access::realm(*this)->global_object()));
}

Result<Value> Realm::evaluate(std::string_view source, std::string_view name) const {
  return in_realm(*this, [&](AgentState&, vm::Agent& agent, vm::Realm* realm) -> vm::Completion<vm::Value> {
    const vm::NativeEntry entry(agent);
    TRY(entry.check());
    vm::String* host_defined = TRY(vm::make_string_from_utf8(agent, name));
    return engine::run_script(agent, realm, syntax::SourceText::from_utf8(std::string(name), source),
                              host_defined);
  });
}

// New values: also while a script is being ended, as none runs here ----------------------------------------

Result<Value> Realm::string(std::string_view text) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return detail::agent_is_gone();
  const Entry entry(*state);
  const vm::Completion<vm::String*> made = vm::make_string_from_utf8(*state->agent, text);
  if (made.is_thrown()) return state->fail();
  return Access::wrap(*state, vm::Value(made.value()));
}

Result<Value> Realm::string(std::u16string_view text) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return detail::agent_is_gone();
  const Entry entry(*state);
  const vm::Completion<vm::String*> made = vm::make_string(*state->agent, std::span(text));
  if (made.is_thrown()) return state->fail();
  return Access::wrap(*state, vm::Value(made.value()));
}

Value Realm::object() const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return {};
  const Entry entry(*state);
  vm::Agent& agent = *state->agent;
  vm::Object* prototype = Access::realm(*this)->intrinsic(agent, vm::Intrinsic::ObjectPrototype);
  return Access::wrap(*state, vm::Value(vm::ordinary_object_create(agent, prototype)));
}

Result<Value> Realm::array(std::span<const Value> items) const {
  return in_realm(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Realm* realm) -> vm::Completion<vm::Value> {
        const vm::ValueList* list = TRY(detail::unwrap_list(state, items));
        vm::Shape* shape = realm->shape(agent, vm::CommonShape::Array);
        return vm::Value(static_cast<vm::Object*>(TRY(vm::make_array(agent, shape, list->values()))));
      });
}

Value Realm::error(ErrorType type, std::string_view message) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return {};
  const Entry entry(*state);
  vm::Agent& agent = *state->agent;
  const CurrentRealm outside(agent, Access::realm(*this));
  vm::Completion<vm::String*> text = vm::make_string_from_utf8(agent, message);
  // There may be no room for the message; what there is, is an error, too.
  if (text.is_thrown()) return state->take_error().thrown.value_or(Value());
  return Access::wrap(*state, vm::make_error(agent, static_cast<vm::ErrorType>(type), text.value()));
}

Value Realm::function(std::string_view name, unsigned length, Callback code) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return {};
  const Entry entry(*state);
  const vm::Completion<vm::String*> made = vm::make_string_from_utf8(*state->agent, name);
  if (made.is_thrown()) static_cast<void>(state->take_error());
  vm::String* text = made.is_thrown() ? vm::empty_string(*state->agent) : made.value();
  vm::NativeFunction* function =
      detail::make_native_function(*state, Access::realm(*this), text, length, std::move(code));
  return Access::wrap(*state, vm::Value(static_cast<vm::Object*>(function)));
}

Result<void> Realm::define_function(std::string_view name, unsigned length, Callback code) const {
  return global().set(name, function(name, length, std::move(code)));
}

Result<void> Realm::define_class(ClassDefinition definition) const {
  const std::string name = definition.name;
  const Result<Value> made = make_class(std::move(definition));
  if (!made) return std::unexpected(made.error());
  return global().set(name, *made);
}

// Promises --------------------------------------------------------------------------------------------------

Deferred Realm::deferred() const {
  Deferred deferred;
  AgentState* state = Access::state(*this);
  if (state == nullptr) return deferred;
  const Entry entry(*state);
  const CurrentRealm outside(*state->agent, Access::realm(*this));
  vm::Promise* promise = vm::new_promise(*state->agent);
  const vm::PromiseCapability capability = vm::create_resolving_functions(*state->agent, promise);
  deferred.promise_ = Access::wrap(*state, vm::Value(capability.promise));
  deferred.resolve_ = Access::wrap(*state, capability.resolve);
  deferred.reject_ = Access::wrap(*state, capability.reject);
  return deferred;
}

Result<void> Deferred::resolve(const Value& value) const {
  const Result<Value> result = resolve_.call({}, {value});
  if (!result) return std::unexpected(result.error());
  return {};
}

Result<void> Deferred::reject(const Value& reason) const {
  const Result<Value> result = reject_.call({}, {reason});
  if (!result) return std::unexpected(result.error());
  return {};
}

}  // namespace orrery
