#include "node/buffer/byte_search.h"

#include <cstring>
#include <vector>

namespace orrery::node {

namespace {

/// A sequence read from either end.
template <typename Unit>
class Reading {
 public:
  Reading(std::span<const std::uint8_t> bytes, bool is_reversed)
      : bytes_(bytes), size_(bytes.size() / sizeof(Unit)), is_reversed_(is_reversed) {}
  std::size_t size() const { return size_; }
  Unit operator[](std::size_t index) const {
    Unit unit;
    std::memcpy(&unit, bytes_.data() + (is_reversed_ ? size_ - 1 - index : index) * sizeof(Unit),
                sizeof(Unit));
    return unit;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t size_;
  bool is_reversed_;
};

/// The first place at `from` or behind it where `wanted` begins.
/// https://doi.org/10.1137/0206024: Knuth, Morris, Pratt
template <typename Unit>
std::optional<std::size_t> find(Reading<Unit> text, Reading<Unit> wanted, std::size_t from) {
  std::vector<std::size_t> shorter(wanted.size());  // the longest end of a part that is a start of the whole
  for (std::size_t i = 1, length = 0; i < wanted.size(); i++) {
    while (length > 0 && wanted[i] != wanted[length]) length = shorter[length - 1];
    if (wanted[i] == wanted[length]) length++;
    shorter[i] = length;
  }
  std::size_t length = 0;
  for (std::size_t i = from; i < text.size(); i++) {
    while (length > 0 && text[i] != wanted[length]) length = shorter[length - 1];
    if (text[i] == wanted[length]) length++;
    if (length == wanted.size()) return i + 1 - length;
  }
  return std::nullopt;
}

template <typename Unit>
std::optional<std::size_t> find_either_way(std::span<const std::uint8_t> bytes,
                                           std::span<const std::uint8_t> wanted, std::size_t from,
                                           SearchDirection direction) {
  const std::size_t size = bytes.size() / sizeof(Unit);
  const std::size_t wanted_size = wanted.size() / sizeof(Unit);
  if (wanted_size == 0 || wanted_size > size) return std::nullopt;
  const bool is_backward = direction == SearchDirection::Backward;
  if (is_backward && from > size - wanted_size) from = size - wanted_size;
  if (!is_backward && from > size - wanted_size) return std::nullopt;
  // Backward, everything is read from its end.
  const std::size_t start = is_backward ? size - wanted_size - from : from;
  const auto place = find(Reading<Unit>(bytes.first(size * sizeof(Unit)), is_backward),
                          Reading<Unit>(wanted, is_backward), start);
  if (!place) return std::nullopt;
  return is_backward ? size - wanted_size - *place : *place;
}

}  // namespace

std::optional<std::size_t> find_bytes(std::span<const std::uint8_t> bytes,
                                      std::span<const std::uint8_t> wanted, std::size_t from,
                                      SearchDirection direction) {
  if (direction == SearchDirection::Backward)
    return find_either_way<std::uint8_t>(bytes, wanted, from, direction);
  if (from >= bytes.size()) return std::nullopt;
  const void* place = memmem(bytes.data() + from, bytes.size() - from, wanted.data(), wanted.size());
  if (place == nullptr) return std::nullopt;
  return static_cast<std::size_t>(static_cast<const std::uint8_t*>(place) - bytes.data());
}

std::optional<std::size_t> find_units(std::span<const std::uint8_t> bytes,
                                      std::span<const std::uint8_t> wanted, std::size_t from,
                                      SearchDirection direction) {
  return find_either_way<char16_t>(bytes, wanted, from, direction);
}

}  // namespace orrery::node
