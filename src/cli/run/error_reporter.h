#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/run/run_parts.h"
#include "cli/run/uncaught.h"
#include "cli/run/virtual_end.h"
#include "gc/roots.h"
#include "loop/event_loop.h"
#include "vm/promises/promise.h"
#include "vm/value.h"

namespace orrery::cli {

/// What becomes of what nobody catches: the program is asked (`process`, the events `error` and
/// `unhandledrejection`), and then it is told on standard error and, in Node, ends the run.
class ErrorReporter final : public loop::EventLoopClient {
 public:
  ErrorReporter(const RunParts& parts, VirtualEnd& virtual_end)
      : parts_(parts), virtual_end_(virtual_end), main_promise_(parts.agent.heap()) {}
  /// Of an agent whose event loop has it for its client.
  static ErrorReporter& of(vm::Agent& agent) {
    return static_cast<ErrorReporter&>(loop::EventLoop::of(agent).client());
  }

  const RunParts& parts() const { return parts_; }

  /// Programs are typed line by line: the run goes on whatever happens.
  void set_interactive() { is_interactive_ = true; }
  /// How files are shown: relative to this folder, where they are in it.
  void show_relative_to(std::string folder) { shown_folder_ = std::move(folder); }
  /// Of the program's evaluation, if it awaits at its top: its rejection is told as what the program has
  /// thrown. Null: there is none.
  vm::Promise* main_promise() const { return main_promise_.get(); }
  void set_main_promise(vm::Promise* promise) { main_promise_.set(promise); }
  /// Whether the program is a module that awaits at its top.
  bool main_awaits() const { return main_awaits_; }
  void set_main_awaits(bool awaits) { main_awaits_ = awaits; }

  void report_exception(vm::Value exception) override { report_uncaught(exception, false); }
  void report_unhandled_rejection(vm::Promise* promise) override;
  void report_late_handling(vm::Promise* promise) override;
  /// \param is_rejection  it is what a promise was rejected with
  void report_uncaught(vm::Value exception, bool is_rejection);
  /// A script is being ended: its frames are there now, and not any more when that is reported.
  void note_where_it_ends();
  /// What has ended the script. \return the exit status that it means
  int report_termination();

  /// 0, or 1 after anything was told.
  int exit_status() const { return exit_status_; }

 private:
  struct How {
    UncaughtWhere where = UncaughtWhere::Script;
    vm::Promise* promise = nullptr;  // whose rejection it is; null: none
    bool shows_throw = false;        // as of UncaughtOptions
    bool stands_for_reason = false;
  };
  void report(vm::Value exception, const How& reported);
  void note(vm::Value exception, UncaughtWhere where, vm::Promise* promise);

  const RunParts& parts_;
  VirtualEnd& virtual_end_;
  gc::Root<vm::Promise> main_promise_;
  std::string shown_folder_;           // empty: by their full names
  std::vector<std::string> ended_at_;  // the frames, the innermost first
  int exit_status_ = 0;
  bool is_interactive_ = false;
  bool main_awaits_ = false;
};

}  // namespace orrery::cli
