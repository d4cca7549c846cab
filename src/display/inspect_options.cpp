#include "display/inspect_options.h"

#include <cmath>

#include "display/inspect.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::Agent;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

/// A number that others are compared with; undefined compares with none.
Completion<double> limit(Agent& agent, Value value, double if_null) {
  if (value.is_null()) return if_null;
  if (value.is_undefined()) return std::nan("");
  return TRY(vm::to_number(agent, value)).as_number();
}

Completion<double> compact(Value value) {
  if (value.is_boolean())
    return value.as_boolean() ? InspectOptions::k_compact : InspectOptions::k_not_compact;
  return value.is_number() ? std::max(value.as_number(), 0.0) : InspectOptions::k_not_compact;
}

InspectOptions::Getters getters(Value value) {
  using Getters = InspectOptions::Getters;
  if (value.is_boolean()) return value.as_boolean() ? Getters::All : Getters::No;
  if (!value.is_string()) return Getters::No;
  const std::string text = value.as_string()->to_wtf8();
  return text == "get" ? Getters::WithoutSetter : text == "set" ? Getters::WithSetter : Getters::No;
}

Value getters_value(Agent& agent, InspectOptions::Getters getters) {
  using Getters = InspectOptions::Getters;
  switch (getters) {
    case Getters::No:
      return Value::boolean(false);
    case Getters::All:
      return Value::boolean(true);
    case Getters::WithoutSetter:
      return vm::intern(agent, "get");
    case Getters::WithSetter:
      return vm::intern(agent, "set");
  }
  __builtin_unreachable();
}

/// \return whether there is such an option
Completion<bool> read_option(Agent& agent, std::string_view name, Value value, InspectOptions& options) {
  if (name == "showHidden") {
    options.shows_hidden = vm::to_boolean(value);
  } else if (name == "depth") {
    options.depth = TRY(limit(agent, value, std::nan("")));
  } else if (name == "colors") {
    options.colour = vm::to_boolean(value);
  } else if (name == "customInspect") {
    options.calls_custom = vm::to_boolean(value);
  } else if (name == "showProxy") {
    options.shows_proxy = vm::to_boolean(value);
  } else if (name == "maxArrayLength") {
    options.max_array_length = TRY(limit(agent, value, InspectOptions::k_infinity));
  } else if (name == "maxStringLength") {
    options.max_string_length = TRY(limit(agent, value, InspectOptions::k_infinity));
  } else if (name == "breakLength") {
    options.break_length = TRY(limit(agent, value, 0));
  } else if (name == "compact") {
    options.compact = TRY(compact(value));
  } else if (name == "sorted") {
    options.is_sorted = vm::to_boolean(value);
    options.comparator = vm::is_callable(value) ? value.as_object() : nullptr;
  } else if (name == "getters") {
    options.getters = getters(value);
  } else if (name == "numericSeparator") {
    options.has_numeric_separator = vm::to_boolean(value);
  } else {
    return name == "stylize";
  }
  return true;
}

}  // namespace

Completion<void> read_inspect_options(Agent& agent, Object* given, InspectOptions& options) {
  vm::RootedKeys keys(agent);
  TRY(vm::internal_own_property_keys(agent, given, keys.items()));
  for (const PropertyKey key : keys) {
    if (key.is_symbol()) continue;
    const auto property = TRY(vm::internal_get_own_property(agent, given, key));
    if (!property || !property->enumerable.value_or(false)) continue;
    const std::string name = vm::to_value(agent, key).as_string()->to_wtf8();
    const Value value = TRY(vm::get(agent, given, key));
    if (!TRY(read_option(agent, name, value, options))) options.given = given;
  }
  return {};
}

Completion<Object*> make_options_object(Agent& agent, const InspectOptions& options, double depth,
                                        bool is_foreign) {
  Object* object = vm::ordinary_object_create(
      agent, is_foreign ? nullptr : agent.intrinsic(vm::Intrinsic::ObjectPrototype));
  const auto add = [&](std::string_view name, Value value) {
    return vm::create_data_property_or_throw(agent, object, PropertyKey::atom(vm::intern(agent, name)),
                                             value);
  };
  if (options.functions != nullptr) TRY(add("stylize", options.functions->stylize(options.colour)));
  TRY(add("showHidden", Value::boolean(options.shows_hidden)));
  TRY(add("depth", std::isnan(depth) ? Value::null() : Value::number(depth)));
  TRY(add("colors", Value::boolean(options.colour)));
  TRY(add("customInspect", Value::boolean(options.calls_custom)));
  TRY(add("showProxy", Value::boolean(options.shows_proxy)));
  TRY(add("maxArrayLength", Value::number(options.max_array_length)));
  TRY(add("maxStringLength", Value::number(options.max_string_length)));
  TRY(add("breakLength", Value::number(options.break_length)));
  const bool has_levels = options.compact >= 0;
  TRY(add("compact", has_levels ? Value::number(options.compact)
                                : Value::boolean(options.compact == InspectOptions::k_compact)));
  if (options.comparator == nullptr) TRY(add("sorted", Value::boolean(options.is_sorted)));
  if (options.comparator != nullptr && !is_foreign) TRY(add("sorted", options.comparator));
  TRY(add("getters", getters_value(agent, options.getters)));
  TRY(add("numericSeparator", Value::boolean(options.has_numeric_separator)));
  if (options.given == nullptr) return object;
  vm::RootedKeys keys(agent);
  TRY(vm::internal_own_property_keys(agent, options.given, keys.items()));
  for (const PropertyKey key : keys) {
    const auto property = TRY(vm::internal_get_own_property(agent, options.given, key));
    if (!property || !property->enumerable.value_or(false)) continue;
    const Value value = TRY(vm::get(agent, options.given, key));
    if (!is_foreign || !value.is_object()) TRY(vm::create_data_property_or_throw(agent, object, key, value));
  }
  return object;
}

}  // namespace orrery::display
