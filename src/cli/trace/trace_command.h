#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/run/run_command.h"
#include "cli/trace/line_watch.h"

namespace orrery::cli {

/// Of a whole run, a page has so many calls and values at most, with which a browser opens it within a second
/// or two. Who wants more says of what.
constexpr std::uint64_t k_page_events = 500'000;

/// `orrery trace`: what is traced, and what is made of that.
struct TraceOptions {
  /// The program, and how it is run. Its file may be a trace, which is read then.
  RunOptions run;
  std::string log;                 // a recording to be traced instead of running anything; empty: none
  bool reads_source_maps = false;  // of a recording, too

  // Where what is made is written; empty: that is not made.
  std::string out;  // the trace; with none of these, NAME.trace
  std::string perfetto;
  std::string chrome;
  std::string html;        // the page in which it can be looked at
  std::string state_dump;  // what the engine has at each event (inspect/state_recorder.h)
  bool prints_json = false;

  /// The turns of which fine events are wanted, both included.
  std::uint64_t from_turn = 0;
  std::uint64_t to_turn = UINT64_MAX;
  bool is_loop_only = false;     // of none
  std::optional<SourceLine> at;  // where the page opens; of large runs, the turns around it are told finely
  std::uint32_t last = 0;  // the page opens at so many turns before the end, which are told finely; 0: not
};

/// \return the exit status: the traced run's, or 1 if it could not be traced
int trace_program(TraceOptions options);

}  // namespace orrery::cli
