#include "vm/data_block.h"

#include <algorithm>
#include <cstdlib>

namespace orrery::vm {

DataBlock DataBlock::try_make(std::size_t capacity) {
  DataBlock block;
  // calloc() takes large ones from the system, which gives zero pages when they are first touched.
  block.bytes_ = static_cast<std::byte*>(std::calloc(std::max<std::size_t>(capacity, 1), 1));
  if (block.bytes_ != nullptr) block.capacity_ = capacity;
  return block;
}

DataBlock::~DataBlock() {
  std::free(bytes_);
}

}  // namespace orrery::vm
