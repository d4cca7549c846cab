#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "cli/run/input_pad.h"
#include "cli/run/interrupts.h"
#include "cli/run/run_parts.h"
#include "cli/run/run_settings.h"
#include "cli/run/virtual_end.h"
#include "cli/run/watchdog.h"
#include "loop/asynchronous_door.h"
#include "loop/event_loop.h"
#include "loop/operation.h"
#include "vm/agent.h"

namespace orrery::cli {

/// The session's door for the event loop, with what is to be done whenever the program pauses: before it
/// waits or reads, between two turns, and when somebody looks at a script that runs. Then what was printed
/// goes out ([DOC] What programs print, console_output.h), the watch server hears of targets, the watchdog
/// sleeps and wakes, and the end of virtual time is looked for.
class LoopDoor final : public loop::AsynchronousDoor, public LastWords, private loop::TurnGate {
 public:
  LoopDoor(const RunParts& parts, VirtualEnd& virtual_end) : parts_(parts), virtual_end_(virtual_end) {}
  ~LoopDoor() = default;
  LoopDoor(const LoopDoor&) = delete;
  LoopDoor& operator=(const LoopDoor&) = delete;

  /// The loop is there: pauses are seen from now on.
  void attach();
  /// Before the loop goes.
  void detach();
  /// What somebody does at the input pad comes into the run.
  void open_input_pad() { input_.emplace(parts_.agent, parts_.loop, *parts_.realm.get(), parts_.reporter); }
  /// Of --unresponsive.
  void watch(std::chrono::milliseconds threshold) { watchdog_.emplace(parts_.loop, threshold); }

  /// The program begins.
  void begin_input(InputSort input) {
    if (input_) input_->begin(input == InputSort::KeepsRunning);
  }
  /// The program has ended.
  void end_watch();

  void write_last_words() override {
    parts_.output.write_unflushed();
    parts_.session.flush_in_signal_handler();
  }

  std::uint64_t monotonic_ns() override { return parts_.session.door().monotonic_ns(); }
  std::uint64_t observed_ns() override { return parts_.session.door().observed_ns(); }
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override {
    parts_.session.door().begin_operation(id, std::move(operation));
  }
  std::optional<loop::CompletedOperation> take_completion() override {
    return parts_.session.door().take_completion();
  }
  void cancel_operation(loop::OperationId id) override { parts_.session.door().cancel_operation(id); }
  bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) override {
    return parts_.session.door().clear_weak_references(agent, turn, is_due);
  }
  std::uint64_t allocated_bytes(vm::Agent& agent) override {
    return parts_.session.door().allocated_bytes(agent);
  }

 private:
  bool may_run_task(loop::EventLoop& loop) override;
  void flush() { parts_.output.buffer().flush(); }
  void look();
  void pause_watchdog();
  void tell(const WatchdogReport& report);

  const RunParts& parts_;
  VirtualEnd& virtual_end_;
  std::optional<Watchdog> watchdog_;            // nothing: nobody wants to know
  std::optional<InputPad> input_;               // nothing: there is no input
  decltype(vm::Hooks::block) block_ = nullptr;  // of the agent, as it was before this
};

}  // namespace orrery::cli
