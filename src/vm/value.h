#pragma once

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

#include "gc/cell.h"

namespace orrery::vm {

class Object;
class String;
class Symbol;
class BigInt;

enum class CellKind : std::uint8_t {
#define CELL(Kind, Class, finalizer) Kind,
#define OBJECT(Kind, Class, methods) Kind,
#include "vm/cells.def"
#undef OBJECT
#undef CELL
};

inline CellKind kind_of(const gc::Cell* cell) {
  return static_cast<CellKind>(cell->raw_kind());
}
constexpr bool is_object_kind(CellKind kind) {
  return kind >= CellKind::Object;
}

/// What cells that are values but no objects have in place of a shape: no shape has such an address.
struct PrimitiveShape {
  static constexpr std::uint32_t k_string = 1;
  static constexpr std::uint32_t k_symbol = 2;
  static constexpr std::uint32_t k_bigint = 3;
};

/// [DOC] Values
///
/// A value is 64 bits. Doubles are moved up by 2^49, so that everything below is free for others:
///
///   0000 pppp pppp pppp   a cell (bit 1 clear, as it is aligned)
///   0000 0000 0000 000x   undefined, null, true, false and the internal ones (bit 1 set)
///   0002 … fffc …         a double
///   fffe 0000 iiii iiii   a whole number of 32 bits
///
/// A number that is a whole one of 32 bits, -0 excepted, *may* be either; what makes numbers prefers the
/// second (Value::number()), and what reads them takes both.
///
/// Strings, symbols and BigInts have 0 in bytes 4 to 7, where objects have their shape, so that caches
/// compare that word without asking for the kind.
///
/// *Empty* is no value of the language: a hole of an array, an uninitialised binding. *Thrown* is what a
/// Completion<Value> holds when there is an exception, and is found nowhere else.
class Value {
 public:
  constexpr Value() : bits_(k_undefined) {}

  static constexpr Value from_bits(std::uint64_t bits) { return Value(bits); }
  static constexpr Value undefined() { return Value(k_undefined); }
  static constexpr Value null() { return Value(k_null); }
  static constexpr Value boolean(bool value) { return Value(k_false | static_cast<std::uint64_t>(value)); }
  static constexpr Value empty() { return Value(k_empty); }
  static constexpr Value thrown() { return Value(k_thrown); }
  static constexpr Value int32(std::int32_t value) {
    return Value(k_number_tag | static_cast<std::uint32_t>(value));
  }
  /// Any double; NaNs are made the one NaN.
  static Value float64(double value) {
    if (value != value) [[unlikely]]
      value = std::numeric_limits<double>::quiet_NaN();
    return Value(std::bit_cast<std::uint64_t>(value) + k_double_offset);
  }
  /// The same for what arithmetic gave: of NaNs made from our own only the sign can differ, and nobody sees
  /// that.
  static Value from_arithmetic(double value) {
    return Value(std::bit_cast<std::uint64_t>(value) + k_double_offset);
  }
  /// The number as a whole one where that is possible.
  static Value number(double value) {
    const auto whole =
        static_cast<std::int32_t>(value >= -2147483648.0 && value <= 2147483647.0 ? value : 0.5);
    if (whole == value && (whole != 0 || !std::signbit(value))) return int32(whole);
    return float64(value);
  }
  static Value number(std::uint32_t value) {
    return value <= 0x7fffffffu ? int32(static_cast<std::int32_t>(value)) : float64(value);
  }
  static Value number(std::int32_t value) { return int32(value); }
  static Value number(std::size_t value) { return number(static_cast<double>(value)); }
  static Value cell(const gc::Cell* cell) { return Value(reinterpret_cast<std::uint64_t>(cell)); }
  Value(const Object* object) : bits_(reinterpret_cast<std::uint64_t>(object)) {
    assert(object != nullptr);
  }  // NOLINT
  Value(const String* string) : bits_(reinterpret_cast<std::uint64_t>(string)) {
    assert(string != nullptr);
  }  // NOLINT
  Value(const Symbol* symbol) : bits_(reinterpret_cast<std::uint64_t>(symbol)) {
    assert(symbol != nullptr);
  }  // NOLINT
  Value(const BigInt* big) : bits_(reinterpret_cast<std::uint64_t>(big)) {
    assert(big != nullptr);
  }  // NOLINT

  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool is_undefined() const { return bits_ == k_undefined; }
  constexpr bool is_null() const { return bits_ == k_null; }
  constexpr bool is_nullish() const { return (bits_ & ~std::uint64_t{8}) == k_null; }
  constexpr bool is_boolean() const { return (bits_ & ~std::uint64_t{1}) == k_false; }
  constexpr bool is_true() const { return bits_ == k_true; }
  constexpr bool is_false() const { return bits_ == k_false; }
  constexpr bool is_empty() const { return bits_ == k_empty; }
  constexpr bool is_thrown() const { return bits_ == k_thrown; }
  constexpr bool is_int32() const { return bits_ >= k_number_tag; }
  constexpr bool is_number() const { return bits_ >= k_double_offset; }
  constexpr bool is_double() const { return is_number() && !is_int32(); }
  constexpr bool is_cell() const { return (bits_ & (k_number_tag | 2)) == 0; }
  bool is_cell_of(CellKind kind) const { return is_cell() && kind_of(as_cell()) == kind; }
  bool is_object() const { return is_cell() && is_object_kind(kind_of(as_cell())); }
  bool is_string() const { return is_cell_of(CellKind::String); }
  bool is_symbol() const { return is_cell_of(CellKind::Symbol); }
  bool is_bigint() const { return is_cell_of(CellKind::BigInt); }

