#include "web/encoding/codecs/encoder.h"

#include "base/unicode/utf.h"
#include "web/encoding/codecs/encoders.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

class Utf8Encoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    base::append_wtf8(out, code_point);
    return {};
  }
};

/// https://encoding.spec.whatwg.org/#single-byte-encoder
class SingleByteEncoder final : public Encoder {
 public:
  explicit SingleByteEncoder(std::u16string_view index) : index_(index) {}

  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (code_point < 0x80) {
      out += static_cast<char>(code_point);
      return {};
    }
    if (code_point > 0xFFFF || code_point == indexes::k_none) return code_point;
    const std::size_t pointer = index_.find(static_cast<char16_t>(code_point));
    if (pointer == std::u16string_view::npos) return code_point;
    out += static_cast<char>(pointer + 0x80);
    return {};
  }

 private:
  std::u16string_view index_;
};

/// https://encoding.spec.whatwg.org/#x-user-defined-encoder
class UserDefinedEncoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (code_point >= 0x80 && (code_point < 0xF780 || code_point > 0xF7FF)) return code_point;
    out += static_cast<char>(code_point < 0x80 ? code_point : code_point - 0xF780 + 0x80);
    return {};
  }
};

}  // namespace

std::unique_ptr<Encoder> make_encoder(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8:
    case Encoding::Replacement:
    case Encoding::Utf16Be:
    case Encoding::Utf16Le:
      return std::make_unique<Utf8Encoder>();
    case Encoding::Gbk:
      return make_gb18030_encoder(/*is_gbk=*/true);
    case Encoding::Gb18030:
      return make_gb18030_encoder(/*is_gbk=*/false);
    case Encoding::Big5:
      return make_big5_encoder();
    case Encoding::EucJp:
      return make_euc_jp_encoder();
    case Encoding::Iso2022Jp:
      return make_iso_2022_jp_encoder();
    case Encoding::ShiftJis:
      return make_shift_jis_encoder();
    case Encoding::EucKr:
      return make_euc_kr_encoder();
    case Encoding::XUserDefined:
      return std::make_unique<UserDefinedEncoder>();
    default:
      return std::make_unique<SingleByteEncoder>(indexes::single_byte_index(encoding));
  }
}

void append_encoded_html(std::string& out, std::string_view text, Encoding encoding) {
  if (encoding == Encoding::Utf8) {
    out += text;
    return;
  }
  const std::unique_ptr<Encoder> encoder = make_encoder(encoding);
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = base::decode_wtf8(text.data() + i);
    i += length;
    const auto error = encoder->encode(code_point, out);
    if (!error) continue;
    for (const char c : "&#" + std::to_string(std::uint32_t{*error}) + ';')
      encoder->encode(static_cast<unsigned char>(c), out);
  }
  encoder->finish(out);
}

}  // namespace orrery::web
