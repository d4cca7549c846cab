#include "web/file/blob_bytes.h"

#include <algorithm>
#include <cstring>

namespace orrery::web {

BlobBytes BlobBytes::slice(std::uint64_t start, std::uint64_t end) const {
  BlobBytes result;
  std::uint64_t position = 0;
  for (const Part& part : parts_) {
    const std::uint64_t from = std::max(start, position);
    const std::uint64_t to = std::min(end, position + part.length);
    if (from < to) result.append({part.block, part.offset + (from - position), to - from});
    position += part.length;
  }
  return result;
}

void BlobBytes::copy_to(std::byte* destination) const {
  for (const Part& part : parts_) {
    std::memcpy(destination, part.block->bytes.get() + part.offset, part.length);
    destination += part.length;
  }
}

void BlobBytesBuilder::append(const BlobBytes& bytes) {
  if (bytes.size() > k_few) flush();
  for (const BlobBytes::Part& part : bytes.parts_) {
    if (bytes.size() > k_few) {
      bytes_.append(part);
    } else {
      append(std::span<const std::byte>(part.block->bytes.get() + part.offset, part.length));
    }
  }
  if (bytes_.parts_.size() > k_most_parts) has_failed_ |= !try_flatten();
}

void BlobBytesBuilder::flush() {
  if (pending_size_ == 0) return;
  has_failed_ |= pending_->has_failed();
  auto block = std::make_shared<SerializedBytes>(*pending_);
  if (!has_failed_) bytes_.append({std::move(block), 0, pending_size_});
  pending_ = std::make_unique<ByteWriter>(agent_.heap());
  pending_size_ = 0;
}

/// One block instead of many.
bool BlobBytesBuilder::try_flatten() {
  ByteWriter writer(agent_.heap());
  for (const BlobBytes::Part& part : bytes_.parts_) {
    writer.write_bytes({part.block->bytes.get() + part.offset, part.length});
    if (writer.has_failed()) return false;
  }
  const std::size_t size = bytes_.size_;
  bytes_ = BlobBytes();
  bytes_.append({std::make_shared<SerializedBytes>(writer), 0, size});
  return true;
}

vm::Completion<std::shared_ptr<const BlobBytes>> BlobBytesBuilder::finish() {
  flush();
  if (has_failed_) return agent_.throw_range_error("Out of memory: there is no room for this Blob");
  return std::shared_ptr<const BlobBytes>(std::make_shared<BlobBytes>(std::move(bytes_)));
}

}  // namespace orrery::web