  constexpr bool as_boolean() const { return (bits_ & 1) != 0; }
  constexpr std::int32_t as_int32() const { return static_cast<std::int32_t>(bits_); }
  double as_double() const { return std::bit_cast<double>(bits_ - k_double_offset); }
  /// Of either kind of number.
  double as_number() const { return is_int32() ? as_int32() : as_double(); }
  // NOLINTBEGIN(performance-no-int-to-ptr): a cell's value is its address.
  gc::Cell* as_cell() const { return reinterpret_cast<gc::Cell*>(bits_); }
  Object* as_object() const { return reinterpret_cast<Object*>(bits_); }
  String* as_string() const { return reinterpret_cast<String*>(bits_); }
  Symbol* as_symbol() const { return reinterpret_cast<Symbol*>(bits_); }
  BigInt* as_bigint() const { return reinterpret_cast<BigInt*>(bits_); }
  // NOLINTEND(performance-no-int-to-ptr)

  /// The same bits: neither SameValue nor ===.
  constexpr bool is_identical(Value other) const { return bits_ == other.bits_; }

  static constexpr std::uint64_t k_double_offset = std::uint64_t{1} << 49;
  static constexpr std::uint64_t k_number_tag = 0xfffe'0000'0000'0000;
  static constexpr std::uint64_t k_null = 0x02;
  static constexpr std::uint64_t k_false = 0x06;
  static constexpr std::uint64_t k_true = 0x07;
  static constexpr std::uint64_t k_undefined = 0x0a;
  static constexpr std::uint64_t k_empty = 0x12;
  static constexpr std::uint64_t k_thrown = 0x22;

 private:
  explicit constexpr Value(std::uint64_t bits) : bits_(bits) {}

  std::uint64_t bits_;
};
static_assert(sizeof(Value) == 8);

/// A value in a cell.
class ValueField {
 public:
  ValueField() = default;
  explicit ValueField(Value value) : value_(value) {}
  ValueField(const ValueField&) = delete;
  ValueField& operator=(const ValueField&) = delete;

  Value get() const { return value_; }
  void set(gc::Cell* owner, Value value) {
    value_ = value;
    gc::write_barrier(owner);
  }
  /// What is no reference needs no barrier; and a cell under construction neither.
  void set_without_barrier(Value value) { value_ = value; }

 private:
  Value value_;
};
static_assert(sizeof(ValueField) == 8);

}  // namespace orrery::vm
