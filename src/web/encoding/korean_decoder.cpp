#include <utility>

#include "web/encoding/decoder_handlers.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#euc-kr-decoder
class EucKrHandler {
 public:
  bool takes_ascii() const { return leading_ == 0; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    if (byte == k_end_of_queue)
      return std::exchange(leading_, 0) == 0 ? HandlerResult::Finished : HandlerResult::Error;
    if (leading_ != 0) {
      const int leading = std::exchange(leading_, 0);
      if (byte >= 0x41 && byte <= 0xFE) {
        const int pointer = (leading - 0x81) * 190 + (byte - 0x41);
        if (const auto code_point =
                indexes::code_point_in(indexes::k_euc_kr, static_cast<std::size_t>(pointer))) {
          out.append(*code_point);
          return HandlerResult::Continue;
        }
      }
      if (byte < 0x80) queue.restore(byte);
      return HandlerResult::Error;
    }
    if (byte < 0x80)
      out.append(static_cast<char32_t>(byte));
    else if (byte == 0x80 || byte == 0xFF)
      return HandlerResult::Error;
    else
      leading_ = byte;
    return HandlerResult::Continue;
  }

 private:
  int leading_ = 0;
};

}  // namespace

std::unique_ptr<Decoder> make_euc_kr_decoder() {
  return std::make_unique<HandlerDecoder<EucKrHandler>>();
}

}  // namespace orrery::web
