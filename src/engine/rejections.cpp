#include "engine/rejections.h"

namespace orrery::engine {

bool Rejections::remove(vm::Promise* promise) {
  if (listed_.erase(promise) == 0) return false;
  // An async function that catches all that it awaits must not fill the memory.
  constexpr std::size_t k_tolerated = 64;
  if (promises_.size() - taken_ > 2 * listed_.size() + k_tolerated) {
    promises_.erase(promises_.begin(), promises_.begin() + static_cast<std::ptrdiff_t>(taken_));
    taken_ = 0;
    std::erase_if(promises_, [this](vm::Promise* each) { return !listed_.contains(each); });
  }
  return true;
}

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
