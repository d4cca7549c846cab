#include "web/encoding/codecs/decoder.h"

#include "web/encoding/codecs/decoder_handlers.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#replacement-decoder
class ReplacementHandler {
 public:
  bool takes_ascii() const { return false; }

  HandlerResult handle(int byte, ByteQueue& /*queue*/, DecodedText& /*out*/) {
    if (byte == k_end_of_queue || error_returned_) return HandlerResult::Finished;
    error_returned_ = true;
    return HandlerResult::Error;
  }

 private:
  bool error_returned_ = false;
};

/// https://encoding.spec.whatwg.org/#x-user-defined-decoder
class UserDefinedHandler {
 public:
  bool takes_ascii() const { return true; }

  HandlerResult handle(int byte, ByteQueue& /*queue*/, DecodedText& out) {
    if (byte == k_end_of_queue) return HandlerResult::Finished;
    out.append(static_cast<char32_t>(byte < 0x80 ? byte : 0xF780 + byte - 0x80));
    return HandlerResult::Continue;
  }
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8:
      return make_utf8_decoder();
    case Encoding::Gbk:
    case Encoding::Gb18030:
      return make_gb18030_decoder();
    case Encoding::Big5:
      return make_big5_decoder();
    case Encoding::EucJp:
      return make_euc_jp_decoder();
    case Encoding::Iso2022Jp:
      return make_iso_2022_jp_decoder();
    case Encoding::ShiftJis:
      return make_shift_jis_decoder();
    case Encoding::EucKr:
      return make_euc_kr_decoder();
    case Encoding::Replacement:
      return std::make_unique<HandlerDecoder<ReplacementHandler>>();
    case Encoding::Utf16Be:
      return make_utf16_decoder(/*is_big_endian=*/true);
    case Encoding::Utf16Le:
      return make_utf16_decoder(/*is_big_endian=*/false);
    case Encoding::XUserDefined:
      return std::make_unique<HandlerDecoder<UserDefinedHandler>>();
    default:
      return make_single_byte_decoder(encoding);
  }
}

}  // namespace orrery::web
