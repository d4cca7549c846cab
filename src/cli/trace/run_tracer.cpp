#include "cli/trace/run_tracer.h"

#include <algorithm>
#include <array>
#include <string>

#include "inspect/trace/looking.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"

namespace orrery::cli {

namespace {

/// https://console.spec.whatwg.org/#console-namespace: those that print.
constexpr auto k_methods = std::to_array<std::string_view>(
    {"assert", "count", "countReset", "debug", "dir", "dirxml", "error", "group", "groupCollapsed", "info",
     "log", "table", "time", "timeEnd", "timeLog", "trace", "warn"});

/// The method of console that is called; empty: what prints is something else.
std::string_view method_of_console(vm::Agent& agent) {
  const vm::FrameIterator frame(agent);
  if (frame.is_at_end() || frame.executable() != nullptr) return "";
  const std::string name = inspect::name_of(frame.callee());
  const auto* found = std::ranges::find(k_methods, name);
  return found == k_methods.end() ? "" : *found;
}

}  // namespace

RunTracer::RunTracer(Runtime& runtime, trace::TraceSink& sink, const std::optional<FineDetail>& detail,
                     inspect::StateRecorder* state)
    : runtime_(runtime),
      state_(state),
      definitions_(runtime.agent(), sink),
      loop_(runtime.loop(), open_window(sink, detail), definitions_) {
  runtime_.console_output().set_listener(this);
}

/// \return whom the loop's tracer tells
trace::TraceSink& RunTracer::open_window(trace::TraceSink& sink, const std::optional<FineDetail>& detail) {
  if (!detail) return sink;
  fine_.emplace(runtime_.agent(), definitions_, sink, detail->options);
  return window_.emplace(*fine_, sink, detail->window);
}

RunTracer::~RunTracer() {
  runtime_.console_output().set_listener(nullptr);
}

void RunTracer::write(Stream stream, std::string_view text) {
  const bool is_error = stream == Stream::Error;
  if (state_ != nullptr) state_->note_output(is_error, text);
  loop_.output(is_error, method_of_console(runtime_.agent()), text);
}

std::string RunTracer::missing_end() const {
  const host::ReplayDoor* door = runtime_.session().replay_door();
  if (door == nullptr || !door->error()) return "";
  return door->is_cut_off() ? std::string(k_killed) : door->error()->message;
}

void RunTracer::finish(int status) {
  // Whether it was the recorded run is known only now, and an end is told of that alone.
  host::Session& session = runtime_.session();
  const bool is_other_run = session.is_replay() && !session.end(status, runtime_.agent());
  if (!is_other_run) loop_.end_run(status, runtime_.why_it_ended());
}

}  // namespace orrery::cli
