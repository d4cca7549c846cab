// libFuzzer target: traces. Whatever a file holds, what is read of it can be told to all that show traces;
// written again it is whole, and says the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/hash64.h"
#include "base/output_buffer.h"
#include "base/packed.h"
#include "trace/chrome_writer.h"
#include "trace/perfetto_writer.h"
#include "trace/sink_list.h"
#include "trace/timeline.h"
#include "trace/trace_reader.h"
#include "trace/trace_writer.h"

namespace {

using namespace orrery;

/// Counts what it is told, so that nothing can be left out.
class Counter final : public trace::TraceSink {
 public:
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...) \
  void on(const trace::trace_events::Name&) override { count++; }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD
  std::size_t count = 0;
};

/// The input as blocks with right checksums: a kind, a size, and so many bytes.
std::string with_checksums(std::string_view input) {
  std::string file(trace::k_trace_magic);
  base::append_word(file, trace::k_trace_version);
  base::append_word(file, std::uint32_t{0});
  for (std::uint32_t number = 0; input.size() >= 2; number++) {
    const auto kind = static_cast<std::uint8_t>(input[0]) % 3 + 1u;
    const std::string_view contents = input.substr(2, static_cast<std::uint8_t>(input[1]));
    input.remove_prefix(2 + contents.size());
    base::append_word(file, kind);
    base::append_word(file, static_cast<std::uint32_t>(contents.size()));
    base::append_word(file, number);
    base::append_word(file, std::uint32_t{0});
    base::append_word(file, base::Hash64::of(std::as_bytes(std::span(contents)), number));
    file += contents;
  }
  return file;
}

void check(std::string bytes) {
  const base::Result<trace::TraceReader> reader = trace::TraceReader::parse("fuzz", std::move(bytes));
  if (!reader) return;
  Counter counter;
  std::string written;
  trace::TraceWriter writer([&](std::string_view piece) {
    written += piece;
    return base::Result<void>();
  });
  base::OutputBuffer ignored([](std::string_view) {});
  trace::PerfettoWriter perfetto([](std::string_view) { return base::Result<void>(); }, "fuzz");
  {
    trace::Timeline timeline(perfetto);
    trace::SinkList sinks;
    sinks.add(counter);
    sinks.add(writer);
    sinks.add(timeline);
    reader->read(sinks);
  }
  if (!perfetto.finish() || !writer.finish()) std::abort();
  const base::Result<trace::TraceReader> again = trace::TraceReader::parse("again", written);
  if (!again || !again->damage().empty()) std::abort();
  Counter counted_again;
  again->read(counted_again);
  if (counted_again.count != counter.count) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check(std::string(input));
  check(with_checksums(input));
  return 0;
}
