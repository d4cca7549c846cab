#include "vm/functions/function.h"

#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/proxy.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

void ClassElements::visit(gc::Visitor& visitor) {
  for (const ClassElement& element : items_) {
    visit_key(visitor, element.key);
    if (element.value.is_cell()) visitor.visit(element.value.as_cell());
  }
}

void Function::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(executable_);
  visitor.visit(environment_);
  visitor.visit(instance_shape_, this);
  visitor.visit(details_, this);
}

void FunctionDetails::visit(gc::Visitor& visitor) {
  visitor.visit(home_object_);
  visitor.visit(class_elements_);
  if (given_name_.get().is_cell()) visitor.visit(given_name_.get().as_cell());
}

FunctionDetails* Function::ensure_details() {
  if (!has_details()) details_.set(this, gc::heap_of(this).make<FunctionDetails>(0));
  return details();
}

void Function::set_home_object(Object* home) {
  FunctionDetails* details = ensure_details();
  details->home_object_.set(details, home);
}

void Function::set_class_elements(ClassElements* elements) {
  FunctionDetails* details = ensure_details();
  details->class_elements_.set(details, elements);
}

void Function::set_given_name(Value name) {
  FunctionDetails* details = ensure_details();
  details->given_name_.set(details, name);
}

void NativeFunction::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(realm_);
  if (data().is_cell()) visitor.visit(data().as_cell());
  if (name().is_cell()) visitor.visit(name().as_cell());
}

// Making functions ------------------------------------------------------------------------------------------

namespace {

CommonShape shape_of(const bytecode::FunctionHeader& header) {
  using Kind = bytecode::FunctionKind;
  if (header.is_generator)
    return header.is_async ? CommonShape::AsyncGeneratorFunction : CommonShape::GeneratorFunction;
  if (header.is_async) return CommonShape::AsyncMethod;
  if (header.kind == Kind::Normal) return CommonShape::Function;
  if (header.kind == Kind::ClassConstructor || header.kind == Kind::DerivedConstructor)
    return CommonShape::Class;
  return CommonShape::Method;
}

}  // namespace

Function* make_function(Agent& agent, Executable* executable, Environment* environment) {
  const CommonShape which = shape_of(executable->header());
  std::uint16_t flags = Object::k_is_callable;
  if (which == CommonShape::Function) flags |= Object::k_is_constructor;
  if (which == CommonShape::Class) flags |= Object::k_is_constructor | Object::k_is_class_constructor;
  return agent.heap().make<Function>(0, executable->realm()->shape(agent, which), executable, environment,
                                     flags);
}

Completion<Value> run_executable(Agent& agent, Executable* executable, Environment* environment) {
  Function* function = make_function(agent, executable, environment);
  return call(agent, function, executable->realm()->global_object());
}

NativeFunction* create_builtin_function(Agent& agent, Realm* realm, NativeCode code, std::uint32_t length,
                                        Value name, std::uint16_t flags, Object* prototype) {
  Shape* shape = realm->shape(agent, CommonShape::NativeFunction);
  auto* function = agent.heap().make<NativeFunction>(
      0, shape, realm, code, name, length, static_cast<std::uint16_t>(flags | Object::k_is_callable));
  if (prototype != nullptr && prototype != function->prototype())
    agent.shapes().set_prototype(function, prototype);
  return function;
}

NativeFunction* create_builtin_function(Agent& agent, NativeCode code, std::uint32_t length, PropertyKey name,
                                        bytecode::FunctionNamePrefix prefix) {
  return create_builtin_function(agent, &agent.realm(), code, length,
                                 MUST(function_name(agent, name, prefix)), 0, nullptr);
}

// Names and other properties --------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-setfunctionname
Completion<String*> function_name(Agent& agent, PropertyKey name, bytecode::FunctionNamePrefix prefix) {
  String* text = nullptr;
  if (name.is_symbol()) {
    String* description = name.as_symbol()->description();
    if (description == nullptr) {
      text = empty_string(agent);
    } else if (name.is_private()) {
      text = description;
    } else {
      text = TRY(concatenate(agent, make_ascii_string(agent, "["), description));
      text = TRY(concatenate(agent, text, make_ascii_string(agent, "]")));
    }
  } else {
    text = to_value(agent, name).as_string();
  }
  if (prefix == bytecode::FunctionNamePrefix::None) return text;
  const bool is_getter = prefix == bytecode::FunctionNamePrefix::Get;
  return concatenate(agent, make_ascii_string(agent, is_getter ? "get " : "set "), text);
}

Completion<void> set_function_name(Agent& agent, Object* function, PropertyKey name,
                                   bytecode::FunctionNamePrefix prefix) {
  if (function->kind() == CellKind::Function) {
    static_cast<Function*>(function)->set_given_name(TRY(function_name(agent, name, prefix)));
  } else if (function->kind() == CellKind::NativeFunction) {
    static_cast<NativeFunction*>(function)->set_name(TRY(function_name(agent, name, prefix)));
  }
  return {};
}

