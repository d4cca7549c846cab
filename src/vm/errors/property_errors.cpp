#include "vm/errors/property_errors.h"

#include <string>

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/string_object.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {

namespace {

/// Without the quotes that describe() puts around names.
std::string text_of(PropertyKey key) {
  const std::string text = describe(key);
  return text.starts_with('\'') ? text.substr(1, text.size() - 2) : text;
}

Thrown throw_refused_by_proxy(Agent& agent, std::string_view trap, PropertyKey key) {
  return agent.throw_type_error("'" + std::string(trap) + "' on proxy: trap returned falsish for property " +
                                describe(key));
}

bool is_namespace(const Object* object) {
  return object->kind() == CellKind::ModuleNamespace;
}

/// \param what  "assign to"
Thrown throw_of_namespace(Agent& agent, std::string_view what, PropertyKey key) {
  return agent.throw_type_error("Cannot " + std::string(what) + " property '" + text_of(key) +
                                "' of [object Module]");
}

Thrown throw_set_on_primitive(Agent& agent, Value base, PropertyKey key) {
  const std::string type = type_of(agent, base)->to_utf8();
  std::string text = describe_value(agent, base);
  if (base.is_string()) text = text.substr(1, text.size() - 2);
  OwnProperty own;
  if (base.is_string() && find_string_property(agent, base.as_string(), key, &own))
    return agent.throw_type_error("Cannot assign to read only property " + describe(key) + " of string '" +
                                  text + "'");
  return agent.throw_type_error("Cannot create property " + describe(key) + " on " + type + " '" + text +
                                "'");
}

}  // namespace

Thrown throw_cannot_set(Agent& agent, Value base, PropertyKey key) {
  if (!base.is_object()) return throw_set_on_primitive(agent, base, key);
  for (Object* holder = base.as_object(); holder != nullptr; holder = holder->prototype()) {
    if (is_namespace(holder)) return throw_of_namespace(agent, "assign to", key);
    const auto find = holder->methods().find_own_property;
    if (find == nullptr) return throw_refused_by_proxy(agent, "set", key);
    OwnProperty own;
    if (!find(agent, holder, key, &own)) continue;
    if (own.attributes.is_accessor())
      return agent.throw_type_error("Cannot set property " + text_of(key) + " of " +
                                    describe_value(agent, base) + " which has only a getter");
    return agent.throw_type_error("Cannot assign to read only property " + describe(key) + " of object '" +
                                  describe_value(agent, base) + "'");
  }
  // Its next element would change its length.
  const bool has_fixed_length =
      base.is_cell_of(CellKind::Array) && base.as_object()->shape()->is_extensible();
  if (has_fixed_length && !static_cast<const Array*>(base.as_object())->is_length_writable())
    return agent.throw_type_error("Cannot assign to read only property 'length' of object '" +
                                  describe_value(agent, base) + "'");
  return agent.throw_type_error("Cannot add property " + text_of(key) + ", object is not extensible");
}

Thrown throw_cannot_define(Agent& agent, Object* object, PropertyKey key) {
  // Of a namespace, V8 says that of all names, also of those that it does not have.
  if (is_namespace(object) && !key.is_symbol())
    return agent.throw_type_error("Cannot redefine property: " + text_of(key));
  const auto find = is_namespace(object) ? ordinary_find_own_property : object->methods().find_own_property;
  if (find == nullptr) return throw_refused_by_proxy(agent, "defineProperty", key);
  OwnProperty own;
  if (find(agent, object, key, &own))
    return agent.throw_type_error("Cannot redefine property: " + text_of(key));
  if (object->kind() == CellKind::TypedArray && object->shape()->is_extensible())
    return agent.throw_type_error("Invalid typed array index: " + text_of(key));
  return agent.throw_type_error("Cannot define property " + text_of(key) + ", object is not extensible");
}

Thrown throw_cannot_delete(Agent& agent, Object* object, PropertyKey key) {
  if (is_namespace(object)) return throw_of_namespace(agent, "delete", key);
  if (object->methods().find_own_property == nullptr)
    return throw_refused_by_proxy(agent, "deleteProperty", key);
  return agent.throw_type_error("Cannot delete property " + describe(key) + " of " +
                                describe_value(agent, object));
}

}  // namespace orrery::vm
