#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace orrery::node {

// Where bytes stand in others, in a time that is linear in both.

enum class SearchDirection : std::uint8_t { Forward, Backward };

/// The first place at `from` or behind it, or the last at `from` or before it, where `wanted` stands whole.
/// `wanted` is not empty.
std::optional<std::size_t> find_bytes(std::span<const std::uint8_t> bytes,
                                      std::span<const std::uint8_t> wanted, std::size_t from,
                                      SearchDirection direction);
/// The same among units of two bytes each, from the start of `bytes`; all numbers are of units, and a byte
/// that is over at the end is none.
std::optional<std::size_t> find_units(std::span<const std::uint8_t> bytes,
                                      std::span<const std::uint8_t> wanted, std::size_t from,
                                      SearchDirection direction);

}  // namespace orrery::node