namespace {

/// https://tc39.es/ecma262/#sec-makeconstructor, and of generators what they do instead.
Object* make_prototype_object(Agent& agent, Function* function) {
  const bytecode::FunctionHeader& header = function->executable()->header();
  Realm* realm = function->executable()->realm();
  if (header.is_generator) {
    const Intrinsic parent =
        header.is_async ? Intrinsic::AsyncGeneratorPrototype : Intrinsic::GeneratorPrototype;
    return ordinary_object_create(agent, realm->intrinsic(agent, parent), 0);
  }
  Object* prototype = ordinary_object_create(agent, realm->intrinsic(agent, Intrinsic::ObjectPrototype), 4);
  agent.shapes().add(prototype, agent.names().constructor, function, k_hidden_attributes);
  return prototype;
}

Value make_property_of(Agent& agent, Function* function, PropertyKey key) {
  const bytecode::FunctionHeader& header = function->executable()->header();
  if (key == agent.names().length) return Value::number(header.length);
  if (key == agent.names().prototype) return make_prototype_object(agent, function);
  if (!function->given_name().is_empty()) return function->given_name();
  if (header.name == bytecode::StringId::none) return empty_string(agent);
  return Executable::string_constant(agent, function->executable()->source()->program(), header.name);
}

}  // namespace

Value make_function_property(Agent& agent, Object* function, PropertyKey key) {
  if (function->kind() == CellKind::Function)
    return make_property_of(agent, static_cast<Function*>(function), key);
  const auto* native = static_cast<NativeFunction*>(function);
  return key == agent.names().length ? Value::number(native->length()) : native->name();
}

namespace {

/// IdentifierName, from WTF-8.
bool is_identifier_name(std::string_view text) {
  bool is_first = true;
  for (std::size_t i = 0; i < text.size(); is_first = false) {
    const base::DecodedCodePoint decoded = base::decode_wtf8(text.data() + i);
    const char32_t c = decoded.code_point;
    const bool fits = c == U'$' || c == U'_' || (is_first ? base::is_id_start(c) : base::is_id_continue(c));
    if (!fits) return false;
    i += decoded.length;
  }
  return !text.empty();
}

/// What of a native function's name is in accord with https://tc39.es/ecma262/#prod-NativeFunction:
/// `get $&` of RegExp is not.
std::string native_function_name(std::string_view name) {
  std::string_view property = name;
  for (const std::string_view accessor : {"get ", "set "}) {
    if (name.starts_with(accessor)) property.remove_prefix(accessor.size());
  }
  const bool is_symbol = property.starts_with('[') && property.ends_with(']');
  if (is_symbol || is_identifier_name(property)) return std::string(name);
  return std::string(name.substr(0, name.size() - property.size()));
}

}  // namespace

Completion<String*> function_source_text(Agent& agent, Object* function) {
  if (function->kind() == CellKind::Function) {
    const Executable* executable = static_cast<Function*>(function)->executable();
    const bytecode::FunctionHeader& header = executable->header();
    const std::string_view source = executable->source()->program().source();
    return make_string_from_utf8(agent,
                                 source.substr(header.source_start, header.source_end - header.source_start));
  }
  std::string name;
  if (function->kind() == CellKind::NativeFunction) {
    const Value own = static_cast<NativeFunction*>(function)->name();
    if (own.is_string()) name = own.as_string()->to_wtf8();
  }
  return make_string_from_utf8(agent, "function " + native_function_name(name) + "() { [native code] }");
}

// Realms ----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-getfunctionrealm
Completion<Realm*> get_function_realm(Agent& agent, Object* function) {
  for (;;) {
    switch (function->kind()) {
      case CellKind::Function:
        return static_cast<Function*>(function)->executable()->realm();
      case CellKind::NativeFunction:
        return static_cast<NativeFunction*>(function)->realm();
      case CellKind::BoundFunction:
        function = static_cast<BoundFunction*>(function)->target();
        break;
      case CellKind::Proxy:
        if (static_cast<Proxy*>(function)->handler() == nullptr)
          return agent.throw_type_error("Cannot get the realm of a revoked proxy");
        function = static_cast<Proxy*>(function)->target();
        break;
      default:
        return &agent.realm();
    }
  }
}

// https://tc39.es/ecma262/#sec-getprototypefromconstructor
Completion<Object*> get_prototype_from_constructor(Agent& agent, Object* constructor,
                                                   Intrinsic default_prototype) {
  const Value prototype = TRY(get(agent, constructor, agent.names().prototype));
  if (prototype.is_object()) return prototype.as_object();
  return TRY(get_function_realm(agent, constructor))->intrinsic(agent, default_prototype);
}

}  // namespace orrery::vm
