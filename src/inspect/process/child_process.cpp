#include "inspect/process/child_process.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace orrery::inspect {

namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

std::optional<Pipe> make_pipe() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{ends[0], ends[1]};
}

void close_pipe(const std::optional<Pipe>& pipe) {
  if (!pipe) return;
  ::close(pipe->read_end);
  ::close(pipe->write_end);
}

/// In the child, between fork() and exec(): only what signal handlers may call.
[[noreturn]] void become(char* const* arguments, const std::vector<int>& descriptors, pid_t parent,
                         int output, int error) {
  constexpr int k_cannot_run = 127;
  // The parent may have gone before it was asked for.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(k_cannot_run);
  ::setpgid(0, 0);
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGXFSZ, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
      ::dup2(error, STDERR_FILENO) < 0)
    ::_exit(k_cannot_run);
  for (const int descriptor : descriptors) ::fcntl(descriptor, F_SETFD, 0);
  ::execv("/proc/self/exe", arguments);
  ::_exit(k_cannot_run);
}

}  // namespace

base::Result<std::unique_ptr<ChildProcess>> ChildProcess::start(uv_loop_t& loop,
                                                                const std::vector<std::string>& arguments,
                                                                const std::vector<int>& descriptors,
                                                                Listener listener) {
  std::string name = "orrery";
  std::vector<std::string> texts = arguments;
  std::vector<char*> pointers{name.data()};
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  const std::optional<Pipe> output = make_pipe();
  const std::optional<Pipe> error = make_pipe();
  const pid_t parent = ::getpid();
  const pid_t pid = output && error ? ::fork() : -1;
  if (pid == 0) become(pointers.data(), descriptors, parent, output->write_end, error->write_end);
  const int why = errno;
  const int exit = pid < 0 ? -1 : static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
  if (exit < 0) {
    const int reason = pid < 0 ? why : errno;
    if (pid > 0) {
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
    }
    close_pipe(output);
    close_pipe(error);
    return base::error(std::string("cannot start a process: ") + std::strerror(reason));
  }
  ::close(output->write_end);
  ::close(error->write_end);
  std::unique_ptr<ChildProcess> child(new ChildProcess(pid, std::move(listener)));
  ChildProcess* self = child.get();
  const auto poll = [&](int descriptor, Stream stream) {
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return std::make_unique<PolledDescriptor>(loop, descriptor,
                                              [self, stream] { self->read_output(stream); });
  };
  child->outputs_ = {poll(output->read_end, Stream::Output), poll(error->read_end, Stream::Error)};
  child->exit_ = std::make_unique<PolledDescriptor>(loop, exit, [self] { self->take_exit(); });
  return child;
}

ChildProcess::~ChildProcess() {
  if (!is_running_) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void ChildProcess::send_signal(int signal) const {
  if (is_running_) ::kill(pid_, signal);
}

/// A piece: whoever writes without end must not keep others waiting.
void ChildProcess::read_output(Stream stream) {
  std::unique_ptr<PolledDescriptor>& output = outputs_[static_cast<std::size_t>(stream) - 1];
  if (output == nullptr) return;
  std::array<char, std::size_t{64} << 10> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled
  const ssize_t size = ::read(output->descriptor(), bytes.data(), bytes.size());
  if (size > 0) return listener_.on_output(stream, {bytes.data(), static_cast<std::size_t>(size)});
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  output = nullptr;
}

void ChildProcess::take_exit() {
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return;
  is_running_ = false;
  exit_ = nullptr;
  // All that is left: as much as the system keeps of a pipe, and no more, should anybody still write to it.
  for (const Stream stream : {Stream::Output, Stream::Error}) {
    constexpr int k_pieces = 32;
    for (int i = 0; i < k_pieces; i++) read_output(stream);
    outputs_[static_cast<std::size_t>(stream) - 1] = nullptr;
  }
  // It may destroy this.
  const std::function<void(int)> on_exit = listener_.on_exit;
  on_exit(status);
}

}  // namespace orrery::inspect
