#include "cli/run/interrupts.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

namespace orrery::cli {

namespace {

// Signal handlers know nothing but what is in static storage.
std::atomic<vm::Agent*> interrupted_agent = nullptr;
std::atomic<host::LiveDoor*> interrupted_door = nullptr;
std::atomic<LastWords*> interrupted_words = nullptr;
std::atomic<int> time_limit_signals = 0;
std::atomic<int> key_signals = 0;
std::atomic<int> hard_status = 0;
pthread_t interrupted_thread{};

constexpr std::chrono::milliseconds k_grace{1000};
/// Who should read what is written last may not, and memory may be in any state.
constexpr std::chrono::milliseconds k_time_for_last_words{300};

void set_timer(std::chrono::milliseconds delay);
void handle(int signal, void (*handler)(int));

/// Sees that the process ends, whatever becomes of what is done from here on.
void end_process_soon(int status) {
  hard_status = status;
  handle(SIGALRM, [](int) { ::_exit(hard_status.load()); });
  sigset_t alarm{};
  sigemptyset(&alarm);
  sigaddset(&alarm, SIGALRM);
  pthread_sigmask(SIG_UNBLOCK, &alarm, nullptr);
  set_timer(k_time_for_last_words);
}

/// Only calls what signal handlers may.
[[noreturn]] void end_process(vm::Termination reason) {
  end_process_soon(exit_status_of(reason));
  if (LastWords* words = interrupted_words.load()) words->write_last_words();
  const char* message = describe(reason);
  constexpr std::string_view k_why = "; the program did not notice, so the process was ended\n";
  if (::write(STDERR_FILENO, message, std::strlen(message)) < 0 ||
      ::write(STDERR_FILENO, k_why.data(), k_why.size()) < 0) {
    // Nobody hears it.
  }
  ::_exit(exit_status_of(reason));
}

void set_timer(std::chrono::milliseconds delay) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(delay);
  const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(delay - seconds);
  const itimerval timer{.it_interval = {0, 0}, .it_value = {seconds.count(), rest.count()}};
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

void on_signal(int signal) {
  // The system may choose any thread.
  if (pthread_equal(pthread_self(), interrupted_thread) == 0) {
    pthread_kill(interrupted_thread, signal);
    return;
  }
  const bool is_key = signal == SIGINT;
  const vm::Termination reason = is_key ? vm::Termination::Interrupted : vm::Termination::TimeLimit;
  const int before = (is_key ? key_signals : time_limit_signals).fetch_add(1);
  vm::Agent* agent = interrupted_agent.load();
  if (before > 0 || agent == nullptr) end_process(reason);
  agent->request_interrupt(reason);
  if (host::LiveDoor* door = interrupted_door.load()) door->give_up();
  if (!is_key) set_timer(k_grace);
}

/// What the program waits for in the system ends with EINTR: LiveDoor::access_file() says whether it goes on.
void handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupts::Interrupts(vm::Agent& agent, host::LiveDoor* door, LastWords* last_words) {
  key_signals = 0;
  interrupted_thread = pthread_self();
  interrupted_words = last_words;
  interrupted_door = door;
  interrupted_agent = &agent;
}

Interrupts::~Interrupts() {
  set_time_limit(std::chrono::milliseconds(0));
  if (catches_key_) handle(SIGINT, SIG_DFL);
  interrupted_agent = nullptr;
  interrupted_words = nullptr;
}

void Interrupts::catch_interrupt_key() {
  handle(SIGINT, on_signal);
  catches_key_ = true;
}

void Interrupts::forget_interrupt_key() {
  key_signals = 0;
  if (host::LiveDoor* door = interrupted_door.load()) door->forget_to_give_up();
}

void Interrupts::set_time_limit(std::chrono::milliseconds limit) {
  time_limit_signals = 0;
  if (limit.count() > 0) handle(SIGALRM, on_signal);
  set_timer(limit);
}

TimeLimitWhileReading::TimeLimitWhileReading(std::chrono::milliseconds limit) : limit_(limit) {
  if (limit_.count() == 0) return;
  handle(SIGALRM, [](int) {
    const std::string_view message = describe(vm::Termination::TimeLimit);
    if (::write(STDERR_FILENO, message.data(), message.size()) < 0 || ::write(STDERR_FILENO, "\n", 1) < 0) {
      // Nobody hears it.
    }
    ::_exit(exit_status_of(vm::Termination::TimeLimit));
  });
  set_timer(limit_);
}

std::chrono::milliseconds TimeLimitWhileReading::end() {
  if (limit_.count() == 0) return limit_;
  itimerval rest{};
  const itimerval none{};
  ::setitimer(ITIMER_REAL, &none, &rest);
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::seconds(rest.it_value.tv_sec) + std::chrono::microseconds(rest.it_value.tv_usec));
  limit_ = std::chrono::milliseconds(0);
  return std::max(left, std::chrono::milliseconds(1));
}

int exit_status_of(vm::Termination reason) {
  switch (reason) {
    case vm::Termination::TimeLimit:
      return 124;
    case vm::Termination::Interrupted:
      return 130;
    case vm::Termination::OutOfMemory:
      return 137;
    case vm::Termination::None:
    case vm::Termination::Exit:
    case vm::Termination::Deadline:
      break;
  }
  return 0;
}

const char* describe(vm::Termination reason) {
  switch (reason) {
    case vm::Termination::TimeLimit:
      return "orrery: the time limit was reached";
    case vm::Termination::Interrupted:
      return "orrery: interrupted";
    case vm::Termination::OutOfMemory:
      return "orrery: out of memory (--max-heap)";
    case vm::Termination::None:
    case vm::Termination::Exit:
    case vm::Termination::Deadline:
      break;
  }
  return "";
}

}  // namespace orrery::cli
