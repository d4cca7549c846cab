#include "builtins/global_object/uri_functions.h"

#include <array>
#include <optional>
#include <string_view>

#include "base/unicode/utf.h"
#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// A set of ASCII characters.
class AsciiSet {
 public:
  constexpr explicit AsciiSet(std::string_view characters) {
    for (const char character : characters) has_[static_cast<unsigned char>(character)] = true;
  }
  constexpr bool contains(char32_t unit) const { return unit < has_.size() && has_[unit]; }

 private:
  std::array<bool, 128> has_{};
};

#define ORRERY_WORD_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define ORRERY_UNESCAPED ORRERY_WORD_CHARACTERS "-_.!~*'()"
// https://tc39.es/ecma262/#sec-encode, step 2, and what is added to it
constexpr AsciiSet k_kept_by_encode_component(ORRERY_UNESCAPED);
constexpr AsciiSet k_kept_by_encode(ORRERY_UNESCAPED ";/?:@&=+$,#");
// https://tc39.es/ecma262/#sec-decodeuri-encodeduri, step 2
constexpr AsciiSet k_kept_by_decode(";/?:@&=+$,#");
constexpr AsciiSet k_kept_by_decode_component("");
// https://tc39.es/ecma262/#sec-escape-string, step 4
constexpr AsciiSet k_kept_by_escape(ORRERY_WORD_CHARACTERS "@*_+-./");
#undef ORRERY_UNESCAPED
#undef ORRERY_WORD_CHARACTERS

void append_hex(StringBuilder& builder, unsigned value, unsigned digits) {
  while (digits > 0) builder.append(u"0123456789ABCDEF"[value >> 4 * --digits & 0xf]);
}

/// The number that two or four hexadecimal digits of `text` from `start` on spell.
std::optional<unsigned> parse_hex(String* text, std::uint32_t start, std::uint32_t digits) {
  if (text->length() < start || text->length() - start < digits) return std::nullopt;
  unsigned value = 0;
  for (std::uint32_t i = start; i < start + digits; i++) {
    const unsigned digit = digit_value(text->code_unit_at(i));
    if (digit >= 16) return std::nullopt;
    value = value << 4 | digit;
  }
  return value;
}

// Encoding --------------------------------------------------------------------------------------------------

Thrown throw_malformed(Agent& agent) {
  return agent.throw_error(ErrorType::URIError, "URI malformed");
}

/// https://tc39.es/ecma262/#sec-encode
Completion<Value> encode(Agent& agent, String* text, const AsciiSet& kept) {
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  // 4.
  for (std::uint32_t k = 0; k < text->length() && !builder.has_failed();) {
    TRY(loop.next_round());
    const char32_t code_point = text->code_point_at(k);
    k += code_point > 0xffff ? 2 : 1;
    // 4.b.
    if (kept.contains(code_point)) {
      builder.append(static_cast<char16_t>(code_point));
      continue;
    }
    // 4.c. Lone surrogates have no encoding.
    if (base::is_surrogate(code_point)) return throw_malformed(agent);
    std::string octets;
    base::append_wtf8(octets, code_point);
    for (const char octet : octets) {
      builder.append(u'%');
      append_hex(builder, static_cast<unsigned char>(octet), 2);
    }
  }
  return builder.finish();
}

// Decoding --------------------------------------------------------------------------------------------------

/// How many octets the UTF-8 encoding has that begins with `lead`; 0: none begins so.
unsigned utf8_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

/// The code point that the escape sequences (%xx) from `start` on stand for, and how many they are.
struct DecodedSequence {
  char32_t code_point;
  unsigned octets;
};

