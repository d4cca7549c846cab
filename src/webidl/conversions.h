#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/platform_object.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string.h"
#include "vm/value.h"

namespace orrery::webidl {

/// [DOC] Conversions
///
/// https://webidl.spec.whatwg.org/#js-type-mapping: from JavaScript values to IDL's types, `convert_…`, and
/// back, `to_value`. IDL's types in C++:
///
///   any, object              vm::Value, vm::Object*
///   boolean                  bool
///   byte … unsigned long long  std::int8_t … std::uint64_t
///   float, double            float, double
///   DOMString, USVString, ByteString   vm::String*
///   an interface             a pointer to its class, derived from vm::PlatformObject
///   a callback function, a callback interface   vm::Object*
///   T?                       T* where it is a pointer, which may be null; else std::optional<T>
///   a dictionary             a struct with its members in the order of IDL; optional where they may be
///   absent an enumeration           an enum class a union                  std::variant sequence<T>,
///   record<K, V>   Sequence<T> (sequences.h), Record<V> BufferSource             BufferSource
///   (buffer_sources.h)
///
/// All of them live on the machine stack while a binding runs, where the collector sees what they hold.
/// `where` is what the message of a TypeError begins with. Errors have Node's codes where the realm's have
/// any (vm/objects/platform_errors.h).

/// Throws a TypeError: "`where` `problem`".
vm::Thrown throw_not_convertible(vm::Agent& agent, std::string_view where, std::string_view problem);
/// The same of a number that is not in its type's range. INTEROP: a RangeError where errors have codes.
vm::Thrown throw_out_of_range(vm::Agent& agent, std::string_view where, double number);
/// A TypeError: fewer arguments than the operation requires
/// (https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm step 4).
vm::Thrown throw_too_few_arguments(vm::Agent& agent, std::string_view where, std::uint32_t required,
                                   std::uint32_t present);
/// `any... name`: all arguments from the one of that index on.
inline std::span<const vm::Value> arguments_from(const vm::NativeFrame& frame, std::uint32_t index) {
  const std::span<const vm::Value> all = frame.arguments();
  return index < all.size() ? all.subspan(index) : std::span<const vm::Value>();
}
/// A TypeError: no overload takes such arguments (step 12.19 of that).
vm::Thrown throw_no_overload(vm::Agent& agent, std::string_view where);
/// A TypeError: a value that no member of a union takes (https://webidl.spec.whatwg.org/#js-union step 20).
template <typename T>
vm::Completion<T> throw_not_of_union(vm::Agent& agent, std::string_view where) {
  return throw_not_convertible(agent, where, "is of none of the types it may be.");
}

// Numbers ---------------------------------------------------------------------------------------------------

enum class IntegerConversion : std::uint8_t { Modulo, Clamp, EnforceRange };

/// https://webidl.spec.whatwg.org/#abstract-opdef-converttoint, steps 6 and 7: of a Number, with
/// [EnforceRange] or [Clamp]. \return a whole number that the type holds; nothing where a TypeError is due
std::optional<double> convert_into_range(double number, unsigned bits, bool is_signed,
                                         IntegerConversion conversion);

/// https://webidl.spec.whatwg.org/#js-integer-types
template <std::integral T>
vm::Completion<T> convert_integer(vm::Agent& agent, vm::Value value, std::string_view where,
                                  IntegerConversion conversion = IntegerConversion::Modulo) {
  // OPTIMIZATION: most numbers are whole and fit.
  if (value.is_int32() && std::in_range<T>(value.as_int32())) return static_cast<T>(value.as_int32());
  const double number = TRY(vm::to_number(agent, value)).as_number();
  // Steps 8 to 12: modulo the type's size.
  if (conversion == IntegerConversion::Modulo) return static_cast<T>(vm::to_integer_modulo(number));
  const std::optional<double> converted =
      convert_into_range(number, sizeof(T) * 8, std::is_signed_v<T>, conversion);
  if (!converted) return throw_out_of_range(agent, where, number);
  return static_cast<T>(*converted);
}

/// https://webidl.spec.whatwg.org/#js-unrestricted-double
inline vm::Completion<double> convert_unrestricted_double(vm::Agent& agent, vm::Value value) {
  if (value.is_number()) return value.as_number();
  return TRY(vm::to_number(agent, value)).as_number();
}
/// https://webidl.spec.whatwg.org/#js-double
vm::Completion<double> convert_double(vm::Agent& agent, vm::Value value, std::string_view where);
/// https://webidl.spec.whatwg.org/#js-unrestricted-float
vm::Completion<float> convert_unrestricted_float(vm::Agent& agent, vm::Value value);
/// https://webidl.spec.whatwg.org/#js-float
vm::Completion<float> convert_float(vm::Agent& agent, vm::Value value, std::string_view where);
/// https://webidl.spec.whatwg.org/#js-boolean
bool convert_boolean(vm::Value value);

// Strings ---------------------------------------------------------------------------------------------------

/// https://webidl.spec.whatwg.org/#js-DOMString
inline vm::Completion<vm::String*> convert_dom_string(vm::Agent& agent, vm::Value value) {
  if (value.is_string()) [[likely]]
    return value.as_string();
  return vm::to_string(agent, value);
}
/// The same with [LegacyNullToEmptyString].
inline vm::Completion<vm::String*> convert_null_to_empty_string(vm::Agent& agent, vm::Value value) {
  if (value.is_null()) return vm::empty_string(agent);
  return convert_dom_string(agent, value);
}
/// https://webidl.spec.whatwg.org/#js-ByteString
vm::Completion<vm::String*> convert_byte_string(vm::Agent& agent, vm::Value value, std::string_view where);
/// https://webidl.spec.whatwg.org/#js-USVString
vm::Completion<vm::String*> convert_usv_string(vm::Agent& agent, vm::Value value);

/// https://webidl.spec.whatwg.org/#js-enumeration \return the place of the value among `names`
vm::Completion<std::size_t> convert_enumeration(vm::Agent& agent, vm::Value value,
                                                std::span<const std::string_view> names,
                                                std::string_view where);

// Objects ---------------------------------------------------------------------------------------------------

/// https://webidl.spec.whatwg.org/#js-object
vm::Completion<vm::Object*> convert_object(vm::Agent& agent, vm::Value value, std::string_view where);
/// https://webidl.spec.whatwg.org/#js-interface
template <typename T>
vm::Completion<T*> convert_interface(vm::Agent& agent, vm::Value value, std::string_view where) {
  if (T* object = vm::as_platform_object<T>(value)) [[likely]]
    return object;
  return throw_not_convertible(agent, where, "is not of type '" + std::string(T::k_interface.name) + "'.");
}
/// https://webidl.spec.whatwg.org/#js-callback-function
inline vm::Completion<vm::Object*> convert_callback_function(vm::Agent& agent, vm::Value value,
                                                             std::string_view where) {
  if (vm::is_callable(value)) [[likely]]
    return value.as_object();
  return throw_not_convertible(agent, where, "is not of type 'Function'.");
}

/// https://webidl.spec.whatwg.org/#js-dictionary: step 1, and how each member is looked up after it.
class DictionaryReader {
 public:
  /// A TypeError if `value` is neither an object nor undefined or null.
  static vm::Completion<DictionaryReader> of(vm::Agent& agent, vm::Value value, std::string_view where);
  /// The member's value, undefined if it is not there.
  vm::Completion<vm::Value> get(vm::Agent& agent, std::string_view member) const;
  bool is_empty() const { return object_ == nullptr; }

