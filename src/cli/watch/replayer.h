#pragma once

#include <string>

namespace orrery::cli {

struct ReplayerOptions {
  std::string recording;
  int socket = -1;   // to the watch server
  int log_end = -1;  // becomes readable (it is closed) when the recording will not grow any more
  bool reads_source_maps = false;
};

/// What `orrery watch` starts to replay a run while it is recorded (inspect/watch/replayer.h). Ends when the
/// server does.
/// \return the process's exit status
int run_replayer(const ReplayerOptions& options);

}  // namespace orrery::cli
