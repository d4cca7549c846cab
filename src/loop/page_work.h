#pragma once

#include <cstdint>
#include <optional>

namespace orrery::loop {

class EventLoop;
class PendingList;

/// What a page wants of its event loop besides tasks: frames and idle time. All times are of the door's
/// clock.
class PageWork {
 public:
  /// When the next rendering opportunity is
  /// (https://html.spec.whatwg.org/multipage/webappapis.html#rendering-opportunity), if anything waits for
  /// one.
  virtual std::optional<std::uint64_t> next_frame_ns() const = 0;
  /// https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering, as far as there is
  /// something to render: the task of an opportunity.
  virtual void run_frame(EventLoop& loop) = 0;

  /// When the first callback for idle time has waited so long that it is to be called whatever else there is.
  virtual std::optional<std::uint64_t> next_idle_timeout_ns() const = 0;
  virtual bool wants_idle_time() const = 0;
  /// Calls one of those callbacks.
  /// \param end_ns  when idle time is going to be over, as far as is known; nothing: unknown
  virtual void run_idle_callback(EventLoop& loop, std::optional<std::uint64_t> end_ns) = 0;

  /// Callbacks that wait for a frame or for idle time.
  virtual void list_pending(PendingList&) const {}

 protected:
  ~PageWork() = default;
};

}  // namespace orrery::loop
