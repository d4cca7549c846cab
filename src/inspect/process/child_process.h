#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "base/result.h"
#include "inspect/process/handles.h"

namespace orrery::inspect {

/// This program once more, as a child that does not outlive its parent, however that ends.
///
/// It has nothing on standard input, a group of its own (so that Ctrl-C in the terminal is heard by the
/// parent alone), and of the parent's descriptors only those that it is given.
class ChildProcess {
 public:
  enum class Stream : unsigned char { Output = 1, Error = 2 };
  struct Listener {
    std::function<void(Stream stream, std::string_view bytes)> on_output;
    /// After all output. \param status  as of waitpid()
    std::function<void(int status)> on_exit;
  };

  /// \param descriptors  what the child gets, under the same numbers
  static base::Result<std::unique_ptr<ChildProcess>> start(uv_loop_t& loop,
                                                           const std::vector<std::string>& arguments,
                                                           const std::vector<int>& descriptors,
                                                           Listener listener);
  /// Kills it, if it runs, and hears nothing of it any more.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void send_signal(int signal) const;
  pid_t pid() const { return pid_; }

 private:
  ChildProcess(pid_t pid, Listener listener) : pid_(pid), listener_(std::move(listener)) {}
  void read_output(Stream stream);
  void take_exit();

  pid_t pid_;
  bool is_running_ = true;
  Listener listener_;
  std::array<std::unique_ptr<PolledDescriptor>, 2> outputs_;  // null: at its end
  std::unique_ptr<PolledDescriptor> exit_;                    // a pidfd
};

}  // namespace orrery::inspect
