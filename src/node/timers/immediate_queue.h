#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "loop/loop_tracer.h"
#include "loop/tracer_pointer.h"
#include "node/timers/timeout.h"

namespace orrery::node {

/// What setImmediate() was given. A check phase runs those that were there when it began; what they add is
/// for the next one.
class ImmediateQueue {
 public:
  void add(Immediate* immediate) {
    immediate->list_ = waiting_;
    lists_[waiting_].append(immediate);
    referenced_++;
    if (tracer_ != nullptr) tell(immediate);
  }
  /// It is not called any more.
  void remove(Immediate* immediate) {
    if (immediate->is_over_) return;
    lists_[immediate->list_].remove(immediate);
    finish(immediate);
    if (tracer_ != nullptr) tracer_->drop_item(immediate);
  }
  /// The check phase begins.
  void begin_phase() {
    assert(outstanding().is_empty());
    waiting_ ^= 1;
  }
  /// The next of this phase; null: none is left.
  Immediate* take() {
    Immediate* immediate = outstanding().take_first();
    if (immediate != nullptr) finish(immediate);
    return immediate;
  }
  bool is_empty() const { return lists_[0].is_empty() && lists_[1].is_empty(); }
  /// Whether one keeps the loop alive.
  bool has_referenced() const { return referenced_ != 0; }
  /// One that is over stays as it is.
  void set_referenced(Immediate* immediate, bool is_referenced) {
    if (immediate->is_over_ || immediate->is_referenced_ == is_referenced) return;
    immediate->is_referenced_ = is_referenced;
    is_referenced ? referenced_++ : referenced_--;
  }
  static bool is_referenced(const Immediate* immediate) { return immediate->is_referenced_; }
  /// Calls `visit(immediate)` for each, those of the phase that runs first, until it returns false.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const std::size_t list : {waiting_ ^ std::size_t{1}, std::size_t{waiting_}}) {
      for (const Immediate* each = lists_[list].first(); each != nullptr; each = each->next()) {
        if (!visit(*each)) return;
      }
    }
  }

  void visit(gc::Visitor& visitor) const {
    for (const ObjectList<Immediate>& list : lists_) list.visit(visitor);
  }
  void clear() {
    for (ObjectList<Immediate>& list : lists_) list.clear();
  }
  /// Null: nobody looks.
  void set_tracer(loop::LoopTracer* tracer) { tracer_ = tracer; }

 private:
  void tell(Immediate* immediate) {
    tracer_->queue_item(immediate, loop::TaskSource::Immediate, immediate->callback(), immediate->origin());
  }

  void finish(Immediate* immediate) {
    immediate->is_over_ = true;
    if (immediate->is_referenced_) referenced_--;
    immediate->is_referenced_ = false;
  }

  ObjectList<Immediate>& outstanding() { return lists_[waiting_ ^ 1]; }

  // Those that wait for a phase, and those of the phase that runs: they take turns.
  std::array<ObjectList<Immediate>, 2> lists_;
  std::uint8_t waiting_ = 0;
  std::size_t referenced_ = 0;
  loop::TracerPointer tracer_;
};

}  // namespace orrery::node
