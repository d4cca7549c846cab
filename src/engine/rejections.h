#pragma once

#include <unordered_set>
#include <vector>

#include "gc/visitor.h"
#include "vm/promises/promise.h"

namespace orrery::engine {

/// Promises that were rejected while nobody handled that:
/// https://html.spec.whatwg.org/multipage/webappapis.html#about-to-be-notified-rejected-promises-list
class Rejections {
 public:
  void add(vm::Promise* promise) {
    promises_.push_back(promise);
    listed_.insert(promise);
  }
  bool is_empty() const { return listed_.empty(); }
  /// Somebody handles it now. \return false if it is not in the list, so it was told already
  bool remove(vm::Promise* promise);
  /// The next that nobody handles, in the order of rejection; null: none.
  vm::Promise* take();

  void visit(gc::Visitor& visitor) const {
    for (vm::Promise* promise : promises_) visitor.visit(promise);
  }
  void clear();

 private:
  std::vector<vm::Promise*> promises_;  // in order, those removed too
  std::size_t taken_ = 0;
  std::unordered_set<vm::Promise*> listed_;  // looked up only: its order depends on addresses
};

}  // namespace orrery::engine
