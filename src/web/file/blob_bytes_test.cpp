#include "web/file/blob_bytes.h"

#include "vm/test_agent.h"

namespace orrery::web {

namespace {

class BlobBytesTest : public vm::AgentTest {
 protected:
  std::shared_ptr<const BlobBytes> blob(std::string_view text) {
    BlobBytesBuilder builder(agent());
    builder.append(std::as_bytes(std::span(text)));
    return MUST(builder.finish());
  }
  static std::string text(const BlobBytes& bytes) {
    std::string result(bytes.size(), '?');
    bytes.copy_to(reinterpret_cast<std::byte*>(result.data()));
    return result;
  }
};
INSTANTIATE_TEST_SUITE_P(Modes, BlobBytesTest,
                         testing::Values(vm::TestMode::Normal, vm::TestMode::CollectAlways));

TEST_P(BlobBytesTest, SlicesShareTheBytes) {
  const auto whole = blob("hello world");
  EXPECT_EQ(text(whole->slice(6, 11)), "world");
  EXPECT_EQ(text(whole->slice(3, 3)), "");
  EXPECT_EQ(text(whole->slice(0, 5).slice(1, 3)), "el");
}

TEST_P(BlobBytesTest, LargePartsAreSharedAndSmallOnesCopied) {
  const auto large = blob(std::string(100'000, 'a'));
  const std::size_t before = agent().heap().statistics().external_bytes;
  BlobBytesBuilder builder(agent());
  builder.append(*blob("<"));
  builder.append(*large);
  builder.append(*large);
  builder.append(*blob(">"));
  const auto both = MUST(builder.finish());
  EXPECT_EQ(both->size(), 200'002);
  EXPECT_LT(agent().heap().statistics().external_bytes, before + 10'000);
  EXPECT_EQ(text(both->slice(99'999, 100'003)), "aaaa");
  EXPECT_EQ(text(both->slice(200'000, 200'002)), "a>");
}

TEST_P(BlobBytesTest, DoublingEndsAtTheLimit) {
  agent().hooks().make_error = nullptr;
  agent().heap().set_limit(std::size_t{1} << 24);
  auto bytes = blob(std::string(10'000, 'a'));
  bool has_thrown = false;
  for (int i = 0; i < 60 && !has_thrown; i++) {
    BlobBytesBuilder builder(agent());
    builder.append(*bytes);
    builder.append(*bytes);
    auto twice = builder.finish();
    has_thrown = twice.is_thrown();
    if (!has_thrown) bytes = twice.release();
  }
  EXPECT_TRUE(has_thrown);
}

}  // namespace

}  // namespace orrery::web
