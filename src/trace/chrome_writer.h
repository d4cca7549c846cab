#pragma once

#include <cstdint>
#include <string_view>

#include "base/output_buffer.h"
#include "trace/timeline.h"

namespace orrery::trace {

/// Writes bars and arrows in the JSON that chrome://tracing and many other tools read: "Trace Event Format",
/// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
class ChromeWriter final : public TimelineDrawer {
 public:
  /// \param program  what the track is called
  ChromeWriter(base::OutputBuffer& output, std::string_view program);

  void begin_slice(std::uint64_t time_ns, std::string_view category, std::string_view name,
                   std::string_view place, std::uint64_t flow) override;
  void end_slice(std::uint64_t time_ns) override;
  void draw_instant(std::uint64_t time_ns, std::string_view category, std::string_view name,
                    std::string_view place, std::uint64_t flow) override;
  void finish();

 private:
  void begin_event(char phase, std::uint64_t time_ns);
  void write_words(std::string_view category, std::string_view name, std::string_view place);
  void write_flow(char phase, std::uint64_t time_ns, std::uint64_t flow);

  base::OutputBuffer& output_;
};

}  // namespace orrery::trace
