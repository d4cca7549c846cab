#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "web/encoding/codecs/decoder.h"

namespace orrery::web {

/// What an object that includes TextDecoderCommon does:
/// https://encoding.spec.whatwg.org/#interface-mixin-textdecodercommon.
class TextDecoderCommon {
 public:
  TextDecoderCommon(Encoding encoding, ErrorMode error_mode, bool ignore_bom)
      : encoding_(encoding), error_mode_(error_mode), ignore_bom_(ignore_bom) {}

  Encoding encoding() const { return encoding_; }
  ErrorMode error_mode() const { return error_mode_; }

  /// \param stream  more may follow in the next call; if not, that begins anew
  /// \param out  empty
  /// \return false: an error in fatal mode, for which the caller throws a TypeError
  /// https://encoding.spec.whatwg.org/#dom-textdecoder-decode
  bool decode(std::span<const std::uint8_t> bytes, bool stream, DecodedText& out);

 private:
  Encoding encoding_;
  ErrorMode error_mode_;
  bool ignore_bom_;
  bool bom_seen_ = false;
  bool do_not_flush_ = false;
  std::unique_ptr<Decoder> decoder_;
};

/// A byte order mark decides, if there is one; it is not part of the text.
/// https://encoding.spec.whatwg.org/#decode
DecodedText decode(std::span<const std::uint8_t> bytes, Encoding fallback);

}  // namespace orrery::web
