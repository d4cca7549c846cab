#include <utility>

#include "web/encoding/codecs/decoder_handlers.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

constexpr bool is_between(int byte, int low, int high) {
  return byte >= low && byte <= high;
}

/// Writes the code point of `pointer`, if there is one.
bool append_from(std::u16string_view index, int pointer, DecodedText& out) {
  const auto code_point = indexes::code_point_in(index, static_cast<std::size_t>(pointer));
  if (code_point) out.append(*code_point);
  return code_point.has_value();
}

/// Half-width katakana, the first of which is at `first`.
void append_katakana(int byte, int first, DecodedText& out) {
  out.append(static_cast<char32_t>(0xFF61 - first + byte));
}

/// https://encoding.spec.whatwg.org/#euc-jp-decoder
class EucJpHandler {
 public:
  bool takes_ascii() const { return leading_ == 0; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    if (byte == k_end_of_queue) {
      is_jis0212_ = false;
      return std::exchange(leading_, 0) == 0 ? HandlerResult::Finished : HandlerResult::Error;
    }
    if (leading_ == 0x8E && is_between(byte, 0xA1, 0xDF)) {
      leading_ = 0;
      append_katakana(byte, 0xA1, out);
      return HandlerResult::Continue;
    }
    if (leading_ == 0x8F && is_between(byte, 0xA1, 0xFE)) {
      is_jis0212_ = true;
      leading_ = byte;
      return HandlerResult::Continue;
    }
    if (leading_ != 0) {
      const int leading = std::exchange(leading_, 0);
      const std::u16string_view index =
          std::exchange(is_jis0212_, false) ? indexes::k_jis0212 : indexes::k_jis0208;
      if (is_between(leading, 0xA1, 0xFE) && is_between(byte, 0xA1, 0xFE) &&
          append_from(index, (leading - 0xA1) * 94 + byte - 0xA1, out))
        return HandlerResult::Continue;
      if (byte < 0x80) queue.restore(byte);
      return HandlerResult::Error;
    }
    if (byte < 0x80)
      out.append(static_cast<char32_t>(byte));
    else if (byte == 0x8E || byte == 0x8F || is_between(byte, 0xA1, 0xFE))
      leading_ = byte;
    else
      return HandlerResult::Error;
    return HandlerResult::Continue;
  }

 private:
  bool is_jis0212_ = false;
  int leading_ = 0;
};

/// https://encoding.spec.whatwg.org/#shift_jis-decoder
class ShiftJisHandler {
 public:
  bool takes_ascii() const { return leading_ == 0; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    if (byte == k_end_of_queue)
      return std::exchange(leading_, 0) == 0 ? HandlerResult::Finished : HandlerResult::Error;
    if (leading_ != 0) {
      const int leading = std::exchange(leading_, 0);
      if (is_between(byte, 0x40, 0xFC) && byte != 0x7F) {
        const int pointer =
            (leading - (leading < 0xA0 ? 0x81 : 0xC1)) * 188 + byte - (byte < 0x7F ? 0x40 : 0x41);
        if (is_between(pointer, 8836, 10715)) {
          out.append(
              static_cast<char32_t>(0xE000 - 8836 + pointer));  // end-user-defined characters of Windows
          return HandlerResult::Continue;
        }
        if (append_from(indexes::k_jis0208, pointer, out)) return HandlerResult::Continue;
      }
      if (byte < 0x80) queue.restore(byte);
      return HandlerResult::Error;
    }
    if (byte <= 0x80)
      out.append(static_cast<char32_t>(byte));
    else if (is_between(byte, 0xA1, 0xDF))
      append_katakana(byte, 0xA1, out);
    else if (is_between(byte, 0x81, 0x9F) || is_between(byte, 0xE0, 0xFC))
      leading_ = byte;
    else
      return HandlerResult::Error;
    return HandlerResult::Continue;
  }

 private:
  int leading_ = 0;
};

