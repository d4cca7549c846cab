#include "inspect/trace/looking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "base/number_text.h"
#include "base/unicode/utf.h"
#include "bytecode/code_block.h"
#include "gc/visitor.h"
#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/collections/keyed_collections.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/arguments.h"
#include "vm/objects/array.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/elements.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/sparse_elements.h"
#include "vm/objects/string_object.h"
#include "vm/promises/promise.h"
#include "vm/regexps/regexp_object.h"
#include "vm/shapes/shape.h"

namespace orrery::inspect {

using vm::CellKind;
using vm::Object;
using vm::Value;

// Texts -----------------------------------------------------------------------------------------------------

namespace {

/// The two halves of a rope.
class RopeHalves final : public gc::Visitor {
 public:
  explicit RopeHalves(vm::String* rope) { rope->visit(*this); }
  void visit_conservatively(std::uintptr_t) override {}
  vm::String* left = nullptr;
  vm::String* right = nullptr;

 private:
  void visit_cell(gc::Cell* cell) override {
    (left == nullptr ? left : right) = static_cast<vm::String*>(cell);
  }
};

/// Copies code units from the start, as many as there is room for, without flattening. \return how many
std::size_t copy_start(vm::String* text, std::span<char16_t> target) {
  constexpr std::size_t k_deepest = 1000;
  std::size_t copied = 0;
  // What stands to the right of where it has gone down: the nearest last.
  std::vector<vm::String*> waiting = {text};
  while (!waiting.empty() && copied < target.size()) {
    vm::String* part = waiting.back();
    waiting.pop_back();
    while (part->is_rope()) {
      if (waiting.size() == k_deepest) return copied;
      const RopeHalves halves(part);
      waiting.push_back(halves.right);
      part = halves.left;
    }
    const std::size_t count = std::min<std::size_t>(part->length(), target.size() - copied);
    if (part->is_latin1()) {
      std::ranges::copy(part->latin1().first(count), target.subspan(copied).begin());
    } else {
      std::ranges::copy(part->utf16().first(count), target.subspan(copied).begin());
    }
    copied += count;
  }
  return copied;
}

}  // namespace

std::string start_of(const vm::String* text, std::size_t units) {
  std::array<char16_t, 200> buffer;
  const std::size_t count =
      copy_start(const_cast<vm::String*>(text), std::span(buffer).first(std::min(units, buffer.size())));
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    char32_t code_point = buffer[i];
    if (base::is_high_surrogate(buffer[i]) && i + 1 < count && base::is_low_surrogate(buffer[i + 1])) {
      code_point = base::join_surrogates(buffer[i], buffer[i + 1]);
      ++i;
    }
    base::append_wtf8(result, code_point);
  }
  return result;
}

std::string digits_of(const vm::BigInt* number) {
  constexpr std::size_t k_most_limbs = 64;
  const auto limbs = number->limbs();
  if (limbs.empty()) return "0";
  const std::string sign = number->is_negative() ? "-" : "";
  if (limbs.size() > k_most_limbs) {
    constexpr std::size_t k_limb_bits = 8 * sizeof(limbs[0]);
    const std::size_t bits =
        (limbs.size() - 1) * k_limb_bits + static_cast<std::size_t>(std::bit_width(limbs.back()));
    return fmt::format("{}({} bits)", sign, bits);
  }
  std::vector<vm::kernels::Limb> copy(limbs.begin(), limbs.end());
  std::vector<std::uint8_t> digits(vm::kernels::max_digits(copy.size(), 10));
  digits.resize(vm::kernels::to_digits(digits.data(), copy, 10));
  std::string text = sign;
  auto first = std::ranges::find_if(digits, [](std::uint8_t digit) { return digit != 0; });
  for (; first != digits.end(); ++first) text += static_cast<char>('0' + *first);
  return text;
}

