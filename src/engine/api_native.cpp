// Functions and classes of the host.

#include <cassert>

#include "engine/api_calls.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/function.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::Data;

namespace {

/// Behind a native function.
class CallbackData final : public Data {
 public:
  CallbackData(AgentState& state, Callback code) : Data(state), code_(std::move(code)) {}
  const Callback& code() const { return code_; }

 private:
  Callback code_;
};

/// Behind an object of a native class.
class NativeData final : public Data {
 public:
  NativeData(AgentState& state, void* data, void (*deleter)(void*), const void* tag)
      : Data(state), data_(data), deleter_(deleter), tag_(tag) {}
  ~NativeData() override { deleter_(data_); }
  /// Null if it is of another type.
  void* data(const void* tag) const { return tag == tag_ ? data_ : nullptr; }

 private:
  void* data_;
  void (*deleter_)(void*);
  const void* tag_;
};

const Callback& code_of(const vm::NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  const auto* reference = static_cast<vm::HostReference*>(function->data().as_cell());
  return static_cast<CallbackData*>(reference->data())->code();
}

/// The callback's answer. Its frame keeps the function, and so the callback, alive.
vm::Completion<vm::Value> run_callback(AgentState& state, vm::NativeFrame& frame, Value constructed) {
  Call call = Access::make_call(state, frame, std::move(constructed));
  const Result<Value> result = code_of(frame)(call);
  // A termination goes on, whatever the callback made of it.
  if (state.agent->is_terminating()) return vm::Thrown{};
  if (!result) return state.throw_error(result.error());
  return Access::unwrap(state, *result);
}

vm::Completion<vm::Value> call_function(vm::Agent& agent, vm::NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  AgentState& state = AgentState::of(agent);
  state.delete_dropped();
  if (!code_of(frame)) {
    const std::string name = vm::describe_value(agent, frame.callee());
    return agent.throw_type_error(name + " has no code");
  }
  return run_callback(state, frame, {});
}

/// https://tc39.es/ecma262/#sec-getprototypefromconstructor, where the default is the class's own.
vm::Completion<vm::Object*> prototype_for(vm::Agent& agent, const vm::NativeFrame& frame) {
  const vm::PropertyKey key = agent.names().prototype;
  const vm::Value found = TRY(vm::get(agent, frame.new_target().as_object(), key));
  if (found.is_object()) return found.as_object();
  return vm::look_up_data_property(agent, frame.callee(), key)->as_object();  // it can neither change nor go
}

vm::Completion<vm::Value> construct_native(vm::Agent& agent, vm::NativeFrame& frame) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  const auto* constructor = static_cast<vm::NativeFunction*>(frame.callee());
  const std::string name = constructor->name().as_string()->to_utf8();
  if (!frame.is_construct())
    return agent.throw_type_error("Class constructor " + name + " cannot be invoked without 'new'");
  AgentState& state = AgentState::of(agent);
  state.delete_dropped();
  if (!code_of(frame)) return agent.throw_type_error("Illegal constructor: " + name);
  vm::Object* prototype = TRY(prototype_for(agent, frame));
  vm::Shape* shape = agent.shapes().root(prototype, vm::CellKind::HostObject);
  vm::Object* object = agent.heap().make<vm::HostObject>(0, shape);
  TRY(run_callback(state, frame, Access::wrap(state, vm::Value(object))));
  return object;
}

vm::NativeFunction* make_function_of(AgentState& state, vm::Realm* realm, vm::NativeCode native,
                                     vm::Value name, unsigned length, std::uint16_t flags, Callback code) {
  vm::NativeFunction* function =
      vm::create_builtin_function(*state.agent, realm, native, length, name, flags, nullptr);
  auto* reference = state.agent->heap().make<vm::HostReference>(0, new CallbackData(state, std::move(code)));
  function->set_data(vm::Value::cell(reference));
  return function;
}

vm::Completion<void> define_methods(AgentState& state, vm::Realm* realm, vm::Object* holder,
                                    std::vector<ClassDefinition::Method>& methods) {
  vm::Agent& agent = *state.agent;
  for (ClassDefinition::Method& method : methods) {
    const vm::PropertyKey key = TRY(detail::key_of(state, method.name));
    vm::String* name = TRY(vm::function_name(agent, key));
    vm::NativeFunction* function =
        detail::make_native_function(state, realm, name, method.length, std::move(method.code));
    TRY(vm::define_property_or_throw(agent, holder, key,
                                     vm::PropertyDescriptor::data(function, vm::k_hidden_attributes)));
  }
  return {};
}

