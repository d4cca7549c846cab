#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/objects/platform_cell.h"
#include "web/structured_data/serialized_data.h"

namespace orrery::web {

/// The bytes of a Blob: outside the heap, immutable, and shared with the Blobs that were made from it, and
/// with its clones. A row of parts of blocks, so that slices and blobs made of blobs copy nothing that is
/// large.
class BlobBytes {
 public:
  std::uint64_t size() const { return size_; }
  /// From `start` to before `end`.
  BlobBytes slice(std::uint64_t start, std::uint64_t end) const;
  /// \param destination  with room for all
  void copy_to(std::byte* destination) const;

 private:
  friend class BlobBytesBuilder;
  struct Part {
    std::shared_ptr<const SerializedBytes> block;
    std::size_t offset;
    std::size_t length;
  };
  void append(const Part& part) {
    if (part.length == 0) return;
    parts_.push_back(part);
    size_ += part.length;
  }

  std::vector<Part> parts_;
  std::uint64_t size_ = 0;
};

/// Puts bytes together.
class BlobBytesBuilder {
 public:
  explicit BlobBytesBuilder(vm::Agent& agent)
      : agent_(agent), pending_(std::make_unique<ByteWriter>(agent.heap())) {}
  void append(std::span<const std::byte> bytes) {
    pending_->write_bytes(bytes);
    pending_size_ += bytes.size();
  }
  void append(const BlobBytes& bytes);
  /// A RangeError if the heap's limit does not allow so many.
  vm::Completion<std::shared_ptr<const BlobBytes>> finish();

 private:
  /// Of another blob's bytes, so few are copied.
  static constexpr std::uint64_t k_few = 4096;
  static constexpr std::size_t k_most_parts = 1024;
  void flush();
  bool try_flatten();

  vm::Agent& agent_;
  BlobBytes bytes_;
  std::unique_ptr<ByteWriter> pending_;
  std::size_t pending_size_ = 0;
  bool has_failed_ = false;
};

/// All of it in a cell.
class BlobContents final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "BlobContents";
  explicit BlobContents(std::shared_ptr<const BlobBytes> bytes)
      : PlatformCell(vm::k_platform_cell_type<BlobContents>), bytes_(std::move(bytes)) {}
  const std::shared_ptr<const BlobBytes>& bytes() const { return bytes_; }
  void visit(gc::Visitor&) {}

 private:
  std::shared_ptr<const BlobBytes> bytes_;
};

}  // namespace orrery::web
