#include <bit>
#include <cstring>

#include "web/encoding/codecs/decoder_handlers.h"

namespace orrery::web {

namespace {

constexpr bool is_trail(std::uint8_t byte) {
  return (byte & 0xC0) == 0x80;
}

/// A UTF-8 sequence that is whole and valid; `length` is 0 if there is none.
struct Sequence {
  char32_t code_point;
  std::uint32_t length;
};

Sequence read_sequence(std::span<const std::uint8_t> bytes) {
  constexpr Sequence k_none{0, 0};
  const std::uint8_t lead = bytes[0];
  const auto trail = [&](std::size_t i) { return char32_t{bytes[i]} & 0x3F; };
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) {
    if (lead < 0xC2 || bytes.size() < 2 || !is_trail(bytes[1])) return k_none;
    return {(char32_t{lead} & 0x1F) << 6 | trail(1), 2};
  }
  if (lead < 0xF0) {
    if (bytes.size() < 3 || !is_trail(bytes[1]) || !is_trail(bytes[2])) return k_none;
    const char32_t code_point = (char32_t{lead} & 0x0F) << 12 | trail(1) << 6 | trail(2);
    if (code_point < 0x800 || base::is_surrogate(code_point)) return k_none;
    return {code_point, 3};
  }
  if (bytes.size() < 4 || !is_trail(bytes[1]) || !is_trail(bytes[2]) || !is_trail(bytes[3])) return k_none;
  const char32_t code_point = (char32_t{lead} & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3);
  if (lead > 0xF4 || code_point < 0x10000 || code_point > 0x10FFFF) return k_none;
  return {code_point, 4};
}

/// Widens the run of ASCII at the start of `bytes` into `out`, which has as much room. \return its length
template <typename Unit>
std::size_t copy_ascii_run(std::span<const std::uint8_t> bytes, Unit* out) {
  constexpr std::uint64_t k_high_bits = 0x8080'8080'8080'8080;
  static_assert(std::endian::native == std::endian::little);
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    for (std::size_t j = 0; j < 8; ++j) out[i + j] = static_cast<Unit>(bytes[i + j]);
    if ((word & k_high_bits) != 0)
      return i + static_cast<std::size_t>(std::countr_zero(word & k_high_bits)) / 8;
  }
  for (; i < bytes.size() && bytes[i] < 0x80; ++i) out[i] = static_cast<Unit>(bytes[i]);
  return i;
}

/// Decodes up to the first code point beyond U+00FF, or what is not whole or not valid. \return the bytes
/// taken
std::size_t decode_latin1(std::span<const std::uint8_t> bytes, DecodedText& out) {
  std::size_t taken = 0;
  out.append_latin1_with(bytes.size(), [&](char* place) {
    std::size_t count = 0;
    while (taken < bytes.size()) {
      const std::size_t run = copy_ascii_run(bytes.subspan(taken), place + count);
      taken += run;
      count += run;
      const std::size_t start = taken;
      while (bytes.size() - taken > 1 && (bytes[taken] & 0xFE) == 0xC2 && is_trail(bytes[taken + 1])) {
        place[count++] = static_cast<char>(bytes[taken] << 6 | (bytes[taken + 1] & 0x3F));
        taken += 2;
      }
      if (taken == start) break;
    }
    return count;
  });
  return taken;
}

/// Decodes up to what is not whole or not valid. \return the bytes taken
std::size_t decode_utf16(std::span<const std::uint8_t> bytes, DecodedText& out) {
  std::size_t taken = 0;
  out.append_utf16_with(bytes.size(), [&](char16_t* place) {
    std::size_t count = 0;
    while (taken < bytes.size()) {
      const std::size_t left = bytes.size() - taken;
      const std::uint8_t* next = bytes.data() + taken;
      if (next[0] < 0x80) {
        const std::size_t run = copy_ascii_run(bytes.subspan(taken), place + count);
        taken += run;
        count += run;
        continue;
      }
      // OPTIMIZATION: three bytes, the commonest outside of ASCII, without the rarest leads.
      if (left > 2 && next[0] > 0xE0 && next[0] < 0xED && is_trail(next[1]) && is_trail(next[2])) {
        place[count++] = static_cast<char16_t>(next[0] << 12 | (next[1] & 0x3F) << 6 | (next[2] & 0x3F));
        taken += 3;
        continue;
      }
      const Sequence sequence = read_sequence(bytes.subspan(taken));
      if (sequence.length == 0) break;
      taken += sequence.length;
      if (sequence.code_point < 0x10000) {
        place[count++] = static_cast<char16_t>(sequence.code_point);
      } else {
        place[count++] = static_cast<char16_t>(0xD7C0 + (sequence.code_point >> 10));
        place[count++] = static_cast<char16_t>(0xDC00 + (sequence.code_point & 0x3FF));
      }
    }
    return count;
  });
  return taken;
}

