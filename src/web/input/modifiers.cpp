#include "web/input/modifiers.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace orrery::web {

namespace {

struct Modifier {
  std::string_view key;
  bool EventModifierInit::* member;
};
/// https://w3c.github.io/uievents-key/#keys-modifier, in the order of the bits.
constexpr Modifier k_modifiers[] = {
    {"Control", &EventModifierInit::ctrl_key},
    {"Shift", &EventModifierInit::shift_key},
    {"Alt", &EventModifierInit::alt_key},
    {"Meta", &EventModifierInit::meta_key},
    {"AltGraph", &EventModifierInit::modifier_alt_graph},
    {"CapsLock", &EventModifierInit::modifier_caps_lock},
    {"Fn", &EventModifierInit::modifier_fn},
    {"FnLock", &EventModifierInit::modifier_fn_lock},
    {"Hyper", &EventModifierInit::modifier_hyper},
    {"NumLock", &EventModifierInit::modifier_num_lock},
    {"ScrollLock", &EventModifierInit::modifier_scroll_lock},
    {"Super", &EventModifierInit::modifier_super},
    {"Symbol", &EventModifierInit::modifier_symbol},
    {"SymbolLock", &EventModifierInit::modifier_symbol_lock},
};

}  // namespace

Modifiers::Modifiers(const EventModifierInit& init) {
  for (std::size_t i = 0; i < std::size(k_modifiers); i++) {
    if (init.*k_modifiers[i].member) bits_ = static_cast<std::uint16_t>(bits_ | 1u << i);
  }
}

bool Modifiers::state_of(vm::String* key) const {
  const std::string name = key->to_utf8();
  for (std::size_t i = 0; i < std::size(k_modifiers); i++) {
    if (k_modifiers[i].key == name) return (bits_ >> i & 1) != 0;
  }
  return false;
}

}  // namespace orrery::web
