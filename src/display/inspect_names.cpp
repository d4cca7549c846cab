// Names of classes and functions.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "display/inspector.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Intrinsic;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

struct WellKnownPrototype {
  Intrinsic prototype;
  std::string_view name;
};

/// Their objects are known by the prototype, whatever its `constructor` has become.
constexpr WellKnownPrototype k_well_known_prototypes[] = {
    {Intrinsic::ObjectPrototype, "Object"},
    {Intrinsic::ArrayPrototype, "Array"},
    {Intrinsic::FunctionPrototype, "Function"},
    {Intrinsic::MapPrototype, "Map"},
    {Intrinsic::SetPrototype, "Set"},
    {Intrinsic::ArrayBufferPrototype, "ArrayBuffer"},
    {Intrinsic::TypedArrayPrototype, "TypedArray"},
    {Intrinsic::RegExpPrototype, "RegExp"},
    {Intrinsic::DatePrototype, "Date"},
    {Intrinsic::DataViewPrototype, "DataView"},
    {Intrinsic::ErrorPrototype, "Error"},
    {Intrinsic::AggregateErrorPrototype, "AggregateError"},
    {Intrinsic::RangeErrorPrototype, "RangeError"},
    {Intrinsic::TypeErrorPrototype, "TypeError"},
    {Intrinsic::BooleanPrototype, "Boolean"},
    {Intrinsic::NumberPrototype, "Number"},
    {Intrinsic::StringPrototype, "String"},
    {Intrinsic::PromisePrototype, "Promise"},
    {Intrinsic::WeakMapPrototype, "WeakMap"},
    {Intrinsic::WeakSetPrototype, "WeakSet"},
};

std::string_view well_known_prototype_name(vm::Agent& agent, const Object* object) {
  for (const auto& [prototype, name] : k_well_known_prototypes) {
    if (agent.realm().made_intrinsic(prototype) == object) return name;
  }
  return {};
}

/// What the language itself put on the global object, sorted: classes of these names have no properties that
/// are the user's.
constexpr std::array k_builtin_classes = std::to_array<std::string_view>({
    "AggregateError",
    "Array",
    "ArrayBuffer",
    "Atomics",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "Boolean",
    "DataView",
    "Date",
    "Error",
    "EvalError",
    "FinalizationRegistry",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Function",
    "Infinity",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Intl",
    "JSON",
    "Map",
    "Math",
    "NaN",
    "Number",
    "Object",
    "Promise",
    "Proxy",
    "RangeError",
    "ReferenceError",
    "Reflect",
    "RegExp",
    "Set",
    "String",
    "SuppressedError",
    "Symbol",
    "SyntaxError",
    "Temporal",
    "TypeError",
    "URIError",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakRef",
    "WeakSet",
    "WebAssembly",
});

bool is_builtin_class(std::string_view name) {
  return std::ranges::binary_search(k_builtin_classes, name);
}

}  // namespace

bool is_builtin_class_name(std::string_view name) {
  return is_builtin_class(name);
}

/// The object's class and tag, and what its own classes' prototypes have.
Completion<void> Inspector::name_class(Subject& subject) {
  const bool adds_properties = options_.shows_hidden && !is_too_deep(subject.level);
  subject.constructor = TRY(constructor_name(subject.object, subject.level,
                                             adds_properties ? &subject.prototype_properties : nullptr));
  const PropertyKey key = agent_.names().symbol_to_string_tag;
  Value tag = TRY(read_if_it_goes(subject.object, key));
  // What the standard's getter would give.
  if (reading_ == Reading::Looking && tag.is_undefined() && subject.object->kind() == CellKind::TypedArray)
    subject.tag = static_cast<vm::TypedArray*>(subject.object)->array_name();
  if (!tag.is_string() || tag.as_string()->is_empty()) return {};
  // One that will be shown as a property is not shown twice.
  const auto property = TRY(own(subject.object, key));
  if (property && (options_.shows_hidden || property->enumerable.value_or(false))) return {};
  subject.tag = tag.as_string()->to_wtf8();
  return {};
}

