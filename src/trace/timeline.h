#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/definition_table.h"
#include "trace/trace_sink.h"

namespace orrery::trace {

/// Who draws a run as bars over time. Bars nest; each is ended.
class TimelineDrawer {
 public:
  /// A bar begins. \param category  "turn", "task", "microtask", "tick", "call" or "wait"
  /// \param place  where in the program: "file:1:2"; empty: nowhere
  /// \param flow  the arrow that ends here; 0: none
  virtual void begin_slice(std::uint64_t time_ns, std::string_view category, std::string_view name,
                           std::string_view place, std::uint64_t flow) = 0;
  virtual void end_slice(std::uint64_t time_ns) = 0;
  /// Something that takes no time. It may be told later than what comes after it.
  /// \param flow  the arrow that begins here; 0: none
  virtual void draw_instant(std::uint64_t time_ns, std::string_view category, std::string_view name,
                            std::string_view place, std::uint64_t flow) = 0;

 protected:
  ~TimelineDrawer() = default;
};

/// Makes bars and arrows of a trace: turns, what runs in them, and an arrow from where something was asked
/// for to the job that it became.
///
/// A trace has times where turns and waits begin and end. What happens in between is spread evenly over the
/// time between two of them: its order is right, how long it took is not.
class Timeline final : public TraceSink {
 public:
  explicit Timeline(TimelineDrawer& drawer) : drawer_(drawer) {}
  /// Ends what has not ended.
  ~Timeline();
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

  void on(const trace_events::Script& event) override { definitions_.on(event); }
  void on(const trace_events::Function& event) override { definitions_.on(event); }
  void on(const trace_events::TaskSource& event) override { definitions_.on(event); }
  void on(const trace_events::TurnBegin& event) override;
  void on(const trace_events::TurnEnd& event) override;
  void on(const trace_events::WaitBegin& event) override;
  void on(const trace_events::WaitEnd& event) override;
  void on(const trace_events::RunEnd& event) override;
  void on(const trace_events::TaskQueued& event) override;
  void on(const trace_events::MicrotaskQueued& event) override;
  void on(const trace_events::TickQueued& event) override;
  void on(const trace_events::JobBegin& event) override;
  void on(const trace_events::JobEnd& event) override;
  void on(const trace_events::JobDropped& event) override;
  void on(const trace_events::CallbackBegin& event) override;
  void on(const trace_events::CallbackEnd& event) override;
  void on(const trace_events::TimerSet& event) override;
  void on(const trace_events::TimerDue& event) override;
  void on(const trace_events::TimerCleared& event) override;
  void on(const trace_events::OperationBegun& event) override;
  void on(const trace_events::OperationDone& event) override;
  void on(const trace_events::OperationCancelled& event) override;
  void on(const trace_events::Output& event) override;
  void on(const trace_events::Uncaught& event) override;
  void on(const trace_events::Collection& event) override;
  void on(const trace_events::MachineCode& event) override;
  void on(const trace_events::Enter& event) override;
  void on(const trace_events::Leave& event) override;

 private:
  enum class Action : std::uint8_t { Begin, BeginJob, End, Instant, Ask, TakeOver, Forget };
  /// What happens at one moment between two known times. Who asks for something is known by a key: the job's
  /// number, or that of a timer or an operation with a high bit set.
  struct Step {
    Action action;
    std::string_view category = {};  // NOLINT(readability-redundant-member-init): may be left out
    std::string name = {};           // NOLINT(readability-redundant-member-init): may be left out
    std::string place = {};          // NOLINT(readability-redundant-member-init): may be left out
    std::uint64_t key = 0;
    std::uint64_t other = 0;  // of TakeOver: the key from which on
  };
  struct Request {
    std::uint64_t time_ns;
    std::string name;
    std::string place;
  };
  struct Job {
    std::string_view category;
    std::string name;
    std::string place;
  };

  void queue(std::uint64_t job, std::string_view category, const std::string& what, std::uint64_t callback,
             const trace_events::Place& place, std::string_view verb);
  void ask(std::uint64_t key, std::string name, const trace_events::Place& place);
  std::string text_of(const trace_events::Place& place) const;
  std::string name_of(std::uint64_t function) const;
  void reach(std::uint64_t time_ns);
  void take(Step& step, std::uint64_t time_ns);
  void begin(std::uint64_t time_ns, std::string_view category, std::string_view name, std::string_view place,
             std::uint64_t flow);
  void end(std::uint64_t time_ns);
  void end_all();

  TimelineDrawer& drawer_;
  DefinitionTable definitions_;
  std::vector<Step> steps_;  // since the last known time
  std::uint64_t time_ns_ = 0;
  std::uint64_t open_ = 0;  // slices
  std::unordered_map<std::uint64_t, Request> requests_;
  std::unordered_map<std::uint64_t, Job> jobs_;
};

}  // namespace orrery::trace
