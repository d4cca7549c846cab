#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/encoding/encoding.h"

namespace orrery::web {

/// An instance of an encoding's encoder: https://encoding.spec.whatwg.org/#encoder.
class Encoder {
 public:
  Encoder() = default;
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  virtual ~Encoder() = default;

  /// Appends the bytes of a scalar value.
  /// \return the code point of the error, if there is one
  virtual std::optional<char32_t> encode(char32_t code_point, std::string& out) = 0;
  /// Appends what the end of the text needs.
  virtual void finish(std::string& /*out*/) {}
};

/// \param encoding  an output encoding
std::unique_ptr<Encoder> make_encoder(Encoding encoding);

/// Appends `text` in an output encoding, with "&#8253;" for what it does not have.
/// \param text  well-formed UTF-8
/// https://encoding.spec.whatwg.org/#encode, the error mode "html"
void append_encoded_html(std::string& out, std::string_view text, Encoding encoding);

}  // namespace orrery::web