/// https://tc39.es/ecma262/#sec-decode, steps 3.b.ii. to viii.; nothing if they are malformed.
std::optional<DecodedSequence> decode_sequence(String* text, std::uint32_t start) {
  const std::optional<unsigned> lead = parse_hex(text, start + 1, 2);
  if (!lead) return std::nullopt;
  const unsigned count = utf8_length(*lead);
  if (count <= 1) return count == 0 ? std::nullopt : std::optional(DecodedSequence{*lead, 1});
  char32_t code_point = *lead & 0xffu >> (count + 1);
  for (unsigned i = 1; i < count; i++) {
    const std::uint32_t at = start + 3 * i;
    if (at >= text->length() || text->code_unit_at(at) != u'%') return std::nullopt;
    const std::optional<unsigned> octet = parse_hex(text, at + 1, 2);
    if (!octet || (*octet & 0xc0) != 0x80) return std::nullopt;
    code_point = code_point << 6 | (*octet & 0x3f);
  }
  // Overlong forms, surrogates, and what is no code point.
  constexpr char32_t k_smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < k_smallest[count] || base::is_surrogate(code_point) || code_point > 0x10ffff)
    return std::nullopt;
  return DecodedSequence{code_point, count};
}

/// https://tc39.es/ecma262/#sec-decode
Completion<Value> decode(Agent& agent, String* text, const AsciiSet& kept) {
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (std::uint32_t k = 0; k < text->length();) {
    TRY(loop.next_round());
    const char16_t unit = text->code_unit_at(k);
    if (unit != u'%') {
      builder.append(unit);
      k++;
      continue;
    }
    const std::optional<DecodedSequence> sequence = decode_sequence(text, k);
    if (!sequence) return throw_malformed(agent);
    if (kept.contains(sequence->code_point)) {
      for (std::uint32_t i = 0; i < 3; i++) builder.append(text->code_unit_at(k + i));
    } else {
      builder.append_code_point(sequence->code_point);
    }
    k += 3 * sequence->octets;
  }
  return builder.finish();
}

}  // namespace

// https://tc39.es/ecma262/#sec-decodeuri-encodeduri
Completion<Value> decode_uri(Agent& agent, NativeFrame& frame) {
  return decode(agent, TRY(to_string(agent, frame.argument(0))), k_kept_by_decode);
}

// https://tc39.es/ecma262/#sec-decodeuricomponent-encodeduricomponent
Completion<Value> decode_uri_component(Agent& agent, NativeFrame& frame) {
  return decode(agent, TRY(to_string(agent, frame.argument(0))), k_kept_by_decode_component);
}

// https://tc39.es/ecma262/#sec-encodeuri-uri
Completion<Value> encode_uri(Agent& agent, NativeFrame& frame) {
  return encode(agent, TRY(to_string(agent, frame.argument(0))), k_kept_by_encode);
}

// https://tc39.es/ecma262/#sec-encodeuricomponent-uricomponent
Completion<Value> encode_uri_component(Agent& agent, NativeFrame& frame) {
  return encode(agent, TRY(to_string(agent, frame.argument(0))), k_kept_by_encode_component);
}

// Annex B ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-escape-string
Completion<Value> escape(Agent& agent, NativeFrame& frame) {
  String* text = TRY(to_string(agent, frame.argument(0)));
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (std::uint32_t k = 0; k < text->length() && !builder.has_failed(); k++) {
    TRY(loop.next_round());
    const char16_t unit = text->code_unit_at(k);
    if (k_kept_by_escape.contains(unit)) {
      builder.append(unit);
    } else if (unit < 256) {
      builder.append(u'%');
      append_hex(builder, unit, 2);
    } else {
      builder.append_ascii("%u");
      append_hex(builder, unit, 4);
    }
  }
  return builder.finish();
}

// https://tc39.es/ecma262/#sec-unescape-string
Completion<Value> unescape(Agent& agent, NativeFrame& frame) {
  String* text = TRY(to_string(agent, frame.argument(0)));
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (std::uint32_t k = 0; k < text->length();) {
    TRY(loop.next_round());
    const char16_t unit = text->code_unit_at(k);
    std::optional<unsigned> value;
    std::uint32_t length = 1;
    if (unit == u'%') {
      const bool is_long = k + 1 < text->length() && text->code_unit_at(k + 1) == u'u';
      value = is_long ? parse_hex(text, k + 2, 4) : parse_hex(text, k + 1, 2);
      if (value) length = is_long ? 6 : 3;
    }
    builder.append(value ? static_cast<char16_t>(*value) : unit);
    k += length;
  }
  return builder.finish();
}

}  // namespace orrery::builtins
