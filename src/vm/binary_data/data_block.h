#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

#include "vm/binary_data/waiter_list.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-data-blocks: bytes outside the heap, zero at first, aligned for every type of
/// element. It has room for all that it may ever hold, so its address never changes; pages that were never
/// written to take no memory.
class DataBlock {
 public:
  DataBlock() = default;
  /// Nothing if the system has not that much. Of size 0 there is an address, too.
  static DataBlock try_make(std::size_t capacity);
  DataBlock(DataBlock&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), capacity_(std::exchange(other.capacity_, 0)) {}
  DataBlock& operator=(DataBlock&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  DataBlock(const DataBlock&) = delete;
  DataBlock& operator=(const DataBlock&) = delete;
  ~DataBlock();

  explicit operator bool() const { return bytes_ != nullptr; }
  std::byte* bytes() const { return bytes_; }
  std::size_t capacity() const { return capacity_; }

 private:
  std::byte* bytes_ = nullptr;
  std::size_t capacity_ = 0;
};

/// https://tc39.es/ecma262/#sec-sharedarraybuffer-objects: the block that SharedArrayBuffers of several
/// agents have in common, with what the standard keeps beside it.
struct SharedDataBlock {
  DataBlock block;
  /// [[ArrayBufferByteLengthData]]; it only ever grows.
  std::atomic<std::size_t> byte_length;
  /// https://tc39.es/ecma262/#sec-waiterlist-records of all places in the block
  WaiterLists waiters;

  SharedDataBlock(DataBlock bytes, std::size_t length) : block(std::move(bytes)), byte_length(length) {}
};

}  // namespace orrery::vm