/// The name of its class; nothing for an object without prototype.
/// \param prototype_properties  gets those of the classes that are the user's; null: they are not wanted
Completion<std::optional<std::string>> Inspector::constructor_name(
    Object* object, double level, std::vector<std::string>* prototype_properties) {
  Object* first = object;
  TRY(go_to_prototype(first));
  std::size_t steps = 0;
  for (Object* each = object; each != nullptr; TRY(go_to_prototype(each)), steps++) {
    TRY(loop_.next_round());
    if (const std::string_view name = well_known_prototype_name(agent_, each); !name.empty() && steps > 0) {
      if (prototype_properties != nullptr && steps > 1)
        TRY(add_prototype_properties(object, first, level, *prototype_properties));
      return std::optional(std::string(name));
    }
    const auto property = TRY(own(each, agent_.names().constructor));
    if (!property || !property->value || !vm::is_callable(*property->value)) continue;
    Object* constructor = property->value->as_object();
    Value name = TRY(read(constructor, agent_.names().name));
    if (name.is_string() ? name.as_string()->is_empty() : reading_ == Reading::Looking) continue;
    if (!TRY(is_instance(object, constructor))) continue;
    std::string text = TRY(text_of(name));
    // The first prototype counts as such only if something came before it.
    const bool is_first = steps == 1;
    if (prototype_properties != nullptr && (!is_first || !is_builtin_class(text)))
      TRY(add_prototype_properties(object, steps == 0 ? object : first, level, *prototype_properties));
    return std::optional(std::move(text));
  }
  if (first == nullptr) return std::optional<std::string>();
  const std::string kind = kind_name(object);
  const vm::NativeEntry entry(agent_);
  const bool has_stack = !entry.check().is_thrown();
  if (!has_stack && agent_.is_terminating()) return vm::Thrown{};
  if (!has_stack) agent_.take_exception();
  if (!has_stack || is_too_deep(level)) return std::optional(fmt::format("{} <Complex prototype>", kind));
  const auto inherited = TRY(constructor_name(first, level + 1, prototype_properties));
  if (inherited) return std::optional(fmt::format("{} <{}>", kind, *inherited));
  InspectOptions options = options_;
  options.calls_custom = false;
  options.depth = -1;
  Inspector inner(agent_, options, reading_);
  return std::optional(fmt::format("{} <{}>", kind, TRY(inner.value(first))));
}

/// What up to three prototypes have that are no methods and not the language's own.
Completion<void> Inspector::add_prototype_properties(Object* instance, Object* first, double level,
                                                     std::vector<std::string>& output) {
  constexpr int k_layers = 3;
  vm::RootedKeys seen(agent_);
  vm::RootedKeys keys(agent_);
  Object* prototype = first;
  for (int layer = 0; layer < k_layers; layer++) {
    if (layer != 0 || instance == prototype) {
      TRY(go_to_prototype(prototype));
      if (prototype == nullptr) return {};
      const auto constructor = TRY(own(prototype, agent_.names().constructor));
      if (constructor && constructor->value && vm::is_callable(*constructor->value)) {
        const Value name = TRY(read(constructor->value->as_object(), agent_.names().name));
        if (name.is_string() && is_builtin_class(name.as_string()->to_wtf8())) return {};
      }
    }
    seen.items().insert(seen.items().end(), keys.begin(), keys.end());
    keys.items().clear();
    TRY(vm::internal_own_property_keys(agent_, prototype, keys.items()));
    around_.items().push_back(instance);
    for (const PropertyKey key : keys) {
      TRY(loop_.next_round());
      if (key == agent_.names().constructor || TRY(has_own(instance, key))) continue;
      if (layer != 0 && std::ranges::find(seen.items(), key) != seen.items().end()) continue;
      const auto property = TRY(own(prototype, key));
      if (!property || (property->value && vm::is_callable(*property->value))) continue;
      std::string text = TRY(this->property(prototype, key, level, Sort::Object, instance)).take();
      // Faint.
      output.push_back(options_.colour ? fmt::format("\x1b[2m{}\x1b[22m", text) : std::move(text));
    }
    around_.items().pop_back();
  }
  return {};
}

/// What the language itself made the object as, or the class that it inherits from.
std::string Inspector::kind_name(Object* object) {
  switch (object->kind()) {
    case CellKind::Array:
      return "Array";
    case CellKind::Error:
      return "Error";
    case CellKind::Promise:
      return "Promise";
    case CellKind::StringObject:
      return "String";
    case CellKind::RegExp:
      return "RegExp";
    case CellKind::Map:
      return "Map";
    case CellKind::Set:
      return "Set";
    case CellKind::WeakMap:
      return "WeakMap";
    case CellKind::WeakSet:
      return "WeakSet";
    case CellKind::WeakRef:
      return "WeakRef";
    case CellKind::Date:
      return "Date";
    case CellKind::ArrayBuffer:
      return "ArrayBuffer";
    case CellKind::SharedArrayBuffer:
      return "SharedArrayBuffer";
    case CellKind::DataView:
      return "DataView";
    case CellKind::TypedArray:
      return std::string(static_cast<vm::TypedArray*>(object)->array_name());
    case CellKind::PrimitiveObject: {
      const Value primitive = static_cast<vm::PrimitiveObject*>(object)->primitive();
      return primitive.is_boolean()  ? "Boolean"
             : primitive.is_number() ? "Number"
             : primitive.is_bigint() ? "BigInt"
                                     : "Symbol";
    }
    default:
      break;
  }
  if (object->is_callable()) return "Function";
  // As V8 does it, without script.
  for (Object* each = object; each != nullptr && each->kind() != CellKind::Proxy; each = each->prototype()) {
    const auto own_value = [&](PropertyKey key) {
      auto property = vm::internal_get_own_property(agent_, each, key);
      if (property.is_thrown()) {
        if (!agent_.is_terminating()) agent_.take_exception();
        return Value::undefined();
      }
      return property.value() && property.value()->value ? *property.value()->value : Value::undefined();
    };
    const Value tag = own_value(agent_.names().symbol_to_string_tag);
    if (tag.is_string()) return tag.as_string()->to_wtf8();
    const Value constructor = own_value(agent_.names().constructor);
    if (!vm::is_callable(constructor)) continue;
    std::string name = vm::function_name_text(agent_, constructor.as_object());
    if (!name.empty() && name != "Object") return name;
  }
  return "Object";
}

