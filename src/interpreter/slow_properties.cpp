// Named and indexed properties, where their handlers have no fast path.

#include <string>

#include "interpreter/describe.h"
#include "interpreter/property_caches.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/errors/inspection.h"
#include "vm/errors/property_errors.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::CellKind;
using vm::Completion;
using vm::Elements;
using vm::Object;
using vm::PropertyKey;
using vm::TypedArray;
using vm::Value;

namespace {

PropertyCache* cache_of(const Operands& operands, int index) {
  return reinterpret_cast<PropertyCache*>(operands.feedback(index));
}

const char* nullish_name(Value value) {
  return value.is_null() ? "null" : "undefined";
}

/// https://tc39.es/ecma262/#sec-putvalue with the strictness of the code
Completion<void> put_value(Agent& agent, const Operands& operands, Value base, PropertyKey key, Value value) {
  return vm::set_v(agent, base, key, value, operands.executable()->header().is_strict);
}

/// The key that a computed member name is. Of what is no base the base's error comes first.
Completion<PropertyKey> key_of_member(Agent& agent, Value base, Value name, const char* verb) {
  if (base.is_nullish()) {
    const std::string key = describe_key(agent, name);
    if (agent.is_terminating()) return vm::Thrown{};
    const std::string text = key.empty() ? "" : std::string(" (") + verb + " " + key + ")";
    return agent.throw_type_error(std::string("Cannot ") + (verb[0] == 'r' ? "read" : "set") +
                                  " properties of " + nullish_name(base) + text);
  }
  return vm::to_property_key(agent, name);
}

/// OPTIMIZATION: `name` is where an array's next element goes, and nobody hears of it. \return whether it is
/// there now; else nothing has happened
Completion<bool> try_append_fast(Agent& agent, Value base, Value name, Value value) {
  if (!base.is_cell_of(CellKind::Array) || !name.is_int32() ||
      !agent.shapes().no_elements_on_prototypes()->is_valid())
    return false;
  auto* const array = static_cast<vm::Array*>(base.as_object());
  const auto index = static_cast<std::uint32_t>(name.as_int32());
  if (index == array->length()) {
    if (!array->is_plain()) return false;
    TRY(vm::array_append(agent, array, value));
    return true;
  }
  // Of an array that was made with its length.
  Elements* const elements = array->elements();
  if (elements == nullptr || index != elements->length() || index >= elements->capacity() ||
      array->has_flag(Object::k_has_sparse_elements) || !array->shape()->is_extensible() ||
      array->shape()->is_prototype())
    return false;
  elements->append(value);
  return true;
}

/// OPTIMIZATION: a typed array whose element is meant; null: it is not so simple.
TypedArray* typed_array_with_index(Value base, Value name) {
  if (!name.is_int32() || name.as_int32() < 0) return nullptr;
  TypedArray* array = vm::as_typed_array(base);
  return array != nullptr && static_cast<std::size_t>(name.as_int32()) < array->length() ? array : nullptr;
}

}  // namespace

// Named
// ------------------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::GetNamed(Agent& agent, const Operands& operands, Value) {
  const Value base = operands.in(0);
  const PropertyKey key = operands.key(1);
  const Value value = TRY(vm::get_v(agent, base, key));
  fill_load_cache(agent, operands.executable()->feedback(), cache_of(operands, 2), base, key);
  return value;
}

Completion<Value> SlowPaths::SetNamed(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  const PropertyKey key = operands.key(1);
  if (!base.is_object()) {
    TRY(put_value(agent, operands, base, key, acc));
    return acc;
  }
  Object* object = base.as_object();
  vm::Shape* const before = object->shape();
  TRY(put_value(agent, operands, base, key, acc));
  fill_store_cache(agent, operands.executable()->feedback(), cache_of(operands, 2), object, before, key,
                   false);
  return acc;
}

Completion<Value> SlowPaths::DefineNamed(Agent& agent, const Operands& operands, Value acc) {
  Object* object = operands.in(0).as_object();
  const PropertyKey key = operands.key(1);
  vm::Shape* const before = object->shape();
  TRY(vm::create_data_property_or_throw(agent, object, key, acc));
  fill_store_cache(agent, operands.executable()->feedback(), cache_of(operands, 2), object, before, key,
                   true);
  return acc;
}

// Computed
// ---------------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::GetElement(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  if (acc.is_int32() && acc.as_int32() >= 0 && base.is_string()) {
    vm::String* string = base.as_string();
    const auto index = static_cast<std::uint32_t>(acc.as_int32());
    if (index < string->length()) return vm::single_character(agent, string->code_unit_at(index));
  }
  if (const TypedArray* array = typed_array_with_index(base, acc))
    return vm::typed_array_element(agent, array, static_cast<std::size_t>(acc.as_int32()));
  const PropertyKey key = TRY(key_of_member(agent, base, acc, "reading"));
  return vm::get_v(agent, base, key);
}

Completion<Value> SlowPaths::SetElement(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  TypedArray* array = typed_array_with_index(base, operands.in(1));
  if (array != nullptr && !array->buffer()->is_immutable()) {
    const auto index = static_cast<std::uint64_t>(operands.in(1).as_int32());
    TRY(vm::typed_array_set_element(agent, array, index, acc));
    return acc;
  }
  if (TRY(try_append_fast(agent, base, operands.in(1), acc))) return acc;
  const PropertyKey key = TRY(key_of_member(agent, base, operands.in(1), "setting"));
  TRY(put_value(agent, operands, base, key, acc));
  return acc;
}

Completion<Value> SlowPaths::DefineElement(Agent& agent, const Operands& operands, Value acc) {
  const PropertyKey key = TRY(vm::to_property_key(agent, operands.in(1)));
  TRY(vm::create_data_property_or_throw(agent, operands.in(0).as_object(), key, acc));
  return acc;
}

Completion<Value> SlowPaths::DeleteElement(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  if (base.is_nullish()) return agent.throw_type_error("Cannot convert undefined or null to object");
  // https://tc39.es/ecma262/#sec-delete-operator-runtime-semantics-evaluation, step 5
  Object* object = TRY(vm::to_object(agent, base));
  const PropertyKey key = TRY(vm::to_property_key(agent, acc));
  const bool is_deleted = TRY(vm::internal_delete(agent, object, key));
  if (!is_deleted && operands.executable()->header().is_strict) {
    return vm::throw_cannot_delete(agent, object, key);
  }
  return Value::boolean(is_deleted);
}

Completion<Value> SlowPaths::HasProperty(Agent& agent, const Operands& operands, Value acc) {
  if (!acc.is_object()) {
    return agent.throw_type_error(
        "Cannot use 'in' operator to search for '" +
        (operands.in(0).is_symbol()   ? vm::describe(PropertyKey::symbol(operands.in(0).as_symbol()))
         : operands.in(0).is_object() ? std::string("#<Object>")
                                      : TRY(vm::to_string(agent, operands.in(0)))->to_utf8()) +
        "' in " + (acc.is_string() ? acc.as_string()->to_utf8() : vm::describe_value(agent, acc)));
  }
  const PropertyKey key = TRY(vm::to_property_key(agent, operands.in(0)));
  return Value::boolean(TRY(vm::has_property(agent, acc.as_object(), key)));
}

}  // namespace orrery::interpreter
