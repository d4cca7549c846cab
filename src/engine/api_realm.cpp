#include "engine/api_state.h"
#include "engine/engine.h"
#include "vm/calls.h"
#include "vm/error_object.h"
#include "vm/function.h"
#include "vm/object_operations.h"
#include "vm/objects/array.h"
#include "vm/string.h"
#include "vm/value_list.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::Entry;

namespace {

/// Makes a realm current as long as nothing runs that has its own.
class RealmOutside {
 public:
  RealmOutside(AgentState& state, const Realm& realm)
      : agent_(*state.agent), before_(agent_.realm_outside()) {
    agent_.set_realm(Access::realm(realm));
  }
  ~RealmOutside() { agent_.set_realm(before_); }
  RealmOutside(const RealmOutside&) = delete;
  RealmOutside& operator=(const RealmOutside&) = delete;

 private:
  vm::Agent& agent_;
  vm::Realm* before_;
};

vm::Completion<vm::Value> run_script(AgentState& state, vm::Realm* realm, std::string_view source,
                                     std::string_view name) {
  TRY(state.agent->check_native_stack());
  return engine::run_script(*state.agent, realm, syntax::SourceText::from_utf8(std::string(name), source));
}

}  // namespace

Value Realm::global() const {
  return Access::wrap(*Access::state(*this), vm::Value(Access::realm(*this)->global_object()));
}

Result<Value> Realm::evaluate(std::string_view source, std::string_view name) const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  const RealmOutside outside(state, *this);
  const vm::Completion<vm::Value> result = run_script(state, Access::realm(*this), source, name);
  if (result.is_thrown()) return state.fail();
  return Access::wrap(state, result.value());
}

// New values ------------------------------------------------------------------------------------------------

Result<Value> Realm::string(std::string_view text) const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  const vm::Completion<vm::String*> made = vm::make_string_from_utf8(*state.agent, text);
  if (made.is_thrown()) return state.fail();
  return Access::wrap(state, vm::Value(made.value()));
}

Value Realm::object() const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  vm::Agent& agent = *state.agent;
  vm::Object* prototype = Access::realm(*this)->intrinsic(agent, vm::Intrinsic::ObjectPrototype);
  return Access::wrap(state, vm::Value(vm::ordinary_object_create(agent, prototype)));
}

Result<Value> Realm::array(std::span<const Value> items) const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  vm::Agent& agent = *state.agent;
  const vm::Completion<vm::ValueList*> list = detail::unwrap_list(state, items);
  if (list.is_thrown()) return state.fail();
  vm::Shape* shape = Access::realm(*this)->shape(agent, vm::CommonShape::Array);
  const vm::Completion<vm::Array*> made = vm::make_array(agent, shape, list.value()->values());
  if (made.is_thrown()) return state.fail();
  return Access::wrap(state, vm::Value(static_cast<vm::Object*>(made.value())));
}

Value Realm::error(ErrorType type, std::string_view message) const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  const RealmOutside outside(state, *this);
  vm::Agent& agent = *state.agent;
  const vm::Completion<vm::String*> text = vm::make_string_from_utf8(agent, message);
  if (text.is_thrown()) return *state.take_error().thrown;
  return Access::wrap(state, vm::Value(static_cast<vm::Object*>(
                                 vm::make_error(agent, static_cast<vm::ErrorType>(type), text.value()))));
}

Value Realm::function(std::string_view name, unsigned length, Callback code) const {
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  const vm::Completion<vm::String*> made = vm::make_string_from_utf8(*state.agent, name);
  vm::String* text = made.is_thrown() ? vm::empty_string(*state.agent) : made.value();
  vm::NativeFunction* function =
      detail::make_native_function(state, Access::realm(*this), text, length, std::move(code));
  return Access::wrap(state, vm::Value(static_cast<vm::Object*>(function)));
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
  AgentState& state = *Access::state(*this);
  const Entry entry(state);
  const RealmOutside outside(state, *this);
  vm::Promise* promise = vm::new_promise(*state.agent);
  const vm::PromiseCapability capability = vm::create_resolving_functions(*state.agent, promise);
  Deferred deferred;
  deferred.promise_ = Access::wrap(state, vm::Value(capability.promise));
  deferred.resolve_ = Access::wrap(state, capability.resolve);
  deferred.reject_ = Access::wrap(state, capability.reject);
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
