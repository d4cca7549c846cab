#include "cli/run/run_reporter.h"

#include <cerrno>

#include <fmt/format.h>
#include <unistd.h>

#include "base/json_text.h"
#include "base/output_buffer.h"
#include "base/unicode/utf.h"

namespace orrery::cli {

namespace {

constexpr std::uint64_t k_millisecond = 1'000'000;

std::string quoted(std::string_view bytes) {
  std::string text;
  base::OutputBuffer output([&text](std::string_view piece) { text += piece; });
  base::append_json_string(output, base::replace_invalid_utf8(bytes));
  output.flush();
  return text;
}

}  // namespace

void RunReporter::tell_file(const std::string& path) const {
  write(fmt::format("{{\"file\": {}}}", quoted(path)));
}

void RunReporter::tell_syntax_error(const std::string& text) const {
  write(fmt::format("{{\"syntaxError\": {}}}", quoted(text)));
}

void RunReporter::tell(const WatchdogReport& report, std::uint64_t polls) const {
  if (report.ended_after_ns) write("{\"goesOn\": true}");
  if (!report.blockage) return;
  const Blockage& blockage = *report.blockage;
  std::string frames;
  for (const std::string& frame : blockage.frames) frames += (frames.empty() ? "" : ", ") + quoted(frame);
  write(fmt::format(
      "{{\"blocked\": {{\"forMs\": {}, \"job\": {}, \"frames\": [{}], \"waiting\": {}, \"polls\": {}}}}}",
      blockage.nanoseconds / k_millisecond, quoted(blockage.job), frames, quoted(blockage.waiting), polls));
}

void RunReporter::write(std::string line) const {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t size = ::write(descriptor_, rest.data(), rest.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
}

}  // namespace orrery::cli
