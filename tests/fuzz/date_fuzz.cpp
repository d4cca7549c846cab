// libFuzzer target: any text either is no date or gives one that a Date can hold or not, the same however its
// characters are kept; what was read and is within time's bounds can be written in the standard's format and
// read again. And any bytes are a time zone whose stretches of time follow one another, or none.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "builtins/dates/date_parser.h"
#include "vm/dates/calendar.h"
#include "vm/dates/date_text.h"
#include "vm/dates/time_zone.h"

namespace {

using namespace orrery;

void require(bool holds) {
  if (!holds) std::abort();
}

std::optional<builtins::ParsedDate> parse(std::string_view text) {
  return builtins::parse_date(
      builtins::DateCharacters(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
}

void parse_as_date(std::string_view bytes) {
  const auto date = parse(bytes);
  std::u16string wide;
  for (const char byte : bytes) wide += static_cast<unsigned char>(byte);
  const auto of_wide = builtins::parse_date(builtins::DateCharacters(std::span(wide.data(), wide.size())));
  require(date.has_value() == of_wide.has_value());
  if (!date) return;
  require(date->time == of_wide->time && date->offset_seconds == of_wide->offset_seconds);
  require(std::isfinite(date->time) && date->time == std::trunc(date->time));
  const double time = vm::time_clip(date->time);
  if (std::isnan(time)) return;
  const auto again = parse(vm::iso_date_text(time));
  require(again && again->time == time && again->offset_seconds == 0);
  const auto as_utc = parse(vm::utc_date_text(time));
  // Seconds are all that it says, and negative years are not read; short ones mean others.
  if (vm::year_from_time(time) > 99)
    require(as_utc && as_utc->time == std::floor(time / vm::k_ms_per_second) * vm::k_ms_per_second);
}

void parse_as_zone(std::string_view bytes) {
  const auto zone = vm::TimeZone::parse(bytes);
  if (!zone) return;
  constexpr std::int64_t k_far = 8'640'000'000'000;
  for (std::int64_t seconds = -k_far; seconds <= k_far; seconds += k_far / 8) {
    vm::ZoneInterval interval = zone->interval_at(seconds);
    require(interval.contains(seconds));
    require(std::abs(interval.offset) <= 168 * 3600);
    if (interval.end > k_far) continue;
    const vm::ZoneInterval next = zone->interval_at(interval.end);
    require(next.start <= interval.end && next.contains(interval.end));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  parse_as_date(bytes);
  parse_as_zone(bytes);
  return 0;
}
