#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(ORRERY_PORTABLE)
#define ORRERY_BYTE_BLOCK_SSE2 1
#include <emmintrin.h>
#endif

namespace orrery::base {

/// [DOC] Looking at 64 bytes at once
///
/// All CPU-specific code of `base` is in this header. A `ByteBlock` is 64 bytes of text; its questions answer
/// with a word of 64 bits in which bit i speaks of byte i, so that the algorithms above it are shifts, ands
/// and population counts that read the same on every CPU. x86-64 answers with SSE2, which each of its CPUs
/// has; everything else with arithmetic on 64-bit words.
class ByteBlock {
 public:
  static constexpr std::size_t k_size = 64;

  /// Reads the 64 bytes from `text`.
  explicit ByteBlock(const char* text);

  /// Reads `size` bytes (at most 64); the rest are zeros.
  static ByteBlock partial(const char* text, std::size_t size) {
    char padded[k_size] = {};
    if (size != 0) std::memcpy(padded, text, size);
    return ByteBlock(padded);
  }

  /// Which bytes are `byte`?
  std::uint64_t equal_to(std::uint8_t byte) const;
  /// Which bytes are at least 0x80?
  std::uint64_t non_ascii() const;
  bool has_non_ascii() const;
  /// Which bytes are UTF-8 continuation bytes (0x80 to 0xBF)?
  std::uint64_t continuations() const;
  /// Which bytes are at least 0xF0, that is, in well-formed text, start four bytes?
  std::uint64_t four_byte_leads() const;

 private:
#ifdef ORRERY_BYTE_BLOCK_SSE2
  template <typename Question>
  std::uint64_t ask(Question question) const {
    std::uint64_t answer = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(question(parts_[i])));
      answer |= std::uint64_t{bits} << (16 * i);
    }
    return answer;
  }

  __m128i parts_[4];
#else
  static constexpr std::uint64_t k_high_bits = 0x8080'8080'8080'8080;
  static constexpr std::uint64_t repeat(std::uint8_t byte) { return byte * 0x0101'0101'0101'0101u; }

  /// `question` maps a word of eight bytes to one that has the high bit of each byte set where the answer is
  /// yes, and any values in the other bits.
  template <typename Question>
  std::uint64_t ask(Question question) const {
    std::uint64_t answer = 0;
    for (unsigned i = 0; i < 8; ++i) {
      // The product adds up the eight high bits, shifted to 0, to the places 56 to 63 without carries.
      const std::uint64_t bits = (question(words_[i]) & k_high_bits) >> 7;
      answer |= ((bits * 0x0102'0408'1020'4080u) >> 56) << (8 * i);
    }
    return answer;
  }

  std::uint64_t words_[8];  // the first byte is the lowest one
#endif
};

/// A word whose lowest `count` bits (0 to 64) are set.
constexpr std::uint64_t low_bits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

#ifdef ORRERY_BYTE_BLOCK_SSE2

inline ByteBlock::ByteBlock(const char* text) {
  for (unsigned i = 0; i < 4; ++i)
    parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + std::size_t{16} * i));
}

inline std::uint64_t ByteBlock::equal_to(std::uint8_t byte) const {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(byte));
  return ask([wanted](__m128i part) { return _mm_cmpeq_epi8(part, wanted); });
}

inline std::uint64_t ByteBlock::non_ascii() const {
  return ask([](__m128i part) { return part; });
}

inline bool ByteBlock::has_non_ascii() const {
  return _mm_movemask_epi8(
             _mm_or_si128(_mm_or_si128(parts_[0], parts_[1]), _mm_or_si128(parts_[2], parts_[3]))) != 0;
}

inline std::uint64_t ByteBlock::continuations() const {
  // As signed bytes, 0x80 to 0xBF are the 64 least.
  const __m128i first_lead = _mm_set1_epi8(-64);
  return ask([first_lead](__m128i part) { return _mm_cmplt_epi8(part, first_lead); });
}

inline std::uint64_t ByteBlock::four_byte_leads() const {
  const __m128i least = _mm_set1_epi8(static_cast<char>(0xF0));
  return ask([least](__m128i part) { return _mm_cmpeq_epi8(_mm_max_epu8(part, least), part); });
}

#else

inline ByteBlock::ByteBlock(const char* text) {
  std::memcpy(words_, text, k_size);
  if constexpr (std::endian::native == std::endian::big) {
    for (std::uint64_t& word : words_) word = __builtin_bswap64(word);
  }
}

inline std::uint64_t ByteBlock::equal_to(std::uint8_t byte) const {
  return ask([wanted = repeat(byte)](std::uint64_t word) {
    const std::uint64_t difference = word ^ wanted;
    // A byte's high bit comes out set if any of its bits is; the addition of the lower seven cannot carry.
    return ~(((difference & ~k_high_bits) + ~k_high_bits) | difference);
  });
}

inline std::uint64_t ByteBlock::non_ascii() const {
  return ask([](std::uint64_t word) { return word; });
}

inline bool ByteBlock::has_non_ascii() const {
  std::uint64_t all = 0;
  for (const std::uint64_t word : words_) all |= word;
  return (all & k_high_bits) != 0;
}

inline std::uint64_t ByteBlock::continuations() const {
  return ask([](std::uint64_t word) { return word & ~(word << 1); });
}

inline std::uint64_t ByteBlock::four_byte_leads() const {
  return ask([](std::uint64_t word) { return word & (word << 1) & (word << 2) & (word << 3); });
}

#endif

}  // namespace orrery::base
