#include "machine/zone_files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace orrery::machine {
namespace {

/// A machine with a zone or two, in a folder that goes with it.
class ZoneFilesTest : public testing::Test {
 protected:
  ZoneFilesTest() {
    std::string name = testing::TempDir() + "zonesXXXXXX";
    folder_ = ::mkdtemp(name.data());
    std::filesystem::create_directories(folder_ / "zoneinfo" / "Europe");
    write("zoneinfo/Europe/Berlin", "TZif of Berlin");
    write("zoneinfo/README", "no zone");
    places_ = {.zones = folder_ / "zoneinfo",
               .local_time = folder_ / "localtime",
               .local_name = folder_ / "timezone"};
  }
  ~ZoneFilesTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, std::string_view text) { std::ofstream(folder_ / name) << text; }
  void link(const std::string& target) { std::filesystem::create_symlink(target, folder_ / "localtime"); }
  std::string read(std::optional<std::string_view> tz) {
    const vm::TimeZoneData data = read_time_zone(tz, places_);
    return data.name + ": " + data.rules;
  }

  std::filesystem::path folder_;
  ZonePlaces places_;
};

TEST_F(ZoneFilesTest, TheVariableNamesAZone) {
  EXPECT_EQ(read("Europe/Berlin"), "Europe/Berlin: TZif of Berlin");
  EXPECT_EQ(read(":Europe/Berlin"), "Europe/Berlin: TZif of Berlin");
}

TEST_F(ZoneFilesTest, TheVariableMayBeAPathOrARule) {
  const std::string path = folder_ / "zoneinfo/Europe/Berlin";
  EXPECT_EQ(read(path), "Europe/Berlin: TZif of Berlin");
  EXPECT_EQ(read("CET-1CEST"), ": CET-1CEST");
  EXPECT_EQ(read(""), ": <+00>0");
  EXPECT_EQ(read(":"), ": <+00>0");
}

TEST_F(ZoneFilesTest, WhatIsNoZoneGivesNoRules) {
  EXPECT_EQ(read("README"), ": README");
  EXPECT_EQ(read("Europe"), ": Europe");
  EXPECT_EQ(read("../zoneinfo/Europe/Berlin"), ": ../zoneinfo/Europe/Berlin");
  EXPECT_EQ(read(std::string(folder_ / "zoneinfo/README")), "README: ");
  EXPECT_EQ(read("/dev/zero"), ": ");
}

TEST_F(ZoneFilesTest, TheMachinesZoneIsALink) {
  link(folder_ / "zoneinfo/Europe/Berlin");
  EXPECT_EQ(read(std::nullopt), "Europe/Berlin: TZif of Berlin");
}

TEST_F(ZoneFilesTest, TheMachinesZoneIsACopy) {
  write("localtime", "TZif copied");
  EXPECT_EQ(read(std::nullopt), ": TZif copied");
  write("timezone", "Asia/Seoul\n");
  EXPECT_EQ(read(std::nullopt), "Asia/Seoul: TZif copied");
}

TEST_F(ZoneFilesTest, AMachineMayHaveNone) {
  EXPECT_EQ(read(std::nullopt), ": ");
  link("/nowhere");
  EXPECT_EQ(read(std::nullopt), ": ");
}

}  // namespace
}  // namespace orrery::machine
