// How objects are read: as script code would, or without any script code.

#include <algorithm>

#include "display/inspector.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

Completion<Value> Inspector::read(Object* object, PropertyKey key) {
  if (reading_ == Reading::Running) return vm::get(agent_, object, key);
  return vm::look_up_data_property(agent_, object, key).value_or(Value::undefined());
}

Completion<Value> Inspector::read_if_it_goes(Object* object, PropertyKey key) {
  const Completion<Value> value = read(object, key);
  if (!value.is_thrown()) return value;
  if (agent_.is_terminating()) return vm::Thrown{};
  agent_.take_exception();
  return Value::empty();
}

Completion<std::optional<vm::PropertyDescriptor>> Inspector::own(Object* object, PropertyKey key) {
  if (reading_ == Reading::Looking && object->kind() == CellKind::Proxy)
    return std::optional<vm::PropertyDescriptor>();
  return vm::internal_get_own_property(agent_, object, key);
}

/// From an object to its prototype; null: there is none, or nobody may ask a proxy for it.
Completion<void> Inspector::go_to_prototype(Object*& object) {
  if (object->kind() != CellKind::Proxy) {
    object = object->prototype();
    return {};
  }
  if (reading_ == Reading::Looking) {
    object = nullptr;
    return {};
  }
  const Value prototype = TRY(vm::internal_get_prototype_of(agent_, object));
  object = prototype.is_object() ? prototype.as_object() : nullptr;
  return {};
}

Completion<bool> Inspector::has_own(Object* object, PropertyKey key) {
  return TRY(own(object, key)).has_value();
}

/// `object instanceof constructor`; false if that throws.
Completion<bool> Inspector::is_instance(Object* object, Object* constructor) {
  if (reading_ == Reading::Running) {
    const Completion<bool> result = vm::instanceof_operator(agent_, object, constructor);
    if (!result.is_thrown()) return result;
    if (agent_.is_terminating()) return vm::Thrown{};
    agent_.take_exception();
    return false;
  }
  const auto property = TRY(own(constructor, agent_.names().prototype));
  if (!property || !property->value || !property->value->is_object()) return false;
  const Object* wanted = property->value->as_object();
  while (object != nullptr && object->kind() != CellKind::Proxy) {
    object = object->prototype();
    if (object == wanted) return true;
  }
  return false;
}

/// `Symbol.iterator in object`
Completion<bool> Inspector::has_iterator(Object* object) {
  const PropertyKey key = agent_.names().symbol_iterator;
  if (reading_ == Reading::Running) return vm::has_property(agent_, object, key);
  for (; object != nullptr && object->kind() != CellKind::Proxy; object = object->prototype()) {
    if (TRY(has_own(object, key))) return true;
  }
  return false;
}

/// `String(value)`
Completion<std::string> Inspector::text_of(Value value) {
  if (value.is_string()) return value.as_string()->to_wtf8();
  if (value.is_symbol()) return primitive(value, true);
  if (reading_ == Reading::Looking && value.is_object()) return vm::describe_value(agent_, value);
  return TRY(vm::to_string(agent_, value))->to_wtf8();
}

/// The keys that are shown as properties: enumerable ones, or all.
/// \param with_elements  false: without the indices of an array or typed array
Completion<void> Inspector::read_keys(Subject& subject, bool with_elements) {
  Object* object = subject.object;
  std::vector<PropertyKey>& keys = subject.keys.items();
  if (with_elements) {
    TRY(vm::internal_own_property_keys(agent_, object, keys));
  } else {
    if (object->kind() == CellKind::Array && options_.shows_hidden) keys.push_back(agent_.names().length);
    vm::append_named_keys(object, keys);
    std::erase_if(keys, [&, is_first = true](PropertyKey key) mutable {
      const bool is_length = key == agent_.names().length && !is_first && object->kind() == CellKind::Array;
      is_first = false;
      return is_length;
    });
  }
  if (options_.shows_hidden) return {};
  if (object->kind() == CellKind::ModuleNamespace) {
    // Its names are all enumerable, and asking may throw; its tag is not.
    std::erase_if(keys, &PropertyKey::is_symbol);
    return {};
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < keys.size(); i++) {
    TRY(loop_.next_round());
    const auto property = TRY(own(object, keys[i]));
    if (property && property->enumerable.value_or(false)) keys[kept++] = keys[i];
  }
  keys.resize(kept);
  return {};
}

}  // namespace orrery::display
