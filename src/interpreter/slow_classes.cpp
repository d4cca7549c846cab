// Functions and classes: https://tc39.es/ecma262/#sec-ecmascript-language-functions-and-classes

#include "interpreter/environment_register.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/private_elements.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

using bytecode::ClassElementKind;
using bytecode::FunctionNamePrefix;
using bytecode::MethodKind;
using vm::Accessor;
using vm::Agent;
using vm::ClassElement;
using vm::ClassElements;
using vm::Completion;
using vm::Function;
using vm::Intrinsic;
using vm::Object;
using vm::PropertyKey;
using vm::Symbol;
using vm::Value;

namespace {

Function* as_function(Value value) {
  return static_cast<Function*>(value.as_object());
}

/// A key that has been converted already, or a private name.
Completion<PropertyKey> key_of(Agent& agent, Value value) {
  if (value.is_symbol()) return PropertyKey::symbol(value.as_symbol());
  return vm::primitive_to_property_key(agent, value);
}

}  // namespace

// Closures --------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-runtime-semantics-instantiatefunctionobject
Completion<Value> SlowPaths::CreateClosure(Agent& agent, const Operands& operands, Value) {
  auto* executable = static_cast<vm::Executable*>(operands.constant(0).as_cell());
  return vm::make_function(agent, executable, environment_in(operands.in(1)));
}

Completion<Value> SlowPaths::SetFunctionName(Agent& agent, const Operands& operands, Value acc) {
  const auto prefix = static_cast<FunctionNamePrefix>(operands.number(1));
  TRY(vm::set_function_name(agent, acc.as_object(), TRY(key_of(agent, operands.in(0))), prefix));
  return acc;
}

// Class definitions -----------------------------------------------------------------------------------------

namespace {

/// What a class inherits from.
struct Heritage {
  Value prototype;      // of its prototype object; an Object or null
  Object* constructor;  // the prototype of its constructor
};

/// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation, 7., 8.
Completion<Heritage> heritage_of(Agent& agent, Value superclass) {
  Object* function_prototype = agent.intrinsic(Intrinsic::FunctionPrototype);
  if (superclass.is_empty()) return Heritage{agent.intrinsic(Intrinsic::ObjectPrototype), function_prototype};
  // 8.e.
  if (superclass.is_null()) return Heritage{Value::null(), function_prototype};
  // 8.f.
  if (!vm::is_constructor(superclass)) {
    return agent.throw_type_error("Class extends value " + vm::describe_value(agent, superclass) +
                                  " is not a constructor or null");
  }
  // 8.g.
  const Value prototype = TRY(vm::get(agent, superclass.as_object(), agent.names().prototype));
  if (!prototype.is_object() && !prototype.is_null()) {
    return agent.throw_type_error("Class extends value does not have valid prototype property " +
                                  vm::describe_value(agent, prototype));
  }
  return Heritage{prototype, superclass.as_object()};
}

}  // namespace

// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation, 7. - 18.
Completion<Value> SlowPaths::DefineClass(Agent& agent, const Operands& operands, Value acc) {
  Function* constructor = as_function(acc);
  const Heritage heritage = TRY(heritage_of(agent, operands.in(0)));
  // 9.
  Object* prototype = vm::ordinary_object_create(
      agent, heritage.prototype.is_null() ? nullptr : heritage.prototype.as_object());
  operands.in(1) = Value(prototype);
  // 14. The constructor is a method of the prototype object.
  constructor->set_home_object(prototype);
  if (constructor->prototype() != heritage.constructor)
    agent.shapes().set_prototype(constructor, heritage.constructor);
  // 16. MakeConstructor: the shape has the property already, for a value yet to be made.
  constructor->reserve_slot(agent.heap(), Function::k_prototype_slot);
  constructor->set_slot(Function::k_prototype_slot, Value(prototype));
  agent.shapes().forget_lazy(constructor, Function::k_prototype_slot);
  // 18.
  agent.shapes().add(prototype, agent.names().constructor, acc, vm::k_hidden_attributes);
  return acc;
}

