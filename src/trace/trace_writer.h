#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trace/trace_format.h"
#include "trace/trace_sink.h"

namespace orrery::trace {

/// Writes a trace (docs/trace-format.md), block by block. What a block of events names is in a block before
/// it.
class TraceWriter final : public TraceSink {
 public:
  /// Takes the next bytes of the file.
  using Bytes = std::function<base::Result<void>(std::string_view)>;

  explicit TraceWriter(Bytes bytes);
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  /// What is known of the whole: "program", "version" and so on. In a block of its own, for which all that
  /// comes before is written.
  void write_meta(const std::vector<std::pair<std::string, std::string>>& pairs);
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...) void on(const trace_events::Name& event) override;
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

  /// Hands over what there is, for whoever reads along.
  void flush();
  /// Writes the rest and the index; nothing may come after it. \return the first error of `bytes`
  base::Result<void> finish();
  std::uint64_t size() const { return offset_; }

 private:
  template <typename Event>
  void write(const Event& event);
  void write_block(TraceBlockKind kind, const std::string& contents);
  void hand_over(std::string_view bytes);

  Bytes bytes_;
  std::optional<base::Error> error_;
  std::uint64_t offset_ = 0;
  std::string definitions_;  // not written yet
  std::string events_;
  TraceBlock block_{};           // of these events
  bool has_turn_begun_ = false;  // in that block
  std::uint64_t turn_ = 0;
  std::uint64_t turn_time_ns_ = 0;
  std::vector<TraceBlock> index_;
};

}  // namespace orrery::trace