/// https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
class Iso2022JpHandler {
 public:
  bool takes_ascii() const { return false; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    switch (state_) {
      case State::Ascii:
      case State::Roman:
      case State::Katakana:
      case State::LeadingByte:
        return handle_character(byte, out);
      case State::TrailingByte:
        return handle_trailing_byte(byte, out);
      case State::EscapeStart:
        return handle_escape_start(byte, queue);
      case State::Escape:
        return handle_escape(byte, queue);
    }
    std::unreachable();
  }

 private:
  static constexpr int k_escape = 0x1B;
  enum class State : std::uint8_t { Ascii, Roman, Katakana, LeadingByte, TrailingByte, EscapeStart, Escape };

  /// In the four states at the start of a character.
  HandlerResult handle_character(int byte, DecodedText& out) {
    if (byte == k_escape) {
      state_ = State::EscapeStart;
      return HandlerResult::Continue;
    }
    if (byte == k_end_of_queue) return HandlerResult::Finished;
    output_ = false;
    if (state_ == State::LeadingByte) {
      if (!is_between(byte, 0x21, 0x7E)) return HandlerResult::Error;
      leading_ = byte;
      state_ = State::TrailingByte;
    } else if (state_ == State::Katakana) {
      if (!is_between(byte, 0x21, 0x5F)) return HandlerResult::Error;
      append_katakana(byte, 0x21, out);
    } else if (byte > 0x7F || byte == 0x0E || byte == 0x0F) {
      return HandlerResult::Error;
    } else if (state_ == State::Roman && byte == 0x5C) {
      out.append(0xA5);
    } else if (state_ == State::Roman && byte == 0x7E) {
      out.append(0x203E);
    } else {
      out.append(static_cast<char32_t>(byte));
    }
    return HandlerResult::Continue;
  }

  HandlerResult handle_trailing_byte(int byte, DecodedText& out) {
    if (byte == k_escape) {
      state_ = State::EscapeStart;
      return HandlerResult::Error;
    }
    state_ = State::LeadingByte;
    if (!is_between(byte, 0x21, 0x7E)) return HandlerResult::Error;
    const int pointer = (leading_ - 0x21) * 94 + byte - 0x21;
    return append_from(indexes::k_jis0208, pointer, out) ? HandlerResult::Continue : HandlerResult::Error;
  }

  HandlerResult handle_escape_start(int byte, ByteQueue& queue) {
    if (byte == 0x24 || byte == 0x28) {
      leading_ = byte;
      state_ = State::Escape;
      return HandlerResult::Continue;
    }
    if (byte != k_end_of_queue) queue.restore(byte);
    return end_escape();
  }

  HandlerResult handle_escape(int byte, ByteQueue& queue) {
    const int leading = std::exchange(leading_, 0);
    std::optional<State> state;
    if (leading == 0x28 && byte == 0x42) state = State::Ascii;
    if (leading == 0x28 && byte == 0x4A) state = State::Roman;
    if (leading == 0x28 && byte == 0x49) state = State::Katakana;
    if (leading == 0x24 && (byte == 0x40 || byte == 0x42)) state = State::LeadingByte;
    if (state) {
      state_ = output_state_ = *state;
      return std::exchange(output_, true) ? HandlerResult::Error : HandlerResult::Continue;
    }
    if (byte != k_end_of_queue) queue.restore(byte);
    queue.restore(leading);
    return end_escape();
  }

  /// It was none.
  HandlerResult end_escape() {
    output_ = false;
    state_ = output_state_;
    return HandlerResult::Error;
  }

  State state_ = State::Ascii;
  State output_state_ = State::Ascii;
  int leading_ = 0;
  bool output_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_euc_jp_decoder() {
  return std::make_unique<HandlerDecoder<EucJpHandler>>();
}

std::unique_ptr<Decoder> make_shift_jis_decoder() {
  return std::make_unique<HandlerDecoder<ShiftJisHandler>>();
}

std::unique_ptr<Decoder> make_iso_2022_jp_decoder() {
  return std::make_unique<HandlerDecoder<Iso2022JpHandler>>();
}

}  // namespace orrery::web