std::string start_of_digits(const vm::BigInt* number, std::size_t most) {
  std::string digits = digits_of(number);
  if (digits.size() <= most) return digits;
  return digits.substr(0, most) + "…";
}

// Properties ------------------------------------------------------------------------------------------------

namespace {

/// Where the value of the named property in `slot` is; empty: it is an accessor, or has not been made.
Value value_in_slot(const Object* object, std::uint32_t slot, vm::Attributes attributes) {
  if (attributes.is_accessor() || attributes.is_lazy() || !object->has_slot(slot)) return Value::empty();
  return object->slot(slot);
}

Value as_value(vm::PropertyKey key) {
  if (key.is_index()) return Value::number(key.as_index());
  return Value::cell(key.cell());
}

class Collector {
 public:
  Collector(const Object* object, std::size_t limit) : object_(object), limit_(limit) {}

  SeenProperties collect() {
    add_internal_slots();
    add_elements();
    add_named();
    return std::move(seen_);
  }

 private:
  void add(const SeenProperty& property) {
    if (seen_.items.size() < limit_) {
      seen_.items.push_back(property);
    } else {
      seen_.more++;
    }
  }

  void add_internal_slots() {
    switch (object_->kind()) {
      case CellKind::Map:
      case CellKind::Set: {
        const auto* collection = static_cast<const vm::KeyedCollection*>(object_);
        const vm::OrderedTable& table = *collection->table();
        const bool is_map = object_->kind() == CellKind::Map;
        for (std::uint32_t place = 0; place < table.end() && seen_.items.size() < limit_; ++place) {
          const Value key = table.key(place);
          if (!key.is_empty())
            add({.key = key, .value = is_map ? table.value(place) : key, .is_entry = true});
        }
        seen_.more += table.size() - seen_.items.size();
        return;
      }
      default:
        return;
    }
  }

  void add_elements() {
    const vm::Elements* elements = object_->elements();
    if (elements == nullptr) return;
    if (object_->has_flag(Object::k_has_sparse_elements)) {
      const auto* sparse = static_cast<const vm::SparseElements*>(elements);
      for (const std::uint32_t index : sparse->indices()) {
        const std::uint32_t place = *sparse->find(index);
        const bool is_accessor = sparse->attributes(place).is_accessor();
        add({.key = Value::number(index), .value = is_accessor ? Value::empty() : sparse->value(place)});
      }
      return;
    }
    std::uint32_t index = 0;
    for (; index < elements->length() && seen_.items.size() < limit_; ++index) {
      const Value value = elements->get(index);
      if (!value.is_empty()) add({.key = Value::number(index), .value = value});
    }
    seen_.more += elements->length() - index;
  }

  void add_named() {
    const vm::Shape* shape = object_->shape();
    const bool is_function = object_->is_callable();
    for (std::uint32_t slot = 0; slot < shape->slot_count(); ++slot) {
      const std::optional<vm::PropertyKey> key = shape->key_of(slot);
      if (!key) continue;
      const vm::Attributes attributes = shape->attributes_of(slot);
      // `length`, `name` and `prototype` of functions, methods of builtin objects.
      if (attributes.is_lazy() || (is_function && !attributes.enumerable())) continue;
      add({.key = as_value(*key), .value = value_in_slot(object_, slot, attributes)});
    }
  }

  const Object* object_;
  std::size_t limit_;
  SeenProperties seen_;
};

}  // namespace

std::optional<Value> look_at_own(const Object* object, vm::PropertyKey key) {
  if (key.is_array_index()) {
    if (object->elements() == nullptr) return std::nullopt;
    vm::OwnProperty found;
    if (!vm::find_element(object, key.as_index(), &found)) return std::nullopt;
    if (object->kind() == CellKind::MappedArguments) {
      const auto* arguments = static_cast<const vm::MappedArguments*>(object);
      if (arguments->is_mapped(key)) return arguments->parameter(key.as_index());
    }
    return found.attributes.is_accessor() ? Value::empty() : found.value;
  }
  const auto location = object->shape()->find(key);
  if (!location) return std::nullopt;
  return value_in_slot(object, location->slot, location->attributes);
}

