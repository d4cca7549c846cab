#include "cli/test262/host.h"

#include <string_view>

#include "engine/engine.h"
#include "vm/binary_data/array_buffer.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/function.h"
#include "vm/modules/synthetic_module.h"
#include "vm/objects/object.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::cli {

namespace {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Object;
using vm::PropertyKey;
using vm::Realm;
using vm::Value;

Realm* realm_of(NativeFrame& frame) {
  return static_cast<vm::NativeFunction*>(frame.callee())->realm();
}

/// The data of `print` and `createRealm`: the host's address, as a number.
Test262Host& host_of(NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  // A pointer of user space fits into a double's 53 bits.
  const auto address = static_cast<std::uintptr_t>(function->data().as_number());
  return *reinterpret_cast<Test262Host*>(address);  // NOLINT(performance-no-int-to-ptr)
}

Completion<Value> print(Agent& agent, NativeFrame& frame) {
  host_of(frame).printed.push_back(TRY(vm::to_string(agent, frame.argument(0)))->to_utf8());
  return Value::undefined();
}

Completion<Value> create_realm(Agent& agent, NativeFrame& frame) {
  return add_test262_host(agent, engine::make_realm(agent), host_of(frame));
}

Completion<Value> eval_script(Agent& agent, NativeFrame& frame) {
  vm::String* text = TRY(vm::to_string(agent, frame.argument(0)));
  syntax::SourceText source = text->is_latin1()
                                  ? syntax::SourceText::from_latin1("evalScript", text->latin1())
                                  : syntax::SourceText::from_utf16("evalScript", text->utf16());
  return engine::run_script(agent, realm_of(frame), std::move(source));
}

Completion<Value> collect_garbage(Agent& agent, NativeFrame&) {
  agent.heap().collect(gc::Heap::Collection::Major);
  return Value::undefined();
}

Completion<Value> detach_array_buffer(Agent& agent, NativeFrame& frame) {
  if (!frame.argument(0).is_cell_of(vm::CellKind::ArrayBuffer))
    return agent.throw_type_error("$262.detachArrayBuffer wants an ArrayBuffer");
  static_cast<vm::ArrayBuffer*>(frame.argument(0).as_object())->detach();
  return Value::null();
}

/// https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot: called with no arguments or with "", it returns
/// null.
Completion<Value> html_dda(Agent&, NativeFrame&) {
  return Value::null();
}

/// https://tc39.es/proposal-source-phase-imports/#sec-%abstractmodulesource%
Completion<Value> abstract_module_source(Agent& agent, NativeFrame&) {
  return agent.throw_type_error("AbstractModuleSource cannot be called");
}

/// https://tc39.es/proposal-source-phase-imports/#sec-get-%abstractmodulesource%.prototype.@@tostringtag: no
/// object has a [[ModuleSourceClassName]].
Completion<Value> module_source_tag(Agent&, NativeFrame&) {
  return Value::undefined();
}

/// Builds one object.
class HostObject {
 public:
  HostObject(Agent& agent, Realm* realm, Test262Host& host)
      : agent_(agent),
        realm_(realm),
        host_(host),
        object_(vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype))) {}

  Object* get() const { return object_; }
  void add(std::string_view name, Value value) {
    agent_.shapes().add(object_, key(name), value, vm::k_hidden_attributes);
  }
  vm::NativeFunction* make(std::string_view name, vm::NativeCode code, std::uint16_t flags = 0) {
    vm::NativeFunction* function =
        vm::create_builtin_function(agent_, realm_, code, 0, Value(vm::intern(agent_, name)), flags, nullptr);
    function->set_data(Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(&host_))));
    return function;
  }
  void add(std::string_view name, vm::NativeCode code) { add(name, Value(make(name, code))); }

 private:
  PropertyKey key(std::string_view name) { return PropertyKey::atom(vm::intern(agent_, name)); }

  Agent& agent_;
  Realm* realm_;
  Test262Host& host_;
  Object* object_;
};

Object* make_abstract_module_source(Agent& agent, Realm* realm, HostObject& host) {
  Object* constructor = host.make("AbstractModuleSource", abstract_module_source, Object::k_is_constructor);
  Object* prototype =
      vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
  agent.shapes().add(constructor, agent.names().prototype, prototype, vm::Attributes());
  agent.shapes().add(prototype, agent.names().constructor, constructor, vm::k_hidden_attributes);
  const Value getter = host.make("get [Symbol.toStringTag]", module_source_tag);
  agent.shapes().add(prototype, agent.names().symbol_to_string_tag,
                     Value::cell(agent.heap().make<vm::Accessor>(0, getter, Value::undefined())),
                     vm::Attributes(vm::Attributes::k_configurable | vm::Attributes::k_accessor));
  return constructor;
}

}  // namespace

Object* add_test262_host(Agent& agent, Realm* realm, Test262Host& host) {
  HostObject host_object(agent, realm, host);
  host_object.add("createRealm", create_realm);
  host_object.add("evalScript", eval_script);
  host_object.add("detachArrayBuffer", detach_array_buffer);
  host_object.add("gc", collect_garbage);
  host_object.add("global", realm->global_object());
  Object* dda = host_object.make("IsHTMLDDA", html_dda);
  dda->set_flag(Object::k_is_html_dda);
  host_object.add("IsHTMLDDA", dda);
  host_object.add("AbstractModuleSource", make_abstract_module_source(agent, realm, host_object));
  host_object.add("agent", host.agents.make_object(agent, realm));

  Object* global = realm->global_object();
  agent.shapes().add(global, PropertyKey::atom(vm::intern(agent, "$262")), host_object.get(),
                     vm::k_hidden_attributes);
  agent.shapes().add(global, PropertyKey::atom(vm::intern(agent, "print")), host_object.make("print", print),
                     vm::k_hidden_attributes);
  return host_object.get();
}

// https://tc39.es/proposal-source-phase-imports/#sec-module-source-objects
vm::Module* make_module_with_source(Agent& agent, Realm* realm, Object* host_object) {
  const auto property = [&](Object* object, PropertyKey key) {
    return vm::look_up_data_property(agent, object, key)->as_object();
  };
  Object* constructor = property(host_object, PropertyKey::atom(vm::intern(agent, "AbstractModuleSource")));
  Object* prototype = vm::ordinary_object_create(agent, property(constructor, agent.names().prototype));
  vm::Module* module = vm::SyntheticModule::make(agent, realm, {}, Value::undefined());
  module->set_module_source(vm::ordinary_object_create(agent, prototype));
  return module;
}

}  // namespace orrery::cli
