#pragma once

#include <cstdint>

#include "vm/strings/string.h"
#include "web/input/ui_event_bindings.h"

namespace orrery::web {

/// The modifier keys of an event: https://w3c.github.io/uievents/#event-modifier-initializers
class Modifiers {
 public:
  explicit Modifiers(const EventModifierInit& init);
  bool control() const { return (bits_ & k_control) != 0; }
  bool shift() const { return (bits_ & k_shift) != 0; }
  bool alt() const { return (bits_ & k_alt) != 0; }
  bool meta() const { return (bits_ & k_meta) != 0; }
  /// https://w3c.github.io/uievents/#dom-keyboardevent-getmodifierstate
  bool state_of(vm::String* key) const;

 private:
  static constexpr std::uint16_t k_control = 1;
  static constexpr std::uint16_t k_shift = 2;
  static constexpr std::uint16_t k_alt = 4;
  static constexpr std::uint16_t k_meta = 8;

  std::uint16_t bits_ = 0;
};

}  // namespace orrery::web
