#include "base/unicode/utf.h"

#include <algorithm>

#include "base/byte_block.h"

namespace orrery::base {

namespace {

// A note on the uses of resize_and_overwrite() below: libstdc++ 12 may hand its operation a larger size than
// was asked for, so that each returns the length that it wrote.

constexpr std::string_view k_replacement_character = "\xEF\xBF\xBD";  // U+FFFD

unsigned char byte_at(const char* at) {
  return static_cast<unsigned char>(*at);
}

/// Writes `code_point` in generalized UTF-8 and returns the place after it.
char* write_code_point(char* out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return out;
}

/// Writes `code_point` in UTF-16 and returns the place after it.
char16_t* write_utf16(char16_t* out, char32_t code_point) {
  if (code_point < 0x10000) {
    *out++ = static_cast<char16_t>(code_point);
  } else {
    *out++ = static_cast<char16_t>(0xD7C0 + (code_point >> 10));
    *out++ = static_cast<char16_t>(0xDC00 + (code_point & 0x3FF));
  }
  return out;
}

/// What well-formed UTF-8 may go on with after the bytes so far. The names of those after certain leads say
/// which second bytes they exclude (https://encoding.spec.whatwg.org/#utf-8-decoder).
enum Utf8State : std::uint8_t {
  Start,  // whole characters so far
  Needs1,
  Needs2,
  Needs3,
  AfterE0,  // below A0: overlong forms
  AfterED,  // above 9F: surrogates
  AfterF0,  // below 90: overlong forms
  AfterF4,  // above 8F: beyond U+10FFFF
  Error,
};
constexpr unsigned k_state_count = 9;

constexpr Utf8State after_lead(unsigned lead) {
  if (lead < 0x80) return Start;
  if (lead < 0xC2) return Error;
  if (lead < 0xE0) return Needs1;
  if (lead == 0xE0) return AfterE0;
  if (lead == 0xED) return AfterED;
  if (lead < 0xF0) return Needs2;
  if (lead == 0xF0) return AfterF0;
  if (lead < 0xF4) return Needs3;
  return lead == 0xF4 ? AfterF4 : Error;
}

constexpr Utf8State next_state(Utf8State state, unsigned byte) {
  const auto within = [byte](unsigned lower, unsigned upper, Utf8State next) {
    return byte >= lower && byte <= upper ? next : Error;
  };
  switch (state) {
    case Start:
      return after_lead(byte);
    case Needs1:
      return within(0x80, 0xBF, Start);
    case Needs2:
      return within(0x80, 0xBF, Needs1);
    case Needs3:
      return within(0x80, 0xBF, Needs2);
    case AfterE0:
      return within(0xA0, 0xBF, Needs1);
    case AfterED:
      return within(0x80, 0x9F, Needs1);
    case AfterF0:
      return within(0x90, 0xBF, Needs2);
    case AfterF4:
      return within(0x80, 0x8F, Needs2);
    case Error:
      return Error;
  }
}

/// For each byte, the next states as a word with six bits for each state, at a place that is a state's number
/// times six. As the six bits are such a place themselves, a step is one load and one shift, without
/// branches.
constexpr std::uint64_t k_bits_per_state = 6;
constexpr auto k_transitions = [] {
  std::array<std::uint64_t, 256> rows = {};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned state = 0; state < k_state_count; ++state) {
      const std::uint64_t next = next_state(static_cast<Utf8State>(state), byte) * k_bits_per_state;
      rows[byte] |= next << (state * k_bits_per_state);
    }
  }
  return rows;
}();

/// Follows the transitions from state to state. Only the low six bits of its word count.
class Utf8Checker {
 public:
  void read(std::string_view bytes) {
    std::uint64_t state = state_;
    for (const char byte : bytes) state = k_transitions[static_cast<unsigned char>(byte)] >> (state & 63);
    state_ = state;
  }
  bool is(Utf8State state) const { return (state_ & 63) == state * k_bits_per_state; }

 private:
  std::uint64_t state_ = Start * k_bits_per_state;
};

