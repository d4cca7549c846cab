#include "vm/strings/common_strings.h"

#include "vm/agent.h"
#include "vm/strings/atom_table.h"
#include "vm/strings/string.h"

namespace orrery::vm {

void CommonStrings::make(Agent& agent) {
  empty_ = agent.atoms().intern(std::span<const std::uint8_t>());
  for (unsigned i = 0; i < single_characters_.size(); ++i) {
    const auto character = static_cast<std::uint8_t>(i);
    const bool is_index = character >= '0' && character <= '9';
    single_characters_[i] = is_index ? make_flat_string(agent.heap(), std::span(&character, 1))
                                     : agent.atoms().intern(std::span(&character, 1));
  }
}

void CommonStrings::visit(gc::Visitor& visitor) {
  visitor.visit(empty_);
  for (String* string : single_characters_) visitor.visit(string);
}

void CommonStrings::clear_dead(const gc::Liveness& liveness) {
  for (NumberText& entry : number_texts_) {
    if (entry.text != nullptr && !liveness.is_alive(entry.text)) entry = {};
  }
}

}  // namespace orrery::vm
