#include "engine/rejections.h"

namespace orrery::engine {

vm::Promise* Rejections::take() {
  while (taken_ < promises_.size()) {
    vm::Promise* promise = promises_[taken_++];
    if (listed_.erase(promise) != 0) return promise;
  }
  clear();
  return nullptr;
}

void Rejections::clear() {
  promises_.clear();
  listed_.clear();
  taken_ = 0;
}

}  // namespace orrery::engine
