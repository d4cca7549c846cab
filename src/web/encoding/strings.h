#pragma once

#include <string_view>

#include "vm/strings/string.h"
#include "web/encoding/decoded_text.h"
#include "web/encoding/utf8_text.h"

namespace orrery::web {

// Between JavaScript's strings and the texts of this folder.

/// \param string  to be kept alive by the caller
inline Utf8Text utf8_text_of(vm::String* string) {
  if (string->is_latin1()) return Utf8Text(string->latin1());
  const std::span<const char16_t> units = string->utf16();
  return Utf8Text(std::u16string_view(units.data(), units.size()));
}

vm::Completion<vm::String*> make_string(vm::Agent& agent, const DecodedText& text);
/// \param text  ASCII, of any length
vm::Completion<vm::String*> make_string_of_ascii(vm::Agent& agent, std::string_view text);

}  // namespace orrery::web
