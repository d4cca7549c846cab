#pragma once

#include <string_view>

namespace orrery::vm {

namespace detail {
/// Lines "standard time's name|daylight saving time's|zones with spaces between them". Names may be missing.
extern const std::string_view k_zone_names;
}  // namespace detail

/// What people call the time of a zone of the IANA Time Zone Database, in English and UTF-8: "Central
/// European Summer Time". Nothing where there is no such name, or no such zone.
std::string_view zone_display_name(std::string_view zone, bool is_daylight);

}  // namespace orrery::vm
