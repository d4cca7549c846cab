#include <array>
#include <bit>
#include <functional>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "base/hash64.h"
#include "base/packed.h"
#include "trace/trace_fields.h"
#include "trace/trace_json.h"
#include "trace/trace_reader.h"
#include "trace/trace_writer.h"

namespace orrery::trace {
namespace {

namespace events = trace_events;

constexpr std::string_view k_name = "a name";

/// Gives fields something to say; another thing each time.
class Filler {
 public:
  explicit Filler(std::uint64_t seed) : seed_(seed) {}

  void operator()(std::string_view, events::Number& number) { number = next(); }
  void operator()(std::string_view, events::Flag& flag) { flag = next() % 2 == 1; }
  void operator()(std::string_view, events::Name& name) {
    if (next() % 4 != 0) name = {.number = 1, .text = k_name};
  }
  void operator()(std::string_view, events::Text& text) {
    text = next() % 4 == 0 ? "" : "some \xed\xa0\x80 text";
  }
  void operator()(std::string_view, events::Place& place) {
    if (next() % 4 != 0) place = {.script = 1 + next() % 5, .start = next(), .end = next()};
  }
  void operator()(std::string_view, events::Value& value) { value = make_value(); }
  void operator()(std::string_view, events::Values& values) {
    for (events::Value& value : values_) value = make_value();
    values = std::span(values_).first(next() % 4);
  }
  void operator()(std::string_view, events::Properties& properties) {
    for (events::Property& property : properties_) property = {make_value(), make_value()};
    properties = std::span(properties_).first(next() % 4);
  }

 private:
  std::uint64_t next() {
    seed_ = seed_ * 0x9e37'79b9'7f4a'7c15 + 1;
    return seed_ >> 32 >> (seed_ & 31);
  }
  events::Value make_value() {
    using Tag = events::ValueTag;
    events::Value value{.tag = static_cast<Tag>(next() % events::k_value_tag_count)};
    if (value.tag == Tag::Integer) value.integer = std::bit_cast<std::int64_t>(next() * 0x1'0000'0001);
    if (value.tag == Tag::Double) value.bits = std::bit_cast<std::uint64_t>(static_cast<double>(next()) / 7);
    if (value.tag == Tag::String) value.length = next();
    if (value.tag == Tag::String || value.tag == Tag::Symbol || value.tag == Tag::BigInt) value.text = "123";
    if (value.tag == Tag::Object || value.tag == Tag::Function) value.object = next();
    if (value.tag == Tag::Function) value.function = next();
    return value;
  }

