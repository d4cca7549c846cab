#include "web/console/duration.h"

#include <cmath>

#include <fmt/format.h>

namespace orrery::web::console {

std::string duration_text(double milliseconds) {
  constexpr double k_second = 1000;
  constexpr double k_minute = 60 * k_second;
  constexpr double k_hour = 60 * k_minute;
  const double hours = std::floor(milliseconds / k_hour);
  const double behind_hours = milliseconds - hours * k_hour;
  const double minutes = std::floor(behind_hours / k_minute);
  const double seconds = (behind_hours - minutes * k_minute) / k_second;
  if (hours > 0) return fmt::format("{:.0f}:{:02.0f}:{:06.3f} (h:mm:ss.mmm)", hours, minutes, seconds);
  if (minutes > 0) return fmt::format("{:.0f}:{:06.3f} (m:ss.mmm)", minutes, seconds);
  if (milliseconds >= k_second) return fmt::format("{:.3f}s", seconds);
  // As many decimals as there are.
  std::string text = fmt::format("{:.3f}", milliseconds);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + "ms";
}

}  // namespace orrery::web::console
