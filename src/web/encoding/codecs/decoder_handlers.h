#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "base/unicode/utf.h"
#include "web/encoding/codecs/decoder.h"

namespace orrery::web {

/// What a handler says of one byte. Code points it has written itself.
enum class HandlerResult : std::uint8_t { Continue, Error, Finished };

/// The byte that stands for end-of-queue.
inline constexpr int k_end_of_queue = -1;

/// https://encoding.spec.whatwg.org/#concept-stream: bytes that are read one by one; up to three can be
/// restored.
class ByteQueue {
 public:
  explicit ByteQueue(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool is_empty() const { return restored_count_ == 0 && bytes_.empty(); }
  bool has_restored() const { return restored_count_ > 0; }
  int read() {
    if (restored_count_ > 0) [[unlikely]]
      return restored_[--restored_count_];
    const int byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }
  /// Puts a byte back before all others.
  void restore(int byte) { restored_[restored_count_++] = static_cast<std::uint8_t>(byte); }

  /// The bytes that were not read yet, if none are restored.
  std::span<const std::uint8_t> rest() const { return bytes_; }
  void skip(std::size_t count) { bytes_ = bytes_.subspan(count); }

  /// Takes the ASCII bytes that come next, if none are restored.
  std::string_view read_ascii() {
    const std::string_view text(reinterpret_cast<const char*>(bytes_.data()), bytes_.size());
    const std::size_t length = base::ascii_prefix_length(text);
    bytes_ = bytes_.subspan(length);
    return text.substr(0, length);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::uint8_t restored_[3];
  std::size_t restored_count_ = 0;
};

/// A decoder made of the standard's handler for its encoding, which has
///
///   HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out)
///   bool takes_ascii() const    between characters, where ASCII bytes stand for themselves; or, instead,
///   void take_run(ByteQueue& queue, DecodedText& out)    decodes at once what needs no care
///
/// https://encoding.spec.whatwg.org/#concept-encoding-run
template <typename Handler>
class HandlerDecoder final : public Decoder {
 public:
  template <typename... Arguments>
  explicit HandlerDecoder(Arguments... arguments) : handler_(arguments...) {}

  bool decode(std::span<const std::uint8_t> bytes, bool is_end, ErrorMode mode, DecodedText& out) override {
    ByteQueue queue(bytes);
    while (true) {
      if (!queue.has_restored()) {
        if constexpr (requires { handler_.take_run(queue, out); })
          handler_.take_run(queue, out);
        else if (handler_.takes_ascii())
          out.append_latin1(queue.read_ascii());
      }
      if (queue.is_empty() && !is_end) return true;
      const int byte = queue.is_empty() ? k_end_of_queue : queue.read();
      const HandlerResult result = handler_.handle(byte, queue, out);
      if (result == HandlerResult::Finished) return true;
      if (result == HandlerResult::Continue) continue;
      if (mode == ErrorMode::Fatal) return false;
      out.append(0xFFFD);
    }
  }

 private:
  Handler handler_;
};

// A factory for each family, in a file of its own.
std::unique_ptr<Decoder> make_utf8_decoder();
std::unique_ptr<Decoder> make_utf16_decoder(bool is_big_endian);
std::unique_ptr<Decoder> make_single_byte_decoder(Encoding encoding);
std::unique_ptr<Decoder> make_gb18030_decoder();
std::unique_ptr<Decoder> make_big5_decoder();
std::unique_ptr<Decoder> make_euc_jp_decoder();
std::unique_ptr<Decoder> make_iso_2022_jp_decoder();
std::unique_ptr<Decoder> make_shift_jis_decoder();
std::unique_ptr<Decoder> make_euc_kr_decoder();

/// The handler of encodings in which a leading byte of 0x81 to 0xFE and a byte behind it make a character:
/// https://encoding.spec.whatwg.org/#big5-decoder and https://encoding.spec.whatwg.org/#euc-kr-decoder.
///
/// \tparam Encoding  has a static `bool append(int leading, int byte, DecodedText& out)`, false if the two
/// mean nothing
template <typename Encoding>
class TwoByteHandler {
 public:
  bool takes_ascii() const { return leading_ == 0; }

  HandlerResult handle(int byte, ByteQueue& queue, DecodedText& out) {
    // 1., 2.
    if (byte == k_end_of_queue)
      return std::exchange(leading_, 0) == 0 ? HandlerResult::Finished : HandlerResult::Error;
    // 3.
    if (leading_ != 0) {
      if (Encoding::append(std::exchange(leading_, 0), byte, out)) return HandlerResult::Continue;
      if (byte < 0x80) queue.restore(byte);
      return HandlerResult::Error;
    }
    // 4. - 6.
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

}  // namespace orrery::web
