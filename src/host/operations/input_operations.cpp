#include "host/operations/input_operations.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "host/live_door.h"

namespace orrery::host {

InputOperations::~InputOperations() {
  if (!reader_) return;
  eventfd_write(end_, 1);
  ::pthread_join(*reader_, nullptr);
  ::close(end_);
}

void InputOperations::read_from(int descriptor) {
  end_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  // Without descriptors or threads left there is no input.
  if (end_ < 0) return;
  descriptor_ = descriptor;
  // Signals are for the script's own thread.
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const auto read = [](void* self) -> void* {
    static_cast<InputOperations*>(self)->read_all();
    return nullptr;
  };
  pthread_t reader{};
  if (::pthread_create(&reader, nullptr, read, this) == 0) reader_ = reader;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (!reader_) ::close(std::exchange(end_, -1));
}

void InputOperations::read_all() {
  while (true) {
    std::array polled = {pollfd{.fd = descriptor_, .events = POLLIN, .revents = 0},
                         pollfd{.fd = end_, .events = POLLIN, .revents = 0}};
    if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) return;
    if (polled[1].revents != 0) return;
    if (polled[0].revents == 0) continue;
    std::array<char, 4096> bytes{};
    const ssize_t size = ::read(descriptor_, bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (size <= 0) return;
    add({bytes.data(), static_cast<std::size_t>(size)});
  }
}

void InputOperations::add(std::string_view bytes) {
  rest_ += bytes;
  std::size_t end = 0;
  bool has_come = false;
  while ((end = rest_.find('\n')) != std::string::npos) {
    std::string line = rest_.substr(0, end);
    rest_.erase(0, end + 1);
    if (line.size() > k_longest_line) continue;
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
    count_ = lines_.size();
    has_come = true;
  }
  // What is too long to be a line is forgotten but for that.
  if (rest_.size() > 2 * k_longest_line) rest_.resize(k_longest_line + 1);
  if (has_come) door_.wake();
}

std::optional<loop::CompletedOperation> InputOperations::take() {
  while (count_ != 0 && !waiting_.empty()) {
    std::string line;
    {
      const std::lock_guard lock(mutex_);
      line = std::move(lines_.front());
      lines_.pop_front();
      count_ = lines_.size();
    }
    // Others than those that the operation understands are passed over.
    if (!waiting_.front().operation->set_answer_text(line)) continue;
    loop::CompletedOperation completed = std::move(waiting_.front());
    waiting_.pop_front();
    return completed;
  }
  return std::nullopt;
}

bool InputOperations::cancel(loop::OperationId id) {
  return std::erase_if(waiting_, [id](const auto& each) { return each.id == id; }) != 0;
}

}  // namespace orrery::host
