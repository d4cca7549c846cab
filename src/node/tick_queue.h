#pragma once

#include <deque>

#include "gc/queue_memory.h"
#include "gc/visitor.h"
#include "loop/tracer_pointer.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::loop {
class EventLoop;
class LoopTracer;
class PendingList;
}  // namespace orrery::loop
namespace orrery::vm {
class ValueList;
}

namespace orrery::node {

/// What process.nextTick() was given: called before all microtasks, and after each task.
/// https://nodejs.org/api/process.html#processnexttickcallback-args
class TickQueue {
 public:
  explicit TickQueue(gc::Heap& heap) : memory_(&heap, sizeof(Tick)) {}

  /// \param arguments  that the callback is given; null: none
  /// \param context  in which it is called (vm/promises/async_context.h); null: none
  void add(vm::Value callback, vm::ValueList* arguments, vm::JobOrigin* origin,
           vm::Object* context = nullptr) {
    ticks_.push_back({callback, arguments, origin, context});
    memory_.note(ticks_.size());
    if (tracer_ != nullptr) tell(callback, origin);
  }
  std::size_t size() const { return ticks_.size(); }
  bool is_empty() const { return ticks_.empty(); }
  /// Calls all, those too that are added meanwhile, until one throws, which is reported.
  /// \return whether none has thrown
  bool run(loop::EventLoop& loop);

  void list_pending(loop::PendingList& list) const;
  void visit(gc::Visitor& visitor) const;
  void clear() {
    ticks_.clear();
    memory_.note(0);
  }
  /// The same where somebody may look.
  void drop();
  void set_tracer(loop::LoopTracer* tracer) { tracer_ = tracer; }

 private:
  struct Tick {
    vm::Value callback;
    vm::ValueList* arguments;
    vm::JobOrigin* origin;
    vm::Object* context;
  };
  void tell(vm::Value callback, const vm::JobOrigin* origin);

  std::deque<Tick> ticks_;
  gc::QueueMemory memory_;
  loop::TracerPointer tracer_;  // null: nobody looks
};

}  // namespace orrery::node
