#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace orrery::base {

/// A hash of 64 bits of a stream of bytes: the same on every machine, and against accidents, not attackers.
/// The algorithm is XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
class Hash64 {
 public:
  explicit Hash64(std::uint64_t seed = 0);

  /// In how many pieces the bytes come does not matter.
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  /// The hash of everything so far; more may be added afterwards.
  std::uint64_t digest() const;

  static std::uint64_t of(std::span<const std::byte> bytes, std::uint64_t seed = 0) {
    Hash64 hash(seed);
    hash.add(bytes);
    return hash.digest();
  }

 private:
  static constexpr std::size_t k_stripe = 32;

  void take_stripe(const std::byte* stripe);

  std::uint64_t seed_;
  std::array<std::uint64_t, 4> lanes_;
  std::array<std::byte, k_stripe> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_size_ = 0;
};

}  // namespace orrery::base
