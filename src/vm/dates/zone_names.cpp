#include "vm/dates/zone_names.h"

namespace orrery::vm {

namespace {

/// What comes before the first `separator`, which goes with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t length = text.find(separator);
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length == std::string_view::npos ? text.size() : length + 1);
  return taken;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    if (take_until(words, ' ') == word) return true;
  }
  return false;
}

}  // namespace

std::string_view zone_display_name(std::string_view zone, bool is_daylight) {
  if (zone.empty()) return {};
  for (std::string_view lines = detail::k_zone_names; !lines.empty();) {
    std::string_view line = take_until(lines, '\n');
    const std::string_view standard = take_until(line, '|');
    const std::string_view daylight = take_until(line, '|');
    if (has_word(line, zone)) return is_daylight ? daylight : standard;
  }
  return {};
}

}  // namespace orrery::vm
