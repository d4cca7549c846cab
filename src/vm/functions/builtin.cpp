#include "vm/functions/builtin.h"

#include <algorithm>
#include <cassert>
#include <span>

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/functions/as_made.h"
#include "vm/objects/object.h"
#include "vm/objects/platform_cell.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

PropertyKey key_of(Agent& agent, const BuiltinRow& row) {
  return row.symbol != nullptr ? agent.names().*row.symbol : PropertyKey::atom(intern(agent, row.name));
}

/// Whether `key` is the row's, without making a string of the row's name.
bool has_key(Agent& agent, const BuiltinRow& row, PropertyKey key) {
  if (row.symbol != nullptr) return agent.names().*row.symbol == key;
  return is_name(key, row.name);
}

bool is_accessor(BuiltinRow::Kind kind) {
  return kind == BuiltinRow::Kind::Accessor || kind == BuiltinRow::Kind::Restricted;
}

bool is_cheap(BuiltinRow::Kind kind) {
  return kind == BuiltinRow::Kind::Number || kind == BuiltinRow::Kind::Undefined;
}

Value make_function(Agent& agent, Realm& realm, const BuiltinRow& row, NativeCode code, std::uint32_t length,
                    bytecode::FunctionNamePrefix prefix) {
  String* name = MUST(function_name(agent, key_of(agent, row), prefix));
  NativeFunction* function = create_builtin_function(agent, &realm, code, length, name, 0, nullptr);
  function->set_tail_request(row.tail_request);
  return function;
}

Value make_value(Agent& agent, Realm& realm, const BuiltinRow& row) {
  using Prefix = bytecode::FunctionNamePrefix;
  switch (row.kind) {
    case BuiltinRow::Kind::Method:
      return make_function(agent, realm, row, row.code, row.length, Prefix::None);
    case BuiltinRow::Kind::Accessor: {
      const Value getter = row.code == nullptr ? Value::undefined()
                                               : make_function(agent, realm, row, row.code, 0, Prefix::Get);
      const Value setter = row.setter == nullptr
                               ? Value::undefined()
                               : make_function(agent, realm, row, row.setter, 1, Prefix::Set);
      return Value::cell(agent.heap().make<Accessor>(0, getter, setter));
    }
    case BuiltinRow::Kind::Number:
      return Value::number(row.number);
    case BuiltinRow::Kind::Text:
      return make_ascii_string(agent, row.text);
    case BuiltinRow::Kind::Undefined:
      return Value::undefined();
    case BuiltinRow::Kind::WellKnownSymbol:
      return (agent.names().*row.value_symbol).as_symbol();
    case BuiltinRow::Kind::Reference:
      return realm.intrinsic(agent, row.intrinsic);
    case BuiltinRow::Kind::GlobalThis:
      return realm.global_object();
    case BuiltinRow::Kind::Restricted: {
      const Value thrower = realm.intrinsic(agent, Intrinsic::ThrowTypeError);
      return Value::cell(agent.heap().make<Accessor>(0, thrower, thrower));
    }
  }
  return Value::undefined();
}

}  // namespace

