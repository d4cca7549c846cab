#include "vm/dates/time_zone.h"

#include <limits>

#include <gtest/gtest.h>

#include "vm/dates/calendar.h"

namespace orrery::vm {
namespace {

using namespace std::string_literals;

constexpr std::int64_t k_first = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t k_last = std::numeric_limits<std::int64_t>::max();

std::int64_t utc(double year, double month, double date, double hour = 0, double minute = 0) {
  return static_cast<std::int64_t>(make_date(make_day(year, month, date), make_time(hour, minute, 0, 0))) /
         1000;
}

std::string bytes_of(std::uint64_t number, int size) {
  std::string bytes;
  for (int i = size - 1; i >= 0; i--) bytes += static_cast<char>(number >> 8 * i & 0xff);
  return bytes;
}

struct FileType {
  std::int32_t offset;
  bool is_daylight;
  std::uint8_t abbreviation;
};

/// The contents of a TZif file.
struct File {
  std::vector<std::pair<std::int64_t, std::uint8_t>> changes;
  std::vector<FileType> types = {{3208, false, 0}, {3600, false, 4}, {7200, true, 8}};
  std::string abbreviations = "LMT\0CET\0CEST\0"s;
  std::string rule = "CET-1CEST,M3.5.0,M10.5.0/3";

  std::string block(char version, int time_size) const {
    std::string bytes = "TZif"s + version + std::string(15, '\0');
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{0}, std::size_t{0}, changes.size(), types.size(), abbreviations.size()})
      bytes += bytes_of(count, 4);
    for (const auto& change : changes) bytes += bytes_of(static_cast<std::uint64_t>(change.first), time_size);
    for (const auto& change : changes) bytes += static_cast<char>(change.second);
    for (const FileType& type : types) {
      bytes += bytes_of(static_cast<std::uint32_t>(type.offset), 4);
      bytes += static_cast<char>(type.is_daylight ? 1 : 0);
      bytes += static_cast<char>(type.abbreviation);
    }
    return bytes + abbreviations;
  }
  std::string bytes() const {
    File empty;
    empty.types = {{0, false, 0}};
    empty.abbreviations = "\0"s;
    return empty.block('2', 4) + block('2', 8) + "\n" + rule + "\n";
  }
};

void expect_interval(const TimeZone& zone, std::int64_t seconds, std::int64_t start, std::int64_t end,
                     std::int32_t offset, std::string_view abbreviation) {
  const ZoneInterval interval = zone.interval_at(seconds);
  EXPECT_EQ(interval.start, start);
  EXPECT_EQ(interval.end, end);
  EXPECT_EQ(interval.offset, offset);
  EXPECT_EQ(interval.abbreviation, abbreviation);
  EXPECT_TRUE(interval.contains(seconds));
}

