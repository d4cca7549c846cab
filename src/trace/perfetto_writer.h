#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trace/timeline.h"

namespace orrery::trace {

/// Writes bars and arrows as Perfetto's TrackEvents, for https://ui.perfetto.dev:
/// https://perfetto.dev/docs/reference/synthetic-track-event. One track, for there is one agent.
class PerfettoWriter final : public TimelineDrawer {
 public:
  using Bytes = std::function<base::Result<void>(std::string_view)>;

  /// \param program  what the track is called
  PerfettoWriter(Bytes bytes, std::string_view program);

  void begin_slice(std::uint64_t time_ns, std::string_view category, std::string_view name,
                   std::string_view place, std::uint64_t flow) override;
  void end_slice(std::uint64_t time_ns) override;
  void draw_instant(std::uint64_t time_ns, std::string_view category, std::string_view name,
                    std::string_view place, std::uint64_t flow) override;
  /// \return the first error of `bytes`
  base::Result<void> finish();

 private:
  void write_packet(const std::string& fields);
  void write_event(std::uint64_t time_ns, const std::string& event);
  void hand_over();

  Bytes bytes_;
  std::optional<base::Error> error_;
  std::string waiting_;
};

}  // namespace orrery::trace
