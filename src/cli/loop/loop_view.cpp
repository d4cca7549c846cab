#include "cli/loop/loop_view.h"

#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "base/terminal_text.h"
#include "base/unicode/utf.h"
#include "loop/job_text.h"
#include "loop/loop_tracer.h"
#include "loop/pending.h"
#include "vm/errors/places.h"

namespace orrery::cli {

namespace events = trace::trace_events;

namespace {

using Location = trace::DefinitionTable::Location;

constexpr double k_nanoseconds_in_ms = 1e6;
/// Of a turn, those without output.
constexpr std::size_t k_most_steps = 30;
/// A turn with so many more is not waited for.
constexpr std::uint64_t k_steps_of_long_turn = 10'000;
constexpr std::size_t k_label_width = 10;

enum class Ink : std::uint8_t { Plain, Bold, Dim, Cyan, Green, Yellow, Magenta, Blue };

std::string inked(bool colour, Ink ink, std::string_view text) {
  if (!colour || ink == Ink::Plain) return std::string(text);
  static constexpr std::array k_codes = {"0", "1", "2", "36", "32", "33", "35", "34"};
  return fmt::format("\x1b[{}m{}\x1b[0m", k_codes[static_cast<std::size_t>(ink)], text);
}

Ink ink_of(std::string_view sort) {
  if (sort == "tick") return Ink::Magenta;
  if (sort == "microtask") return Ink::Green;
  if (sort == "pending") return Ink::Yellow;
  if (sort == "event" || sort == "error") return Ink::Blue;
  return Ink::Cyan;
}

std::string milliseconds(double ms) {
  return fmt::format("{:.1f} ms", ms);
}

/// Names and files come from a program: nothing in them does anything to a terminal.
std::string clean(std::string_view text) {
  return base::shown_text(base::utf8_from_wtf8(text));
}

std::string location_text(const Location& location) {
  const vm::NamedPlace named{
      .function = location.function, .file = location.file, .line = location.line, .column = location.column};
  return clean(named.to_text());
}

/// A callback without a name is told by its place.
std::string callback_text(const Location& location) {
  if (!location.is_known()) return "a function of the host";
  const std::string text = location_text(location);
  if (!location.function.empty()) return location.file.empty() ? text + " (built in)" : text;
  return "a function at " + text;
}

/// \param sort  as MicrotaskQueued has it
std::string describe_microtask(std::uint64_t sort, const Location& callback) {
  enum class Sort : std::uint8_t { Host, Fulfilled, Rejected, Await, AwaitThrows, Thenable };
  switch (static_cast<Sort>(sort)) {
    case Sort::Fulfilled:
      if (!callback.is_known()) return "a promise: passes a value on";
      return "a promise was fulfilled: " + callback_text(callback);
    case Sort::Rejected:
      if (!callback.is_known()) return "a promise: passes a rejection on";
      return "a promise was rejected: " + callback_text(callback);
    case Sort::Await:
      return "an await is over: " + callback_text(callback);
    case Sort::AwaitThrows:
      return "an await throws: " + callback_text(callback);
    case Sort::Thenable:
      return "a promise asks a thenable: " + callback_text(callback);
    case Sort::Host:
      break;
  }
  return callback.is_known() ? callback_text(callback) : "of the host";
}

/// In which a registry was made, as opposed to that in which it has something to clean up.
constexpr std::uint64_t k_unknown_turn = UINT64_MAX;
/// Of what listeners of 'beforeExit' ask for.
constexpr std::uint64_t k_before_exit = UINT64_MAX - 1;

std::string counted(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", fmt::group_digits(count), what, count == 1 ? "" : "s");
}

std::string turn_text(std::uint64_t turn) {
  if (turn == k_before_exit) return "in 'beforeExit'";
  return turn == 0 ? "in the main script" : fmt::format("in turn {}", turn);
}

/// Nothing: there is none, as far as this program knows.
std::optional<loop::TaskSource> source_with_code(std::uint64_t code) {
  for (std::size_t i = 0; i < loop::k_task_source_count; i++) {
    const auto source = static_cast<loop::TaskSource>(i);
    if (loop::code_of(source) == code) return source;
  }
  return std::nullopt;
}

std::string describe_pending(const loop::Pending& pending, std::uint64_t now_ns) {
  std::string text = pending.origin == nullptr ? "a task" : loop::describe_job(pending.origin->traits());
  if (pending.is_in_background) text += ", in the background";
  if (pending.due_ns && *pending.due_ns <= now_ns) {
    text += ", due";
  } else if (pending.due_ns) {
    text += fmt::format(", {} left",
                        milliseconds(static_cast<double>(*pending.due_ns - now_ns) / k_nanoseconds_in_ms));
  }
  const vm::CodePlace place = pending.origin == nullptr ? vm::CodePlace() : pending.origin->place();
  if (place.code != nullptr)
    text += fmt::format(", {} by {}", loop::queued_verb(pending.origin->traits()),
                        clean(vm::place_in_code(*place.code, place.offset).to_text()));
  if (!pending.keeps_alive) text += " (the run does not wait for it)";
  return text;
}

}  // namespace

LoopView::LoopView(base::OutputBuffer& output, loop::EventLoop& loop, const std::string& program,
                   const Options& options)
    : output_(output), loop_(loop), options_(options) {
  LoopTurn main{.title = "the main script", .queued_by = clean(program)};
  begin_turn(std::move(main));
}

// What happens ----------------------------------------------------------------------------------------------

void LoopView::begin_turn(LoopTurn turn) {
  end_unnumbered_turn();
  turn.start_ms = static_cast<double>(now_ns_ - start_ns_) / k_nanoseconds_in_ms;
  turn_ = std::move(turn);
}

bool LoopView::is_before_exit() const {
  const vm::JobOrigin* origin = loop_.running_job();
  return origin != nullptr && origin->traits().sort == loop::k_before_exit_sort;
}

std::uint64_t LoopView::turn_here() const {
  return is_before_exit() ? k_before_exit : turn_number_;
}

/// What is between two turns, or behind the last one.
void LoopView::begin_unnumbered_turn() {
  LoopTurn turn = is_before_exit() ? LoopTurn{.label = "beforeExit", .title = "nothing is left to do"}
                                   : LoopTurn{.label = "the end", .title = "behind the last turn"};
  if (turn_ && turn_->label == turn.label) return;
  begin_turn(std::move(turn));
}

/// It has no end of its own.
void LoopView::end_unnumbered_turn() {
  if (!turn_ || turn_->label.empty()) return;
  show_repeated();
  show(*turn_);
  shown_ = std::exchange(turn_, std::nullopt);
}

void LoopView::add_step(LoopStep step) {
  if (!turn_ || !turn_->label.empty()) begin_unnumbered_turn();
  std::vector<LoopStep>& steps = turn_->steps;
  if (turn_->is_begun) {
    turn_->steps_left_out++;
    return;
  }
  if (!steps.empty() && steps.back().is_same(step) && steps.back().lines.empty()) {
    if (++steps.back().count == k_steps_of_long_turn) show_what_goes_on();
    return;
  }
  if (steps.size() < k_most_steps) {
    steps.push_back(std::move(step));
    return;
  }
  if (++turn_->steps_left_out == k_steps_of_long_turn) show_what_goes_on();
}

/// That which runs now, which is shown from now on if it was left out.
LoopStep& LoopView::step_to_print() {
  LoopStep step;
  if (const std::string_view event = loop_.tracer()->process_event(); !event.empty()) {
    step = {.sort = "event", .what = fmt::format("'{}' of process", event)};
  } else if (!open_.empty()) {
    step = open_.back().value_or(LoopStep());
  } else if (uncaught_) {
    step = *std::exchange(uncaught_, std::nullopt);
  }
  if (!turn_ || !turn_->label.empty()) begin_unnumbered_turn();
  std::vector<LoopStep>& steps = turn_->steps;
  const bool is_left_out = step.sort != "event" && !step.sort.empty() && turn_->steps_left_out != 0;
  if (!steps.empty() && steps.size() > turn_->steps_shown && !is_left_out && steps.back().is_same(step))
    return steps.back();
  if (is_left_out) turn_->steps_left_out--;
  step.left_out = std::exchange(turn_->steps_left_out, 0);
  return steps.emplace_back(std::move(step));
}

void LoopView::on(const events::Output& event) {
  std::string text(event.text);
  if (event.stream == 2 && options_.colour) text = "\x1b[31m" + text + "\x1b[0m";
  step_to_print().lines += text;
}

/// Who has rejected is over then: what is told of it has a line of its own.
void LoopView::on(const events::Uncaught& event) {
  constexpr std::uint64_t k_rejection = 2;
  if (event.sort == k_rejection) uncaught_ = {.sort = "error", .what = "a rejection that nobody handles"};
}

// Jobs ------------------------------------------------------------------------------------------------------

void LoopView::on(const events::TaskQueued& event) {
  const std::optional<loop::TaskSource> source = source_with_code(event.source);
  vm::JobTraits traits{.sort = source ? loop::sort_of(*source) : std::uint8_t{0}};
  if (source == loop::TaskSource::JavaScriptEngine && !event.what.empty())
    traits.sort = loop::k_finalization_sort;
  std::string what;
  if (!source) what = fmt::format("a task (source {})", event.source);
  // Of others their traits say enough.
  if (source == loop::TaskSource::UserInteraction)
    what = fmt::format("{}: {}", loop::describe_job(traits), base::shown_text(event.what));
  const bool is_of_host = source == loop::TaskSource::Immediate && event.place.script == 0 &&
                          !definitions_.location_of_function(event.callback).is_known();
  if (is_of_host) what = "an immediate of Node's own, behind an exception that was handled";
  jobs_[event.job] = {.sort = JobSort::Task,
                      .what = std::move(what),
                      .traits = traits,
                      .place = event.place,
                      .turn = traits.sort == loop::k_finalization_sort ? k_unknown_turn : turn_here(),
                      .is_of_host = is_of_host};
}

void LoopView::on(const events::MicrotaskQueued& event) {
  Location callback;
  if (event.goes_on.script != 0) {
    // As the function is called, which is not always what its text says.
    callback = definitions_.location(event.goes_on);
    callback.function = definitions_.location_of_function(event.callback).function;
  } else {
    callback = definitions_.location_of_function(event.callback);
  }
  jobs_[event.job] = {.sort = JobSort::Microtask, .what = describe_microtask(event.sort, callback)};
}

void LoopView::on(const events::TickQueued& event) {
  jobs_[event.job] = {.sort = JobSort::Tick,
                      .what = callback_text(definitions_.location_of_function(event.callback))};
}

void LoopView::on(const events::JobDropped& event) {
  jobs_.erase(event.job);
}

void LoopView::on(const events::JobBegin& event) {
  const auto found = jobs_.find(event.job);
  if (found == jobs_.end()) {
    open_.emplace_back();
    return;
  }
  const Job job = std::move(found->second);
  jobs_.erase(found);
  if (job.sort != JobSort::Task) {
    const LoopStep step{.sort = job.sort == JobSort::Tick ? "tick" : "microtask", .what = job.what};
    open_.emplace_back(step);
    return add_step(step);
  }
  open_.emplace_back();
  is_of_host_ = job.is_of_host;
  LoopTurn turn{.number = turn_number_,
                .title = job.what.empty() ? loop::describe_job(job.traits) : job.what,
                .queued_in = job.turn};
  const Location place = definitions_.location(job.place);
  if (place.is_known())
    turn.queued_by = fmt::format("{}{} by {}", job.is_step ? "a step of what was " : "",
                                 loop::queued_verb(job.traits), location_text(place));
  turn_owner_ = job.place;
  begin_turn(std::move(turn));
}

void LoopView::on(const events::JobEnd&) {
  if (!open_.empty()) open_.pop_back();
}

void LoopView::on(const events::CallbackBegin& event) {
  // Listeners are not shown: what they print is of who has them called.
  if (!event.what.empty() || is_of_host_) {
    open_.push_back(open_.empty() ? std::nullopt : open_.back());
    return;
  }
  const LoopStep step{.sort = "call",
                      .what = callback_text(definitions_.location_of_function(event.callback))};
  open_.emplace_back(step);
  add_step(step);
}

void LoopView::on(const events::CallbackEnd&) {
  if (!open_.empty()) open_.pop_back();
}

// The background --------------------------------------------------------------------------------------------

void LoopView::on(const events::TimerSet& event) {
  timers_.try_emplace(event.timer, Timer{.delay_ms = static_cast<std::uint32_t>(event.delay_ms),
                                         .repeats = event.repeats,
                                         .turn = turn_here()});
}

void LoopView::on(const events::TimerDue& event) {
  const auto timer = timers_.find(event.timer);
  const auto job = jobs_.find(event.job);
  if (timer == timers_.end() || job == jobs_.end()) return;
  job->second.traits.delay_ms = timer->second.delay_ms;
  job->second.traits.repeats = timer->second.repeats;
  job->second.turn = timer->second.turn;
  if (!timer->second.repeats) timers_.erase(timer);
}

void LoopView::on(const events::TimerCleared& event) {
  timers_.erase(event.timer);
}

void LoopView::on(const events::OperationBegun& event) {
  // What the host goes on with by itself is of whoever has begun the operation that this turn was for.
  const bool is_step = event.place.script == 0 && turn_owner_.script != 0;
  operations_.emplace(event.operation, Operation{.what = std::string(event.what),
                                                 .place = is_step ? turn_owner_ : event.place,
                                                 .is_step = is_step,
                                                 .turn = turn_here()});
}

void LoopView::on(const events::OperationDone& event) {
  const auto operation = operations_.find(event.operation);
  if (operation == operations_.end()) return;
  if (const auto job = jobs_.find(event.job); job != jobs_.end()) {
    const auto& [what, place, is_step, turn] = operation->second;
    if (job->second.traits.sort == loop::sort_of(loop::TaskSource::FileReading))
      job->second.what = fmt::format("{}: {}", loop::describe_job(job->second.traits), what);
    job->second.place = place;
    job->second.is_step = is_step;
    job->second.turn = turn;
  }
  operations_.erase(operation);
}

void LoopView::on(const events::OperationCancelled& event) {
  operations_.erase(event.operation);
}

// Turns -----------------------------------------------------------------------------------------------------

void LoopView::on(const events::TurnBegin& event) {
  turn_number_ = event.turn;
  now_ns_ = event.time_ns;
  if (event.turn == 0) start_ns_ = now_ns_;
}

void LoopView::on(const events::TurnEnd& event) {
  now_ns_ = event.time_ns;
  open_.clear();
  uncaught_.reset();
  is_of_host_ = false;
  if (!turn_) return;
  if (event.turn == 0 && turn_->number != 0) return;
  end_turn();
  if (options_.max_turns != 0 && event.turn >= options_.max_turns) {
    has_stopped_ = true;
    loop_.stop();
  }
}

void LoopView::on(const events::WaitBegin& event) {
  now_ns_ = event.time_ns;
  end_unnumbered_turn();
  waits_for_ever_ = event.until_ns == loop::AsynchronousDoor::k_never;
  waits_ms_ =
      event.until_ns <= now_ns_ ? 0.0 : static_cast<double>(event.until_ns - now_ns_) / k_nanoseconds_in_ms;
  // Who looks on should see what was before the wait.
  if (repeated_ == 0) output_.flush();
}

// What is shown ---------------------------------------------------------------------------------------------

void LoopView::end_turn() {
  LoopTurn turn = *std::exchange(turn_, std::nullopt);
  if (shown_ && turn.is_like(*shown_)) {
    repeated_++;
    last_repeated_ = std::move(turn);
    waits_ms_.reset();
    return;
  }
  show_repeated();
  show(turn);
  show_pending();
  shown_ = std::move(turn);
}

/// Of a turn that has no end so far.
void LoopView::show_what_goes_on() {
  show_repeated();
  show_head(*turn_);
  for (const LoopStep& step : turn_->steps) show_step(step);
  turn_->steps_shown = turn_->steps.size();
  turn_->is_begun = true;
  output_.append(fmt::format("  {:{}}… and so on\n", "", k_label_width));
  output_.flush();
}

void LoopView::show_head(const LoopTurn& turn) {
  const bool colour = options_.colour;
  if (waits_ms_) {
    const std::string wait = waits_for_ever_ ? "for what comes from outside" : milliseconds(*waits_ms_);
    output_.append(inked(colour, Ink::Dim, fmt::format("… the loop waits {}\n", wait)));
    waits_ms_.reset();
  }
  if (shown_) output_.append('\n');
  const std::string number = turn.label.empty() ? fmt::format("turn {}", turn.number) : turn.label;
  output_.append(fmt::format("{}  {}  {}\n", inked(colour, Ink::Bold, number),
                             inked(colour, Ink::Bold, turn.title),
                             inked(colour, Ink::Dim, fmt::format("at {}", milliseconds(turn.start_ms)))));
  if (!turn.queued_by.empty()) {
    std::string line = "  " + turn.queued_by;
    if (turn.number != 0 && turn.queued_in != k_unknown_turn) line += ", " + turn_text(turn.queued_in);
    output_.append(inked(colour, Ink::Dim, line) + "\n");
  }
}

void LoopView::show(const LoopTurn& turn) {
  if (!turn.is_begun) show_head(turn);
  for (const LoopStep& step : turn.steps | std::views::drop(turn.steps_shown)) show_step(step);
  show_left_out(turn.steps_left_out);
}

void LoopView::show_left_out(std::uint64_t steps) {
  if (steps == 0) return;
  output_.append(fmt::format("  {:{}}and {} more tick{} microtask{}\n", "", k_label_width,
                             fmt::group_digits(steps), steps == 1 ? " or" : "s and", steps == 1 ? "" : "s"));
}

void LoopView::show_step(const LoopStep& step) {
  const bool colour = options_.colour;
  show_left_out(step.left_out);
  if (!step.what.empty()) {
    output_.append(fmt::format(
        "  {}{}", inked(colour, ink_of(step.sort), fmt::format("{:{}}", step.sort, k_label_width)),
        step.what));
    if (step.count > 1) output_.append(fmt::format("  × {}", fmt::group_digits(step.count)));
    output_.append('\n');
  }
  std::string_view rest = step.lines;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    output_.append(
        fmt::format("  {:{}}{} {}\n", "", k_label_width, inked(colour, Ink::Dim, "│"), rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void LoopView::show_repeated() {
  if (repeated_ == 0) return;
  output_.append(inked(options_.colour, Ink::Bold, fmt::format("  × {}", fmt::group_digits(repeated_))));
  output_.append(fmt::format(" more like it, up to turn {} at {}\n",
                             fmt::group_digits(last_repeated_->number),
                             milliseconds(last_repeated_->start_ms)));
  repeated_ = 0;
}

void LoopView::show_pending() {
  const loop::PendingList pending = loop_.pending(now_ns_);
  std::vector<std::string> lines;
  for (const loop::Pending& item : pending.items()) lines.push_back(describe_pending(item, pending.now_ns()));
  for (std::size_t i = 0; i < loop::k_task_source_count; i++) {
    const auto source = static_cast<loop::TaskSource>(i);
    const loop::PendingList::Count& count = pending.count(source);
    if (count.all > count.shown)
      lines.push_back(
          fmt::format("and {} more ({})", fmt::group_digits(count.all - count.shown), name_of(source)));
  }
  if (pending.ticks != 0) lines.push_back(counted(pending.ticks, "tick"));
  if (pending.microtasks != 0) lines.push_back(counted(pending.microtasks, "microtask"));
  if (pending.handles != 0)
    lines.push_back(fmt::format("{} that {} listened to",
                                pending.handles == 1 ? "a port" : fmt::format("{} ports", pending.handles),
                                pending.handles == 1 ? "is" : "are"));
  if (lines.empty()) lines.emplace_back("nothing");
  bool is_first = true;
  for (const std::string& line : lines) {
    const std::string label =
        fmt::format("{:{}}", std::exchange(is_first, false) ? "pending" : "", k_label_width);
    output_.append(fmt::format("  {}{}\n", inked(options_.colour, ink_of("pending"), label), line));
  }
}

void LoopView::finish(std::string_view ending) {
  if (turn_) {
    LoopTurn turn = *std::exchange(turn_, std::nullopt);
    show_repeated();
    show(turn);
    shown_ = std::move(turn);
  }
  const bool was_repeating = repeated_ != 0;
  show_repeated();
  if (was_repeating) show_pending();
  if (ending.empty()) return;
  output_.append('\n');
  output_.append(inked(options_.colour, Ink::Bold, ending) + "\n");
}

}  // namespace orrery::cli
