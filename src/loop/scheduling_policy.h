#pragma once

#include <cstdint>
#include <optional>

#include "loop/page_work.h"
#include "loop/task_queues.h"
#include "vm/strings/property_key.h"

namespace orrery::loop {

class LoopTracer;
struct Timer;

/// What an event loop leaves to its profile: which task is next, and what is run between two of them. There
/// is one for pages (OldestTaskFirst) and one for Node's order (src/node/phases.h).
class SchedulingPolicy {
 public:
  /// The task to be run now; nothing: none is due.
  virtual std::optional<Task> take_next(EventLoop& loop) = 0;
  /// To be asked when take_next() had nothing: when it may have something again, by the door's clock.
  /// \return nothing: never, so the run is over
  virtual std::optional<std::uint64_t> next_deadline(EventLoop& loop) = 0;

  /// What a checkpoint runs ahead of microtasks, again and again until there is nothing of either.
  /// \return whether the checkpoint goes on; if not, what is left waits for the next one
  virtual bool run_ticks(EventLoop&) { return true; }
  virtual bool has_ticks() const { return false; }
  /// The tail of a checkpoint:
  /// https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises
  /// \return whether that may have left something to be done before the checkpoint is over
  virtual bool notify_about_rejected_promises(EventLoop& loop) = 0;
  /// Who is to be told of what the policy itself keeps of what is to be run; null: nobody.
  virtual void set_tracer(LoopTracer*) {}
  /// The same for people.
  virtual void list_pending(const EventLoop&, PendingList&) const {}

  /// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout, for which
  /// a profile may have timers of its own.
  /// \param timer  with steps, and without a callback
  /// \return whether it has taken it; if not, it is one of the loop's
  virtual bool take_timeout(EventLoop&, const Timer& /*timer*/) { return false; }

  // Of functions that a Web API calls by itself, such as listeners of events:
  /// One has thrown. Reported at once, if the profile has no other way:
  /// https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception
  virtual void report_callback_exception(EventLoop& loop, vm::Value exception);
  /// One has returned something that is neither undefined nor null, and of which the standard takes no
  /// notice.
  virtual void take_callback_result(EventLoop&, vm::Value) {}
  /// An event target has one more listener for the type, and it has others. Runs no script.
  virtual void listener_was_added(EventLoop&, vm::Object* /*target*/, vm::PropertyKey /*type*/) {}
  /// Whether there is a checkpoint after each that was called while no script ran:
  /// https://html.spec.whatwg.org/multipage/webappapis.html#clean-up-after-running-script
  virtual bool cleans_up_after_callbacks() const { return true; }

 protected:
  ~SchedulingPolicy() = default;
};

/// Of pages: the task that has waited longest, whatever its source. What the standard leaves open here ("an
/// implementation-defined manner") every program may rely on in the end. A rendering opportunity is a task
/// from the moment on when it comes; idle time is when there is no task.
class OldestTaskFirst final : public SchedulingPolicy {
 public:
  std::optional<Task> take_next(EventLoop& loop) override;
  std::optional<std::uint64_t> next_deadline(EventLoop& loop) override;
  bool notify_about_rejected_promises(EventLoop& loop) override;
  void list_pending(const EventLoop& loop, PendingList& list) const override;

  /// Null, as at first: nothing that renders. It must outlive the loop's last turn.
  void set_page(PageWork* page) { page_ = page; }
  PageWork* page() const { return page_; }

 private:
  void queue_frame(EventLoop& loop);
  std::optional<Task> take_idle_task(EventLoop& loop);
  std::optional<std::uint64_t> next_known_deadline(EventLoop& loop) const;

  PageWork* page_ = nullptr;
  bool is_frame_queued_ = false;
};

}  // namespace orrery::loop
