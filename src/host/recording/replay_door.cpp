#include "host/recording/replay_door.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "host/facts.h"
#include "host/files/background_file_request.h"

namespace orrery::host {

using trace::SemanticEvent;

namespace {

/// Two events may tell of readings of the wall clock, and two of what the loop heard of operations.
bool is_same_sort(LogEventKind left, LogEventKind right) {
  const auto sort = [](LogEventKind kind) {
    if (kind == LogEventKind::WallClockBits) return LogEventKind::WallClock;
    return kind == LogEventKind::OperationCompleted ? LogEventKind::NoCompletion : kind;
  };
  return sort(left) == sort(right);
}

}  // namespace

void ReplayDoor::fail(std::string message) {
  if (error_) return;
  error_ = base::Error{log_.name() + ": " + std::move(message)};
  if (on_mismatch_) on_mismatch_();
}

/// Whether there is nothing behind the milestones that come first; compares those.
bool ReplayDoor::is_at_end() {
  for (;;) {
    const bool is_at_end = log_.is_at_end();
    tell_interruption();
    if (is_at_end || error_ || !log_.is_next(LogEventKind::Milestone)) return is_at_end;
    compare_milestone();
  }
}

void ReplayDoor::compare_milestone() {
  const base::Result<LogEvent> next = log_.next();
  if (!next) {
    error_ = next.error();
    if (on_mismatch_) on_mismatch_();
    return;
  }
  const trace::Milestone here = reached_.empty() ? hash_.here() : reached_.front();
  if (!reached_.empty()) reached_.pop_front();
  if (here != trace::Milestone{.turn = next->turn, .digest = next->semantic_hash})
    return fail_with_other_hash(std::max(here.turn, next->turn), here.digest, next->semantic_hash);
  same_turn_ = here.turn;
}

/// \param turn  up to here, and behind same_turn_, there is a difference
void ReplayDoor::fail_with_other_hash(std::uint64_t turn, std::uint64_t digest, std::uint64_t recorded) {
  const std::string from = std::to_string(same_turn_);
  const std::string where =
      turn == same_turn_ ? "in turn " + from : "between the turns " + from + " and " + std::to_string(turn);
  fail("the run differs from the recorded one, " + where + ": its hash is " + trace::hash_text(digest) +
       ", the recorded one " + trace::hash_text(recorded));
}

/// Makes event_ the next event, which should be a `wanted`.
bool ReplayDoor::take(LogEventKind wanted) {
  if (error_) return false;
  const std::string does = std::string(describe(wanted));
  if (event_.count != 0) {
    fail("the run " + does + " where the recorded one " + std::string(describe(event_.kind)) +
         (event_.kind == LogEventKind::WeakReferencesCleared ? "" : " again") + " (event " +
         std::to_string(log_.event_number()) + "): it is not the same program");
    return false;
  }
  const bool is_at_end = this->is_at_end();
  if (error_) return false;
  if (is_at_end) {
    is_cut_off_ = true;
    fail("the recording ends here, and the run " + does + ": the recorded run was killed");
    return false;
  }
  const base::Result<LogEvent> next = log_.next();
  if (!next) {
    error_ = next.error();
    if (on_mismatch_) on_mismatch_();
    return false;
  }
  event_ = *next;
  // The agent was told beforehand.
  if (event_.kind == LogEventKind::Interrupted && wanted == LogEventKind::End) {
    event_.count = 0;
    return take(wanted);
  }
  if (is_same_sort(event_.kind, wanted)) return true;
  fail("the run " + does + " where the recorded one " + std::string(describe(event_.kind)) + " (event " +
       std::to_string(log_.event_number()) + "): it is not the same program");
  return false;
}

/// The same of readings, several of which may be one event.
bool ReplayDoor::take_reading(LogEventKind wanted) {
  if (event_.count == 0 || !is_same_sort(event_.kind, wanted)) {
    if (!take(wanted)) return false;
  }
  event_.count--;
  return true;
}

std::optional<vm::Agent::Interruption> ReplayDoor::interruption() const {
  const std::optional<LogEvent>& event = log_.interruption();
  if (!event || event->reason > static_cast<std::uint64_t>(vm::Termination::Exit)) return std::nullopt;
  return vm::Agent::Interruption{static_cast<vm::Termination>(event->reason), event->look};
}

bool ReplayDoor::has_more() {
  while (event_.count == 0 && !error_ && !reached_.empty() && log_.has_more() &&
         log_.is_next(LogEventKind::Milestone))
    compare_milestone();
  const bool has_more = event_.count != 0 || log_.has_more();
  log_.look_for_interruption();
  tell_interruption();
  return has_more;
}

void ReplayDoor::tell_interruption() {
  if (has_told_interruption_ || !on_interruption_ || !log_.interruption()) return;
  has_told_interruption_ = true;
  if (const auto known = interruption()) on_interruption_(*known);
}

/// Puts what the recording leaves out into the event, if that is what there is now.
bool ReplayDoor::bring_back(std::optional<std::string> contents, std::string_view what) {
  if (!contents || LeftOut::of(*contents) != *event_.left_out) {
    fail(std::string(what) +
         " is not as it was when the run was recorded, and the recording leaves that out (--redact)");
    return false;
  }
  brought_back_ = *std::move(contents);
  event_.bytes = brought_back_;
  return true;
}

bool ReplayDoor::take_input_named(std::string_view name, std::string_view other_name,
                                  const std::function<std::optional<std::string>()>& again,
                                  std::string_view shown) {
  if (!take(LogEventKind::Input)) return false;
  event_.count = 0;
  if (event_.name != name && event_.name != other_name) {
    fail("the recording has the input \"" + std::string(event_.name) + "\" where \"" + std::string(name) +
         "\" is expected");
    return false;
  }
  if (event_.left_out && !bring_back(again ? again() : std::nullopt, shown.empty() ? event_.name : shown))
    return false;
  hash_.add<SemanticEvent::Input>(event_.name, event_.bytes);
  return true;
}

base::Result<std::string_view> ReplayDoor::take_input(std::string_view name) {
  if (!take_input_named(name, name)) return std::unexpected(*error_);
  return event_.bytes;
}

base::Result<std::string> ReplayDoor::read_file(const std::string& path, std::size_t) {
  const std::string name = InputName::file(path);
  if (!take_input_named(name, InputName::unreadable_file(path), [&] { return read_file_again(path); }, path))
    return std::unexpected(*error_);
  if (event_.name != name) return base::error(std::string(event_.bytes));
  return std::string(event_.bytes);
}

std::optional<std::string> ReplayDoor::answer_again(const FileRequest& request) const {
  const std::optional<FileAnswer> answer = files_.read_again(request);
  return answer ? std::optional(to_text(*answer)) : std::nullopt;
}

FileAnswer ReplayDoor::access_file(const FileRequest& request) {
  const std::string name = InputName::request(request);
  const auto again = [&] { return answer_again(request); };
  if (!take_input_named(name, name, again, files_.path_of(request))) return {.error = ENOENT};
  if (std::optional<FileAnswer> answer = answer_from_text(event_.bytes)) {
    files_.note(request, *answer);
    return *std::move(answer);
  }
  fail("the recording's answer about " + request.path + " is damaged");
  return {.error = ENOENT};
}

std::string ReplayDoor::canonical_path(const std::string& path) {
  const base::Result<std::string_view> canonical = take_input(InputName::canonical_path(path));
  return canonical ? std::string(*canonical) : path;
}

std::optional<std::string> ReplayDoor::fact(const std::string& name) {
  const std::string wanted = InputName::fact(name);
  if (!take_input_named(
          wanted, InputName::no_fact(name), [&] { return read_fact(name, 0); }, name) ||
      event_.name != wanted)
    return std::nullopt;
  return std::string(event_.bytes);
}

std::uint64_t ReplayDoor::observe(std::string_view what, std::uint64_t value) {
  const base::Result<std::string_view> observed = take_input(InputName::observation(what));
  if (!observed) return value;
  std::uint64_t recorded = 0;
  std::from_chars(observed->data(), observed->data() + observed->size(), recorded);
  return recorded;
}

bool ReplayDoor::happens(std::string_view what, bool /*happens*/) {
  if (error_ || event_.count != 0 || log_.is_at_end()) return false;
  tell_interruption();
  return log_.is_next_input(InputName::observation(what)) && observe(what, 1) != 0;
}

double ReplayDoor::wall_clock_ms() {
  if (!take_reading(LogEventKind::WallClock)) return 0;
  hash_.add<SemanticEvent::WallClock>(std::bit_cast<std::uint64_t>(event_.wall_clock_ms));
  return event_.wall_clock_ms;
}

std::uint64_t ReplayDoor::monotonic_ns() {
  if (!take_reading(LogEventKind::MonotonicClock)) return UINT64_MAX;  // every deadline has come
  hash_.add<SemanticEvent::MonotonicClock>(event_.nanoseconds);
  return event_.nanoseconds;
}

std::uint64_t ReplayDoor::observed_ns() {
  return take_reading(LogEventKind::MonotonicClock) ? event_.nanoseconds : 0;
}

void ReplayDoor::fill_random(std::span<std::byte> bytes) {
  std::ranges::fill(bytes, std::byte{0});
  if (!take(LogEventKind::Random)) return;
  event_.count = 0;
  if (event_.bytes.size() != bytes.size()) {
    return fail("the run asks for " + std::to_string(bytes.size()) +
                " random bytes where the recorded one asked for " + std::to_string(event_.bytes.size()) +
                ": it is not the same program");
  }
  std::memcpy(bytes.data(), event_.bytes.data(), bytes.size());
  hash_.add<SemanticEvent::Random>(trace::Bytes(bytes));
}

vm::TimeZoneData ReplayDoor::time_zone() {
  if (!take(LogEventKind::TimeZone)) return {};
  event_.count = 0;
  hash_.add<SemanticEvent::TimeZone>(event_.name, event_.bytes);
  return {.name = std::string(event_.name), .rules = std::string(event_.bytes)};
}

void ReplayDoor::wait_until(std::uint64_t deadline_ns) {
  if (!take(LogEventKind::Wait)) return;
  event_.count = 0;
  if (event_.nanoseconds != deadline_ns)
    return fail("the run waits for another deadline than the recorded one: it is not the same program");
  hash_.add<SemanticEvent::Waited>(deadline_ns);
  // A run that is still recorded waits, too, and what ends it meanwhile has to be known before it goes on.
  (void)log_.is_at_end();
  tell_interruption();
}

void ReplayDoor::begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  const std::string description = operation->describe();
  operations_.emplace(id, std::move(operation));
  if (!take(LogEventKind::OperationBegun)) return;
  event_.count = 0;
  if (event_.id != id || event_.bytes != description) {
    return fail("the run begins \"" + description + "\" where the recorded one began \"" +
                std::string(event_.bytes) + "\": it is not the same program");
  }
  hash_.add<SemanticEvent::OperationBegun>(id, trace::Text(description));
}

