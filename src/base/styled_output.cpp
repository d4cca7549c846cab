#include "base/styled_output.h"

namespace orrery::base {

std::string_view style_sequence(Style style) {
  switch (style) {
    case Style::Plain:
      return "";
    case Style::Position:
    case Style::Guide:
    case Style::Field:
    case Style::Fact:
      return "\x1B[2m";  // faint
    case Style::Type:
      return "\x1B[34m";  // blue
    case Style::Name:
      return "\x1B[1m";  // bold
    case Style::Literal:
      return "\x1B[32m";  // green
    case Style::Operator:
    case Style::Modifier:
      return "\x1B[35m";  // magenta
    case Style::Register:
      return "\x1B[36m";  // cyan
    case Style::Slot:
      return "\x1B[33m";  // yellow
    case Style::Global:
      return "\x1B[2;36m";  // faint cyan
    case Style::Dynamic:
      return "\x1B[31m";  // red
  }
  return "";
}

}  // namespace orrery::base
