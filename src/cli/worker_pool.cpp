#include "cli/worker_pool.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace orrery::cli {

namespace {

using Clock = std::chrono::steady_clock;

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ORRERY_SANITIZER_RESERVES_ADDRESS_SPACE 1
#endif
#endif

/// Bytes before a frame's payload: its kind and the payload's size.
constexpr std::size_t k_frame_header = 1 + sizeof(std::uint32_t);
constexpr char k_message_frame = 'm';
constexpr char k_finish_frame = 'f';

bool write_all(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

/// False at the end of the stream.
bool read_all(int descriptor, char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t received = ::read(descriptor, data, size);
    if (received < 0 && errno == EINTR) continue;
    if (received <= 0) return false;
    data += received;
    size -= static_cast<std::size_t>(received);
  }
  return true;
}

// A template because the C library is free to number its resources with an enumeration or with integers.
template <typename Resource>
void set_limit(Resource resource, std::size_t limit) {
  const rlimit both{limit, limit};
  ::setrlimit(resource, &both);
}

/// The life of a worker: jobs in, messages out, until the parent closes the pipe.
[[noreturn]] void work(int jobs, int results, const Job& job, [[maybe_unused]] std::size_t memory_limit) {
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a job that hangs would outlive an interrupted parent
#endif
  set_limit(RLIMIT_CORE, 0);
#ifndef ORRERY_SANITIZER_RESERVES_ADDRESS_SPACE
  if (memory_limit > 0) set_limit(RLIMIT_DATA, memory_limit);
#endif
  JobReporter reporter(results);
  std::uint32_t index = 0;
  while (read_all(jobs, reinterpret_cast<char*>(&index), sizeof index)) {
    job(index, reporter);
    reporter.finish();
  }
  ::_exit(0);  // not exit(): the parent's buffered output is not the worker's to flush
}

std::string describe_wait_status(int status) {
  if (WIFSIGNALED(status))
    return fmt::format("signal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
  return fmt::format("exit status {}", WEXITSTATUS(status));
}

/// A worker as the parent sees it. Its destructor ends the process.
class Worker {
 public:
  Worker(pid_t process, int jobs, int results) : process_(process), jobs_(jobs), results_(results) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    if (process_ > 0) end(SIGKILL);
  }

  /// Ends the process (a signal that comes too late does nothing) and says how it ended.
  int end(int signal) {
    if (signal != 0) ::kill(process_, signal);
    close_descriptors();
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return status;
  }

  /// For a freshly forked sibling, which has no business with these.
  void close_descriptors() {
    ::close(jobs_);
    ::close(results_);
  }

  void feed(const std::vector<std::uint32_t>& indexes) {
    if (indexes.empty()) return;
    if (in_flight_.empty()) last_activity_ = Clock::now();
    in_flight_.insert(in_flight_.end(), indexes.begin(), indexes.end());
    // A worker that is already dead is noticed when its results are read.
    write_all(jobs_, reinterpret_cast<const char*>(indexes.data()), indexes.size() * sizeof indexes[0]);
  }

  /// Takes in what has arrived. False when the worker has closed its end.
  bool receive(std::vector<JobOutcome>& outcomes) {
    char chunk[65536];
    const ssize_t received = ::read(results_, chunk, sizeof chunk);
    if (received < 0) return errno == EINTR || errno == EAGAIN;
    if (received == 0) return false;
    last_activity_ = Clock::now();
    buffer_.append(chunk, static_cast<std::size_t>(received));
    take_frames(outcomes);
    return true;
  }

  const std::deque<std::uint32_t>& in_flight() const { return in_flight_; }
  int results() const { return results_; }
  Clock::time_point last_activity() const { return last_activity_; }

 private:
  void take_frames(std::vector<JobOutcome>& outcomes) {
    std::size_t position = 0;
    while (buffer_.size() - position >= k_frame_header) {
      std::uint32_t size = 0;
      std::memcpy(&size, buffer_.data() + position + 1, sizeof size);
      if (buffer_.size() - position - k_frame_header < size) break;
      if (buffer_[position] == k_finish_frame) {
        in_flight_.pop_front();
      } else {
        outcomes[in_flight_.front()].messages.push_back(buffer_.substr(position + k_frame_header, size));
      }
      position += k_frame_header + size;
    }
    buffer_.erase(0, position);
  }

  pid_t process_;
  int jobs_;
  int results_;
  std::deque<std::uint32_t> in_flight_;
  std::string buffer_;
  Clock::time_point last_activity_ = Clock::now();
};

/// The parent's side.
class Pool {
 public:
  Pool(std::size_t count, const Job& job, const WorkerPoolOptions& options)
      : job_(job), options_(options), outcomes_(count), count_(count) {}

  base::Result<std::vector<JobOutcome>> run() {
    // A worker may die between two writes to it: that is to be a failed write, not the end of this process.
    struct sigaction ignore{};
    struct sigaction before{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before);
    const base::Result<void> done = run_to_end();
    workers_.clear();
    ::sigaction(SIGPIPE, &before, nullptr);
    if (!done) return std::unexpected(done.error());
    return std::move(outcomes_);
  }

