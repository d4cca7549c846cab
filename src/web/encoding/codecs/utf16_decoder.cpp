#include "web/encoding/codecs/decoder_handlers.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#shared-utf-16-decoder
class Utf16Handler {
 public:
  explicit Utf16Handler(bool is_big_endian) : is_big_endian_(is_big_endian) {}

  /// Code units between surrogates.
  void take_run(ByteQueue& queue, DecodedText& out) const {
    if (leading_byte_ >= 0 || leading_surrogate_ != 0) return;
    while (true) {
      const std::span<const std::uint8_t> bytes = queue.rest();
      char16_t buffer[128];
      std::size_t count = 0;
      char16_t all_bits = 0;
      for (; count < std::size(buffer) && bytes.size() - 2 * count > 1; ++count) {
        const char16_t unit = unit_of(bytes[2 * count], bytes[2 * count + 1]);
        if (base::is_surrogate(unit)) break;
        buffer[count] = unit;
        all_bits |= unit;
      }
      if (count == 0) return;
      if (all_bits > 0xFF || !out.is_latin1()) {
        out.append_utf16({buffer, count});
      } else {
        for (std::size_t i = 0; i < count; ++i) out.append(buffer[i]);
      }
      queue.skip(2 * count);
    }
  }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    if (byte == k_end_of_queue) {
      if (leading_byte_ < 0 && leading_surrogate_ == 0) return HandlerResult::Finished;
      leading_byte_ = -1;
      leading_surrogate_ = 0;
      return HandlerResult::Error;
    }
    if (leading_byte_ < 0) {
      leading_byte_ = byte;
      return HandlerResult::Continue;
    }
    const int first = leading_byte_;
    leading_byte_ = -1;
    const char16_t unit = unit_of(first, byte);
    if (leading_surrogate_ != 0) {
      const char16_t leading_surrogate = leading_surrogate_;
      leading_surrogate_ = 0;
      if (base::is_low_surrogate(unit)) {
        out.append(base::join_surrogates(leading_surrogate, unit));
        return HandlerResult::Continue;
      }
      queue.restore(byte);
      queue.restore(first);
      return HandlerResult::Error;
    }
    if (base::is_high_surrogate(unit)) {
      leading_surrogate_ = unit;
      return HandlerResult::Continue;
    }
    if (base::is_low_surrogate(unit)) return HandlerResult::Error;
    out.append(unit);
    return HandlerResult::Continue;
  }

 private:
  char16_t unit_of(int first, int second) const {
    return static_cast<char16_t>(is_big_endian_ ? first << 8 | second : second << 8 | first);
  }

  bool is_big_endian_;
  int leading_byte_ = -1;           // null
  char16_t leading_surrogate_ = 0;  // null
};

}  // namespace

std::unique_ptr<Decoder> make_utf16_decoder(bool is_big_endian) {
  return std::make_unique<HandlerDecoder<Utf16Handler>>(is_big_endian);
}

}  // namespace orrery::web
