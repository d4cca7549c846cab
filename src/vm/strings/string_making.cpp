#include <algorithm>
#include <cassert>

#include "base/unicode/utf.h"
#include "vm/agent.h"
#include "vm/strings/string.h"
#include "vm/strings/string_builder.h"
#include "vm/strings/string_characters.h"
#include "vm/strings/string_factory.h"

namespace orrery::vm {

namespace {

/// Up to here a copy takes no more memory than a rope or a slice would.
constexpr std::uint32_t k_max_copied_length = 16;
/// Up to here there is always room: the heap's limit is enforced at the next poll.
constexpr std::size_t k_always_granted_length = 2048;

Completion<String*> make_flat(Agent& agent, bool is_latin1, std::size_t length) {
  if (length > String::k_max_length) return agent.throw_range_error("Invalid string length");
  const auto short_length = static_cast<std::uint32_t>(length);
  if (length <= k_always_granted_length)
    return StringFactory::make_flat(agent.heap(), is_latin1, short_length);
  String* string = StringFactory::try_make_flat(agent.heap(), is_latin1, short_length);
  if (string == nullptr) return agent.throw_range_error("Out of memory: there is no room for this string");
  return string;
}

}  // namespace

String* empty_string(Agent& agent) {
  return agent.common_strings().empty();
}

String* single_character(Agent& agent, char16_t code_unit) {
  if (code_unit < 0x100) return agent.common_strings().single_character(code_unit);
  String* string = StringFactory::make_flat(agent.heap(), false, 1);
  *StringFactory::characters<char16_t>(string) = code_unit;
  return string;
}

String* make_flat_string(gc::Heap& heap, std::span<const std::uint8_t> latin1) {
  String* string = StringFactory::make_flat(heap, true, static_cast<std::uint32_t>(latin1.size()));
  copy_units(StringFactory::characters<std::uint8_t>(string), latin1.data(), latin1.size());
  return string;
}

Completion<UnfilledString<std::uint8_t>> make_unfilled_latin1(Agent& agent, std::size_t length) {
  String* string = TRY(make_flat(agent, true, length));
  return UnfilledString<std::uint8_t>{string, {StringFactory::characters<std::uint8_t>(string), length}};
}

Completion<UnfilledString<char16_t>> make_unfilled_utf16(Agent& agent, std::size_t length) {
  String* string = TRY(make_flat(agent, false, length));
  return UnfilledString<char16_t>{string, {StringFactory::characters<char16_t>(string), length}};
}

Completion<String*> make_string(Agent& agent, std::span<const std::uint8_t> latin1) {
  if (latin1.empty()) return empty_string(agent);
  if (latin1.size() == 1) return single_character(agent, latin1[0]);
  const auto made = TRY(make_unfilled_latin1(agent, latin1.size()));
  copy_units(made.characters.data(), latin1.data(), latin1.size());
  return made.string;
}

Completion<String*> make_string(Agent& agent, std::span<const char16_t> utf16) {
  if (utf16.empty()) return empty_string(agent);
  if (utf16.size() == 1) return single_character(agent, utf16[0]);
  if (fits_latin1(utf16)) {
    const auto made = TRY(make_unfilled_latin1(agent, utf16.size()));
    copy_units(made.characters.data(), utf16.data(), utf16.size());
    return made.string;
  }
  const auto made = TRY(make_unfilled_utf16(agent, utf16.size()));
  copy_units(made.characters.data(), utf16.data(), utf16.size());
  return made.string;
}

String* make_ascii_string(Agent& agent, std::string_view text) {
  assert(base::is_ascii(text));
  return MUST(make_string(agent, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
}

// From UTF-8 ------------------------------------------------------------------------------------------------

namespace {

/// What is at the start of `text` (not empty): a code point, surrogates included; or U+FFFD with the length
/// of what is no part of WTF-8 but could have begun a sequence ("maximal subpart").
base::DecodedCodePoint decode_or_replace(std::string_view text) {
  constexpr base::DecodedCodePoint k_replaced_byte{0xFFFD, 1};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || lead > 0xF4) return k_replaced_byte;
  const std::uint32_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte's range excludes overlong forms and what is beyond U+10FFFF.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
  for (std::uint32_t i = 1; i < length; ++i) {
    const bool is_valid =
        i < text.size() && (i == 1 ? byte(1) >= low && byte(1) <= high : (byte(i) & 0xC0) == 0x80);
    if (!is_valid) return {0xFFFD, i};
  }
  return base::decode_wtf8(text.data());
}

}  // namespace

Completion<String*> make_string_from_utf8(Agent& agent, std::string_view text) {
  StringBuilder builder(agent);
  while (!text.empty()) {
    if (const std::size_t ascii = base::ascii_prefix_length(text)) {
      builder.append_ascii(text.substr(0, ascii));
      text.remove_prefix(ascii);
      continue;
    }
    const base::DecodedCodePoint decoded = decode_or_replace(text);
    builder.append_code_point(decoded.code_point);
    text.remove_prefix(decoded.length);
  }
  return builder.finish();
}

namespace {

/// Writes the text's code units, which must fit.
template <typename Unit>
void decode_to(std::string_view text, Unit* place) {
  while (!text.empty()) {
    const base::DecodedCodePoint decoded = decode_or_replace(text);
    if (decoded.code_point < 0x10000) {
      *place++ = static_cast<Unit>(decoded.code_point);
    } else {
      *place++ = static_cast<Unit>(0xD7C0 + (decoded.code_point >> 10));
      *place++ = static_cast<Unit>(0xDC00 + (decoded.code_point & 0x3FF));
    }
    text.remove_prefix(decoded.length);
  }
}

}  // namespace

String* make_program_string(Agent& agent, std::string_view text) {
  assert(text.size() <= String::k_max_length);
  std::uint32_t length = 0;
  bool is_latin1 = true;
  for (std::string_view rest = text; !rest.empty();) {
    const base::DecodedCodePoint decoded = decode_or_replace(rest);
    length += decoded.code_point < 0x10000 ? 1 : 2;
    is_latin1 = is_latin1 && decoded.code_point < 0x100;
    rest.remove_prefix(decoded.length);
  }
  // Short ones are always granted.
  if (length <= k_always_granted_length) return MUST(make_string_from_utf8(agent, text));
  String* string = StringFactory::make_flat(agent.heap(), is_latin1, length);
  if (is_latin1) {
    decode_to(text, StringFactory::characters<std::uint8_t>(string));
  } else {
    decode_to(text, StringFactory::characters<char16_t>(string));
  }
  return string;
}

// From other strings ----------------------------------------------------------------------------------------

Completion<String*> concatenate(Agent& agent, String* left, String* right) {
  if (left->is_empty()) return right;
  if (right->is_empty()) return left;
  if (left->length() > String::k_max_length - right->length())
    return agent.throw_range_error("Invalid string length");
  const std::uint32_t length = left->length() + right->length();
  const bool is_latin1 = left->is_latin1() && right->is_latin1();
  if (length > k_max_copied_length) {
    // What asks for the rope's characters cannot fail any more. Where they are few they are always given.
    const std::size_t size = std::size_t{length} * (is_latin1 ? 1 : 2);
    if (size > std::max(agent.heap().limit(), k_always_granted_length)) [[unlikely]]
      return agent.throw_range_error("Out of memory: the string is too large");
    return StringFactory::make_rope(agent.heap(), left, right);
  }
  String* result = StringFactory::make_flat(agent.heap(), is_latin1, length);
  if (is_latin1) {
    left->copy_to(StringFactory::characters<std::uint8_t>(result));
    right->copy_to(StringFactory::characters<std::uint8_t>(result) + left->length());
  } else {
    left->copy_to(StringFactory::characters<char16_t>(result));
    right->copy_to(StringFactory::characters<char16_t>(result) + left->length());
  }
  return result;
}

String* substring(Agent& agent, String* string, std::uint32_t start, std::uint32_t end) {
  assert(start <= end && end <= string->length());
  const std::uint32_t length = end - start;
  if (length == string->length()) return string;
  if (length == 0) return empty_string(agent);
  if (length == 1) return single_character(agent, string->code_unit_at(start));
  if (string->is_latin1()) {
    const auto units = string->latin1().subspan(start, length);
    if (length <= k_max_copied_length) return make_flat_string(agent.heap(), units);
  } else {
    const auto units = string->utf16().subspan(start, length);
    if (length <= k_max_copied_length) return MUST(make_string(agent, units));
  }
  return StringFactory::make_slice(agent.heap(), string, start, length);
}

}  // namespace orrery::vm