/// One well-formed UTF-8 sequence, or one maximal part of an ill-formed one.
struct Utf8Part {
  std::size_t length;
  bool well_formed;
};

/// The part at the beginning of `bytes`, which are not empty.
Utf8Part utf8_part(std::string_view bytes) {
  Utf8State state = Start;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    state = next_state(state, byte_at(&bytes[i]));
    if (state == Start) return {i + 1, true};
    if (state == Error) return {std::max<std::size_t>(i, 1), false};
  }
  return {bytes.size(), false};
}

constexpr std::size_t k_run = 16;

/// Copies units from `from` to `to` as long as the next 16 are all ASCII, and returns how many it copied. The
/// inner loops have a fixed count so that the compiler turns them into vector instructions.
template <typename To, typename From>
std::size_t copy_ascii_runs(std::span<const From> from, To* to) {
  std::size_t at = 0;
  for (; from.size() - at >= k_run; at += k_run) {
    const From* run = from.data() + at;
    unsigned all = 0;
    for (std::size_t i = 0; i < k_run; ++i) all |= run[i];
    if (all >= 0x80) break;
    for (std::size_t i = 0; i < k_run; ++i) to[at + i] = static_cast<To>(run[i]);
  }
  return at;
}

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

/// Calls `count(block, limit)` for each 64 bytes of `text`; `limit` has a bit set for each byte that counts.
template <typename Count>
std::size_t sum_over_blocks(std::string_view text, Count count) {
  std::size_t sum = 0;
  std::size_t at = 0;
  for (; text.size() - at >= ByteBlock::k_size; at += ByteBlock::k_size)
    sum += count(ByteBlock(text.data() + at), low_bits(64));
  const std::size_t rest = text.size() - at;
  return sum + count(ByteBlock::partial(text.data() + at, rest), low_bits(rest));
}

std::size_t bit_count(std::uint64_t bits) {
  return static_cast<std::size_t>(std::popcount(bits));
}

/// Is there a surrogate pair at `text[at]`?
bool is_pair_at(std::span<const char16_t> text, std::size_t at) {
  return is_high_surrogate(text[at]) && at + 1 < text.size() && is_low_surrogate(text[at + 1]);
}

std::size_t wtf8_length(std::span<const char16_t> text) {
  // Counts in 16 bits over short parts, without branches, so that the compiler makes vector instructions of
  // it.
  constexpr std::size_t k_part = 4096;
  std::size_t length = text.size();
  for (std::size_t at = 0; at < text.size(); at += k_part) {
    const std::size_t end = std::min(at + k_part, text.size());
    std::uint16_t further_bytes = 0;
    for (std::size_t i = at; i < end; ++i)
      further_bytes = static_cast<std::uint16_t>(further_bytes + (text[i] >= 0x80) + (text[i] >= 0x800));
    // A pair is counted as two characters of three bytes.
    std::uint16_t pairs = 0;
    for (std::size_t i = std::max<std::size_t>(at, 1); i < end; ++i)
      pairs =
          static_cast<std::uint16_t>(pairs + (is_high_surrogate(text[i - 1]) && is_low_surrogate(text[i])));
    length += further_bytes - std::size_t{2} * pairs;
  }
  return length;
}

}  // namespace

void append_wtf8(std::string& text, char32_t code_point) {
  const std::size_t size = text.size();
  if (is_low_surrogate(code_point) && size >= 3 && byte_at(&text[size - 3]) == 0xED &&
      byte_at(&text[size - 2]) >= 0xA0) {
    const char32_t before = decode_wtf8(&text[size - 3]).code_point;
    if (is_high_surrogate(before)) {
      text.resize(size - 3);
      code_point = join_surrogates(before, code_point);
    }
  }
  char bytes[4];
  text.append(bytes, write_code_point(bytes, code_point));
}

std::size_t ascii_prefix_length(std::string_view bytes) {
  std::size_t at = 0;
  for (; bytes.size() - at >= ByteBlock::k_size; at += ByteBlock::k_size) {
    const ByteBlock block(bytes.data() + at);
    if (block.has_non_ascii()) return at + static_cast<std::size_t>(std::countr_zero(block.non_ascii()));
  }
  while (at < bytes.size() && byte_at(&bytes[at]) < 0x80) ++at;
  return at;
}

