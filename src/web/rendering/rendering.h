#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <utility>

#include "gc/queue_memory.h"
#include "gc/roots.h"
#include "loop/event_loop.h"
#include "loop/page_work.h"
#include "vm/agent.h"

namespace orrery::web {

/// [DOC] Frames and idle time
///
/// requestAnimationFrame and requestIdleCallback of a page that shows nothing. There is a rendering
/// opportunity 60 times a second, on a grid of the door's clock, but only where a callback waits for one: a
/// program without animation is not woken. A callback for idle time is called when the loop has no task, one
/// in each turn.
class Rendering final : public loop::PageWork, private gc::RootBase {
 public:
  /// Makes the loop's page work its own.
  Rendering(vm::Agent& agent, loop::EventLoop& loop);
  ~Rendering();
  static Rendering& of(vm::Agent& agent) {
    return static_cast<Rendering&>(*loop::EventLoop::of(agent).page_policy().page());
  }
  /// Puts requestAnimationFrame, cancelAnimationFrame, requestIdleCallback and cancelIdleCallback on the
  /// global object.
  static void install(vm::Agent& agent, vm::Realm& realm);

  using Handle = std::uint32_t;
  /// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-animationframeprovider-requestanimationframe
  Handle request_frame(vm::Object* callback);
  void cancel_frame(Handle handle);
  /// https://w3c.github.io/requestidlecallback/#the-requestidlecallback-method
  Handle request_idle(vm::Object* callback, std::optional<std::uint32_t> timeout_ms);
  void cancel_idle(Handle handle);

  std::optional<std::uint64_t> next_frame_ns() const override;
  void run_frame(loop::EventLoop& loop) override;
  std::optional<std::uint64_t> next_idle_timeout_ns() const override;
  void list_pending(loop::PendingList& list) const override;
  bool wants_idle_time() const override { return !idle_.is_empty(); }
  void run_idle_callback(loop::EventLoop& loop, std::optional<std::uint64_t> end_ns) override;

 private:
  struct Request {
    Handle handle;
    vm::Object* callback;  // null: it was canceled
    std::optional<std::uint64_t> timeout_ns;
    std::uint64_t period;  // of idle time, in which it may be called first
    vm::JobOrigin* origin;
  };
  /// In the order in which they came, and so of their handles. The first and the last are none that were
  /// canceled.
  class Requests {
   public:
    /// With what is known of its timeout.
    explicit Requests(gc::Heap& heap) : memory_(&heap, sizeof(Request) + k_timeout_bytes) {}
    bool is_empty() const { return items_.empty(); }
    const std::deque<Request>& items() const { return items_; }
    const Request& front() const { return items_.front(); }
    void append(const Request& request) {
      items_.push_back(request);
      memory_.note(items_.size());
    }
    /// Null: there is none with that handle.
    const Request* find(Handle handle) const;
    void remove(Handle handle);
    void clear() {
      items_.clear();
      memory_.note(0);
    }
    void visit(gc::Visitor& visitor) const;

   private:
    static constexpr std::size_t k_timeout_bytes = 48;
    std::deque<Request> items_;
    gc::QueueMemory memory_;
  };

  void remove_idle(const Request& request);
  void visit(gc::Visitor& visitor) override;
  void clear() override;

  vm::Agent& agent_;
  loop::EventLoop& loop_;
  Requests frames_;
  Requests idle_;
  std::set<std::pair<std::uint64_t, Handle>> idle_timeouts_;  // those of idle_, the earliest first
  Handle last_frame_ = 0;
  Handle last_idle_ = 0;
  std::uint64_t next_frame_ns_ = 0;  // while something waits for one
  std::uint64_t idle_end_ns_ = 0;    // of the idle period that runs, or has run last
  std::uint64_t idle_period_ = 0;
};

}  // namespace orrery::web
