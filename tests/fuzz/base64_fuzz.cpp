// libFuzzer target: bytes become Base64 or hexadecimal digits and come back; any text is read as a second,
// plain reader reads it, from Latin-1 and UTF-16, also where there is room for a few bytes only. The first
// byte picks the options, the second the room.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"

namespace {

using namespace orrery::base;
using Bytes = std::vector<std::uint8_t>;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Expected {
  Bytes bytes;
  std::size_t read = 0;
  bool is_error = false;
};

/// What the characters of one group, 2 to 4 of them, stand for.
struct Group {
  std::uint32_t bits = 0;
  std::size_t length = 0;

  void add(unsigned value) {
    bits = bits << 6 | value;
    length++;
  }
  /// The bits that are left over.
  bool has_more_bits() const { return length == 2 ? (bits & 15) != 0 : (bits & 3) != 0; }
  void append_to(Bytes& bytes) const {
    const std::uint32_t padded = bits << (6 * (4 - length));
    for (std::size_t i = 0; i + 1 < length; i++)
      bytes.push_back(static_cast<std::uint8_t>(padded >> (16 - 8 * i)));
  }
};

/// https://tc39.es/ecma262/#sec-frombase64, step by step.
class Base64Reader {
 public:
  Base64Reader(std::span<const std::uint8_t> text, Base64Alphabet alphabet, LastChunkHandling last_chunk,
               std::size_t room)
      : text_(text), alphabet_(alphabet), last_chunk_(last_chunk), room_(room) {}

  Expected read() {
    if (room_ == 0) return result_;
    Group group;
    while (true) {
      skip_space();
      if (index_ == text_.size()) {
        if (group.length > 0 && !finish(group)) return result_;
        result_.read = text_.size();
        return result_;
      }
      const std::uint8_t character = text_[index_++];
      if (character == '=') return read_padding(group);
      const int value = value_of(character);
      if (value < 0) return fail();
      const std::size_t left = room_ - result_.bytes.size();
      if ((left == 1 && group.length == 2) || (left == 2 && group.length == 3)) return result_;
      group.add(static_cast<unsigned>(value));
      if (group.length < 4) continue;
      group.append_to(result_.bytes);
      group = {};
      result_.read = index_;
      if (result_.bytes.size() == room_) return result_;
    }
  }

 private:
  void skip_space() {
    while (index_ < text_.size() && std::string_view("\t\n\f\r ").contains(static_cast<char>(text_[index_])))
      index_++;
  }
  int value_of(std::uint8_t character) const {
    constexpr std::string_view k_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (const std::size_t place = k_digits.find(static_cast<char>(character)); place != k_digits.npos)
      return static_cast<int>(place);
    const bool is_url = alphabet_ == Base64Alphabet::Base64Url;
    if (character == (is_url ? '-' : '+')) return 62;
    return character == (is_url ? '_' : '/') ? 63 : -1;
  }
  Expected fail() {
    result_.is_error = true;
    return result_;
  }
  /// The text's end within a group. \return false where the result is complete
  bool finish(const Group& group) {
    if (last_chunk_ == LastChunkHandling::StopBeforePartial) return false;
    if (last_chunk_ == LastChunkHandling::Strict || group.length == 1) {
      result_.is_error = true;
      return false;
    }
    group.append_to(result_.bytes);
    return true;
  }
  /// Behind the first '='.
  Expected read_padding(const Group& group) {
    if (group.length < 2) return fail();
    skip_space();
    if (group.length == 2) {
      if (index_ == text_.size())
        return last_chunk_ == LastChunkHandling::StopBeforePartial ? result_ : fail();
      if (text_[index_] == '=') {
        index_++;
        skip_space();
      } else
        return fail();
    }
    if (index_ < text_.size()) return fail();
    if (last_chunk_ == LastChunkHandling::Strict && group.has_more_bits()) return fail();
    group.append_to(result_.bytes);
    result_.read = text_.size();
    return result_;
  }

