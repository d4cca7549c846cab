#include "trace/semantic_hash.h"

#include <gtest/gtest.h>

namespace orrery::trace {
namespace {

using Event = SemanticEvent;

// A hash is written into recordings: a change here makes all of them differ.
TEST(SemanticHashTest, IsTheSameForEver) {
  SemanticHash hash;
  hash.add<Event::Task>(Number{0}, Number{1});
  hash.add<Event::ConsoleOutput>(Number{1}, Text("hello"));
  EXPECT_EQ(hash_text(hash.digest()), "fd6bc9252fd0acc7");
  EXPECT_EQ(hash.event_count(), 2u);
}

TEST(SemanticHashTest, OrderMatters) {
  SemanticHash first;
  first.add<Event::Task>(Number{0}, Number{1});
  first.add<Event::Task>(Number{0}, Number{2});
  SemanticHash second;
  second.add<Event::Task>(Number{0}, Number{2});
  second.add<Event::Task>(Number{0}, Number{1});
  EXPECT_NE(first.digest(), second.digest());
}

TEST(SemanticHashTest, WhereFieldsEndMatters) {
  SemanticHash first;
  first.add<Event::Input>(Text("ab"), Text("c"));
  SemanticHash second;
  second.add<Event::Input>(Text("a"), Text("bc"));
  EXPECT_NE(first.digest(), second.digest());
}

TEST(SemanticHashTest, SortsOfEventsMatter) {
  SemanticHash first;
  first.add<Event::MonotonicClock>(Number{5});
  SemanticHash second;
  second.add<Event::Microtasks>(Number{5});
  EXPECT_NE(first.digest(), second.digest());
  EXPECT_NE(SemanticHash().digest(), first.digest());
}

TEST(SemanticHashTest, TextHasAllDigits) {
  EXPECT_EQ(hash_text(0x0012'3456'789a'bcdf), "00123456789abcdf");
}

}  // namespace
}  // namespace orrery::trace
