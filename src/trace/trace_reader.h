#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trace/trace_format.h"
#include "trace/trace_sink.h"

namespace orrery::trace {

/// Reads a trace (docs/trace-format.md), which may be broken in any way. Of one that was cut off or damaged
/// it has the blocks before that.
class TraceReader {
 public:
  /// \param name  of the file, for errors \return an error if there is nothing of a trace in it
  static base::Result<TraceReader> parse(std::string name, std::string bytes);

  /// Where the trace is cut off or damaged, as a sentence; empty: it is whole.
  const std::string& damage() const { return damage_; }
  /// What Meta blocks say.
  const std::vector<std::pair<std::string, std::string>>& meta() const { return meta_; }
  /// All blocks but that of the index.
  const std::vector<TraceBlock>& blocks() const { return blocks_; }

  /// Tells the events of a block: those of Definitions with NameText, others with their names' texts. Blocks
  /// can be read in any order.
  void read(std::size_t block, TraceSink& sink) const;
  /// All blocks.
  void read(TraceSink& sink) const;

 private:
  TraceReader(std::string name, std::string bytes)
      : name_(std::move(name)), bytes_(std::make_unique<const std::string>(std::move(bytes))) {}
  std::string find_blocks();
  std::string take_contents(TraceBlock block, std::string_view contents);
  std::string check_trailer(std::uint64_t index, std::string_view contents, std::size_t end) const;

  std::string name_;
  std::unique_ptr<const std::string> bytes_;  // views of it stay good when the reader is moved
  std::string damage_;
  std::vector<std::pair<std::string, std::string>> meta_;
  std::vector<TraceBlock> blocks_;
  std::vector<std::string_view> contents_;  // of those
  std::vector<std::string_view> names_;
  // Of the blocks so far:
  std::uint64_t last_turn_ = 0;
  std::uint64_t last_time_ns_ = 0;
};

}  // namespace orrery::trace
