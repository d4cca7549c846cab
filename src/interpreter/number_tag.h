#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#include "vm/value.h"

namespace orrery::interpreter {

/// Value's questions and makers once more, with Value::k_number_tag in a register, where all handlers hand it
/// on. As a constant it is ten bytes of code, and one more register, each time it is used; and all of
/// numbers and cells can be said with it:
///
///   tag       fffe 0000 0000 0000   below it no int32
///   tag + 2   fffe 0000 0000 0002   nothing of it in a cell
///   - tag     0002 0000 0000 0000   what doubles are moved up by
///   2 * tag   fffc 0000 0000 0000   above all bits of doubles, moved down again
///
/// The value is always the same; it is a member for the sake of the register, so whoever has one and has
/// called a function makes another instead of keeping it.
class NumberTag {
 public:
  bool is_int32(vm::Value value) const { return value.bits() >= bits_; }
  bool are_int32(vm::Value a, vm::Value b) const { return (a.bits() & b.bits()) >= bits_; }
  bool is_double(vm::Value value) const { return value.bits() + bits_ < bits_ + bits_; }
  bool is_number(vm::Value value) const { return (value.bits() & bits_) != 0; }
  bool are_numbers(vm::Value a, vm::Value b) const { return is_number(a) && is_number(b); }
  bool is_cell(vm::Value value) const { return (value.bits() & (bits_ + 2)) == 0; }
  bool is_cell_of(vm::Value value, vm::CellKind kind) const {
    return is_cell(value) && vm::kind_of(value.as_cell()) == kind;
  }
  bool is_object(vm::Value value) const {
    return is_cell(value) && vm::is_object_kind(vm::kind_of(value.as_cell()));
  }
  bool is_string(vm::Value value) const { return is_cell_of(value, vm::CellKind::String); }
  bool is_bigint(vm::Value value) const { return is_cell_of(value, vm::CellKind::BigInt); }

  double as_double(vm::Value value) const { return std::bit_cast<double>(value.bits() + bits_); }
  double as_number(vm::Value value) const { return is_int32(value) ? value.as_int32() : as_double(value); }

  vm::Value int32(std::int32_t value) const {
    return vm::Value::from_bits(bits_ | static_cast<std::uint32_t>(value));
  }
  vm::Value from_arithmetic(double value) const {
    return vm::Value::from_bits(std::bit_cast<std::uint64_t>(value) - bits_);
  }
  vm::Value number(std::uint32_t value) const {
    return value <= 0x7fffffffu ? int32(static_cast<std::int32_t>(value)) : from_arithmetic(value);
  }

 private:
  std::uint64_t bits_ = vm::Value::k_number_tag;
};

}  // namespace orrery::interpreter
