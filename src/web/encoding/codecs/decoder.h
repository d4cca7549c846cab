#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "web/encoding/decoded_text.h"
#include "web/encoding/encoding.h"

namespace orrery::web {

/// https://encoding.spec.whatwg.org/#error-mode of decoders
enum class ErrorMode : std::uint8_t { Replacement, Fatal };

/// An instance of an encoding's decoder: https://encoding.spec.whatwg.org/#decoder. It may be fed in pieces
/// of any size.
class Decoder {
 public:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  /// \param is_end  nothing follows: what is incomplete is an error. The decoder is at its start again.
  /// \return false: an error in fatal mode, after which the decoder and `out` are good for nothing
  virtual bool decode(std::span<const std::uint8_t> bytes, bool is_end, ErrorMode mode, DecodedText& out) = 0;
};

std::unique_ptr<Decoder> make_decoder(Encoding encoding);

}  // namespace orrery::web
