#include <cstring>

#include "web/encoding/decoder_handlers.h"

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

/// Decodes up to the first code point beyond U+00FF, or what is not whole or not valid. \return the bytes
/// taken
std::size_t decode_latin1(std::span<const std::uint8_t> bytes, DecodedText& out) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::size_t i = base::ascii_prefix_length(text);
  out.append_latin1(text.substr(0, i));
  while (i < bytes.size()) {
    char buffer[64];
    std::size_t count = 0;
    for (; i < bytes.size() && count < sizeof buffer; ++count) {
      if (bytes[i] < 0x80) {
        buffer[count] = text[i++];
      } else if ((bytes[i] & 0xFE) == 0xC2 && bytes.size() - i > 1 && is_trail(bytes[i + 1])) {
        buffer[count] = static_cast<char>(bytes[i] << 6 | (bytes[i + 1] & 0x3F));
        i += 2;
      } else {
        out.append_latin1({buffer, count});
        return i;
      }
    }
    out.append_latin1({buffer, count});
    const std::size_t run = base::ascii_prefix_length(text.substr(i));
    out.append_latin1(text.substr(i, run));
    i += run;
  }
  return i;
}

/// Decodes up to what is not whole or not valid. \return the bytes taken
std::size_t decode_utf16(std::span<const std::uint8_t> bytes, DecodedText& out) {
  constexpr std::size_t k_word = 8;
  constexpr std::uint64_t k_high_bits = 0x8080'8080'8080'8080;
  out.reserve_utf16(bytes.size());
  char16_t buffer[256];
  std::size_t count = 0;
  std::size_t i = 0;
  while (i < bytes.size()) {
    if (count > std::size(buffer) - k_word) {
      out.append_utf16({buffer, count});
      count = 0;
    }
    if (bytes[i] < 0x80 && bytes.size() - i >= k_word) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, k_word);
      if ((word & k_high_bits) == 0) {
        for (std::size_t j = 0; j < k_word; ++j) buffer[count + j] = bytes[i + j];
        count += k_word;
        i += k_word;
        continue;
      }
    }
    // OPTIMIZATION: three bytes, the commonest outside of ASCII, without the rarest leads.
    if (bytes.size() - i > 2 && bytes[i] > 0xE0 && bytes[i] < 0xED && is_trail(bytes[i + 1]) &&
        is_trail(bytes[i + 2])) {
      buffer[count++] =
          static_cast<char16_t>(bytes[i] << 12 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F));
      i += 3;
      continue;
    }
    const Sequence sequence = read_sequence(bytes.subspan(i));
    if (sequence.length == 0) break;
    i += sequence.length;
    if (sequence.code_point < 0x10000) {
      buffer[count++] = static_cast<char16_t>(sequence.code_point);
    } else {
      buffer[count++] = static_cast<char16_t>(0xD7C0 + (sequence.code_point >> 10));
      buffer[count++] = static_cast<char16_t>(0xDC00 + (sequence.code_point & 0x3FF));
    }
  }
  out.append_utf16({buffer, count});
  return i;
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
