#include "vm/strings/property_key.h"

#include <optional>

#include "vm/agent.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/atom_table.h"

namespace orrery::vm {

namespace {

template <typename Unit>
std::optional<std::uint32_t> read_index(std::span<const Unit> units) {
  constexpr std::size_t k_max_digits = 10;
  if (units.empty() || units.size() > k_max_digits || (units[0] == '0' && units.size() > 1))
    return std::nullopt;
  std::uint64_t index = 0;
  for (const Unit unit : units) {
    if (unit < '0' || unit > '9') return std::nullopt;
    index = index * 10 + (unit - '0');
  }
  return index <= 0xffff'ffff ? std::optional(static_cast<std::uint32_t>(index)) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> to_index_key(String* string) {
  constexpr std::uint32_t k_max_length = 10;
  if (string->is_atom() || string->length() > k_max_length) return std::nullopt;
  return string->is_latin1() ? read_index(string->latin1()) : read_index(string->utf16());
}

PropertyKey to_key(Agent& agent, String* string) {
  if (string->is_atom()) return PropertyKey::atom(string);
  if (const auto index = to_index_key(string)) return PropertyKey::index(*index);
  return PropertyKey::atom(agent.atoms().intern(string));
}

Completion<PropertyKey> primitive_to_property_key(Agent& agent, Value value) {
  if (value.is_int32() && value.as_int32() >= 0)
    return PropertyKey::index(static_cast<std::uint32_t>(value.as_int32()));
  if (value.is_symbol()) return PropertyKey::symbol(value.as_symbol());
  if (value.is_number()) {
    const double number = value.as_number();
    if (number >= 0 && number <= 0xffff'ffff && std::trunc(number) == number)
      return PropertyKey::index(static_cast<std::uint32_t>(number));  // -0 is "0"
  }
  return to_key(agent, TRY(primitive_to_string(agent, value)));
}

Value to_value(Agent& agent, PropertyKey key) {
  if (!key.is_index()) return Value::cell(key.cell());
  return number_to_string(agent, static_cast<double>(key.as_index()));
}

String* intern(Agent& agent, std::string_view ascii) {
  return agent.atoms().intern(std::span(reinterpret_cast<const std::uint8_t*>(ascii.data()), ascii.size()));
}

}  // namespace orrery::vm