SeenProperties look_at(const Object* object, std::size_t limit) {
  return Collector(object, limit).collect();
}

// Names -----------------------------------------------------------------------------------------------------

std::string name_of(const Object* function) {
  constexpr std::size_t k_longest = 100;
  const auto text_of = [](Value name) {
    if (name.is_string()) return start_of(name.as_string(), k_longest);
    if (name.is_symbol() && name.as_symbol()->description() != nullptr)
      return "[" + start_of(name.as_symbol()->description(), k_longest) + "]";
    return std::string();
  };
  switch (function->kind()) {
    case CellKind::Function: {
      const auto* closure = static_cast<const vm::Function*>(function);
      if (!closure->given_name().is_empty()) return text_of(closure->given_name());
      const vm::Executable& executable = *closure->executable();
      const bytecode::StringId name = executable.header().name;
      if (name == bytecode::StringId::none) return "";
      return std::string(executable.source()->program().string(name));
    }
    case CellKind::NativeFunction:
      return text_of(static_cast<const vm::NativeFunction*>(function)->name());
    case CellKind::BoundFunction:
      return "bound " + name_of(static_cast<const vm::BoundFunction*>(function)->target());
    default:
      return "";
  }
}

namespace {

std::string_view name_of_kind(CellKind kind) {
  switch (kind) {
    case CellKind::Function:
    case CellKind::NativeFunction:
    case CellKind::BoundFunction:
      return "Function";
    case CellKind::MappedArguments:
      return "Arguments";
    case CellKind::StringObject:
      return "String";
    default:
      break;
  }
  switch (kind) {
#define CELL(Kind, Class, has_finalizer) \
  case CellKind::Kind:                   \
    return #Kind;
#define OBJECT(Kind, Class, methods) CELL(Kind, Class, false)
#include "vm/cells.def"
#undef OBJECT
#undef CELL
  }
  return "Object";
}

}  // namespace

std::string class_of(vm::Agent& agent, const Object* object) {
  if (object->kind() == CellKind::Proxy) return "Proxy";
  // A prototype's own `constructor` says what its instances are.
  const Object* start = object->prototype() != nullptr ? object->prototype() : object;
  for (const Object* each = start; each != nullptr; each = each->prototype()) {
    if (each->kind() == CellKind::Proxy) break;
    const std::optional<Value> constructor = look_at_own(each, agent.names().constructor);
    if (!constructor) continue;
    if (!constructor->is_object() || !constructor->as_object()->is_callable()) break;
    const std::string name = name_of(constructor->as_object());
    if (!name.empty()) return name;
    break;
  }
  if (object->kind() == CellKind::PlatformObject)
    return std::string(static_cast<const vm::PlatformObject*>(object)->interface().name);
  return std::string(name_of_kind(object->kind()));
}

// Previews --------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t k_longest_preview = 100;
constexpr std::size_t k_items_of_preview = 5;

std::string short_text(Value value, vm::Agent& agent) {
  constexpr std::size_t k_longest = 20;
  if (value.is_empty()) return "…";
  if (value.is_undefined()) return "undefined";
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.is_true() ? "true" : "false";
  if (value.is_number()) return base::number_text(value.as_number());
  if (value.is_string()) {
    const bool is_cut = value.as_string()->length() > k_longest;
    return '"' + start_of(value.as_string(), k_longest) + (is_cut ? "…\"" : "\"");
  }
  if (value.is_symbol()) {
    const vm::String* description = value.as_symbol()->description();
    return "Symbol(" + (description == nullptr ? "" : start_of(description, k_longest)) + ")";
  }
  if (value.is_bigint()) return start_of_digits(value.as_bigint(), k_longest) + "n";
  const Object* object = value.as_object();
  if (object->is_callable()) return "ƒ " + name_of(object);
  if (object->kind() == CellKind::Array)
    return "Array(" + std::to_string(static_cast<const vm::Array*>(object)->length()) + ")";
  const std::string name = class_of(agent, object);
  return name == "Object" ? "{…}" : name;
}

