#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::cli {

/// [DOC] Worker pool
///
/// Runs numbered jobs in a few long-lived child processes, so that a job that crashes, hangs or eats all
/// memory ends its worker and nothing else. Workers are forked from the caller and so share all that it has
/// prepared; only job numbers go down a pipe to them, and only messages come back.
///
/// Each worker has several jobs waiting in its pipe, for otherwise it would sleep after each one until the
/// parent has answered. It works through them in order: when it dies, the first unfinished job is the one to
/// blame, and the others go back to the head of the queue for its replacement.
///
/// Outcomes are handed over in the order of the jobs, whatever the order in which they came in.

/// The worker's end: what a job reports about itself.
class JobReporter {
 public:
  explicit JobReporter(int descriptor) : descriptor_(descriptor) {}

  /// Adds a message, to be sent with the next flush() or at the job's end.
  void add(std::string_view message);
  /// Sends what was added, so that it is not lost if the job crashes from here on. Starts the time limit
  /// anew.
  void flush();
  /// The job is done.
  void finish();

 private:
  void add_frame(char kind, std::string_view payload);

  int descriptor_;
  std::string unsent_;
};

enum class JobEnd : std::uint8_t { Finished, Crashed, TimedOut };

struct JobOutcome {
  JobEnd end = JobEnd::Finished;
  std::vector<std::string> messages;  // in the order in which they were sent
  std::string cause;                  // of a crash, such as "signal 11 (Segmentation fault)"
};

struct WorkerPoolOptions {
  unsigned workers = 1;
  /// Longest time without a message from a job.
  std::chrono::milliseconds timeout{10'000};
  /// Memory that a worker may have written to, in bytes; 0 = unlimited. What is only reserved does not count.
  /// Not applied under AddressSanitizer, which takes more than it uses.
  std::size_t memory_limit = 0;
  /// Jobs handed to a worker ahead of time.
  std::size_t queue_depth = 32;
};

using Job = std::function<void(std::size_t index, JobReporter& reporter)>;

/// Runs `job` for every index below `count`. Fails only if the system gives no processes or pipes. The
/// calling process must have a single thread.
base::Result<std::vector<JobOutcome>> run_jobs(std::size_t count, const Job& job,
                                               const WorkerPoolOptions& options);

}  // namespace orrery::cli
