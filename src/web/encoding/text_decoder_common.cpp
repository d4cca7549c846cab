#include "web/encoding/text_decoder_common.h"

#include <utility>

namespace orrery::web {

namespace {

bool is_unicode(Encoding encoding) {
  return encoding == Encoding::Utf8 || encoding == Encoding::Utf16Be || encoding == Encoding::Utf16Le;
}

DecodedText decode_all(std::span<const std::uint8_t> bytes, Encoding encoding) {
  DecodedText out;
  out.reserve(bytes.size());
  make_decoder(encoding)->decode(bytes, /*is_end=*/true, ErrorMode::Replacement, out);
  return out;
}

std::span<const std::uint8_t> without_byte_order_mark(std::span<const std::uint8_t> bytes,
                                                      Encoding encoding) {
  if (sniff_byte_order_mark(bytes) != encoding) return bytes;
  return bytes.subspan(encoding == Encoding::Utf8 ? 3 : 2);
}

}  // namespace

bool TextDecoderCommon::decode(std::span<const std::uint8_t> bytes, bool stream, DecodedText& out) {
  const bool starts_anew = !do_not_flush_;
  if (starts_anew) {
    decoder_ = make_decoder(encoding_);
    bom_seen_ = false;
  }
  do_not_flush_ = stream;
  const bool looks_for_bom = !bom_seen_ && !ignore_bom_ && is_unicode(encoding_);
  // OPTIMIZATION: U+FEFF never comes into being where all of it is here, so that Latin-1 stays Latin-1.
  if (looks_for_bom && starts_anew) {
    const auto rest = without_byte_order_mark(bytes, encoding_);
    bom_seen_ = rest.size() < bytes.size();
    bytes = rest;
  }
  out.reserve(bytes.size());
  if (!decoder_->decode(bytes, !stream, error_mode_, out)) {
    // DEVIATION: the standard goes on with what is behind the error in the next call, if this one was to be
    // continued.
    do_not_flush_ = false;
    return false;
  }

  // https://encoding.spec.whatwg.org/#concept-td-serialize
  if (looks_for_bom && !bom_seen_ && out.size() > 0) {
    bom_seen_ = true;
    out.remove_byte_order_mark();
  }
  return true;
}

DecodedText decode(std::span<const std::uint8_t> bytes, Encoding fallback) {
  const Encoding encoding = sniff_byte_order_mark(bytes).value_or(fallback);
  return decode_all(without_byte_order_mark(bytes, encoding), encoding);
}

}  // namespace orrery::web
