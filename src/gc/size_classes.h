#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gc/cell.h"
#include "gc/region.h"

namespace orrery::gc {

/// Cells are counted in units of 16 bytes, which is what one mark bit stands for.
constexpr std::size_t k_unit = k_cell_alignment;
constexpr std::uint32_t k_units_per_block = k_block_size / k_unit;

/// Larger cells get blocks of their own.
constexpr std::size_t k_max_small = 8192;

using SizeClass = std::uint8_t;

/// How many units the cells of each class have: all sizes up to 256 bytes, then steps of at most a quarter,
/// chosen so that whole numbers of cells fill a block but for a little.
constexpr std::array<std::uint16_t, 37> k_class_units = {
    1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,  12,  13,  14,  15,  16,  18,  20, 22,
    24, 28, 32, 36, 40, 48, 56, 64, 73, 85, 102, 128, 146, 170, 204, 256, 341, 512};
constexpr std::size_t k_size_class_count = k_class_units.size();

namespace detail {

/// The smallest class for cells of so many units.
constexpr auto k_class_of_units = [] {
  std::array<SizeClass, k_max_small / k_unit + 1> classes{};
  SizeClass size_class = 0;
  for (std::size_t units = 0; units < classes.size(); ++units) {
    if (units > k_class_units[size_class]) ++size_class;
    classes[units] = size_class;
  }
  return classes;
}();

/// For dividing by k_class_units: exact for dividends up to a block.
constexpr unsigned k_reciprocal_bits = 20;
constexpr auto k_class_reciprocals = [] {
  std::array<std::uint32_t, k_size_class_count> reciprocals{};
  for (std::size_t i = 0; i < reciprocals.size(); ++i)
    reciprocals[i] = ((1u << k_reciprocal_bits) + k_class_units[i] - 1) / k_class_units[i];
  return reciprocals;
}();

}  // namespace detail

/// \param size  in bytes, at most k_max_small
constexpr SizeClass size_class_of(std::size_t size) {
  return detail::k_class_of_units[(size + k_unit - 1) / k_unit];
}

/// The size of the cells of a class in bytes.
constexpr std::size_t class_bytes(SizeClass size_class) {
  return k_class_units[size_class] * k_unit;
}

constexpr std::uint32_t cells_per_block(SizeClass size_class) {
  return k_units_per_block / k_class_units[size_class];
}

/// The first unit of the cell that `unit` of a block belongs to. It may be cells_per_block() cells behind the
/// start, which is the rest of a block that no cell fits into.
constexpr std::uint32_t cell_start(SizeClass size_class, std::uint32_t unit) {
  return (unit * detail::k_class_reciprocals[size_class] >> detail::k_reciprocal_bits) *
         k_class_units[size_class];
}

}  // namespace orrery::gc