bool is_name(PropertyKey key, std::string_view name) {
  if (!key.is_string()) return false;
  const std::span<const std::uint8_t> text = key.as_atom()->latin1();
  return std::ranges::equal(text, name,
                            [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
}

void add_builtin_rows(Agent& agent, Realm& realm, Object* object, std::span<const BuiltinRow> rows) {
  add_builtin_rows(agent, realm, object, rows, Value::cell(&realm));
}

void add_builtin_rows(Agent& agent, Realm& realm, Object* object, std::span<const BuiltinRow> rows,
                      Value source) {
  for (const BuiltinRow& row : rows) {
    Attributes attributes(row.attributes);
    if (is_accessor(row.kind)) attributes = attributes.with(Attributes::k_accessor);
    if (is_cheap(row.kind)) {
      agent.shapes().add(object, key_of(agent, row), make_value(agent, realm, row), attributes);
    } else {
      agent.shapes().add(object, key_of(agent, row), source, attributes.with(Attributes::k_lazy));
    }
  }
}

Value make_builtin_property(Agent& agent, Realm& realm, std::span<const BuiltinRow> rows, PropertyKey key) {
  const auto row =
      std::ranges::find_if(rows, [&](const BuiltinRow& each) { return has_key(agent, each, key); });
  assert(row != rows.end());
  return make_value(agent, realm, *row);
}

Value make_lazy_property(Agent& agent, Object* holder, PropertyKey key, Value row) {
  if (row.is_cell_of(CellKind::PlatformCell)) {
    auto* source = static_cast<PlatformCell*>(row.as_cell());
    return source->type().make_lazy_property(source, agent, holder, key);
  }
  if (!row.is_cell_of(CellKind::Realm)) return make_function_property(agent, holder, key);
  Realm& realm = *static_cast<Realm*>(row.as_cell());
  const ObjectTable& table = agent.hooks().builtin_table(realm, holder);
  if (table.sort == ObjectTable::Sort::Constructor && key == agent.names().prototype)
    return realm.intrinsic(agent, table.prototype_property);
  return make_builtin_property(agent, realm, table.rows, key);
}

Object* make_builtin_object(Agent& agent, Realm& realm, const ObjectTable& table) {
  if (table.sort == ObjectTable::Sort::Custom) {
    Object* object = table.make(agent, realm);
    add_builtin_rows(agent, realm, object, table.rows);
    return object;
  }
  Object* prototype = table.has_no_prototype ? nullptr : realm.intrinsic(agent, table.prototype);
  Object* object = nullptr;
  if (table.sort == ObjectTable::Sort::Ordinary) {
    object = ordinary_object_create(agent, prototype, 0);
  } else {
    const bool is_constructor = table.sort == ObjectTable::Sort::Constructor;
    object = create_builtin_function(agent, &realm, table.code, table.length, intern(agent, table.name),
                                     is_constructor ? Object::k_is_constructor : 0, prototype);
    if (is_constructor && !table.has_no_prototype_property) {
      // Lazy, for its `constructor` refers back.
      agent.shapes().add(object, agent.names().prototype, Value::cell(&realm),
                         Attributes(Attributes::k_lazy));
    }
  }
  add_builtin_rows(agent, realm, object, table.rows);
  return object;
}

// What may have been replaced -------------------------------------------------------------------------------

namespace {

bool is_function_with(Value value, const Realm& realm, NativeCode code) {
  if (!value.is_cell_of(CellKind::NativeFunction)) return false;
  const auto* function = static_cast<NativeFunction*>(value.as_object());
  return function->code() == code && function->realm() == &realm;
}

/// Whether a property still has the value that its row of the builtins' table gave it.
bool is_as_made(Agent& agent, Realm& realm, const BuiltinRow& row, Attributes attributes, Value value) {
  if (attributes.is_lazy()) return true;
  if (row.kind == BuiltinRow::Kind::Reference)
    return value.is_object() && value.as_object() == realm.intrinsic(agent, row.intrinsic);
  if (row.kind == BuiltinRow::Kind::Accessor) {
    return attributes.is_accessor() &&
           is_function_with(static_cast<Accessor*>(value.as_cell())->getter(), realm, row.code);
  }
  return is_function_with(value, realm, row.code);
}

}  // namespace

bool is_as_made(Agent& agent, Realm& realm, Object* holder, PropertyKey key) {
  const auto location = holder->shape()->find(key);
  if (!location) return false;
  const std::span<const BuiltinRow> rows = agent.hooks().builtin_table(realm, holder).rows;
  const auto row =
      std::ranges::find_if(rows, [&](const BuiltinRow& each) { return has_key(agent, each, key); });
  return row != rows.end() &&
         is_as_made(agent, realm, *row, location->attributes, holder->slot(location->slot));
}

}  // namespace orrery::vm
