#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/run/input.h"
#include "cli/run/run_reporter.h"
#include "gc/roots.h"
#include "loop/event_loop.h"
#include "vm/agent.h"
#include "vm/execution/origin.h"
#include "vm/realm.h"
#include "web/dom/event_target.h"

namespace orrery::cli {

/// [DOC] Input
///
/// What somebody does at the input pad of `orrery watch` (docs/adr/0032-input.md) comes into the run as
/// background operations do: at the start k_operations of them are begun that wait for input, each is
/// completed by a line, which becomes a task of the user interaction task source
/// (https://html.spec.whatwg.org/multipage/webappapis.html#user-interaction-task-source), and the task begins
/// another. So a recording holds what came, and between which turns, and a replay does the same again.
///
/// None of them keeps the run alive: a program that only listens ends as it always would. It goes on for
/// input if it is told to.
///
/// Targets are counted in the order in which they get their first listener, so that a number means the same
/// in each replay. Those are kept alive that have listeners, up to k_most_targets: what a number means must
/// not depend on when garbage is collected.
class InputPad final : private loop::ListenerObserver {
 public:
  /// So many inputs can wait in the queue at a time; more wait outside.
  static constexpr int k_operations = 32;
  static constexpr std::size_t k_most_targets = 100;

  /// \param reporter  is told of the targets; null: nobody wants to know. Outlives it
  InputPad(vm::Agent& agent, loop::EventLoop& loop, vm::Realm& realm, const RunReporter* reporter);
  ~InputPad();
  InputPad(const InputPad&) = delete;
  InputPad& operator=(const InputPad&) = delete;

  /// When the program begins. \param keeps_running  the run goes on for input
  void begin(bool keeps_running);
  /// Before something is waited for, and when the loop is blocked.
  void tell_targets() {
    if (is_changed_ && reporter_ != nullptr) write_targets();
  }
  /// Of loops that never wait.
  void tell_targets_now_and_then();

 private:
  struct Target {
    std::uint64_t number;
    std::string place;  // where it got its first listener
  };
  void listeners_changed(vm::Object* object) override;
  void add_target(web::EventTarget* target);
  void write_targets();
  void wait_for_input();
  void take(const Input& input);
  void set_keeps_running(bool keeps_running);
  vm::Completion<void> fire(web::EventTarget& target, const Input& input);

  vm::Agent& agent_;
  loop::EventLoop& loop_;
  vm::Realm& realm_;
  const RunReporter* reporter_;
  gc::RootVector<web::EventTarget> cells_;  // of targets_, in their order
  std::vector<Target> targets_;
  std::uint64_t last_number_ = 0;
  gc::Root<vm::JobOrigin> origin_;
  bool is_changed_ = true;
  std::uint64_t told_ns_ = 0;
  bool keeps_running_ = false;
};

}  // namespace orrery::cli
