#include "web/encoding/strings.h"

#include <algorithm>
#include <span>

#include "base/unicode/utf.h"

namespace orrery::web {

vm::Completion<vm::String*> make_string(vm::Agent& agent, const DecodedText& text) {
  if (text.is_latin1()) return vm::make_string(agent, text.latin1());
  const std::u16string_view units = text.utf16();
  const auto made = TRY(vm::make_unfilled_utf16(agent, units.size()));
  std::ranges::copy(units, made.characters.begin());
  return made.string;
}

vm::Completion<vm::String*> make_string_of_ascii(vm::Agent& agent, std::string_view text) {
  return vm::make_string(agent, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace orrery::web