TEST(TimeZoneTest, ReadsFiles) {
  File file;
  file.changes = {{-2'422'054'408, 1}, {utc(1990, 2, 25, 1), 2}, {utc(1990, 8, 30, 1), 1}};
  const std::optional<TimeZone> zone = TimeZone::parse(file.bytes());
  ASSERT_TRUE(zone);
  expect_interval(*zone, utc(1800, 0, 1), k_first, -2'422'054'408, 3208, "LMT");
  expect_interval(*zone, -2'422'054'408, -2'422'054'408, utc(1990, 2, 25, 1), 3600, "CET");
  expect_interval(*zone, utc(1990, 5, 1), utc(1990, 2, 25, 1), utc(1990, 8, 30, 1), 7200, "CEST");
  // Later years go by the rule.
  expect_interval(*zone, utc(1990, 11, 1), utc(1990, 9, 28, 1), utc(1991, 2, 31, 1), 3600, "CET");
  expect_interval(*zone, utc(2026, 5, 1), utc(2026, 2, 29, 1), utc(2026, 9, 25, 1), 7200, "CEST");
  EXPECT_TRUE(zone->interval_at(utc(2026, 5, 1)).is_daylight);
}

TEST(TimeZoneTest, FilesWithoutARuleEndAsTheyEnd) {
  File file;
  file.rule = "";
  file.changes = {{100, 1}};
  const std::optional<TimeZone> zone = TimeZone::parse(file.bytes());
  ASSERT_TRUE(zone);
  expect_interval(*zone, 1'000'000'000'000, 100, k_last, 3600, "CET");
}

TEST(TimeZoneTest, ReadsFilesOfTheFirstVersion) {
  File file;
  file.changes = {{-100, 1}};
  const std::optional<TimeZone> zone = TimeZone::parse(file.block('\0', 4));
  ASSERT_TRUE(zone);
  expect_interval(*zone, -101, k_first, -100, 3208, "LMT");
  expect_interval(*zone, 0, -100, k_last, 3600, "CET");
}

TEST(TimeZoneTest, RefusesBrokenFiles) {
  File file;
  file.changes = {{-100, 1}, {100, 2}};
  const std::string whole = file.bytes();
  ASSERT_TRUE(TimeZone::parse(whole));
  for (std::size_t size = 0; size < whole.size(); size++)
    EXPECT_FALSE(TimeZone::parse(whole.substr(0, size))) << size;
  const auto refuses = [](auto spoil) {
    File spoiled;
    spoiled.changes = {{-100, 1}, {100, 2}};
    spoil(spoiled);
    return !TimeZone::parse(spoiled.bytes()).has_value();
  };
  EXPECT_TRUE(refuses([](File& broken) { broken.changes[1].first = -100; }));
  EXPECT_TRUE(refuses([](File& broken) { broken.changes[1].second = 3; }));
  EXPECT_TRUE(refuses([](File& broken) { broken.types[1].offset = 100'000; }));
  EXPECT_TRUE(refuses([](File& broken) { broken.types[1].abbreviation = 13; }));
  EXPECT_TRUE(refuses([](File& broken) { broken.abbreviations.back() = 'x'; }));
  EXPECT_TRUE(refuses([](File& broken) { broken.types.clear(); }));
  EXPECT_TRUE(refuses([](File& broken) { broken.rule = "CET"; }));
  // Counts that are larger than any file.
  std::string counts = file.block('\0', 4);
  for (std::size_t at = 20; at < 44; at += 4) {
    std::string spoiled = counts;
    spoiled.replace(at, 4, "\xff\xff\xff\xff");
    EXPECT_FALSE(TimeZone::parse(spoiled)) << at;
  }
}

TEST(PosixTimeZoneTest, FixedOffsets) {
  const auto offset = [](std::string_view text) {
    const std::optional<TimeZone> zone = TimeZone::parse(text);
    return zone ? zone->interval_at(0).offset : -1;
  };
  EXPECT_EQ(offset("UTC0"), 0);
  EXPECT_EQ(offset("EST5"), -18'000);
  EXPECT_EQ(offset("<+0545>-5:45"), 20'700);
  EXPECT_EQ(offset("XXX+1:02:03"), -3723);
  for (const std::string_view wrong : {"",
                                       "UT0",
                                       "UTC",
                                       "UTC25",
                                       "UTC0:60",
                                       "<+03-3",
                                       "<+!3>-3",
                                       "Europe/Berlin",
                                       "EST5EDT,",
                                       "EST5EDT,M3.2.0",
                                       "EST5EDT,M0.2.0,M11.1.0",
                                       "EST5EDT,M13.2.0,M11.1.0",
                                       "EST5EDT,M3.0.0,M11.1.0",
                                       "EST5EDT,M3.2.7,M11.1.0",
                                       "EST5EDT,J0,J5",
                                       "EST5EDT,J366,J5",
                                       "EST5EDT,366,5",
                                       "EST5EDT,M3.2.0,M11.1.0x",
                                       "EST5EDT,M3.2.0/168,M11.1.0",
                                       "EST5EDT,M3.2.0,M11.1.0/",
                                       "EST99999999999999"})
    EXPECT_EQ(offset(wrong), -1) << wrong;
}

TEST(PosixTimeZoneTest, RulesOfEveryYear) {
  const TimeZone new_york = *TimeZone::parse("EST5EDT,M3.2.0,M11.1.0");
  expect_interval(new_york, utc(2026, 6, 1), utc(2026, 2, 8, 7), utc(2026, 10, 1, 6), -14'400, "EDT");
  expect_interval(new_york, utc(2026, 11, 1), utc(2026, 10, 1, 6), utc(2027, 2, 14, 7), -18'000, "EST");
  // The rule of the United States is what holds without one.
  expect_interval(*TimeZone::parse("EST5EDT"), utc(2026, 6, 1), utc(2026, 2, 8, 7), utc(2026, 10, 1, 6),
                  -14'400, "EDT");
  const TimeZone sydney = *TimeZone::parse("AEST-10AEDT,M10.1.0,M4.1.0/3");
  expect_interval(sydney, utc(2026, 0, 1), utc(2025, 9, 4, 16), utc(2026, 3, 4, 16), 39'600, "AEDT");
  // Winter time that is called daylight saving time.
  const TimeZone dublin = *TimeZone::parse("IST-1GMT0,M10.5.0,M3.5.0/1");
  expect_interval(dublin, utc(2026, 0, 1), utc(2025, 9, 26, 1), utc(2026, 2, 29, 1), 0, "GMT");
  expect_interval(dublin, utc(2026, 6, 1), utc(2026, 2, 29, 1), utc(2026, 9, 25, 1), 3600, "IST");
  // Times beyond a day, before it, and an offset of half an hour.
  const TimeZone godthab = *TimeZone::parse("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
  expect_interval(godthab, utc(2026, 6, 1), utc(2026, 2, 29, 1), utc(2026, 9, 25, 1), -3600, "-01");
  const TimeZone lord_howe = *TimeZone::parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
  expect_interval(lord_howe, utc(2026, 6, 1), utc(2026, 3, 4, 15), utc(2026, 9, 3, 15, 30), 37'800, "+1030");
}

TEST(PosixTimeZoneTest, DaysOfTheYear) {
  const TimeZone julian = *TimeZone::parse("AAA0BBB,J60/0,J365/0");
  EXPECT_EQ(julian.interval_at(utc(2024, 6, 1)).start, utc(2024, 2, 1));
  EXPECT_EQ(julian.interval_at(utc(2023, 6, 1)).start, utc(2023, 2, 1));
  const TimeZone zero_based = *TimeZone::parse("AAA0BBB,59/0,364/0");
  EXPECT_EQ(zero_based.interval_at(utc(2024, 6, 1)).start, utc(2024, 1, 29));
  EXPECT_EQ(zero_based.interval_at(utc(2023, 6, 1)).start, utc(2023, 2, 1));
  const TimeZone always = *TimeZone::parse("XXX3EDT4,0/0,J365/23");
  for (int month = 0; month < 12; month++)
    EXPECT_EQ(always.interval_at(utc(2026, month, 31)).offset, -14'400);
}

}  // namespace
}  // namespace orrery::vm