std::string key_text(Value key, vm::Agent& agent) {
  if (key.is_string()) return start_of(key.as_string(), 30);
  if (key.is_symbol() && key.as_symbol()->is_private()) return start_of(key.as_symbol()->description(), 30);
  return key.is_symbol() ? "[" + short_text(key, agent) + "]" : short_text(key, agent);
}

std::string items_text(vm::Agent& agent, const Object* object) {
  const SeenProperties seen = look_at(object, k_items_of_preview);
  const bool is_array = object->kind() == CellKind::Array;
  std::string text;
  for (const SeenProperty& property : seen.items) {
    if (!text.empty()) text += ", ";
    if (property.is_entry) {
      text += short_text(property.key, agent);
      if (object->kind() == CellKind::Map) text += " => " + short_text(property.value, agent);
      continue;
    }
    if (!is_array || !property.key.is_number()) text += key_text(property.key, agent) + ": ";
    text += short_text(property.value, agent);
    if (text.size() > k_longest_preview) break;
  }
  if (seen.more > 0) text += text.empty() ? "…" : ", …";
  return text;
}

std::string promise_text(vm::Agent& agent, const vm::Promise* promise) {
  switch (promise->state()) {
    case vm::Promise::State::Pending:
      return "Promise {pending}";
    case vm::Promise::State::Fulfilled:
      return "Promise {fulfilled: " + short_text(promise->result(), agent) + "}";
    case vm::Promise::State::Rejected:
      return "Promise {rejected: " + short_text(promise->result(), agent) + "}";
  }
  return "";
}

std::string error_text(vm::Agent& agent, const Object* error) {
  const std::optional<Value> message = look_at_own(error, agent.names().message);
  std::string text = class_of(agent, error);
  if (message && message->is_string() && !message->as_string()->is_empty())
    text += ": " + start_of(message->as_string(), k_longest_preview);
  return text;
}

}  // namespace

std::string preview_of(vm::Agent& agent, const Object* object) {
  switch (object->kind()) {
    case CellKind::Array:
      return "[" + items_text(agent, object) + "]";
    case CellKind::Function:
      if (object->has_flag(Object::k_is_class_constructor)) return "class " + name_of(object);
      [[fallthrough]];
    case CellKind::NativeFunction:
    case CellKind::BoundFunction:
      return "ƒ " + name_of(object) + "()";
    case CellKind::Promise:
      return promise_text(agent, static_cast<const vm::Promise*>(object));
    case CellKind::Error:
      return error_text(agent, object);
    case CellKind::RegExp: {
      const vm::RegExpPattern* pattern = static_cast<const vm::RegExpObject*>(object)->pattern();
      return pattern == nullptr ? "RegExp" : "/" + start_of(pattern->source(), k_longest_preview) + "/";
    }
    case CellKind::StringObject:
      return "String {" + short_text(Value(static_cast<const vm::StringObject*>(object)->string()), agent) +
             "}";
    case CellKind::PrimitiveObject:
      return class_of(agent, object) + " {" +
             short_text(static_cast<const vm::PrimitiveObject*>(object)->primitive(), agent) + "}";
    case CellKind::Map:
    case CellKind::Set:
      return class_of(agent, object) + "(" +
             std::to_string(static_cast<const vm::KeyedCollection*>(object)->size()) + ") {" +
             items_text(agent, object) + "}";
    default: {
      const std::string name = class_of(agent, object);
      return (name == "Object" ? "" : name + " ") + "{" + items_text(agent, object) + "}";
    }
  }
}

}  // namespace orrery::inspect
