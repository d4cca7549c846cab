#include "web/encoding/codecs/encoder_index.h"
#include "web/encoding/codecs/encoders.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

constexpr char32_t k_yen_sign = 0xA5;
constexpr char32_t k_overline = 0x203E;

constexpr bool is_half_width_katakana(char32_t code_point) {
  return code_point >= 0xFF61 && code_point <= 0xFF9F;
}

/// The minus sign has a full-width one in its place.
constexpr char32_t with_full_width_minus(char32_t code_point) {
  return code_point == 0x2212 ? 0xFF0D : code_point;
}

/// What is alike in EUC-JP and Shift_JIS: bytes of their own for ASCII, the yen sign and the overline.
bool append_ascii_like(char32_t code_point, std::string& out) {
  if (code_point >= 0x80 && code_point != k_yen_sign && code_point != k_overline) return false;
  out += code_point == k_yen_sign   ? '\x5C'
         : code_point == k_overline ? '\x7E'
                                    : static_cast<char>(code_point);
  return true;
}

/// https://encoding.spec.whatwg.org/#euc-jp-encoder
class EucJpEncoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (append_ascii_like(code_point, out)) return {};
    if (is_half_width_katakana(code_point)) {
      append_bytes(out, 0x8E, code_point - 0xFF61 + 0xA1);
      return {};
    }
    code_point = with_full_width_minus(code_point);
    const auto pointer = index_.pointer_of(code_point);
    if (!pointer) return code_point;
    append_bytes(out, *pointer / 94 + 0xA1, *pointer % 94 + 0xA1);
    return {};
  }

 private:
  EncoderIndex index_{indexes::k_jis0208};
};

/// https://encoding.spec.whatwg.org/#shift_jis-encoder
class ShiftJisEncoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (append_ascii_like(code_point, out)) return {};
    if (code_point == 0x80) {
      out += '\x80';
      return {};
    }
    if (is_half_width_katakana(code_point)) {
      out += static_cast<char>(code_point - 0xFF61 + 0xA1);
      return {};
    }
    code_point = with_full_width_minus(code_point);
    const auto pointer = index_.pointer_of(code_point);
    if (!pointer) return code_point;
    const std::uint32_t leading = *pointer / 188;
    const std::uint32_t trailing = *pointer % 188;
    append_bytes(out, leading + (leading < 0x1F ? 0x81 : 0xC1), trailing + (trailing < 0x3F ? 0x40 : 0x41));
    return {};
  }

 private:
  // https://encoding.spec.whatwg.org/#index-shift_jis-pointer
  EncoderIndex index_{indexes::k_jis0208, 8272, 8836};
};

/// Index ISO-2022-JP katakana: https://encoding.spec.whatwg.org/#index-iso-2022-jp-katakana
constexpr std::u16string_view k_katakana =
    u"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"
    u"ヤユヨラリルレロワン"
    u"\u309B\u309C";
static_assert(k_katakana.size() == 0xFF9F - 0xFF61 + 1);

/// https://encoding.spec.whatwg.org/#iso-2022-jp-encoder
class Iso2022JpEncoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    // U+FFFD, so that nobody can smuggle an escape sequence in.
    if (state_ != State::Jis0208 && (code_point == 0x0E || code_point == 0x0F || code_point == 0x1B))
      return 0xFFFD;
    if (code_point < 0x80) {
      const bool is_other_in_roman = code_point == 0x5C || code_point == 0x7E;
      if (state_ == State::Jis0208 || (state_ == State::Roman && is_other_in_roman)) {
        go_to(State::Ascii, out);
        return encode(code_point, out);
      }
      out += static_cast<char>(code_point);
      return {};
    }
    if (code_point == k_yen_sign || code_point == k_overline) {
      go_to(State::Roman, out);
      out += code_point == k_yen_sign ? '\x5C' : '\x7E';
      return {};
    }
    code_point = with_full_width_minus(code_point);
    if (is_half_width_katakana(code_point)) code_point = k_katakana[code_point - 0xFF61];
    const auto pointer = index_.pointer_of(code_point);
    if (!pointer) {
      if (state_ == State::Jis0208) go_to(State::Ascii, out);
      return code_point;
    }
    go_to(State::Jis0208, out);
    append_bytes(out, *pointer / 94 + 0x21, *pointer % 94 + 0x21);
    return {};
  }

  void finish(std::string& out) override { go_to(State::Ascii, out); }

 private:
  enum class State : std::uint8_t { Ascii, Roman, Jis0208 };

  void go_to(State state, std::string& out) {
    if (state_ == state) return;
    state_ = state;
    out += state == State::Ascii ? "\x1B(B" : state == State::Roman ? "\x1B(J" : "\x1B$B";
  }

  State state_ = State::Ascii;
  EncoderIndex index_{indexes::k_jis0208};
};

}  // namespace

std::unique_ptr<Encoder> make_euc_jp_encoder() {
  return std::make_unique<EucJpEncoder>();
}

std::unique_ptr<Encoder> make_shift_jis_encoder() {
  return std::make_unique<ShiftJisEncoder>();
}

std::unique_ptr<Encoder> make_iso_2022_jp_encoder() {
  return std::make_unique<Iso2022JpEncoder>();
}

}  // namespace orrery::web
