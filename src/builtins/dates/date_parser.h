#pragma once

#include <cstdint>
#include <optional>

#include "builtins/dates/date_tokens.h"

namespace orrery::builtins {

/// [DOC] Dates in texts
///
/// Date.parse must read the standard's own format (https://tc39.es/ecma262/#sec-date-time-string-format) and
/// may read anything else. Programs rely on what V8 reads, so this reads the same:
///
///   the standard's format   "2026-11-21", "2026-11-21T10:00Z"; also with any number of digits behind the
///                           seconds' point, and with offsets without a colon
///   numbers                 up to three of the day: month, day and year; or year, month and day if the
///                           first is no day; or day and year beside a month's name, in any order. Years
///                           below 50 are of this century, other ones below 100 of the last
///   with a colon behind     hours and minutes of the time; seconds follow, and milliseconds behind a point
///   words                   months by their first three letters; AM and PM; UTC, GMT, UT, Z and the zones
///                           of the United States. Others may stand before the first number only
///   + and -                 behind a time or UTC: the offset, as hh, hhmm or hh:mm
///   in parentheses          nothing that matters; nor does other punctuation
///
/// A text that begins with a date of the standard's format and goes on otherwise is one of the second kind.

/// What a text says.
struct ParsedDate {
  /// Milliseconds from 1970-01-01T00:00 to that date, by the same clock. Not clipped.
  double time;
  /// How far that clock is ahead of UTC; nothing: it is the local one.
  std::optional<std::int64_t> offset_seconds;
};

/// \return nothing if there is no date in it that makes sense
std::optional<ParsedDate> parse_date(DateCharacters text);

}  // namespace orrery::builtins