 private:
  explicit DictionaryReader(vm::Object* object) : object_(object) {}
  vm::Object* object_;  // null: undefined or null
};
/// A TypeError.
vm::Thrown throw_missing_member(vm::Agent& agent, std::string_view where, std::string_view member);

// Back ------------------------------------------------------------------------------------------------------

inline vm::Value to_value(vm::Agent&, vm::Value value) {
  return value;
}
inline vm::Value to_value(vm::Agent&, bool value) {
  return vm::Value::boolean(value);
}
template <typename T>
  requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
vm::Value to_value(vm::Agent&, T value) {
  if constexpr (std::is_same_v<T, std::int32_t>) {
    return vm::Value::int32(value);
  } else {
    return vm::Value::number(static_cast<double>(value));
  }
}
inline vm::Value to_value(vm::Agent&, vm::String* value) {
  return value == nullptr ? vm::Value::null() : vm::Value(value);
}
/// Also of platform objects.
inline vm::Value to_value(vm::Agent&, vm::Object* value) {
  return value == nullptr ? vm::Value::null() : vm::Value(value);
}
template <typename T>
vm::Value to_value(vm::Agent& agent, std::optional<T> value) {
  return value ? to_value(agent, *value) : vm::Value::null();
}

}  // namespace orrery::webidl
