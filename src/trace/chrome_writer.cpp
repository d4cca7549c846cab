#include "trace/chrome_writer.h"

#include <string>

#include <fmt/format.h>

#include "base/json_text.h"

namespace orrery::trace {

ChromeWriter::ChromeWriter(base::OutputBuffer& output, std::string_view program) : output_(output) {
  output_.append(
      R"({"displayTimeUnit":"ns","traceEvents":[
{"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":)");
  base::append_json_string(output_, program);
  output_.append("}}");
}

/// Times are microseconds there.
void ChromeWriter::begin_event(char phase, std::uint64_t time_ns) {
  constexpr std::uint64_t k_nanoseconds = 1000;
  output_.append(fmt::format(R"(,
{{"ph":"{}","pid":1,"tid":1,"ts":{}.{:03})",
                             phase, time_ns / k_nanoseconds, time_ns % k_nanoseconds));
}

void ChromeWriter::write_words(std::string_view category, std::string_view name, std::string_view place) {
  output_.append(",\"cat\":");
  base::append_json_string(output_, category);
  output_.append(",\"name\":");
  base::append_json_string(output_, name);
  if (place.empty()) return;
  output_.append(",\"args\":{\"place\":");
  base::append_json_string(output_, place);
  output_.append('}');
}

void ChromeWriter::write_flow(char phase, std::uint64_t time_ns, std::uint64_t flow) {
  if (flow == 0) return;
  begin_event(phase, time_ns);
  output_.append(fmt::format(R"(,"cat":"flow","name":"causes","id":{})", flow));
  // It ends at the bar around it.
  if (phase == 'f') output_.append(R"(,"bp":"e")");
  output_.append('}');
}

void ChromeWriter::begin_slice(std::uint64_t time_ns, std::string_view category, std::string_view name,
                               std::string_view place, std::uint64_t flow) {
  begin_event('B', time_ns);
  write_words(category, name, place);
  output_.append('}');
  write_flow('f', time_ns, flow);
}

void ChromeWriter::end_slice(std::uint64_t time_ns) {
  begin_event('E', time_ns);
  output_.append('}');
}

void ChromeWriter::draw_instant(std::uint64_t time_ns, std::string_view category, std::string_view name,
                                std::string_view place, std::uint64_t flow) {
  begin_event('i', time_ns);
  output_.append(R"(,"s":"t")");
  write_words(category, name, place);
  output_.append('}');
  write_flow('s', time_ns, flow);
}

void ChromeWriter::finish() {
  output_.append("\n]}\n");
}

}  // namespace orrery::trace
