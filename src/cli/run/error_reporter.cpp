#include "cli/run/error_reporter.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "cli/run/interrupts.h"
#include "loop/loop_tracer.h"
#include "trace/semantic_hash.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/errors/places.h"
#include "web/dom/global_target.h"

namespace orrery::cli {

namespace {

/// What is shown when scripts have run that hear of it: builds that do not look at the machine stack collect
/// there.
class KeptValue {
 public:
  KeptValue(vm::Agent& agent, vm::Value value)
      : root_(agent.heap(), value.is_cell() ? value.as_cell() : nullptr) {}

 private:
  gc::Root<gc::Cell> root_;
};

}  // namespace

/// For recordings and for those who look on.
void ErrorReporter::note(vm::Value exception, UncaughtWhere where, vm::Promise* promise) {
  trace::SemanticHash* hash = parts_.session.semantic_hash();
  if (hash == nullptr && parts_.loop.tracer() == nullptr) return;
  const std::string description =
      with_short_names(vm::describe_exception(parts_.agent, exception)->to_utf8(), shown_folder_);
  if (hash == nullptr) {
    // Somebody looks on alone.
  } else if (where == UncaughtWhere::Script) {
    hash->add<trace::SemanticEvent::UncaughtException>(trace::Text(description));
  } else {
    hash->add<trace::SemanticEvent::UnhandledRejection>(trace::Text(description));
  }
  using Uncaught = loop::LoopTracer::Uncaught;
  if (parts_.loop.tracer() != nullptr)
    parts_.loop.tracer()->uncaught(promise == nullptr ? Uncaught::Exception : Uncaught::Rejection, promise,
                                   description);
}

void ErrorReporter::report(vm::Value exception, const How& reported) {
  // A replay that has gone another way makes up its answers from there on: Runtime::finish() tells that.
  if (parts_.session.is_replay() && parts_.session.replay_door()->error()) return;
  vm::Agent& agent = parts_.agent;
  ConsoleOutput& output = parts_.console_output;
  const bool colour = output.uses_colour(ConsoleOutput::Stream::Error);
  const bool is_event = parts_.node != nullptr && parts_.node->tell_unhandled_event(exception);
  const UncaughtOptions how{.where = reported.where,
                            .is_plain = parts_.node != nullptr && !is_interactive_,
                            .colour = colour,
                            .shows_throw = reported.shows_throw,
                            .stands_for_reason = reported.stands_for_reason};
  std::string text = with_short_names(describe_uncaught(agent, exception, how), shown_folder_);
  if (is_event) text = "Unhandled 'error' event\n\n" + text;
  note(exception, reported.where, reported.promise);
  if (parts_.reporter != nullptr && exception.is_cell_of(vm::CellKind::Error) &&
      static_cast<vm::ErrorObject*>(exception.as_object())->syntax_error().is_string())
    parts_.reporter->tell_syntax_error(
        with_short_names(describe_uncaught(agent, exception, {.where = reported.where}), shown_folder_));
  output.write_line(ConsoleOutput::Stream::Error, text);
  const std::string chain = describe_async_chain(parts_.loop, colour);
  if (!chain.empty()) output.emit(ConsoleOutput::Stream::Error, chain + "\n");
  exit_status_ = EXIT_FAILURE;
  if (parts_.node != nullptr && !is_interactive_) parts_.loop.stop();
}

void ErrorReporter::report_uncaught(vm::Value exception, bool is_rejection) {
  node::Environment* node = parts_.node;
  const KeptValue kept(parts_.agent, exception);
  if (node != nullptr && !is_interactive_) {
    const node::Uncaught uncaught = node->take_uncaught(exception, is_rejection);
    if (uncaught.is_handled) return;
    exception = uncaught.exception;
  }
  if (node != nullptr && is_interactive_) node->drain_later();
  if (node == nullptr && web::fire_error(parts_.agent, *parts_.realm.get(), exception)) return;
  report(exception, {.shows_throw = !is_rejection});
}

void ErrorReporter::report_unhandled_rejection(vm::Promise* promise) {
  node::Environment* node = parts_.node;
  vm::Value reason = promise->result();
  bool stands_for_reason = false;
  const KeptValue kept(parts_.agent, promise);
  if (node != nullptr && !is_interactive_) {
    // An await at the top of the program is told as what it has thrown.
    const node::Uncaught uncaught = promise == main_promise() ? node->take_uncaught(reason, true)
                                                              : node->take_unhandled_rejection(promise);
    if (uncaught.is_handled) return;
    reason = uncaught.exception;
    stands_for_reason = uncaught.stands_for_reason;
  }
  if (node == nullptr && web::fire_unhandled_rejection(parts_.agent, *parts_.realm.get(), promise)) return;
  // What was typed in line by line is told as an exception of the program.
  report(reason, {.where = promise == main_promise() ? UncaughtWhere::Script : UncaughtWhere::Promise,
                  .promise = promise,
                  .stands_for_reason = stands_for_reason});
}

void ErrorReporter::report_late_handling(vm::Promise* promise) {
  loop::EventLoop& loop = parts_.loop;
  if (loop.tracer() != nullptr) loop.tracer()->uncaught(loop::LoopTracer::Uncaught::HandledLate, promise, "");
  if (parts_.node != nullptr) return parts_.node->note_late_handling(promise);
  loop.queue_task({.source = loop::TaskSource::DomManipulation,
                   .steps =
                       [](loop::EventLoop& at, const loop::Task& task) {
                         auto* handled = static_cast<vm::Promise*>(task.value.as_object());
                         web::fire_rejection_handled(at.agent(), at.agent().realm(), handled);
                       },
                   .value = promise});
}

/// For those who ask themselves what it was that took so long, or so much memory.
void ErrorReporter::note_where_it_ends() {
  constexpr std::size_t k_most_frames = 10;
  ended_at_ = vm::running_frames(parts_.agent, k_most_frames);
}

int ErrorReporter::report_termination() {
  virtual_end_.tell_of_ended_script();
  parts_.output.buffer().flush();
  const vm::Termination reason = parts_.agent.termination();
  // A replay that goes another way tells about it in finish().
  if (reason != vm::Termination::Exit) {
    std::string text = fmt::format("{}\n", describe(reason));
    for (const std::string& frame : std::exchange(ended_at_, {}))
      text += fmt::format("    at {}\n", base::utf8_from_wtf8(frame));
    print_text(stderr, with_short_names(text, shown_folder_));
  }
  return exit_status_of(reason);
}

}  // namespace orrery::cli