/// https://encoding.spec.whatwg.org/#utf-8-decoder
class Utf8Decoder final : public Decoder {
 public:
  bool decode(std::span<const std::uint8_t> bytes, bool is_end, ErrorMode mode, DecodedText& out) override {
    while (true) {
      if (bytes_needed_ == 0) bytes = bytes.subspan(decode_whole_sequences(bytes, out));
      if (bytes.empty()) break;
      switch (handle(bytes[0], out)) {
        case Result::Taken:
          bytes = bytes.subspan(1);
          continue;
        case Result::ErrorAndTaken:
          bytes = bytes.subspan(1);
          break;
        case Result::Error:
          break;
      }
      if (mode == ErrorMode::Fatal) return false;
      out.append(0xFFFD);
    }
    if (!is_end || bytes_needed_ == 0) return true;
    reset();
    if (mode == ErrorMode::Fatal) return false;
    out.append(0xFFFD);
    return true;
  }

 private:
  enum class Result : std::uint8_t { Taken, ErrorAndTaken, Error };

  // OPTIMIZATION: whole sequences, which are nearly all there are, do not pass the handler.
  static std::size_t decode_whole_sequences(std::span<const std::uint8_t> bytes, DecodedText& out) {
    const std::size_t taken = out.is_latin1() ? decode_latin1(bytes, out) : 0;
    bytes = bytes.subspan(taken);
    // Widens the text only for what is there.
    if (bytes.empty() || read_sequence(bytes).length == 0) return taken;
    return taken + decode_utf16(bytes, out);
  }

  /// The handler's steps for one byte.
  Result handle(std::uint8_t byte, DecodedText& out) {
    if (bytes_needed_ == 0) return handle_lead(byte, out);
    if (byte < lower_boundary_ || byte > upper_boundary_) {
      reset();
      return Result::Error;
    }
    lower_boundary_ = 0x80;
    upper_boundary_ = 0xBF;
    code_point_ = code_point_ << 6 | (byte & 0x3F);
    if (++bytes_seen_ < bytes_needed_) return Result::Taken;
    out.append(code_point_);
    reset();
    return Result::Taken;
  }

  Result handle_lead(std::uint8_t byte, DecodedText& out) {
    if (byte < 0x80) {
      out.append(byte);
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      bytes_needed_ = 1;
      code_point_ = byte & 0x1F;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      if (byte == 0xE0) lower_boundary_ = 0xA0;
      if (byte == 0xED) upper_boundary_ = 0x9F;
      bytes_needed_ = 2;
      code_point_ = byte & 0xF;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      if (byte == 0xF0) lower_boundary_ = 0x90;
      if (byte == 0xF4) upper_boundary_ = 0x8F;
      bytes_needed_ = 3;
      code_point_ = byte & 0x7;
    } else {
      return Result::ErrorAndTaken;
    }
    return Result::Taken;
  }

  void reset() {
    code_point_ = 0;
    bytes_seen_ = 0;
    bytes_needed_ = 0;
    lower_boundary_ = 0x80;
    upper_boundary_ = 0xBF;
  }

  char32_t code_point_ = 0;
  std::uint8_t bytes_seen_ = 0;
  std::uint8_t bytes_needed_ = 0;
  std::uint8_t lower_boundary_ = 0x80;
  std::uint8_t upper_boundary_ = 0xBF;
};

}  // namespace

std::unique_ptr<Decoder> make_utf8_decoder() {
  return std::make_unique<Utf8Decoder>();
}

}  // namespace orrery::web
