#include "web/encoding/codecs/encoder_index.h"
#include "web/encoding/codecs/encoders.h"
#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

namespace {

/// https://encoding.spec.whatwg.org/#euc-kr-encoder
class EucKrEncoder final : public Encoder {
 public:
  std::optional<char32_t> encode(char32_t code_point, std::string& out) override {
    if (code_point < 0x80) {
      out += static_cast<char>(code_point);
      return {};
    }
    const auto pointer = index_.pointer_of(code_point);
    if (!pointer) return code_point;
    append_bytes(out, *pointer / 190 + 0x81, *pointer % 190 + 0x41);
    return {};
  }

 private:
  EncoderIndex index_{indexes::k_euc_kr};
};

}  // namespace

std::unique_ptr<Encoder> make_euc_kr_encoder() {
  return std::make_unique<EucKrEncoder>();
}

}  // namespace orrery::web
