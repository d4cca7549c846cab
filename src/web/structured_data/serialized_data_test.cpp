#include "web/structured_data/serialized_data.h"

#include <limits>

#include "vm/test_agent.h"

namespace orrery::web {

namespace {

using vm::AgentTest;
using vm::TestMode;

ORRERY_AGENT_TEST(SerializedDataTest);

TEST_P(SerializedDataTest, NumbersComeBack) {
  const std::uint64_t numbers[] = {
      0, 1, 127, 128, 300, 0xffff'ffff, std::numeric_limits<std::uint64_t>::max()};
  const std::int32_t integers[] = {0,
                                   -1,
                                   1,
                                   1000,
                                   -1000,
                                   std::numeric_limits<std::int32_t>::max(),
                                   std::numeric_limits<std::int32_t>::min()};
  ByteWriter writer(agent().heap());
  for (const std::uint64_t number : numbers) writer.write_number(number);
  for (const std::int32_t integer : integers) writer.write_int32(integer);
  writer.write_double(-0.5);
  writer.write(Tag::End);
  const SerializedBytes bytes(writer);
  ByteReader reader(bytes);
  for (const std::uint64_t number : numbers) EXPECT_EQ(reader.read_number(), number);
  for (const std::int32_t integer : integers) EXPECT_EQ(reader.read_int32(), integer);
  EXPECT_EQ(reader.read_double(), -0.5);
  EXPECT_EQ(reader.read_tag(), Tag::End);
}

TEST_P(SerializedDataTest, BytesCountToTheLimit) {
  const std::size_t before = agent().heap().statistics().external_bytes;
  {
    ByteWriter writer(agent().heap());
    const std::string text(100'000, 'a');
    writer.write_bytes(std::as_bytes(std::span(text)));
    const SerializedBytes bytes(writer);
    EXPECT_EQ(bytes.size, text.size());
    EXPECT_GE(agent().heap().statistics().external_bytes, before + text.size());
  }
  EXPECT_EQ(agent().heap().statistics().external_bytes, before);
}

TEST_P(SerializedDataTest, WhatIsBeyondTheLimitIsDropped) {
  agent().heap().set_limit(std::size_t{1} << 22);
  ByteWriter writer(agent().heap());
  const std::string text(std::size_t{1} << 20, 'a');
  for (int i = 0; i < 16; i++) writer.write_bytes(std::as_bytes(std::span(text)));
  EXPECT_TRUE(writer.has_failed());
}

}  // namespace

}  // namespace orrery::web