std::optional<loop::CompletedOperation> ReplayDoor::take_completion() {
  if (!take_reading(LogEventKind::NoCompletion)) return std::nullopt;
  if (event_.kind == LogEventKind::NoCompletion) return std::nullopt;
  const auto found = operations_.find(event_.id);
  const BackgroundFileRequest* file = found == operations_.end() ? nullptr : as_file_request(*found->second);
  if (event_.left_out) {
    std::string what = file == nullptr ? "an answer" : files_.path_of(file->request());
    if (what.empty()) what = found->second->describe();
    if (!bring_back(file == nullptr ? std::nullopt : answer_again(file->request()), what))
      return std::nullopt;
  }
  if (found == operations_.end() || !found->second->set_answer_text(event_.bytes)) {
    fail("the recording's answer to operation " + std::to_string(event_.id) + " is damaged");
    return std::nullopt;
  }
  if (file != nullptr) files_.note(file->request(), file->answer());
  hash_.add<SemanticEvent::OperationCompleted>(event_.id, trace::Text(event_.bytes));
  loop::CompletedOperation completion{event_.id, std::move(found->second)};
  operations_.erase(found);
  return completion;
}

bool ReplayDoor::clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool /*is_due*/) {
  if (error_) return false;
  if (event_.count == 0) {
    const bool is_at_end = this->is_at_end();
    if (error_) return false;
    const bool is_clearing = !is_at_end && log_.is_next(LogEventKind::WeakReferencesCleared);
    if (!is_clearing || !take(LogEventKind::WeakReferencesCleared)) return false;
  }
  // It may be for another turn; whoever asks for something else before that will hear of it.
  if (event_.kind != LogEventKind::WeakReferencesCleared || event_.turn != turn) return false;
  event_.count = 0;
  const std::optional<vm::WeakClearing> clearing = vm::WeakClearing::from_text(event_.bytes);
  if (!clearing || !agent.weak_references().clear(*clearing)) {
    fail("what the recorded run lost of what is held weakly (event " + std::to_string(log_.event_number()) +
         ") was never there: it is not the same program");
    return false;
  }
  hash_.add<SemanticEvent::WeakReferencesCleared>(turn, trace::Text(event_.bytes));
  return true;
}

base::Result<void> ReplayDoor::end(int exit_status) {
  if (!error_ && !std::exchange(has_ended_, true) && take(LogEventKind::End)) {
    if (event_.semantic_hash != hash_.digest()) {
      fail_with_other_hash(hash_.here().turn, hash_.digest(), event_.semantic_hash);
    } else if (event_.exit_status != exit_status) {
      fail("the run ends with status " + std::to_string(exit_status) + ", the recorded one with " +
           std::to_string(event_.exit_status));
    }
  }
  if (error_) return std::unexpected(*error_);
  return {};
}

}  // namespace orrery::host
