#include "display/style.h"

#include <array>

#include <fmt/format.h>

namespace orrery::display {

namespace {

struct StyleRow {
  std::string_view name;
  int start;  // of Select Graphic Rendition: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR
  int end;
};

constexpr int k_default_foreground = 39;

/// In the order of Style.
constexpr std::array<StyleRow, 12> k_styles{{
    {"special", 36, k_default_foreground},  // cyan
    {"number", 33, k_default_foreground},   // yellow
    {"bigint", 33, k_default_foreground},
    {"boolean", 33, k_default_foreground},
    {"undefined", 90, k_default_foreground},  // grey
    {"null", 1, 22},                          // bold
    {"string", 32, k_default_foreground},     // green
    {"symbol", 32, k_default_foreground},
    {"date", 35, k_default_foreground},  // magenta
    {"regexp", 0, 0},                    // coloured_regexp()
    {"module", 4, 24},                   // underlined
    {"name", 0, 0},                      // not styled
}};

}  // namespace

std::optional<Style> style_called(std::string_view name) {
  for (std::size_t i = 0; i < k_styles.size(); i++) {
    if (k_styles[i].name == name) return static_cast<Style>(i);
  }
  return std::nullopt;
}

std::string coloured(Style style, std::string_view text) {
  if (style == Style::RegExp) return coloured_regexp(text);
  if (style == Style::Name) return std::string(text);
  const StyleRow& row = k_styles[static_cast<std::size_t>(style)];
  return fmt::format("\x1b[{}m{}\x1b[{}m", row.start, text, row.end);
}

}  // namespace orrery::display
