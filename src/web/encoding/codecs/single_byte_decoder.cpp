#include "web/encoding/codecs/decoder_handlers.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#single-byte-decoder
class SingleByteHandler {
 public:
  explicit SingleByteHandler(std::u16string_view index) : index_(index) {}

  bool takes_ascii() const { return true; }

  HandlerResult handle(int byte, ByteQueue& /*queue*/, DecodedText& out) {
    if (byte == k_end_of_queue) return HandlerResult::Finished;
    if (byte < 0x80) {
      out.append(static_cast<char32_t>(byte));
      return HandlerResult::Continue;
    }
    const char16_t code_point = index_[static_cast<std::size_t>(byte - 0x80)];
    if (code_point == indexes::k_none) return HandlerResult::Error;
    out.append(code_point);
    return HandlerResult::Continue;
  }

 private:
  std::u16string_view index_;
};

}  // namespace

std::unique_ptr<Decoder> make_single_byte_decoder(Encoding encoding) {
  return std::make_unique<HandlerDecoder<SingleByteHandler>>(indexes::single_byte_index(encoding));
}

}  // namespace orrery::web
