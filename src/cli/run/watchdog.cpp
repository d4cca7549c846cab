#include "cli/run/watchdog.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <ctime>
#include <vector>

#include <fmt/format.h>
#include <signal.h>
#include <time.h>

#include "base/unicode/utf.h"
#include "loop/job_text.h"
#include "loop/pending.h"
#include "vm/agent.h"
#include "vm/errors/places.h"

namespace orrery::cli {

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;
constexpr int k_looks_in_threshold = 10;

// Signal handlers know nothing but what is in static storage.
std::atomic<loop::EventLoop*> watched_loop = nullptr;
std::atomic<std::uint64_t> threshold_ns = 0;
std::atomic<std::uint64_t> seen_tasks = 0;
std::atomic<std::uint64_t> seen_since_ns = 0;
/// Since when the loop was blocked as it was told of; 0: nothing is told.
std::atomic<std::uint64_t> told_since_ns = 0;
/// When a blockage was found over that was told of; 0: none is.
std::atomic<std::uint64_t> ended_ns = 0;
std::atomic<bool> is_asked = false;

timer_t system_timer{};

/// The live door's clock; only calls what signal handlers may.
std::uint64_t now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * k_second + static_cast<std::uint64_t>(now.tv_nsec);
}

void on_signal(int) {
  loop::EventLoop* loop = watched_loop.load();
  if (loop == nullptr) return;
  const int error_before = errno;
  const std::uint64_t now = now_ns();
  const std::uint64_t tasks = loop->tasks_run();
  if (tasks != seen_tasks) {
    seen_tasks = tasks;
    seen_since_ns = now;
    if (told_since_ns != 0 && ended_ns == 0) {
      ended_ns = now;
      loop->agent().request_look();
    }
  } else if (!is_asked && told_since_ns == 0 && now - seen_since_ns >= threshold_ns) {
    is_asked = true;
    loop->agent().request_look();
  }
  errno = error_before;
}

std::string seconds(std::uint64_t nanoseconds) {
  const double value = static_cast<double>(nanoseconds) / k_second;
  return value < 1 ? fmt::format("{:.0f} ms", value * 1000) : fmt::format("{:.1f} s", value);
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// "3 tasks (timer), 2 of them due; 1 task (immediate); 4 microtasks"
std::string waiting(const loop::PendingList& pending) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (std::size_t i = 0; i < loop::k_task_source_count; i++) {
    const auto source = static_cast<loop::TaskSource>(i);
    const loop::PendingList::Count& count = pending.count(source);
    if (count.all == 0) continue;
    std::string part = counted(count.all, source == loop::TaskSource::Timer ? "timer" : "task");
    if (source != loop::TaskSource::Timer) part += fmt::format(" ({})", name_of(source));
    if (source == loop::TaskSource::Timer) part += fmt::format(", {} of them due", count.due);
    add(part);
  }
  if (pending.ticks != 0) add(counted(pending.ticks, "tick"));
  if (pending.microtasks != 0) add(counted(pending.microtasks, "microtask"));
  return text.empty() ? "nothing" : text;
}

}  // namespace

Watchdog::Watchdog(loop::EventLoop& loop, std::chrono::milliseconds threshold)
    : loop_(loop), threshold_(threshold) {
  threshold_ns = static_cast<std::uint64_t>(std::chrono::nanoseconds(threshold).count());
  told_since_ns = 0;
  ended_ns = 0;
  watched_loop = &loop;
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGRTMIN, &action, nullptr);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGRTMIN;
  ::timer_create(CLOCK_MONOTONIC, &event, &system_timer);
  resume();
}

Watchdog::~Watchdog() {
  ::timer_delete(system_timer);
  ::signal(SIGRTMIN, SIG_IGN);
  watched_loop = nullptr;
}

void Watchdog::set_timer(std::chrono::nanoseconds period) const {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(period);
  const timespec interval{.tv_sec = whole.count(), .tv_nsec = (period - whole).count()};
  const itimerspec times{.it_interval = interval, .it_value = interval};
  ::timer_settime(system_timer, 0, &times, nullptr);
}

void Watchdog::resume() {
  seen_tasks = loop_.tasks_run();
  seen_since_ns = now_ns();
  is_asked = false;
  set_timer(std::max(std::chrono::nanoseconds(threshold_) / k_looks_in_threshold,
                     std::chrono::nanoseconds(std::chrono::milliseconds(1))));
}

WatchdogReport Watchdog::pause() {
  set_timer(std::chrono::nanoseconds(0));
  if (told_since_ns == 0) return {};
  if (ended_ns == 0) ended_ns = now_ns();
  return {.ended_after_ns = take_end(), .blockage = std::nullopt};
}

WatchdogReport Watchdog::look() {
  WatchdogReport report;
  if (ended_ns != 0) report.ended_after_ns = take_end();
  // The loop may have gone on since this was asked for.
  if (is_asked.exchange(false) && loop_.tasks_run() == seen_tasks) report.blockage = describe(now_ns());
  return report;
}

std::uint64_t Watchdog::take_end() {
  const std::uint64_t since = told_since_ns.exchange(0);
  return ended_ns.exchange(0) - since;
}

Blockage Watchdog::describe(std::uint64_t now) {
  told_since_ns = seen_since_ns.load();
  const vm::JobOrigin* job = loop_.running_job();
  std::vector<std::string> chain;
  if (job != nullptr) chain = loop::describe_chain(*job);
  Blockage blockage{.nanoseconds = now - told_since_ns,
                    .job = base::utf8_from_wtf8(chain.empty() ? "the main script" : chain.front()),
                    .frames = {},
                    .waiting = waiting(loop_.pending(now_ns()))};
  constexpr std::size_t k_most_frames = 10;
  for (const std::string& frame : vm::running_frames(loop_.agent(), k_most_frames))
    blockage.frames.push_back(base::utf8_from_wtf8(frame));
  return blockage;
}

std::string WatchdogReport::to_text() const {
  std::string text;
  if (ended_after_ns)
    text += fmt::format("orrery: the event loop goes on; it was blocked for {}\n", seconds(*ended_after_ns));
  if (!blockage) return text;
  text += fmt::format("orrery: unresponsive for {}: the event loop waits for {}\n",
                      seconds(blockage->nanoseconds), blockage->job);
  for (const std::string& frame : blockage->frames) text += fmt::format("    at {}\n", frame);
  return text + fmt::format("  waiting meanwhile: {}\n", blockage->waiting);
}

}  // namespace orrery::cli