 private:
  bool has_waiting_jobs() const { return next_ < count_ || !returned_.empty(); }

  base::Result<void> run_to_end() {
    while (true) {
      while (workers_.size() < options_.workers && has_waiting_jobs()) {
        if (base::Result<void> started = start_worker(); !started) return started;
        refill(*workers_.back());
      }
      if (workers_.empty()) return {};
      wait_for_results();
      end_overdue_workers();
      std::erase_if(workers_,
                    [](const std::unique_ptr<Worker>& worker) { return worker->in_flight().empty(); });
    }
  }

  base::Result<void> start_worker() {
    int jobs[2];
    int results[2];
    if (::pipe(jobs) != 0) return base::error(fmt::format("no pipe for a worker: {}", std::strerror(errno)));
    if (::pipe(results) != 0) {
      const int reason = errno;
      ::close(jobs[0]);
      ::close(jobs[1]);
      return base::error(fmt::format("no pipe for a worker: {}", std::strerror(reason)));
    }
    const pid_t process = ::fork();
    if (process == 0) {
      for (const std::unique_ptr<Worker>& sibling : workers_) sibling->close_descriptors();
      ::close(jobs[1]);
      ::close(results[0]);
      work(jobs[0], results[1], job_, options_.memory_limit);
    }
    const int reason = errno;
    ::close(jobs[0]);
    ::close(results[1]);
    if (process < 0) {
      ::close(jobs[1]);
      ::close(results[0]);
      return base::error(fmt::format("no process for a worker: {}", std::strerror(reason)));
    }
    workers_.push_back(std::make_unique<Worker>(process, jobs[1], results[0]));
    return {};
  }

  void refill(Worker& worker) {
    // Only when half empty: one write, and one wake-up of the worker, for many jobs.
    if (worker.in_flight().size() > options_.queue_depth / 2) return;
    std::vector<std::uint32_t> indexes;
    while (worker.in_flight().size() + indexes.size() < options_.queue_depth && has_waiting_jobs()) {
      if (returned_.empty()) {
        indexes.push_back(static_cast<std::uint32_t>(next_++));
      } else {
        indexes.push_back(returned_.front());
        returned_.pop_front();
      }
    }
    worker.feed(indexes);
  }

  void wait_for_results() {
    std::vector<pollfd> polled;
    Clock::time_point earliest = Clock::time_point::max();
    for (const std::unique_ptr<Worker>& worker : workers_) {
      polled.push_back({worker->results(), POLLIN, 0});
      earliest = std::min(earliest, worker->last_activity());
    }
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(earliest + options_.timeout - Clock::now());
    ::poll(polled.data(), polled.size(), static_cast<int>(std::clamp<std::int64_t>(wait.count(), 0, 60'000)));
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].revents == 0) continue;
      Worker& worker = *workers_[i];
      if (worker.receive(outcomes_)) {
        refill(worker);
      } else {
        replace(workers_[i], JobEnd::Crashed);
      }
    }
    std::erase(workers_, nullptr);
  }

  void end_overdue_workers() {
    const Clock::time_point now = Clock::now();
    for (std::unique_ptr<Worker>& worker : workers_)
      if (now - worker->last_activity() > options_.timeout) replace(worker, JobEnd::TimedOut);
    std::erase(workers_, nullptr);
  }

  /// Blames the worker's first unfinished job and gives the others back.
  void replace(std::unique_ptr<Worker>& worker, JobEnd end) {
    const std::deque<std::uint32_t>& jobs = worker->in_flight();
    const int status = worker->end(end == JobEnd::TimedOut ? SIGKILL : 0);
    if (!jobs.empty()) {
      JobOutcome& outcome = outcomes_[jobs.front()];
      outcome.end = end;
      outcome.cause = end == JobEnd::TimedOut ? fmt::format("no answer for {} ms", options_.timeout.count())
                                              : describe_wait_status(status);
      returned_.insert(returned_.begin(), jobs.begin() + 1, jobs.end());
    }
    worker.reset();
  }

  const Job& job_;
  const WorkerPoolOptions& options_;
  std::vector<JobOutcome> outcomes_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::deque<std::uint32_t> returned_;  // taken back from workers that died
  std::size_t count_;
  std::size_t next_ = 0;
};

}  // namespace

void JobReporter::add(std::string_view message) {
  add_frame(k_message_frame, message);
}

void JobReporter::flush() {
  if (!write_all(descriptor_, unsent_.data(), unsent_.size())) ::_exit(0);  // the parent is gone
  unsent_.clear();
}

void JobReporter::finish() {
  add_frame(k_finish_frame, {});
  flush();
}

void JobReporter::add_frame(char kind, std::string_view payload) {
  unsent_ += kind;
  const auto size = static_cast<std::uint32_t>(payload.size());
  unsent_.append(reinterpret_cast<const char*>(&size), sizeof size);
  unsent_ += payload;
}

base::Result<std::vector<JobOutcome>> run_jobs(std::size_t count, const Job& job,
                                               const WorkerPoolOptions& options) {
  return Pool(count, job, options).run();
}

}  // namespace orrery::cli
