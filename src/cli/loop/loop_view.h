#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/output_buffer.h"
#include "loop/event_loop.h"
#include "trace/definition_table.h"
#include "trace/trace_sink.h"

namespace orrery::cli {

// NOLINTBEGIN(readability-redundant-member-init): members may be left out
/// What runs in a turn, with what is printed meanwhile.
struct LoopStep {
  std::string sort = {};   // "call", "tick", "microtask", "event", "error"
  std::string what = {};   // "f (file:1:2)"
  std::string lines = {};  // printed, as they came
  std::uint64_t count = 1;
  std::uint64_t left_out = 0;  // steps before it that are not shown

  bool is_same(const LoopStep& other) const { return sort == other.sort && what == other.what; }
  bool operator==(const LoopStep&) const = default;
};

/// A turn of the loop, as far as it is known.
struct LoopTurn {
  std::uint64_t number = 0;
  std::string label = {};      // where it has no number: "the end"
  double start_ms = 0;         // since the program began
  std::string title = {};      // "a timer of 10 ms"
  std::string queued_by = {};  // "set by f (file:1:2)"; empty: nobody
  std::uint64_t queued_in = 0;
  std::vector<LoopStep> steps = {};
  std::uint64_t steps_left_out = 0;
  std::size_t steps_shown = 0;
  bool is_begun = false;  // its head was written while it ran

  /// Whether nothing but when they were is different.
  bool is_like(const LoopTurn& other) const {
    return !is_begun && !other.is_begun && title == other.title && queued_by == other.queued_by &&
           steps == other.steps && steps_left_out == other.steps_left_out && label == other.label;
  }
};
// NOLINTEND(readability-redundant-member-init)

/// [DOC] orrery loop
///
/// Plays a run as text, a block for each turn of the event loop: what the task was and who had queued it,
/// what it called, which ticks and microtasks were run behind it, what was printed by each, and what is
/// before the loop then. It reads a trace as any other viewer would, while it is made: all that it knows of
/// what was it is told by trace_events.def; what is before the loop it asks the loop.
///
/// A block is written when its turn is over, of one that goes on and on what is known then. Of turns that are
/// alike only the first is shown, and how many there were.
class LoopView final : public trace::TraceSink {
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

  void on(const trace::trace_events::Script& event) override { definitions_.on(event); }
  void on(const trace::trace_events::Function& event) override { definitions_.on(event); }
  void on(const trace::trace_events::TurnBegin& event) override;
  void on(const trace::trace_events::TurnEnd& event) override;
  void on(const trace::trace_events::WaitBegin& event) override;
  void on(const trace::trace_events::TaskQueued& event) override;
  void on(const trace::trace_events::MicrotaskQueued& event) override;
  void on(const trace::trace_events::TickQueued& event) override;
  void on(const trace::trace_events::JobBegin& event) override;
  void on(const trace::trace_events::JobEnd& event) override;
  void on(const trace::trace_events::JobDropped& event) override;
  void on(const trace::trace_events::CallbackBegin& event) override;
  void on(const trace::trace_events::CallbackEnd& event) override;
  void on(const trace::trace_events::Uncaught& event) override;
  void on(const trace::trace_events::TimerSet& event) override;
  void on(const trace::trace_events::TimerDue& event) override;
  void on(const trace::trace_events::TimerCleared& event) override;
  void on(const trace::trace_events::OperationBegun& event) override;
  void on(const trace::trace_events::OperationDone& event) override;
  void on(const trace::trace_events::OperationCancelled& event) override;
  void on(const trace::trace_events::Output& event) override;

 private:
  enum class JobSort : std::uint8_t { Task, Tick, Microtask };
  /// That waits in its queue.
  struct Job {
    JobSort sort = JobSort::Task;
    // NOLINTBEGIN(readability-redundant-member-init): may be left out
    std::string what = {};      // of ticks, microtasks, and tasks of an unknown source
    vm::JobTraits traits = {};  // of tasks, as the others
    trace::trace_events::Place place = {};
    // NOLINTEND(readability-redundant-member-init)
    std::uint64_t turn = 0;   // in which it was asked for
    bool is_step = false;     // of something that was begun at `place`
    bool is_of_host = false;  // nobody has asked for it
  };
  /// In the background.
  struct Operation {
    std::string what;  // "open"
    trace::trace_events::Place place;
    bool is_step;
    std::uint64_t turn;  // in which it was begun
  };
  struct Timer {
    std::uint32_t delay_ms;
    bool repeats;
    std::uint64_t turn;
  };

  void begin_turn(LoopTurn turn);
  void begin_unnumbered_turn();
  void end_unnumbered_turn();
  bool is_before_exit() const;
  std::uint64_t turn_here() const;  // for what is asked for now
  void add_step(LoopStep step);
  LoopStep& step_to_print();
  void end_turn();
  void show_what_goes_on();
  void show(const LoopTurn& turn);
  void show_head(const LoopTurn& turn);
  void show_step(const LoopStep& step);
  void show_left_out(std::uint64_t steps);
  void show_repeated();
  void show_pending();

  base::OutputBuffer& output_;
  loop::EventLoop& loop_;
  Options options_;
  trace::DefinitionTable definitions_;
  std::unordered_map<std::uint64_t, Job> jobs_;
  std::unordered_map<std::uint64_t, Timer> timers_;
  std::unordered_map<std::uint64_t, Operation> operations_;
  trace::trace_events::Place turn_owner_{};  // who has queued the task of the turn
  std::uint64_t start_ns_ = 0;               // of the program
  std::uint64_t now_ns_ = 0;                 // as was told last
  std::uint64_t turn_number_ = 0;
  std::optional<LoopTurn> turn_;  // that runs
  // What runs in it: a job, a callback, within each other. Nothing: what is around it has no step of its own.
  std::vector<std::optional<LoopStep>> open_;
  std::optional<LoopStep> uncaught_;       // what is about to be told of
  bool is_of_host_ = false;                // what the turn calls, too
  std::optional<LoopTurn> shown_;          // the last that was
  std::uint64_t repeated_ = 0;             // turns like that one, since
  std::optional<LoopTurn> last_repeated_;  // the last of those
  std::vector<std::string> pending_;       // at the end of the last turn
  std::optional<double> waits_ms_;
  bool waits_for_ever_ = false;  // without a deadline
  bool has_stopped_ = false;
};

}  // namespace orrery::cli