// https://tc39.es/ecma262/#sec-runtime-semantics-methoddefinitionevaluation, of public names
Completion<Value> SlowPaths::DefineMethod(Agent& agent, const Operands& operands, Value acc) {
  Object* object = operands.in(0).as_object();
  const PropertyKey key = TRY(key_of(agent, operands.in(1)));
  const auto kind = static_cast<MethodKind>(operands.number(2) & ~bytecode::k_enumerable_method);
  const FunctionNamePrefix prefix = kind == MethodKind::Getter   ? FunctionNamePrefix::Get
                                    : kind == MethodKind::Setter ? FunctionNamePrefix::Set
                                                                 : FunctionNamePrefix::None;
  Function* closure = as_function(acc);
  closure->set_home_object(object);
  TRY(vm::set_function_name(agent, closure, key, prefix));

  vm::PropertyDescriptor descriptor;
  descriptor.enumerable = (operands.number(2) & bytecode::k_enumerable_method) != 0;
  descriptor.configurable = true;
  if (kind == MethodKind::Getter) {
    descriptor.get = acc;
  } else if (kind == MethodKind::Setter) {
    descriptor.set = acc;
  } else {
    descriptor.value = acc;
    descriptor.writable = true;
  }
  TRY(vm::define_property_or_throw(agent, object, key, descriptor));
  return acc;
}

// Elements --------------------------------------------------------------------------------------------------

namespace {

bool is_accessor(ClassElementKind kind) {
  return kind == ClassElementKind::PrivateGetter || kind == ClassElementKind::PrivateSetter;
}

/// The accessor that `existing` becomes when `function` is defined as its getter or setter.
Accessor* with_half(Agent& agent, const Accessor* existing, ClassElementKind kind, Value function) {
  Value getter = existing == nullptr ? Value::undefined() : existing->getter();
  Value setter = existing == nullptr ? Value::undefined() : existing->setter();
  (kind == ClassElementKind::PrivateGetter ? getter : setter) = function;
  return agent.heap().make<Accessor>(0, getter, setter);
}

/// Makes a closure a private method, getter or setter.
Completion<void> name_private_method(Agent& agent, Function* closure, Object* home, PropertyKey name,
                                     ClassElementKind kind) {
  const FunctionNamePrefix prefix = kind == ClassElementKind::PrivateGetter   ? FunctionNamePrefix::Get
                                    : kind == ClassElementKind::PrivateSetter ? FunctionNamePrefix::Set
                                                                              : FunctionNamePrefix::None;
  closure->set_home_object(home);
  return vm::set_function_name(agent, closure, name, prefix);
}

ClassElements* elements_of(Agent& agent, Function* constructor) {
  if (constructor->class_elements() == nullptr)
    constructor->set_class_elements(agent.heap().make<ClassElements>(0));
  return constructor->class_elements();
}

/// A getter and a setter of the same name are one element.
void add_private_accessor(Agent& agent, ClassElements* elements, PropertyKey name, ClassElementKind kind,
                          Value function) {
  for (std::size_t i = 0; i < elements->items().size(); i++) {
    const ClassElement& each = elements->items()[i];
    if (each.key != name) continue;
    const auto* other = static_cast<Accessor*>(each.value.as_cell());
    return elements->replace(i, {kind, name, Value::cell(with_half(agent, other, kind, function))});
  }
  elements->add({kind, name, Value::cell(with_half(agent, nullptr, kind, function))});
}

/// https://tc39.es/ecma262/#sec-definefield: `initializer` runs as a method of the receiver.
Completion<void> define_field(Agent& agent, Object* receiver, const ClassElement& field) {
  // 2., 3.
  Value value;
  if (!field.value.is_undefined()) value = TRY(vm::call(agent, field.value, Value(receiver)));
  if (field.kind == ClassElementKind::AnonymousField)
    TRY(vm::set_function_name(agent, value.as_object(), field.key));
  // 4., 5.
  if (field.key.is_private()) return vm::private_field_add(agent, receiver, field.key.as_symbol(), value);
  return vm::create_data_property_or_throw(agent, receiver, field.key, value);
}

/// https://tc39.es/ecma262/#sec-privatemethodoraccessoradd
Completion<void> add_private_method(Agent& agent, Object* object, const ClassElement& element) {
  Symbol* name = element.key.as_symbol();
  if (is_accessor(element.kind))
    return vm::private_accessor_add(agent, object, name, static_cast<Accessor*>(element.value.as_cell()));
  return vm::private_method_add(agent, object, name, element.value);
}

}  // namespace

