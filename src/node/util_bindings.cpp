// What util, assert and the modules behind them call in C++.

#include <algorithm>
#include <string>

#include "base/unicode/utf.h"
#include "display/inspect.h"
#include "display/value_text.h"
#include "node/bindings.h"
#include "node/builtin_modules.h"
#include "node/environment.h"
#include "vm/cell_kinds.h"
#include "vm/errors/error_object.h"
#include "vm/errors/frame_text.h"
#include "vm/errors/places.h"
#include "vm/functions/function.h"
#include "vm/objects/array.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/proxy.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// What is given as a number, at least 0; nothing else is a limit.
double limit(Value value, double otherwise) {
  return value.is_number() ? std::max(value.as_number(), 0.0) : otherwise;
}

/// `inspection()`: the functions of util.inspect, by name
Completion<Value> inspection(Agent& agent, NativeFrame& frame) {
  display::InspectFunctions& functions = BuiltinModules::of(frame).inspection();
  vm::Object* result = vm::ordinary_object_create(agent, nullptr);
  const auto add = [&](std::string_view name, vm::Object* function) {
    return vm::create_data_property_or_throw(agent, result, vm::PropertyKey::atom(vm::intern(agent, name)),
                                             function);
  };
  TRY(add("inspect", functions.inspect()));
  TRY(add("format", functions.format()));
  TRY(add("formatWithOptions", functions.format_with_options()));
  return result;
}

/// `inspectDefaults()`: a new object with the options that hold where a program gives none
Completion<Value> inspect_defaults(Agent& agent, NativeFrame& frame) {
  display::InspectOptions options = BuiltinModules::of(frame).inspection().defaults();
  options.functions = nullptr;
  return TRY(display::make_options_object(agent, options, options.depth, false));
}

/// `setInspectDefaults(options)`
Completion<Value> set_inspect_defaults(Agent&, NativeFrame& frame) {
  TRY(BuiltinModules::of(frame).inspection().set_defaults(frame.argument(0).as_object()));
  return Value::undefined();
}

constexpr std::string_view k_kind_names[] = {
#define CELL(Kind, Class, has_finalizer)
#define OBJECT(Kind, Class, methods) #Kind,
#include "vm/cells.def"
#undef OBJECT
#undef CELL
};

/// `kindOf(value)`: "Map", "Date", … as vm/cells.def calls it; undefined: it is no object
Completion<Value> kind_of(Agent& agent, NativeFrame& frame) {
  if (!frame.argument(0).is_object()) return Value::undefined();
  vm::Object* object = frame.argument(0).as_object();
  if (object->kind() == vm::CellKind::Proxy && static_cast<vm::Proxy*>(object)->stands_for_target())
    object = static_cast<vm::Proxy*>(object)->target();
  const auto kind = static_cast<std::size_t>(object->kind());
  return Value(vm::intern(agent, k_kind_names[kind - static_cast<std::size_t>(vm::CellKind::Object)]));
}

/// `primitiveType(wrapper)`: what typeof says of the value in a PrimitiveObject
Completion<Value> primitive_type(Agent& agent, NativeFrame& frame) {
  const Value value = static_cast<vm::PrimitiveObject*>(frame.argument(0).as_object())->primitive();
  const char* type = value.is_boolean()  ? "boolean"
                     : value.is_number() ? "number"
                     : value.is_symbol() ? "symbol"
                                         : "bigint";
  return Value(vm::intern(agent, type));
}

/// `isFunctionOf(value, isAsync, isGenerator)`: a function of a program with at least these marks
Completion<Value> is_function_of(Agent&, NativeFrame& frame) {
  if (!frame.argument(0).is_cell_of(vm::CellKind::Function)) return Value::boolean(false);
  const auto& header = static_cast<vm::Function*>(frame.argument(0).as_object())->executable()->header();
  const bool wants_async = frame.argument(1).is_identical(Value::boolean(true));
  const bool wants_generator = frame.argument(2).is_identical(Value::boolean(true));
  return Value::boolean((!wants_async || header.is_async) && (!wants_generator || header.is_generator));
}

/// `writeError(text)`: a line on standard error
Completion<Value> write_error(Agent& agent, NativeFrame& frame) {
  const std::string text = TRY(vm::to_string(agent, frame.argument(0)))->to_wtf8() + "\n";
  const std::string line = base::utf8_from_wtf8(text);
  Environment::of(agent).host().write(Host::Stream::Error, line);
  return Value::undefined();
}

/// `callSites(count, above)`: of each frame, the innermost first, [function, file, line, column]
Completion<Value> call_sites(Agent& agent, NativeFrame& frame) {
  const auto count = static_cast<std::size_t>(frame.argument(0).as_number());
  vm::Object* above = frame.argument(1).is_object() ? frame.argument(1).as_object() : nullptr;
  const vm::StackTrace* trace = vm::capture_stack_trace(agent, Value::undefined(), above, count);
  vm::ValueList* sites = vm::ValueList::make(agent.heap());
  for (const vm::StackTrace::Entry& entry : trace->entries()) {
    vm::NamedPlace place;
    if (entry.executable != nullptr) place = vm::place_in_code(*entry.executable, entry.offset);
    const std::string function = entry.combinator == nullptr ? vm::frame_function_name(agent, entry) : "";
    const Value site[] = {TRY(vm::make_string_from_utf8(agent, function)),
                          TRY(vm::make_string_from_utf8(agent, place.file)), Value::number(place.line),
                          Value::number(place.column)};
    sites->append(agent.heap(), Value(TRY(vm::create_array_from_list(agent, site))));
  }
  return TRY(vm::create_array_from_list(agent, sites->values()));
}

constexpr vm::BuiltinRow k_util_bindings_rows[] = {
    vm::method("callSites", 2, call_sites),
    vm::method("inspect", 6, inspect),
    vm::method("inspection", 0, inspection),
    vm::method("inspectDefaults", 0, inspect_defaults),
    vm::method("setInspectDefaults", 1, set_inspect_defaults),
    vm::method("kindOf", 1, kind_of),
    vm::method("primitiveType", 1, primitive_type),
    vm::method("isFunctionOf", 3, is_function_of),
    vm::method("writeError", 1, write_error),
};

constexpr vm::BuiltinRow k_util_rows[] = {vm::method("writeError", 1, write_error)};

}  // namespace

Completion<Value> inspect(Agent& agent, NativeFrame& frame) {
  const display::InspectOptions usual;
  const display::InspectOptions options{
      .shows_hidden = frame.argument(4).is_identical(Value::boolean(true)),
      .depth = frame.argument(1).is_number() ? frame.argument(1).as_number() : usual.depth,
      .colour = frame.argument(2).is_identical(Value::boolean(true)),
      .max_array_length = limit(frame.argument(5), usual.max_array_length),
      .break_length = limit(frame.argument(3), usual.break_length),
  };
  return vm::make_string_from_utf8(agent, display::value_text(agent, frame.argument(0), options));
}

constexpr std::span<const vm::BuiltinRow> k_inspection_bindings = k_util_bindings_rows;
constexpr std::span<const vm::BuiltinRow> k_util_bindings = k_util_rows;

}  // namespace orrery::node
