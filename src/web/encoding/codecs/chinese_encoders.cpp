#include <algorithm>

#include "web/encoding/codecs/encoder_index.h"
#include "web/encoding/codecs/encoders.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

/// What GB18030-2005 had at these bytes and GB18030-2022 has not; the decoder gives something else.
constexpr struct {
  char16_t code_point;
  std::uint16_t bytes;
} k_gb18030_2005[] = {
    {0xE78D, 0xA6D9}, {0xE78E, 0xA6DA}, {0xE78F, 0xA6DB}, {0xE790, 0xA6DC}, {0xE791, 0xA6DD},
    {0xE792, 0xA6DE}, {0xE793, 0xA6DF}, {0xE794, 0xA6EC}, {0xE795, 0xA6ED}, {0xE796, 0xA6F3},
    {0xE81E, 0xFE59}, {0xE826, 0xFE61}, {0xE82B, 0xFE66}, {0xE82C, 0xFE67}, {0xE832, 0xFE6D},
    {0xE843, 0xFE7E}, {0xE854, 0xFE90}, {0xE864, 0xFEA0},
};

/// https://encoding.spec.whatwg.org/#gb18030-encoder
class Gb18030Encoder final : public Encoder {
 public:
  explicit Gb18030Encoder(bool is_gbk) : is_gbk_(is_gbk) {}

  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (code_point < 0x80) {
      out += static_cast<char>(code_point);
      return {};
    }
    if (code_point == 0xE5E5) return code_point;
    if (is_gbk_ && code_point == 0x20AC) {
      out += '\x80';
      return {};
    }
    for (const auto& row : k_gb18030_2005) {
      if (row.code_point != code_point) continue;
      append_bytes(out, row.bytes >> 8U, row.bytes & 0xFFU);
      return {};
    }
    if (const auto pointer = index_.pointer_of(code_point)) {
      const std::uint32_t trailing = *pointer % 190;
      append_bytes(out, *pointer / 190 + 0x81, trailing + (trailing < 0x3F ? 0x40 : 0x41));
      return {};
    }
    if (is_gbk_) return code_point;
    const std::uint32_t pointer = indexes::gb18030_ranges_pointer(code_point);
    append_bytes(out, pointer / (10 * 126 * 10) + 0x81, pointer / (10 * 126) % 10 + 0x30);
    append_bytes(out, pointer / 10 % 126 + 0x81, pointer % 10 + 0x30);
    return {};
  }

 private:
  bool is_gbk_;
  EncoderIndex index_{indexes::k_gb18030};
};

/// https://encoding.spec.whatwg.org/#big5-encoder
class Big5Encoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (code_point < 0x80) {
      out += static_cast<char>(code_point);
      return {};
    }
    const auto pointer = pointer_of(code_point);
    if (!pointer) return code_point;
    const std::uint32_t trailing = *pointer % 157;
    append_bytes(out, *pointer / 157 + 0x81, trailing + (trailing < 0x3F ? 0x40 : 0x62));
    return {};
  }

 private:
  /// https://encoding.spec.whatwg.org/#index-big5-pointer
  std::optional<std::uint32_t> pointer_of(char32_t code_point) {
    constexpr std::u32string_view k_last_one_counts = U"\u2550\u255E\u2561\u256A\u5341\u5345";
    if (k_last_one_counts.contains(code_point))
      return static_cast<std::uint32_t>(indexes::k_big5.rfind(static_cast<char16_t>(code_point)));
    const std::u32string_view astral = indexes::k_big5_astral;
    if (code_point > 0xFFFF) {
      const auto place = std::ranges::lower_bound(astral, code_point);
      if (place == astral.end() || *place != code_point) return {};
      code_point = indexes::k_first_astral_stand_in + static_cast<char32_t>(place - astral.begin());
    } else if (code_point >= indexes::k_first_astral_stand_in &&
               code_point < indexes::k_first_astral_stand_in + astral.size()) {
      return {};
    }
    return index_.pointer_of(code_point);
  }

  // Without the Hong Kong Supplementary Character Set.
  EncoderIndex index_{indexes::k_big5, 0, (0xA1 - 0x81) * 157};
};

}  // namespace

std::unique_ptr<Encoder> make_gb18030_encoder(bool is_gbk) {
  return std::make_unique<Gb18030Encoder>(is_gbk);
}

std::unique_ptr<Encoder> make_big5_encoder() {
  return std::make_unique<Big5Encoder>();
}

}  // namespace orrery::web
