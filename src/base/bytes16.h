#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(ORRERY_PORTABLE)
#include <emmintrin.h>
#define ORRERY_BYTES16_SSE2 1
#endif

namespace orrery::base {

/// Sixteen bytes that are looked at together, for scanning text: SSE2, which every x86-64 has, or plain
/// loops. Masks have bit i set for byte i.
class Bytes16 {
 public:
  static constexpr unsigned k_size = 16;

#ifdef ORRERY_BYTES16_SSE2
  static Bytes16 load(const char* text) {
    return Bytes16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text)));
  }
  /// Eight bytes; the others are zeros.
  static Bytes16 load_half(const char* text) {
    return Bytes16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(text)));
  }
  /// Bytes of all ones where they equal `byte`, of zeros elsewhere.
  Bytes16 equal(char byte) const { return Bytes16(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(byte))); }
  /// Bytes of all ones where they lie between `low` and `high`, both included and unsigned.
  Bytes16 between(unsigned char low, unsigned char high) const {
    const __m128i shifted = _mm_sub_epi8(bytes_, _mm_set1_epi8(static_cast<char>(low)));
    const __m128i width = _mm_set1_epi8(static_cast<char>(high - low));
    return Bytes16(_mm_cmpeq_epi8(_mm_min_epu8(shifted, width), shifted));
  }
  /// Each byte with bit 0x20 set: ASCII letters become small ones.
  Bytes16 to_lower() const { return Bytes16(_mm_or_si128(bytes_, _mm_set1_epi8(0x20))); }
  friend Bytes16 operator|(Bytes16 a, Bytes16 b) { return Bytes16(_mm_or_si128(a.bytes_, b.bytes_)); }
  /// The top bit of each byte.
  std::uint32_t mask() const { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes_)); }
#else
  static Bytes16 load(const char* text) {
    Bytes16 result;
    std::memcpy(result.bytes_, text, k_size);
    return result;
  }
  static Bytes16 load_half(const char* text) {
    Bytes16 result;
    std::memcpy(result.bytes_, text, k_size / 2);
    std::memset(result.bytes_ + k_size / 2, 0, k_size / 2);
    return result;
  }
  Bytes16 equal(char byte) const {
    return map([&](unsigned char b) { return b == static_cast<unsigned char>(byte) ? 0xFF : 0; });
  }
  Bytes16 between(unsigned char low, unsigned char high) const {
    return map([&](unsigned char b) { return b >= low && b <= high ? 0xFF : 0; });
  }
  Bytes16 to_lower() const {
    return map([](unsigned char b) { return b | 0x20; });
  }
  friend Bytes16 operator|(Bytes16 a, Bytes16 b) {
    for (unsigned i = 0; i < k_size; ++i) a.bytes_[i] |= b.bytes_[i];
    return a;
  }
  std::uint32_t mask() const {
    std::uint32_t result = 0;
    for (unsigned i = 0; i < k_size; ++i) result |= static_cast<std::uint32_t>(bytes_[i] >> 7) << i;
    return result;
  }
#endif

 private:
#ifdef ORRERY_BYTES16_SSE2
  explicit Bytes16(__m128i bytes) : bytes_(bytes) {}
  __m128i bytes_;
#else
  Bytes16() = default;
  template <typename Function>
  Bytes16 map(Function function) const {
    Bytes16 result;
    for (unsigned i = 0; i < k_size; ++i) result.bytes_[i] = static_cast<unsigned char>(function(bytes_[i]));
    return result;
  }
  unsigned char bytes_[k_size];
#endif
};

/// The index of the lowest bit set in `mask`, which must not be 0.
inline unsigned lowest_bit(std::uint32_t mask) {
  return static_cast<unsigned>(std::countr_zero(mask));
}

}  // namespace orrery::base
