#include "trace/timeline.h"

#include <algorithm>
#include <utility>

namespace orrery::trace {

namespace events = trace_events;

namespace {

constexpr std::uint64_t k_timer_key = std::uint64_t{1} << 62;
constexpr std::uint64_t k_operation_key = std::uint64_t{1} << 63;

std::string text_of_location(const DefinitionTable::Location& location) {
  if (location.file.empty()) return "";
  return location.file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

}  // namespace

Timeline::~Timeline() {
  reach(time_ns_);
  end_all();
}

std::string Timeline::text_of(const events::Place& place) const {
  return text_of_location(definitions_.location(place));
}

std::string Timeline::name_of(std::uint64_t function) const {
  const DefinitionTable::Function* known = definitions_.function(function);
  if (known == nullptr) return "";
  return known->name.empty() ? "(anonymous)" : known->name;
}

// Time ------------------------------------------------------------------------------------------------------

/// The next known time.
void Timeline::reach(std::uint64_t time_ns) {
  const std::uint64_t start = time_ns_;
  time_ns_ = std::max(start, time_ns);
  const std::uint64_t span = time_ns_ - start;
  const std::uint64_t parts = steps_.size() + 1;
  for (std::size_t i = 0; i < steps_.size(); i++) {
    // Without overflow: span * (i + 1) / parts.
    const std::uint64_t at = span / parts * (i + 1) + span % parts * (i + 1) / parts;
    take(steps_[i], start + at);
  }
  steps_.clear();
}

void Timeline::take(Step& step, std::uint64_t time_ns) {
  switch (step.action) {
    case Action::Begin:
      return begin(time_ns, step.category, step.name, step.place, 0);
    case Action::End:
      return end(time_ns);
    case Action::Instant:
      return drawer_.draw_instant(time_ns, step.category, step.name, step.place, 0);
    case Action::Ask:
      requests_[step.key] = {time_ns, std::move(step.name), std::move(step.place)};
      return;
    case Action::Forget:
      requests_.erase(step.key);
      jobs_.erase(step.key);
      return;
    case Action::TakeOver: {
      const auto request = requests_.extract(step.other);
      if (request) requests_[step.key] = request.mapped();
      return;
    }
    case Action::BeginJob: {
      const auto job = jobs_.extract(step.key);
      if (!job) return begin(time_ns, "task", "job", "", 0);
      const Job& known = job.mapped();
      // Only an arrow whose end is reached is drawn.
      const auto request = requests_.extract(step.key);
      const std::uint64_t flow = request ? step.key : 0;
      if (request)
        drawer_.draw_instant(request.mapped().time_ns, "request", request.mapped().name,
                             request.mapped().place, flow);
      return begin(time_ns, known.category, known.name, known.place, flow);
    }
  }
}

void Timeline::begin(std::uint64_t time_ns, std::string_view category, std::string_view name,
                     std::string_view place, std::uint64_t flow) {
  open_++;
  drawer_.begin_slice(time_ns, category, name, place, flow);
}

void Timeline::end(std::uint64_t time_ns) {
  if (open_ == 0) return;
  open_--;
  drawer_.end_slice(time_ns);
}

void Timeline::end_all() {
  while (open_ != 0) end(time_ns_);
}

void Timeline::on(const events::TurnBegin& event) {
  reach(event.time_ns);
  begin(time_ns_, "turn", "turn " + std::to_string(event.turn), "", 0);
}

void Timeline::on(const events::TurnEnd& event) {
  reach(event.time_ns);
  // The turn itself, and what a script left open that was ended from outside.
  end_all();
}

void Timeline::on(const events::WaitBegin& event) {
  reach(event.time_ns);
  begin(time_ns_, "wait", "the loop waits", "", 0);
}

void Timeline::on(const events::WaitEnd& event) {
  reach(event.time_ns);
  end(time_ns_);
}

void Timeline::on(const events::RunEnd& event) {
  reach(event.time_ns);
  end_all();
}

// Jobs ------------------------------------------------------------------------------------------------------

void Timeline::ask(std::uint64_t key, std::string name, const events::Place& place) {
  steps_.push_back({.action = Action::Ask, .name = std::move(name), .place = text_of(place), .key = key});
}

void Timeline::queue(std::uint64_t job, std::string_view category, const std::string& what,
                     std::uint64_t callback, const events::Place& place, std::string_view verb) {
  Job& known = jobs_[job];
  known.category = category;
  known.name = what;
  if (const std::string name = name_of(callback); !name.empty()) known.name += " " + name;
  known.place = text_of_location(definitions_.location_of_function(callback));
  ask(job, std::string(verb) + " " + known.name, place);
}

void Timeline::on(const events::TaskQueued& event) {
  std::string what(definitions_.task_source(event.source));
  if (!event.what.empty()) what += " " + std::string(event.what);
  queue(event.job, "task", what, event.callback, event.place, "queue");
}

void Timeline::on(const events::MicrotaskQueued& event) {
  constexpr std::uint64_t k_await = 3;
  constexpr std::uint64_t k_await_throws = 4;
  const bool is_await = event.sort == k_await || event.sort == k_await_throws;
  queue(event.job, "microtask", is_await ? "await in" : "microtask", event.callback, event.place, "queue");
  if (event.goes_on.script != 0) jobs_[event.job].place = text_of(event.goes_on);
}

void Timeline::on(const events::TickQueued& event) {
  queue(event.job, "tick", "tick", event.callback, event.place, "queue");
}

void Timeline::on(const events::JobBegin& event) {
  steps_.push_back({.action = Action::BeginJob, .key = event.job});
}

void Timeline::on(const events::JobEnd&) {
  steps_.push_back({.action = Action::End});
}

void Timeline::on(const events::JobDropped& event) {
  steps_.push_back({.action = Action::Forget, .key = event.job});
}

// What jobs call --------------------------------------------------------------------------------------------

void Timeline::on(const events::CallbackBegin& event) {
  std::string name = name_of(event.callback);
  if (name.empty()) name = "callback";
  if (!event.what.empty()) name += " (" + std::string(event.what) + ")";
  steps_.push_back({.action = Action::Begin,
                    .category = "call",
                    .name = std::move(name),
                    .place = text_of_location(definitions_.location_of_function(event.callback))});
}

void Timeline::on(const events::CallbackEnd&) {
  steps_.push_back({.action = Action::End});
}

void Timeline::on(const events::Enter& event) {
  std::string name = name_of(event.function);
  if (name.empty()) name = "(anonymous)";
  steps_.push_back({.action = Action::Begin,
                    .category = "call",
                    .name = std::move(name),
                    .place = text_of_location(definitions_.location_of_function(event.function))});
}

void Timeline::on(const events::Leave&) {
  steps_.push_back({.action = Action::End});
}

// The background --------------------------------------------------------------------------------------------

void Timeline::on(const events::TimerSet& event) {
  std::string name = "set a timer of " + std::to_string(event.delay_ms) + " ms";
  ask(k_timer_key | event.timer, std::move(name), event.place);
}

void Timeline::on(const events::TimerDue& event) {
  steps_.push_back({.action = Action::TakeOver, .key = event.job, .other = k_timer_key | event.timer});
}

void Timeline::on(const events::TimerCleared& event) {
  steps_.push_back({.action = Action::Forget, .key = k_timer_key | event.timer});
}

void Timeline::on(const events::OperationBegun& event) {
  ask(k_operation_key | event.operation, "begin " + std::string(event.what), event.place);
}

void Timeline::on(const events::OperationDone& event) {
  steps_.push_back(
      {.action = Action::TakeOver, .key = event.job, .other = k_operation_key | event.operation});
}

void Timeline::on(const events::OperationCancelled& event) {
  steps_.push_back({.action = Action::Forget, .key = k_operation_key | event.operation});
}

// What is seen ----------------------------------------------------------------------------------------------

void Timeline::on(const events::Output& event) {
  std::string_view text = event.text;
  if (text.ends_with('\n')) text.remove_suffix(1);
  steps_.push_back({.action = Action::Instant,
                    .category = "output",
                    .name = std::string(text),
                    .place = text_of(event.place)});
}

void Timeline::on(const events::Uncaught& event) {
  steps_.push_back({.action = Action::Instant,
                    .category = "error",
                    .name = "uncaught " + std::string(event.text),
                    .place = text_of(event.place)});
}

void Timeline::on(const events::Collection& event) {
  constexpr std::uint64_t k_major = 2;
  steps_.push_back({.action = Action::Instant,
                    .category = "collection",
                    .name = event.sort == k_major ? "major collection" : "minor collection"});
}

void Timeline::on(const events::MachineCode& event) {
  const std::string name = event.name.empty() ? "code without a name" : std::string(event.name);
  steps_.push_back({.action = Action::Instant,
                    .category = "machine code",
                    .name = name + ", " + std::to_string(event.bytes) + " bytes"});
}

}  // namespace orrery::trace