std::string Inspector::prefix(const std::optional<std::string>& constructor, std::string_view tag,
                              std::string_view fallback, std::string_view size) {
  if (!constructor) {
    std::string text = fmt::format("[{}{}: null prototype] ", fallback, size);
    if (!tag.empty() && tag != fallback) text += fmt::format("[{}] ", tag);
    return text;
  }
  if (tag.empty()) return fmt::format("{}{} ", *constructor, size);
  // `Intl.NumberFormat`
  const std::size_t dot = tag.rfind('.');
  const std::string_view last = dot != std::string_view::npos && dot >= 1 ? tag.substr(dot + 1) : tag;
  if (*constructor == last) return fmt::format("{}{} ", tag, size);
  return fmt::format("{}{} [{}] ", *constructor, size, tag);
}

std::string Inspector::general_prefix(const Subject& subject) {
  std::string fallback;
  if (!subject.constructor) {
    fallback = kind_name(subject.object);
    if (fallback == subject.tag) fallback = "Object";
  }
  return prefix(subject, fallback);
}

// Functions -------------------------------------------------------------------------------------------------

namespace {

std::string_view function_sort(Object* function) {
  if (function->kind() != CellKind::Function) return "Function";
  const bytecode::FunctionHeader& header = static_cast<vm::Function*>(function)->executable()->header();
  if (header.is_async) return header.is_generator ? "AsyncGeneratorFunction" : "AsyncFunction";
  return header.is_generator ? "GeneratorFunction" : "Function";
}

}  // namespace

/// `[AsyncFunction: name]`
Completion<std::string> Inspector::function_base(Subject& subject) {
  Object* function = subject.object;
  if (function->has_flag(Object::k_is_class_constructor)) return class_base(subject);
  const std::string_view sort = function_sort(function);
  const Value name = TRY(read(function, agent_.names().name));
  std::string text = fmt::format("[{}{}", sort, subject.constructor ? "" : " (null prototype)");
  if ((name.is_string() && name.as_string()->is_empty()) ||
      (reading_ == Reading::Looking && !name.is_string())) {
    text += " (anonymous)";
  } else {
    text += ": " + (name.is_string() ? name.as_string()->to_wtf8() : TRY(value(name, k_unknown_level)));
  }
  text += "]";
  if (subject.constructor && *subject.constructor != sort) text += " " + *subject.constructor;
  if (!subject.tag.empty() && subject.tag != subject.constructor) text += fmt::format(" [{}]", subject.tag);
  return text;
}

/// `[class A extends B]`
Completion<std::string> Inspector::class_base(Subject& subject) {
  Object* function = subject.object;
  std::string name;
  if (TRY(has_own(function, agent_.names().name))) {
    const Value value = TRY(read(function, agent_.names().name));
    if (value.is_string() || value.is_object()) name = TRY(text_of(value));
  }
  std::string text = "[class " + (name.empty() ? "(anonymous)" : name);
  if (subject.constructor && *subject.constructor != "Function")
    text += fmt::format(" [{}]", *subject.constructor);
  if (!subject.tag.empty() && subject.tag != subject.constructor) text += fmt::format(" [{}]", subject.tag);
  if (!subject.constructor) return text + " extends [null prototype]]";
  Object* parent = function;
  TRY(go_to_prototype(parent));
  if (parent != nullptr) {
    const Value value = TRY(read(parent, agent_.names().name));
    const std::string parent_name = value.is_string() || value.is_object() ? TRY(text_of(value)) : "";
    if (!parent_name.empty()) text += " extends " + parent_name;
  }
  return text + "]";
}

}  // namespace orrery::display
