#include "web/encoding/codecs/decoder_handlers.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#euc-kr-decoder
struct EucKr {
  static bool append(int leading, int byte, DecodedText& out) {
    if (byte < 0x41 || byte > 0xFE) return false;
    const int pointer = (leading - 0x81) * 190 + (byte - 0x41);
    const auto code_point = indexes::code_point_in(indexes::k_euc_kr, static_cast<std::size_t>(pointer));
    if (code_point) out.append(*code_point);
    return code_point.has_value();
  }
};

}  // namespace

std::unique_ptr<Decoder> make_euc_kr_decoder() {
  return std::make_unique<HandlerDecoder<TwoByteHandler<EucKr>>>();
}

}  // namespace orrery::web
