#include "cli/run/machine_code_report.h"

#include <gtest/gtest.h>

#include "vm/test_agent.h"

namespace orrery::cli {

TEST(MachineCodeReport, TellsOfSamplesIfThereWereAny) {
  vm::TestDoor door;
  const auto agent = vm::Agent::create({}, door);
  const MachineCodeReport report;
  const std::string without = report.to_text(*agent, vm::MachineCodeUse::Off);
  EXPECT_TRUE(without.starts_with("machine code (off)\n"));
  EXPECT_EQ(without.find("samples"), std::string::npos);
  agent->execution.machine_code_counts.looks = 3;
  const std::string with = report.to_text(*agent, vm::MachineCodeUse::Baseline);
  EXPECT_NE(with.find(" 0 of 3 samples of what ran, one every 4096 calls"), std::string::npos);
}

}  // namespace orrery::cli
