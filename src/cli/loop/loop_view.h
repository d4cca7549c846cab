#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_buffer.h"
#include "cli/run/console_output.h"
#include "loop/event_loop.h"
#include "trace/loop_observer.h"

namespace orrery::cli {

// NOLINTBEGIN(readability-redundant-member-init): members may be left out
/// What runs in a turn, with what is printed meanwhile.
struct LoopStep {
  std::string sort = {};   // "call", "tick", "microtask"
  std::string what = {};   // "f (file:1:2)"
  std::string lines = {};  // printed, as they came
  std::uint64_t count = 1;

  bool operator==(const LoopStep&) const = default;
};

/// A turn of the loop, as far as it is known.
struct LoopTurn {
  std::uint64_t number = 0;
  double start_ms = 0;         // since the program began
  std::string title = {};      // "a timer of 10 ms"
  std::string queued_by = {};  // "set by f (file:1:2)"; empty: nobody
  std::uint64_t queued_in = 0;
  bool is_numbered = true;
  std::vector<LoopStep> steps = {};
  std::uint64_t steps_left_out = 0;

  /// Whether nothing but when they were is different.
  bool is_like(const LoopTurn& other) const {
    return title == other.title && queued_by == other.queued_by && steps == other.steps &&
           steps_left_out == other.steps_left_out && is_numbered == other.is_numbered;
  }
};
// NOLINTEND(readability-redundant-member-init)

/// [DOC] orrery loop
///
/// Plays a run as text, a block for each turn of the event loop: what the task was and who had queued it,
/// what it called, which ticks and microtasks were run behind it, what was printed by each, and what is
/// before the loop then. It is an observer like any other: all that it knows it is told by trace::loop_events
/// and by the console.
///
/// A block is written when its turn is over. Of turns that are alike only the first is shown, and how many
/// there were.
class LoopView final : public trace::LoopObserver, public OutputListener {
 public:
  struct Options {
    bool colour = false;
    std::uint64_t max_turns = 0;  // 0: as many as there are
  };
  /// \param program  as it was named
  LoopView(base::OutputBuffer& output, loop::EventLoop& loop, const std::string& program,
           const Options& options);

  /// Writes what is left to be said. \param ending  why the run is over; empty: nothing is left to do
  void finish(std::string_view ending);
  /// Whether --max-turns ended the run.
  bool has_stopped() const { return has_stopped_; }

  void write(Stream stream, std::string_view text) override;
  void on(const trace::loop_events::TaskBegin& event) override;
  void on(const trace::loop_events::CallbackBegin& event) override;
  void on(const trace::loop_events::TickBegin& event) override;
  void on(const trace::loop_events::MicrotaskBegin& event) override;
  void on(const trace::loop_events::TurnEnd& event) override;
  void on(const trace::loop_events::WaitBegin& event) override;

 private:
  void begin_turn(LoopTurn turn);
  void add_step(LoopStep step);
  void end_turn();
  void show(const LoopTurn& turn);
  void show_step(const LoopStep& step);
  void show_repeated();
  void show_pending();
  double now_ms() const;

  base::OutputBuffer& output_;
  loop::EventLoop& loop_;
  Options options_;
  std::uint64_t start_ns_;
  std::optional<LoopTurn> turn_;           // that runs
  std::optional<LoopTurn> shown_;          // the last that was
  std::uint64_t repeated_ = 0;             // turns like that one, since
  std::optional<LoopTurn> last_repeated_;  // the last of those
  std::vector<std::string> pending_;       // at the end of the last turn
  std::optional<double> waits_ms_;
  bool waits_for_ever_ = false;  // without a deadline
  bool has_stopped_ = false;
};

}  // namespace orrery::cli