  std::uint64_t seed_;
  std::array<events::Value, 3> values_;
  std::array<events::Property, 3> properties_;
};

/// Each event of a level, each time with other fields.
void tell_events(TraceSink& sink, TraceLevel wanted, std::uint64_t seed) {
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)         \
  if (TraceLevel::level == wanted && (code) != 0) { \
    events::Name event{};                           \
    Filler filler(seed++);                          \
    for_each_field(event, std::ref(filler));        \
    sink.on(event);                                 \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD
}

std::string json_of(const auto& tell) {
  std::string text;
  {
    base::OutputBuffer output([&](std::string_view piece) { text += piece; });
    TraceJson json(output);
    tell(json);
  }
  return text;
}

std::string trace_of(const auto& tell) {
  std::string bytes;
  TraceWriter writer([&](std::string_view piece) {
    bytes += piece;
    return base::Result<void>();
  });
  tell(writer);
  EXPECT_TRUE(writer.finish());
  return bytes;
}

TraceReader read_trace(const std::string& bytes) {
  base::Result<TraceReader> reader = TraceReader::parse("t", bytes);
  EXPECT_TRUE(reader) << reader.error().message;
  return *std::move(reader);
}

/// Four turns, each in blocks of its own.
std::string example() {
  return trace_of([](TraceWriter& writer) {
    writer.write_meta({{"program", "a.js"}});
    writer.on(events::NameText{.text = k_name});
    for (std::uint64_t turn = 0; turn < 4; turn++) {
      writer.on(events::Script{.script = turn + 1, .url = {1, k_name}, .source = "text"});
      writer.on(events::TurnBegin{.turn = turn, .time_ns = 1000 + turn});
      if (turn == 2) writer.on(events::Statement{.start = 1, .end = 2});
      writer.on(events::Output{.stream = 1, .method = {1, k_name}, .text = "text", .place = {1, 2, 3}});
      writer.on(events::TurnEnd{.turn = turn, .time_ns = 2000 + turn});
      writer.flush();
    }
  });
}

std::string json_of(const TraceReader& reader) {
  return json_of([&](TraceSink& sink) { reader.read(sink); });
}

TEST(TraceFileTest, EachEventIsReadAsItWasWritten) {
  for (std::uint64_t seed = 0; seed < 50; seed++) {
    const auto tell = [&](TraceSink& sink) {
      sink.on(events::NameText{.text = k_name});
      tell_events(sink, TraceLevel::Definition, seed);
      tell_events(sink, TraceLevel::Loop, seed);
      tell_events(sink, TraceLevel::Fine, seed);
    };
    const TraceReader reader = read_trace(trace_of(tell));
    EXPECT_EQ(reader.damage(), "");
    EXPECT_EQ(json_of(reader), json_of(tell));
  }
}

TEST(TraceFileTest, BlocksAreIndexed) {
  const TraceReader reader = read_trace(example());
  EXPECT_EQ(reader.damage(), "");
  ASSERT_EQ(reader.meta().size(), 1u);
  EXPECT_EQ(reader.meta()[0].second, "a.js");
  ASSERT_EQ(reader.blocks().size(), 9u);
  EXPECT_EQ(reader.blocks()[1].kind, TraceBlockKind::Definitions);
  const TraceBlock& block = reader.blocks()[6];
  EXPECT_EQ(block.kind, TraceBlockKind::Events);
  EXPECT_EQ(block.first_turn, 2u);
  EXPECT_EQ(block.last_turn, 2u);
  EXPECT_EQ(block.time_ns, 1002u);
  EXPECT_TRUE(block.is_fine);
  EXPECT_FALSE(reader.blocks()[4].is_fine);
  EXPECT_EQ(json_of([&](TraceSink& sink) { reader.read(6, sink); }),
            R"({"event":"TurnBegin","turn":2,"time_ns":1002}
{"event":"Statement","start":1,"end":2}
{"event":"Output","stream":1,"method":"a name","text":"text","place":[1,2,3]}
{"event":"TurnEnd","turn":2,"time_ns":2002}
)");
}

TEST(TraceFileTest, LongRunsHaveManyBlocks) {
  const std::string bytes = trace_of([](TraceSink& sink) {
    for (std::uint64_t turn = 0; turn < 40; turn++) {
      sink.on(events::TurnBegin{.turn = turn, .time_ns = turn});
      // The last is longer than a block.
      for (std::uint64_t job = 0; job < (turn == 39 ? 100'000u : 4'000u); job++)
        sink.on(events::JobBegin{.job = 1'000'000 + job});
      sink.on(events::TurnEnd{.turn = turn, .time_ns = turn + 1});
    }
  });
  const TraceReader reader = read_trace(bytes);
  EXPECT_EQ(reader.damage(), "");
  ASSERT_GT(reader.blocks().size(), 10u);
  EXPECT_EQ(reader.blocks()[1].first_turn, reader.blocks()[0].last_turn + 1) << "whole turns";
  EXPECT_EQ(reader.blocks().back().first_turn, 39u);
  EXPECT_EQ(reader.blocks()[reader.blocks().size() - 2].last_turn, 39u);
}

// Broken files ----------------------------------------------------------------------------------------------

TEST(TraceFileTest, OfWhatIsCutOffTheBlocksBeforeAreGood) {
  const std::string bytes = example();
  const std::string whole = json_of(read_trace(bytes));
  std::size_t most = 0;
  for (std::size_t size = 0; size < bytes.size(); size++) {
    const base::Result<TraceReader> reader = TraceReader::parse("t", bytes.substr(0, size));
    ASSERT_EQ(reader.has_value(), size >= k_trace_header_size);
    if (!reader) continue;
    EXPECT_NE(reader->damage(), "") << size;
    EXPECT_TRUE(whole.starts_with(json_of(*reader))) << size;
    EXPECT_GE(reader->blocks().size(), most);
    most = reader->blocks().size();
  }
  EXPECT_EQ(most, 9u);
}

TEST(TraceFileTest, DamageIsSeen) {
  const std::string bytes = example();
  const std::string whole = json_of(read_trace(bytes));
  for (std::size_t at = 0; at < bytes.size(); at++) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1 << at % 8);
    const base::Result<TraceReader> reader = TraceReader::parse("t", damaged);
    if (reader) EXPECT_TRUE(whole.starts_with(json_of(*reader))) << at;
  }
}

/// Blocks with right checksums, and wrong contents.
TEST(TraceFileTest, NothingInABlockIsTrusted) {
  const std::string bytes = example();
  const auto with_events = [&](std::string contents) {
    std::string file = bytes.substr(0, k_trace_header_size);
    base::append_word(file, static_cast<std::uint32_t>(TraceBlockKind::Events));
    base::append_word(file, static_cast<std::uint32_t>(contents.size()));
    base::append_word(file, std::uint64_t{0});
    base::append_word(file, base::Hash64::of(std::as_bytes(std::span(contents)), 0));
    return read_trace(file + contents);
  };
  EXPECT_EQ(with_events("\x13\x05").blocks().size(), 1u) << "JobBegin";
  for (const std::string_view contents :
       {std::string_view("\x13"), std::string_view("\x7f"), std::string_view("\1\1\0\0\0", 5),
        std::string_view("\x0c\1"), std::string_view("\x44\x0c"),
        std::string_view("\x55\1\0\0\xff\xff\xff\xff\x0f"), std::string_view("\x30\1\0\x7ftext\0"),
        std::string_view("\x30\1\0\2\xc3(\0", 7), std::string_view("\x30\1\0\1\xe2\0", 6)}) {
    const TraceReader reader = with_events(std::string(contents));
    EXPECT_EQ(reader.damage(), "t: block 0 is damaged: its event 1 is none");
    EXPECT_TRUE(reader.blocks().empty());
  }
}

TEST(TraceFileTest, OtherFilesAreNoTraces) {
  EXPECT_FALSE(TraceReader::parse("t", ""));
  EXPECT_FALSE(TraceReader::parse("t", "#!/bin/sh"));
  std::string later = example();
  later[k_trace_magic.size()] = 9;
  EXPECT_EQ(TraceReader::parse("t", later).error().message,
            "t: the trace has version 9 of the format; this program reads versions up to 3");
}

}  // namespace
}  // namespace orrery::trace
