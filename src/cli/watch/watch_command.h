#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace orrery::cli {

struct WatchCommandOptions {
  std::string file;
  std::string log = {};  // NOLINT(readability-redundant-member-init): a recording to be shown; empty: none
  bool reads_source_maps = false;             // of a recording, too
  std::vector<std::string> arguments = {};    // NOLINT(readability-redundant-member-init): may be left out
  std::vector<std::string> run_options = {};  // NOLINT(readability-redundant-member-init): of `orrery run`
  std::uint32_t port = 0;                     // 0: any that is free
  bool opens_browser = true;
  bool reruns = true;  // when a file of the program is changed
  std::uint32_t unresponsive_ms = 1000;
  std::size_t keyframe_memory = std::size_t{1} << 30;
  std::uint32_t most_keyframes = 48;
  /// "FILE:LINE" where the page opens; or empty.
  std::string at = {};     // NOLINT(readability-redundant-member-init): may be left out
  std::uint32_t last = 0;  // … or so many turns before the end; 0: not
};

/// Runs the program, or looks at the recording of one, and serves the page that shows how, until it is
/// interrupted.
/// \return the process's exit status
int run_watch(const WatchCommandOptions& options);

}  // namespace orrery::cli
