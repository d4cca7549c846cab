#include "vm/binary_data/data_block.h"

#include <algorithm>
#include <cstdlib>

namespace orrery::vm {

DataBlock DataBlock::try_make(std::size_t capacity) {
  DataBlock block;
  // No machine has more; allocators under a sanitizer take such a request for a mistake.
  constexpr std::uint64_t k_most = std::uint64_t{1} << 40;
  if (capacity > k_most) return block;
  // calloc() takes large ones from the system, which gives zero pages when they are first touched.
  block.bytes_ = static_cast<std::byte*>(std::calloc(std::max<std::size_t>(capacity, 1), 1));
  if (block.bytes_ != nullptr) block.capacity_ = capacity;
  return block;
}

DataBlock::~DataBlock() {
  std::free(bytes_);
}

}  // namespace orrery::vm
