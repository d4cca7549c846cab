#include <utility>

#include "web/encoding/codecs/decoder_handlers.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

constexpr bool is_between(int byte, int low, int high) {
  return byte >= low && byte <= high;
}

/// https://encoding.spec.whatwg.org/#gb18030-decoder
class Gb18030Handler {
 public:
  bool takes_ascii() const { return first_ == 0; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    if (byte == k_end_of_queue) {
      if (first_ == 0) return HandlerResult::Finished;
      reset();
      return HandlerResult::Error;
    }
    if (third_ != 0) return handle_fourth(byte, queue, out);
    if (second_ != 0) {
      if (is_between(byte, 0x81, 0xFE)) {
        third_ = byte;
        return HandlerResult::Continue;
      }
      queue.restore(byte);
      queue.restore(second_);
      reset();
      return HandlerResult::Error;
    }
    if (first_ != 0) return handle_second(byte, queue, out);
    if (byte < 0x80)
      out.append(static_cast<char32_t>(byte));
    else if (byte == 0x80)
      out.append(0x20AC);
    else if (byte == 0xFF)
      return HandlerResult::Error;
    else
      first_ = byte;
    return HandlerResult::Continue;
  }

 private:
  HandlerResult handle_second(int byte, ByteQueue& queue, DecodedText& out) {
    if (is_between(byte, 0x30, 0x39)) {
      second_ = byte;
      return HandlerResult::Continue;
    }
    const int leading = std::exchange(first_, 0);
    if (is_between(byte, 0x40, 0xFE) && byte != 0x7F) {
      const int pointer = (leading - 0x81) * 190 + (byte - (byte < 0x7F ? 0x40 : 0x41));
      if (const auto code_point =
              indexes::code_point_in(indexes::k_gb18030, static_cast<std::size_t>(pointer))) {
        out.append(*code_point);
        return HandlerResult::Continue;
      }
    }
    if (byte < 0x80) queue.restore(byte);
    return HandlerResult::Error;
  }

  HandlerResult handle_fourth(int byte, ByteQueue& queue, DecodedText& out) {
    if (!is_between(byte, 0x30, 0x39)) {
      queue.restore(byte);
      queue.restore(third_);
      queue.restore(second_);
      reset();
      return HandlerResult::Error;
    }
    const int pointer = (first_ - 0x81) * (10 * 126 * 10) + (second_ - 0x30) * (10 * 126) +
                        (third_ - 0x81) * 10 + byte - 0x30;
    reset();
    const auto code_point = indexes::gb18030_ranges_code_point(static_cast<std::uint32_t>(pointer));
    if (!code_point) return HandlerResult::Error;
    out.append(*code_point);
    return HandlerResult::Continue;
  }

  void reset() { first_ = second_ = third_ = 0; }

  int first_ = 0;
  int second_ = 0;
  int third_ = 0;
};

/// https://encoding.spec.whatwg.org/#big5-decoder
class Big5 {
 public:
  static bool append(int leading, int byte, DecodedText& out) {
    if (!is_between(byte, 0x40, 0x7E) && !is_between(byte, 0xA1, 0xFE)) return false;
    const int pointer = (leading - 0x81) * 157 + (byte - (byte < 0x7F ? 0x40 : 0x62));
    return append(static_cast<std::size_t>(pointer), out);
  }

 private:
  static bool append(std::size_t pointer, DecodedText& out) {
    switch (pointer) {
      case 1133:
        out.append_utf16(u"\u00CA\u0304");
        return true;
      case 1135:
        out.append_utf16(u"\u00CA\u030C");
        return true;
      case 1164:
        out.append_utf16(u"\u00EA\u0304");
        return true;
      case 1166:
        out.append_utf16(u"\u00EA\u030C");
        return true;
      default:
        break;
    }
    const auto code_point = indexes::code_point_in(indexes::k_big5, pointer);
    if (!code_point) return false;
    const std::size_t astral = *code_point - indexes::k_first_astral_stand_in;
    const bool is_astral =
        *code_point >= indexes::k_first_astral_stand_in && astral < indexes::k_big5_astral.size();
    out.append(is_astral ? indexes::k_big5_astral[astral] : *code_point);
    return true;
  }
};

}  // namespace

std::unique_ptr<Decoder> make_gb18030_decoder() {
  return std::make_unique<HandlerDecoder<Gb18030Handler>>();
}

std::unique_ptr<Decoder> make_big5_decoder() {
  return std::make_unique<HandlerDecoder<TwoByteHandler<Big5>>>();
}

}  // namespace orrery::web
