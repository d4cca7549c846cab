#include "builtins/dates/date_parser.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "vm/dates/date_text.h"

namespace orrery::builtins {
namespace {

std::optional<ParsedDate> parse(std::string_view text) {
  return parse_date(
      DateCharacters(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
}
std::optional<ParsedDate> parse(std::u16string_view text) {
  return parse_date(DateCharacters(std::span(text.data(), text.size())));
}

/// The date in the standard's format, with its offset in minutes behind it; "local" without one.
std::string described(const std::optional<ParsedDate>& date) {
  if (!date) return "none";
  std::string text = vm::iso_date_text(date->time);
  text.pop_back();
  return text + (date->offset_seconds ? " " + std::to_string(*date->offset_seconds / 60) : " local");
}
std::string read(std::string_view text) {
  return described(parse(text));
}

TEST(DateParserTest, StandardFormat) {
  EXPECT_EQ(read("2026"), "2026-01-01T00:00:00.000 0");
  EXPECT_EQ(read("2026-11"), "2026-11-01T00:00:00.000 0");
  EXPECT_EQ(read("2026-11-21"), "2026-11-21T00:00:00.000 0");
  EXPECT_EQ(read("2026-11-21T10:20"), "2026-11-21T10:20:00.000 local");
  EXPECT_EQ(read("2026T10:20"), "2026-01-01T10:20:00.000 local");
  EXPECT_EQ(read("2026-11-21T10:20Z"), "2026-11-21T10:20:00.000 0");
  EXPECT_EQ(read("2026-11-21T10:20:30+01:30"), "2026-11-21T10:20:30.000 90");
  EXPECT_EQ(read("2026-11-21T10:20:30.123-08:00"), "2026-11-21T10:20:30.123 -480");
  EXPECT_EQ(read("2026-11-21T24:00:00Z"), "2026-11-22T00:00:00.000 0");
  EXPECT_EQ(read("+275760-09-13T00:00:00.000Z"), "+275760-09-13T00:00:00.000 0");
  EXPECT_EQ(read("-271821-04-20T00:00:00.000Z"), "-271821-04-20T00:00:00.000 0");
  EXPECT_EQ(read("-000001-07-01"), "-000001-07-01T00:00:00.000 0");
}

TEST(DateParserTest, ItsExtensions) {
  EXPECT_EQ(read("2026-11-21T10:20:30.1Z"), "2026-11-21T10:20:30.100 0");
  EXPECT_EQ(read("2026-11-21T10:20:30.1239999999999999Z"), "2026-11-21T10:20:30.123 0");
  EXPECT_EQ(read("2026-11-21T10:20+0130"), "2026-11-21T10:20:00.000 90");
  EXPECT_EQ(read("2026-11-21t10:20z"), "2026-11-21T10:20:00.000 0");
}

TEST(DateParserTest, WhatTheStandardForbids) {
  for (const std::string_view wrong : {"",
                                       "2026-11-21T",
                                       "2026-11-21T10",
                                       "2026-11-21T1:20",
                                       "2026-11-21T25:00",
                                       "2026-11-21T24:01",
                                       "2026-11-21T24:00:00.001",
                                       "2026-11-21T10:60",
                                       "2026-11-21T10:20:60",
                                       "2026-11-21T10:20Z ",
                                       "2026-11-21T10:20+1",
                                       "2026-11-21T10:20+24:00",
                                       "2026-11-21T10:20+0160",
                                       "2026-11-21T10:20 UTC",
                                       "-000000-01-01T00:00Z",
                                       "2026-13",
                                       "2026-13-01",
                                       "2026-00-01",
                                       "2026-11-00",
                                       "2026-11-32"})
    EXPECT_EQ(read(wrong), "none") << wrong;
}

TEST(DateParserTest, WhatDateItselfWrites) {
  EXPECT_EQ(read("Sat Nov 21 2026 10:00:00 GMT+0100 (Central European Standard Time)"),
            "2026-11-21T10:00:00.000 60");
  EXPECT_EQ(read("Sat, 21 Nov 2026 09:00:00 GMT"), "2026-11-21T09:00:00.000 0");
  EXPECT_EQ(read("Sat Nov 21 2026"), "2026-11-21T00:00:00.000 local");
  EXPECT_EQ(read("11/21/2026, 10:00:00 PM"), "2026-11-21T22:00:00.000 local");
}

TEST(DateParserTest, DaysInManyOrders) {
  for (const std::string_view text :
       {"21 Nov 2026", "Nov 21 2026", "Nov 21, 2026", "November 21 2026", "2026 Nov 21", "2026/11/21",
        "11/21/2026", "11-21-2026", "11/21/26", "21-Nov-2026", "2026 21 nov", "Saturday, 21-NOV-26",
        "(today) 11.21.2026", "11 (of 12) 21 (or so (maybe)) 2026 (unclosed"})
    EXPECT_EQ(read(text), "2026-11-21T00:00:00.000 local") << text;
  EXPECT_EQ(read("1/2"), "2001-01-02T00:00:00.000 local");
  EXPECT_EQ(read("32"), "2032-01-01T00:00:00.000 local");
  EXPECT_EQ(read("Nov 32"), "2032-11-01T00:00:00.000 local");
  EXPECT_EQ(read("12"), "2001-12-01T00:00:00.000 local");
  EXPECT_EQ(read("Nov 21"), "2001-11-21T00:00:00.000 local");
  EXPECT_EQ(read("1/2/49"), "2049-01-02T00:00:00.000 local");
  EXPECT_EQ(read("1/2/50"), "1950-01-02T00:00:00.000 local");
  for (const std::string_view wrong :
       {"13/1/2026", "1/32/2026", "1 2 3 4", "Nov", "yesterday", "21 Nov 2026 x", "x1"})
    EXPECT_EQ(read(wrong), "none") << wrong;
}

TEST(DateParserTest, Times) {
  const auto time = [](std::string_view text) { return read("1/1/2000 " + std::string(text)).substr(11); };
  EXPECT_EQ(time("10:20"), "10:20:00.000 local");
  EXPECT_EQ(time("10:20:30.5"), "10:20:30.500 local");
  EXPECT_EQ(time("10:20:30:456"), "10:20:30.456 local");
  EXPECT_EQ(time("10::"), "10:00:00.000 local");
  EXPECT_EQ(time("12:00 AM"), "00:00:00.000 local");
  EXPECT_EQ(time("12:00 pm"), "12:00:00.000 local");
  EXPECT_EQ(time("1:00 PM"), "13:00:00.000 local");
  EXPECT_EQ(time("24:00"), "00:00:00.000 local");
  for (const std::string_view wrong :
       {"13:00 PM", "10:60", "24:01", "10:20:30:456:7", "PM", "10:20x", "10:20.x"})
    EXPECT_EQ(read("1/1/2000 " + std::string(wrong)), "none") << wrong;
}

TEST(DateParserTest, Zones) {
  const auto zone = [](std::string_view text) {
    const std::string date = read("1/1/2000 10:00 " + std::string(text));
    return date == "none" ? date : date.substr(24);
  };
  EXPECT_EQ(zone("UTC"), "0");
  EXPECT_EQ(zone("Z"), "0");
  EXPECT_EQ(zone("EST"), "-300");
  EXPECT_EQ(zone("PDT"), "-420");
  EXPECT_EQ(zone("GMT+2"), "120");
  EXPECT_EQ(zone("GMT-0330"), "-210");
  EXPECT_EQ(zone("+05:45"), "345");
  EXPECT_EQ(zone("+545"), "345");
  EXPECT_EQ(zone("UTC+"), "none");
  EXPECT_EQ(zone("+12345"), "none");
  EXPECT_EQ(zone("A"), "none");
  EXPECT_EQ(zone("CET"), "none");
}

TEST(DateParserTest, TextsOfWideCharacters) {
  EXPECT_EQ(described(parse(u"11/21/2026, 10:00:00\u202fPM")), "2026-11-21T22:00:00.000 local");
  EXPECT_EQ(described(parse(u"2026-11-21\u2028")), "2026-11-21T00:00:00.000 local");
  EXPECT_EQ(described(parse(u"\u6771\u4eac 1/1/2000")), "2000-01-01T00:00:00.000 local");
  EXPECT_EQ(described(parse(u"1/1/2000 \u6771")), "none");
}

}  // namespace
}  // namespace orrery::builtins
