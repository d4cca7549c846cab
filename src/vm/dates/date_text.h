#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::vm {

// Time values (dates/calendar.h) as text, in ASCII. All take finite ones; those called `local` are of the
// zone's clock.

/// https://tc39.es/ecma262/#sec-date.prototype.toisostring: "2026-11-21T09:00:00.000Z"
std::string iso_date_text(double t);
/// https://tc39.es/ecma262/#sec-date.prototype.toutcstring: "Sat, 21 Nov 2026 09:00:00 GMT"
std::string utc_date_text(double t);
/// https://tc39.es/ecma262/#sec-datestring: "Sat Nov 21 2026"
void append_date_string(std::string& text, double local);
/// https://tc39.es/ecma262/#sec-timestring: "10:00:00 GMT"
void append_time_string(std::string& text, double local);
/// https://tc39.es/ecma262/#sec-timezoneestring: "+0100 (Central European Standard Time)"
/// \param name  appended as it is
void append_time_zone_string(std::string& text, std::int32_t offset_seconds, std::string_view name);

/// As people in the United States write: "11/21/2026" and "10:00:00 AM".
void append_us_date(std::string& text, double local);
void append_us_time(std::string& text, double local);

}  // namespace orrery::vm
