#include "cli/run/line_by_line.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "cli/run/loop_door.h"
#include "cli/terminal.h"
#include "node/commonjs/commonjs.h"

namespace orrery::cli {

void LineByLine::add_globals() {
  if (parts_.node == nullptr) return;
  const std::string folder = parts_.session.door().canonical_path(".");
  if (node::add_repl_globals(parts_.agent, parts_.realm.get(), folder).is_thrown())
    parts_.loop.report_pending_exception();
}

std::optional<vm::Value> LineByLine::evaluate(const engine::ParsedScript& script) {
  vm::Agent& agent = parts_.agent;
  termination_ = vm::Termination::None;
  errors_.set_interactive();
  const auto path = vm::make_string_from_utf8(agent, parts_.session.door().canonical_path("[repl]"));
  vm::Completion<vm::Value> result = vm::Thrown{};
  if (!path.is_thrown()) result = engine::run_script(agent, parts_.realm.get(), script, path.value());
  if (script.code->header.is_async && !result.is_thrown()) {
    // Its rejection is told here, and to nobody else.
    auto* promise = static_cast<vm::Promise*>(result.value().as_object());
    errors_.set_main_promise(promise);
    wait_for(promise);
    if (promise->state() == vm::Promise::State::Fulfilled) result = promise->result();
    if (promise->state() != vm::Promise::State::Fulfilled) result = vm::Thrown{};
  } else if (result.is_thrown()) {
    parts_.loop.report_pending_exception();
  }
  const gc::Root<gc::Cell> kept(
      agent.heap(), !result.is_thrown() && result.value().is_cell() ? result.value().as_cell() : nullptr);
  if (!agent.is_terminating()) parts_.loop.clean_up_after_running_script();
  if (agent.is_terminating()) {
    go_on_after_termination();
    return std::nullopt;
  }
  return result.is_thrown() ? std::nullopt : std::optional(result.value());
}

void LineByLine::wait_for(const vm::Promise* promise) {
  loop::EventLoop& loop = parts_.loop;
  const auto is_over = [&] {
    return promise->state() != vm::Promise::State::Pending || parts_.agent.is_terminating();
  };
  loop.clean_up_after_running_script();
  while (!is_over()) {
    const std::optional<std::uint64_t> deadline = loop.run_due();
    if (is_over()) return;
    if (!deadline) {
      parts_.console_output.write_line(ConsoleOutput::Stream::Error,
                                       "What is awaited cannot happen: nothing is left to do");
      return;
    }
    parts_.door.wait_until(*deadline);
  }
}

std::optional<std::chrono::milliseconds> LineByLine::run_due_tasks() {
  vm::Agent& agent = parts_.agent;
  loop::EventLoop& loop = parts_.loop;
  termination_ = vm::Termination::None;
  const std::uint64_t tasks_before = loop.tasks_run();
  const std::optional<std::uint64_t> deadline = loop.run_due();
  parts_.output.buffer().flush();
  const bool was_idle = loop.tasks_run() == tasks_before && !loop.has_microtasks();
  if (agent.is_terminating() && was_idle) {
    // It came while nothing ran: take_interrupt() is to find it.
    const vm::Termination reason = agent.termination();
    agent.end_termination();
    agent.request_interrupt(reason);
  } else if (agent.is_terminating()) {
    go_on_after_termination();
  }
  // Whoever waits for lines hears nothing of operations that were completed, so he is to look.
  constexpr std::chrono::milliseconds k_look{5};
  const bool has_operations = !loop.background().is_empty();
  if (!deadline) return has_operations ? std::optional(k_look) : std::nullopt;
  constexpr std::uint64_t k_nanoseconds = 1'000'000;
  const std::uint64_t now = parts_.door.monotonic_ns();
  const std::chrono::milliseconds rest(*deadline <= now ? 0 : (*deadline - now) / k_nanoseconds);
  return has_operations ? std::min(rest, k_look) : rest;
}

void LineByLine::go_on_after_termination() {
  vm::Agent& agent = parts_.agent;
  termination_ = agent.termination();
  errors_.report_termination();
  // Nobody could type anything any more if they went on.
  const auto tell = [](std::size_t dropped, std::string_view what) {
    if (dropped > 0)
      print_text(stderr, fmt::format("({} waiting {}{} dropped)\n", dropped, what, dropped == 1 ? "" : "s"));
  };
  if (parts_.node != nullptr) tell(parts_.node->drop_ticks(), "tick");
  tell(parts_.loop.drop_microtasks(), "microtask");
  agent.end_termination();
  take_interrupt();  // one that came since
}

int LineByLine::finish(int status) {
  if (parts_.node == nullptr) return status;
  const int code = parts_.node->finish(status);
  const bool was_ended = parts_.agent.is_terminating() && !parts_.node->has_exited();
  return was_ended ? errors_.report_termination() : code;
}

vm::Termination LineByLine::take_interrupt() {
  const vm::Termination reason = parts_.agent.take_interrupt();
  interrupts_.forget_interrupt_key();
  return reason;
}

}  // namespace orrery::cli