vm::Completion<void> define_accessors(AgentState& state, vm::Realm* realm, vm::Object* holder,
                                      std::vector<ClassDefinition::Accessor>& accessors) {
  using bytecode::FunctionNamePrefix;
  vm::Agent& agent = *state.agent;
  for (ClassDefinition::Accessor& accessor : accessors) {
    const vm::PropertyKey key = TRY(detail::key_of(state, accessor.name));
    const auto half = [&](Callback& code, FunctionNamePrefix prefix,
                          unsigned length) -> vm::Completion<vm::Value> {
      if (!code) return vm::Value::undefined();
      vm::String* name = TRY(vm::function_name(agent, key, prefix));
      return detail::make_native_function(state, realm, name, length, std::move(code));
    };
    vm::PropertyDescriptor descriptor;
    descriptor.get = TRY(half(accessor.getter, FunctionNamePrefix::Get, 0));
    descriptor.set = TRY(half(accessor.setter, FunctionNamePrefix::Set, 1));
    descriptor.enumerable = false;
    descriptor.configurable = true;
    TRY(vm::define_property_or_throw(agent, holder, key, descriptor));
  }
  return {};
}

vm::Completion<vm::Value> make_constructor(AgentState& state, vm::Realm* realm, ClassDefinition& definition) {
  vm::Agent& agent = *state.agent;
  vm::String* name = TRY(vm::make_string_from_utf8(agent, definition.name));
  vm::NativeFunction* constructor = make_function_of(
      state, realm, construct_native, name, definition.length,
      vm::Object::k_is_constructor | vm::Object::k_is_class_constructor, std::move(definition.constructor));
  vm::Object* prototype =
      vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
  TRY(vm::define_property_or_throw(agent, constructor, agent.names().prototype,
                                   vm::PropertyDescriptor::data(prototype, vm::k_no_attributes)));
  TRY(vm::define_property_or_throw(agent, prototype, agent.names().constructor,
                                   vm::PropertyDescriptor::data(constructor, vm::k_hidden_attributes)));
  TRY(define_methods(state, realm, prototype, definition.methods));
  TRY(define_accessors(state, realm, prototype, definition.accessors));
  TRY(define_methods(state, realm, constructor, definition.static_methods));
  return vm::Value(static_cast<vm::Object*>(constructor));
}

}  // namespace

vm::NativeFunction* detail::make_native_function(AgentState& state, vm::Realm* realm, vm::Value name,
                                                 unsigned length, Callback code) {
  return make_function_of(state, realm, call_function, name, length, 0, std::move(code));
}

Result<Value> Realm::make_class(ClassDefinition definition) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return detail::agent_is_gone();
  return detail::perform_for_value(
      *state, [&] { return make_constructor(*state, Access::realm(*this), definition); });
}

// Calls -----------------------------------------------------------------------------------------------------

Agent& Call::agent() const {
  return *state_.facade;
}

Realm Call::realm() const {
  const auto* function = static_cast<vm::NativeFunction*>(Access::frame(*this).callee());
  return Access::wrap(state_, function->realm());
}

Value Call::this_value() const {
  const vm::NativeFrame& frame = Access::frame(*this);
  return frame.is_construct() ? constructed_ : Access::wrap(state_, frame.this_value());
}

std::size_t Call::argument_count() const {
  return Access::frame(*this).argument_count();
}

Value Call::argument(std::size_t index) const {
  if (index >= argument_count()) return {};
  return Access::wrap(state_, Access::frame(*this).argument(static_cast<std::uint32_t>(index)));
}

std::vector<Value> Call::arguments() const {
  std::vector<Value> all;
  for (const vm::Value argument : Access::frame(*this).arguments())
    all.push_back(Access::wrap(state_, argument));
  return all;
}

bool Call::is_construct() const {
  return constructed_.is_object();
}

void Call::set_native(void* data, void (*deleter)(void*), const void* tag, std::size_t size) {
  assert(is_construct() && "only the constructor of a native class may do this");
  gc::Heap& heap = state_.agent->heap();
  auto* object = static_cast<vm::HostObject*>(Access::unwrap(constructed_).as_object());
  object->set_reference(heap.make<vm::HostReference>(0, new NativeData(state_, data, deleter, tag),
                                                     gc::ExternalMemory(heap, size)));
}

void* Value::native(const void* tag) const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_cell_of(vm::CellKind::HostObject)) return nullptr;
  const vm::HostReference* reference = static_cast<vm::HostObject*>(value.as_object())->reference();
  return reference == nullptr ? nullptr : static_cast<NativeData*>(reference->data())->data(tag);
}

}  // namespace orrery
