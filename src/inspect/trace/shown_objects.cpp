#include "inspect/trace/shown_objects.h"

#include <array>
#include <bit>
#include <utility>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/objects/array.h"
#include "vm/promises/promise.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using events::ValueTag;
using vm::CellKind;
using vm::Object;
using vm::Value;

namespace {

/// How many properties are shown of what is met at which depth.
constexpr std::array<std::size_t, 3> k_properties_at = {100, 10, 0};

constexpr std::size_t k_longest_text = events::Value::k_longest_text;

}  // namespace

events::Value ShownObjects::value_at(Value value, std::uint8_t depth) {
  if (value.is_empty() || value.is_thrown()) return {};
  if (value.is_undefined()) return {.tag = ValueTag::Undefined};
  if (value.is_null()) return {.tag = ValueTag::Null};
  if (value.is_boolean()) return {.tag = value.is_true() ? ValueTag::True : ValueTag::False};
  if (value.is_int32()) return {.tag = ValueTag::Integer, .integer = value.as_int32()};
  if (value.is_double())
    return {.tag = ValueTag::Double, .bits = std::bit_cast<std::uint64_t>(value.as_double())};
  if (value.is_string()) {
    const vm::String* string = value.as_string();
    return {
        .tag = ValueTag::String, .length = string->length(), .text = keep(start_of(string, k_longest_text))};
  }
  if (value.is_symbol()) {
    const vm::String* description = value.as_symbol()->description();
    return {.tag = ValueTag::Symbol,
            .text = keep(description == nullptr ? "" : start_of(description, k_longest_text))};
  }
  if (value.is_bigint())
    return {.tag = ValueTag::BigInt, .text = keep(start_of_digits(value.as_bigint(), k_longest_text))};
  // What is no value of the language, in registers that a compiler keeps for itself.
  if (!value.is_object()) return {};
  return object_at(value.as_object(), depth);
}

events::Value ShownObjects::object_at(Object* object, std::uint8_t depth) {
  const Number number = definitions_.objects().of(object).number;
  if (shown_.size() <= number) shown_.resize(number + 1);
  if (depth < shown_[number].depth) show(object, number, depth);
  if (!object->is_callable() || object->kind() == CellKind::Proxy)
    return {.tag = ValueTag::Object, .object = number};
  return {.tag = ValueTag::Function, .object = number, .function = definitions_.function(object)};
}

void ShownObjects::show(const Object* object, Number number, std::uint8_t depth) {
  // Before what it holds, which may hold it.
  shown_[number] = {.fingerprint = depth == 0 ? fingerprint(object) : 0, .depth = depth};
  const SeenProperties seen = look_at(object, k_properties_at[depth]);
  const auto deeper = static_cast<std::uint8_t>(depth < k_deepest ? depth + 1 : k_deepest);
  std::vector<events::Property> properties;
  properties.reserve(seen.items.size());
  for (const SeenProperty& property : seen.items) {
    properties.push_back({.key = value_at(property.key, deeper), .value = value_at(property.value, deeper)});
  }
  if (depth == 0 && object->kind() == CellKind::Promise)
    (void)value_at(static_cast<const vm::Promise*>(object)->result(), deeper);
  shown_count_++;
  sink_.on(events::ObjectShown{.object = number,
                               .class_name = definitions_.name(class_of(agent_, object)),
                               .preview = keep(preview_of(agent_, object)),
                               .properties = properties,
                               .more = seen.more});
}

void ShownObjects::look_again(const Object* object) {
  const Number number = definitions_.objects().find(object);
  if (number == 0 || number >= shown_.size() || shown_[number].depth != 0) return;
  if (shown_[number].fingerprint != fingerprint(object)) show(object, number, 0);
}

void ShownObjects::note_change(const Object* object) {
  const Number number = definitions_.objects().find(object);
  if (number == 0 || number >= shown_.size() || shown_[number].depth != 0) return;
  shown_[number].fingerprint = fingerprint(object);
}

/// Of what would be shown. Two that have the same are taken for the same.
std::uint64_t ShownObjects::fingerprint(const Object* object) const {
  constexpr std::uint64_t k_factor = 0x9e37'79b9'7f4a'7c15;
  const SeenProperties seen = look_at(object, k_properties_at[0]);
  std::uint64_t result = seen.more + 1;
  const auto add = [&](std::uint64_t bits) { result = std::rotl((result ^ bits) * k_factor, 29); };
  for (const SeenProperty& property : seen.items) {
    add(property.key.bits());
    add(property.value.bits());
  }
  if (object->kind() == CellKind::Array) add(static_cast<const vm::Array*>(object)->length());
  if (object->kind() == CellKind::Promise)
    add(static_cast<std::uint64_t>(static_cast<const vm::Promise*>(object)->state()) + 1);
  return result;
}

}  // namespace orrery::inspect