bool is_ascii(std::string_view bytes) {
  return ascii_prefix_length(bytes) == bytes.size();
}

bool is_valid_utf8(std::string_view bytes) {
  Utf8Checker checker;
  for (; bytes.size() >= ByteBlock::k_size; bytes.remove_prefix(ByteBlock::k_size)) {
    if (checker.is(Start) && !ByteBlock(bytes.data()).has_non_ascii()) continue;
    checker.read(bytes.substr(0, ByteBlock::k_size));
    if (checker.is(Error)) return false;
  }
  checker.read(bytes);
  return checker.is(Start);
}

std::string utf8_from_wtf8(std::string_view text) {
  std::string result(text);
  // A surrogate's three bytes are those of no other character: ED A0…BF xx.
  for (std::size_t at = result.find('\xED'); at != std::string::npos; at = result.find('\xED', at + 3)) {
    if (byte_at(&result[at + 1]) >= 0xA0) result.replace(at, 3, k_replacement_character);
  }
  return result;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string result;
  result.reserve(bytes.size());
  while (!bytes.empty()) {
    const Utf8Part part = utf8_part(bytes);
    result += part.well_formed ? bytes.substr(0, part.length) : k_replacement_character;
    bytes.remove_prefix(part.length);
  }
  return result;
}

std::string wtf8_from_latin1(std::span<const std::uint8_t> text) {
  const auto non_ascii = std::ranges::count_if(text, [](std::uint8_t byte) { return byte >= 0x80; });
  std::string result;
  result.resize_and_overwrite(text.size() + static_cast<std::size_t>(non_ascii),
                              [text](char* const begin, std::size_t) {
                                char* out = begin;
                                for (std::size_t at = 0; at < text.size();) {
                                  const std::size_t copied = copy_ascii_runs(text.subspan(at), out);
                                  at += copied;
                                  out += copied;
                                  const std::size_t stop = std::min(at + k_run, text.size());
                                  for (; at < stop; ++at) out = write_code_point(out, text[at]);
                                }
                                return out - begin;
                              });
  return result;
}

std::string wtf8_from_utf16(std::span<const char16_t> text) {
  std::string result;
  result.resize_and_overwrite(wtf8_length(text), [text](char* const begin, std::size_t) {
    char* out = begin;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t copied = copy_ascii_runs(text.subspan(at), out);
      at += copied;
      out += copied;
      const std::size_t stop = std::min(at + k_run, text.size());
      for (; at < stop; ++at) {
        const bool is_pair = is_pair_at(text, at);
        out = write_code_point(out, is_pair ? join_surrogates(text[at], text[at + 1]) : text[at]);
        at += is_pair ? 1 : 0;
      }
    }
    return out - begin;
  });
  return result;
}

std::size_t utf16_length(std::string_view text) {
  return sum_over_blocks(text, [](const ByteBlock& block, std::uint64_t limit) {
    return bit_count(~block.continuations() & limit) + bit_count(block.four_byte_leads() & limit);
  });
}

std::size_t code_point_count(std::string_view text) {
  return sum_over_blocks(text, [](const ByteBlock& block, std::uint64_t limit) {
    return bit_count(~block.continuations() & limit);
  });
}

std::u16string utf16_from_wtf8(std::string_view text) {
  std::u16string result;
  result.resize_and_overwrite(utf16_length(text), [text](char16_t* const begin, std::size_t) {
    char16_t* out = begin;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t copied = copy_ascii_runs(bytes_of(text.substr(at)), out);
      at += copied;
      out += copied;
      const std::size_t stop = std::min(at + k_run, text.size());
      while (at < stop) {
        const auto [code_point, length] = decode_wtf8(&text[at]);
        out = write_utf16(out, code_point);
        at += length;
      }
    }
    return out - begin;
  });
  return result;
}

}  // namespace orrery::base