// https://tc39.es/ecma262/#sec-runtime-semantics-classelementevaluation, of what instances get
Completion<Value> SlowPaths::AddClassElement(Agent& agent, const Operands& operands, Value acc) {
  Function* constructor = as_function(operands.in(0));
  const PropertyKey key = TRY(key_of(agent, operands.in(1)));
  const auto kind = static_cast<ClassElementKind>(operands.number(2));
  ClassElements* elements = elements_of(agent, constructor);
  Object* home = constructor->home_object();
  if (kind == ClassElementKind::Field || kind == ClassElementKind::AnonymousField) {
    // https://tc39.es/ecma262/#sec-runtime-semantics-classfielddefinitionevaluation
    if (!acc.is_undefined()) as_function(acc)->set_home_object(home);
    elements->add({kind, key, acc});
    return acc;
  }
  TRY(name_private_method(agent, as_function(acc), home, key, kind));
  if (is_accessor(kind)) {
    add_private_accessor(agent, elements, key, kind, acc);
  } else {
    elements->add({kind, key, acc});
  }
  return acc;
}

// https://tc39.es/ecma262/#sec-initializeinstanceelements
Completion<Value> SlowPaths::InitializeInstance(Agent& agent, const Operands& operands, Value acc) {
  const ClassElements* elements = as_function(operands.in(0))->class_elements();
  if (elements == nullptr) return acc;
  Object* object = acc.as_object();
  const auto is_field = [](const ClassElement& element) {
    return element.kind == ClassElementKind::Field || element.kind == ClassElementKind::AnonymousField;
  };
  // 1., 2.
  for (const ClassElement& element : elements->items()) {
    if (!is_field(element)) TRY(add_private_method(agent, object, element));
  }
  // 3., 4.
  for (const ClassElement& element : elements->items()) {
    if (is_field(element)) TRY(define_field(agent, object, element));
  }
  return acc;
}

// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation, 33. - 35.
Completion<Value> SlowPaths::DefineStaticElement(Agent& agent, const Operands& operands, Value acc) {
  Function* constructor = as_function(operands.in(0));
  const auto kind = static_cast<ClassElementKind>(operands.number(2));
  if (kind == ClassElementKind::StaticBlock) {
    as_function(acc)->set_home_object(constructor);
    TRY(vm::call(agent, acc, Value(constructor)));
    return acc;
  }
  const PropertyKey key = TRY(key_of(agent, operands.in(1)));
  if (kind == ClassElementKind::Field || kind == ClassElementKind::AnonymousField) {
    if (!acc.is_undefined()) as_function(acc)->set_home_object(constructor);
    TRY(define_field(agent, constructor, {kind, key, acc}));
    return acc;
  }
  TRY(name_private_method(agent, as_function(acc), constructor, key, kind));
  if (!is_accessor(kind)) {
    TRY(vm::private_method_add(agent, constructor, key.as_symbol(), acc));
    return acc;
  }
  const auto existing = vm::private_element_find(agent, constructor, key.as_symbol());
  Accessor* accessor = with_half(agent, existing ? existing->accessor() : nullptr, kind, acc);
  if (existing) {
    vm::write_own_property(constructor, *existing, Value::cell(accessor));
  } else {
    TRY(vm::private_accessor_add(agent, constructor, key.as_symbol(), accessor));
  }
  return acc;
}

}  // namespace orrery::interpreter
