#include "host/recording/recording_door.h"

#include <bit>
#include <utility>

#include "host/facts.h"
#include "host/files/background_file_request.h"
#include "host/recording/log_format.h"

namespace orrery::host {

using trace::SemanticEvent;

void RecordingDoor::add_input(std::string_view name, std::string_view contents) {
  log_.input(name, contents);
  hash_.add<SemanticEvent::Input>(name, contents);
}

void RecordingDoor::add_contents(std::string_view name, std::string_view contents, bool is_left_out) {
  if (!is_left_out) return add_input(name, contents);
  log_.left_out(LeftOut::of(contents));
  log_.input(name, "");
  hash_.add<SemanticEvent::Input>(name, contents);
}

/// Tried out here: whether what the answer tells is what a replay would find.
bool RecordingDoor::can_be_read_again(const FileRequest& request, std::string_view text) {
  if (!leaves_out_) return false;
  const std::optional<FileAnswer> again = files_.read_again(request);
  return again && to_text(*again) == text;
}

double RecordingDoor::wall_clock_ms() {
  const double now = door_.wall_clock_ms();
  log_.wall_clock(now);
  hash_.add<SemanticEvent::WallClock>(std::bit_cast<std::uint64_t>(now));
  return now;
}

std::uint64_t RecordingDoor::monotonic_ns() {
  const std::uint64_t now = door_.monotonic_ns();
  log_.monotonic_clock(now);
  hash_.add<SemanticEvent::MonotonicClock>(now);
  return now;
}

/// No script sees it, so it is not hashed.
std::uint64_t RecordingDoor::observed_ns() {
  const std::uint64_t now = door_.observed_ns();
  log_.monotonic_clock(now);
  return now;
}

void RecordingDoor::fill_random(std::span<std::byte> bytes) {
  door_.fill_random(bytes);
  log_.random(bytes);
  hash_.add<SemanticEvent::Random>(trace::Bytes(bytes));
}

vm::TimeZoneData RecordingDoor::time_zone() {
  vm::TimeZoneData zone = door_.time_zone();
  log_.time_zone(zone.name, zone.rules);
  hash_.add<SemanticEvent::TimeZone>(zone.name, zone.rules);
  return zone;
}

void RecordingDoor::wait_until(std::uint64_t deadline_ns) {
  log_.wait(deadline_ns);
  hash_.add<SemanticEvent::Waited>(deadline_ns);
  // A run that is killed while it waits leaves behind what it did until then.
  log_.flush();
  door_.wait_until(deadline_ns);
}

void RecordingDoor::begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  const std::string description = operation->describe();
  log_.operation_begun(id, description);
  hash_.add<SemanticEvent::OperationBegun>(id, trace::Text(description));
  door_.begin_operation(id, std::move(operation));
}

std::optional<loop::CompletedOperation> RecordingDoor::take_completion() {
  std::optional<loop::CompletedOperation> completion = door_.take_completion();
  if (!completion) {
    log_.no_completion();
    return completion;
  }
  const std::string answer = completion->operation->answer_text();
  bool is_left_out = false;
  if (const BackgroundFileRequest* file = leaves_out_ ? as_file_request(*completion->operation) : nullptr) {
    is_left_out = can_be_read_again(file->request(), answer);
    files_.note(file->request(), file->answer());
  }
  if (is_left_out) log_.left_out(LeftOut::of(answer));
  log_.operation_completed(completion->id, is_left_out ? "" : answer);
  hash_.add<SemanticEvent::OperationCompleted>(completion->id, trace::Text(answer));
  return completion;
}

bool RecordingDoor::clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) {
  if (!is_due) return false;
  const vm::WeakClearing clearing = agent.weak_references().collect_and_clear(agent.heap());
  if (clearing.is_empty()) return false;
  const std::string text = clearing.to_text();
  log_.weak_references_cleared(turn, text);
  hash_.add<SemanticEvent::WeakReferencesCleared>(turn, trace::Text(text));
  return true;
}

base::Result<std::string> RecordingDoor::read_file(const std::string& path, std::size_t max_size) {
  base::Result<std::string> contents = door_.read_file(path, max_size);
  if (contents) {
    add_contents(InputName::file(path), *contents, leaves_out_ && read_file_again(path) == *contents);
  } else {
    add_input(InputName::unreadable_file(path), contents.error().message);
  }
  return contents;
}

FileAnswer RecordingDoor::access_file(const FileRequest& request) {
  FileAnswer answer = door_.access_file(request);
  const std::string text = to_text(answer);
  add_contents(InputName::request(request), text, can_be_read_again(request, text));
  if (leaves_out_) files_.note(request, answer);
  return answer;
}

std::string RecordingDoor::canonical_path(const std::string& path) {
  std::string canonical = door_.canonical_path(path);
  add_input(InputName::canonical_path(path), canonical);
  return canonical;
}

std::optional<std::string> RecordingDoor::fact(const std::string& name) {
  std::optional<std::string> fact = door_.fact(name);
  add_contents(fact ? InputName::fact(name) : InputName::no_fact(name), fact.value_or(""),
               leaves_out_ && fact && is_of_environment(name));
  return fact;
}

std::uint64_t RecordingDoor::observe(std::string_view what, std::uint64_t value) {
  add_input(InputName::observation(what), std::to_string(value));
  return value;
}

bool RecordingDoor::happens(std::string_view what, bool happens) {
  return happens && observe(what, 1) != 0;
}

base::Result<void> RecordingDoor::end(int exit_status,
                                      const std::optional<vm::Agent::Interruption>& interruption) {
  if (interruption) log_.interrupted(static_cast<std::uint8_t>(interruption->reason), interruption->look);
  return log_.end(exit_status, hash_.digest());
}

}  // namespace orrery::host