  std::span<const std::uint8_t> text_;
  Base64Alphabet alphabet_;
  LastChunkHandling last_chunk_;
  std::size_t room_;
  std::size_t index_ = 0;
  Expected result_;
};

/// https://tc39.es/ecma262/#sec-fromhex
Expected read_hex(std::span<const std::uint8_t> text, std::size_t room) {
  Expected result;
  if (text.size() % 2 != 0) {
    result.is_error = true;
    return result;
  }
  while (result.read < text.size() && result.bytes.size() < room) {
    unsigned byte = 0;
    for (const std::uint8_t character : text.subspan(result.read, 2)) {
      constexpr std::string_view k_digits = "0123456789abcdefABCDEF";
      const std::size_t digit = k_digits.find(static_cast<char>(character));
      if (digit == k_digits.npos) {
        result.is_error = true;
        return result;
      }
      byte = byte * 16 + static_cast<unsigned>(digit < 16 ? digit : digit - 6);
    }
    result.bytes.push_back(static_cast<std::uint8_t>(byte));
    result.read += 2;
  }
  return result;
}

/// Calls `decode(text, bytes)` with both kinds of text, in memory without a byte too many.
template <typename Decode>
void check_decoding(std::span<const std::uint8_t> text, std::size_t room, const Expected& expected,
                    Decode decode) {
  const auto check = [&](const auto& units) {
    Bytes bytes(room);
    const DecodedText result = decode(std::span(units), std::span(bytes));
    require((result.error != nullptr) == expected.is_error);
    require(result.written == expected.bytes.size());
    require(std::equal(expected.bytes.begin(), expected.bytes.end(), bytes.begin()));
    if (!expected.is_error) require(result.read == expected.read);
  };
  check(std::vector<std::uint8_t>(text.begin(), text.end()));
  std::vector<char16_t> wide(text.begin(), text.end());
  check(wide);
  // What looks like a digit if somebody looks at its lower half only.
  if (wide.empty() || room < max_base64_bytes(wide.size())) return;
  wide.back() += 0x100;
  Bytes bytes(room);
  require(decode(std::span<const char16_t>(wide), std::span(bytes)).error != nullptr);
}

void check_round_trips(std::span<const std::uint8_t> bytes, Base64Alphabet alphabet,
                       LastChunkHandling last_chunk) {
  for (const bool omits_padding : {false, true}) {
    Bytes text(base64_length(bytes.size(), omits_padding));
    encode_base64(bytes, alphabet, text);
    Bytes decoded(bytes.size());
    const auto handling = omits_padding ? LastChunkHandling::Loose : last_chunk;
    const DecodedText result =
        decode_base64(std::span<const std::uint8_t>(text), alphabet, handling, decoded);
    require(result.error == nullptr && result.written == bytes.size());
    require(std::equal(bytes.begin(), bytes.end(), decoded.begin()));
  }
  Bytes text(bytes.size() * 2);
  encode_hex(bytes, text);
  Bytes decoded(bytes.size());
  const DecodedText result = decode_hex(std::span<const std::uint8_t>(text), decoded);
  require(result.error == nullptr && result.written == bytes.size() && result.read == text.size());
  require(std::equal(bytes.begin(), bytes.end(), decoded.begin()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto alphabet = static_cast<Base64Alphabet>(data[0] % 2);
  const auto last_chunk = static_cast<LastChunkHandling>(data[0] / 2 % 3);
  const std::span<const std::uint8_t> text(data + 2, size - 2);
  const std::size_t room = data[1] >= 128 ? max_base64_bytes(text.size()) : data[1];

  check_decoding(text, room, Base64Reader(text, alphabet, last_chunk, room).read(),
                 [&](const auto& units, const auto& bytes) {
                   return decode_base64(units, alphabet, last_chunk, bytes);
                 });
  check_decoding(text, room, read_hex(text, room),
                 [&](const auto& units, const auto& bytes) { return decode_hex(units, bytes); });
  check_round_trips(text, alphabet, last_chunk);
  return 0;
}
