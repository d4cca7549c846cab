#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "gc/external_memory.h"
#include "gc/roots.h"
#include "vm/binary_data/array_buffer.h"
#include "web/structured_data/platform_steps.h"

namespace orrery::web {

/// [DOC] Serialized data
///
/// The records that https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal
/// makes, as bytes: each value begins with a Tag; whole numbers in it are of variable length, seven bits a
/// byte, the low ones first. What is in the bytes is in the order in which the standard visits it, so that
/// both sides number objects alike without writing the numbers down: those that are transferred first, then
/// each as it is met; `Reference` names one that was met before.
///
/// Objects that have only plain data properties are written as a *form* (the keys, once) and values, so that
/// a thousand alike cost no more than their values. What takes no bytes of its own (the blocks of
/// ArrayBuffers, shared memory, what platform objects leave) lies beside them in tables. No part of it
/// belongs to a heap (but what is transferred may refer to one), and what it takes counts to the limit of the
/// one that it was made in.
enum class Tag : std::uint8_t {
  Undefined,
  Null,
  True,
  False,
  Int32,         // zigzag
  Double,        // 8 bytes
  BigInt,        // is negative; count of limbs; limbs
  Latin1String,  // length; characters
  Utf16String,
  Reference,          // number
  Wrapper,            // the primitive value
  Date,               // 8 bytes
  RegExp,             // source; flags
  ArrayBuffer,        // index in `buffers`
  SharedArrayBuffer,  // index in `shared_blocks`; maximum length plus 1, or 0
  View,               // the buffer; element type; offset; length plus 1, 0: auto
  Map,                // count; keys and values
  Set,                // count; values
  Error,              // name; parts; message; stack; cause
  DomException,       // name; message; parts; stack
  QuotaExceeded,      // quota and requested, NaN: null; then as DomException
  PackedArray,        // count; values, of which some may be Absent
  Array,              // length; properties
  Object,             // properties: keys and values; End
  NewForm,            // count; keys; then as Form
  Form,               // number of the form; values, of which some may be Absent
  Platform,           // index in `platform_objects`
  IndexKey,           // the number
  Absent,             // a property that was removed while its object was being serialized
  End,
};

/// Bytes being written. What goes beyond the heap's limit is dropped (has_failed()).
class ByteWriter {
 public:
  explicit ByteWriter(gc::Heap& heap) : heap_(heap) {}
  ~ByteWriter() { std::free(start_); }
  ByteWriter(const ByteWriter&) = delete;
  ByteWriter& operator=(const ByteWriter&) = delete;

  bool has_failed() const { return has_failed_; }
  void write(Tag tag) { write_byte(static_cast<std::uint8_t>(tag)); }
  void write_byte(std::uint8_t byte) {
    if (make_room(1)) start_[size_++] = static_cast<std::byte>(byte);
  }
  void write_number(std::uint64_t number) {
    constexpr std::size_t k_longest = 10;
    if (!make_room(k_longest)) return;
    for (; number >= 0x80; number >>= 7) start_[size_++] = static_cast<std::byte>(number | 0x80);
    start_[size_++] = static_cast<std::byte>(number);
  }
  void write_int32(std::int32_t number) {
    const auto bits = static_cast<std::uint32_t>(number);
    write_number((bits << 1) ^ (number < 0 ? 0xffff'ffff : 0));
  }
  void write_double(double number) { write_bytes(std::as_bytes(std::span(&number, 1))); }
  void write_bytes(std::span<const std::byte> bytes) {
    if (bytes.empty() || !make_room(bytes.size())) return;
    std::memcpy(start_ + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

 private:
  friend struct SerializedBytes;

  bool make_room(std::size_t count) { return count <= capacity_ - size_ || grow(count); }
  bool grow(std::size_t count);

  gc::Heap& heap_;
  std::byte* start_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  gc::ExternalMemory accounted_;
  bool has_failed_ = false;
};

/// What a ByteWriter has written.
struct SerializedBytes {
  SerializedBytes() = default;
  explicit SerializedBytes(ByteWriter& writer)
      : bytes(std::exchange(writer.start_, nullptr)),
        size(writer.size_),
        accounted(std::move(writer.accounted_)) {
    writer.size_ = writer.capacity_ = 0;
  }
  struct Free {
    void operator()(std::byte* start) const { std::free(start); }
  };
  std::unique_ptr<std::byte, Free> bytes;
  std::size_t size = 0;
  gc::ExternalMemory accounted;
};

/// Reads what a ByteWriter has written, in the same order.
class ByteReader {
 public:
  explicit ByteReader(const SerializedBytes& bytes) : next_(bytes.bytes.get()) {}
  Tag read_tag() { return static_cast<Tag>(*next_++); }
  Tag next_tag() const { return static_cast<Tag>(*next_); }
  std::uint8_t read_byte() { return static_cast<std::uint8_t>(*next_++); }
  std::uint64_t read_number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = read_byte();
      number |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return number;
    }
  }
  std::uint32_t read_count() { return static_cast<std::uint32_t>(read_number()); }
  std::int32_t read_int32() {
    const std::uint32_t bits = read_count();
    return static_cast<std::int32_t>((bits >> 1) ^ ((bits & 1) != 0 ? 0xffff'ffff : 0));
  }
  double read_double() {
    double number = 0;
    std::memcpy(&number, read_bytes(sizeof(number)), sizeof(number));
    return number;
  }
  const std::byte* read_bytes(std::size_t count) { return std::exchange(next_, next_ + count); }

 private:
  const std::byte* next_;
};

struct SerializedPlatformObject {
  const vm::Interface* interface;
  std::shared_ptr<const PlatformData> data;
};

/// https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializewithtransfer's transfer
/// data holders: the contents of an ArrayBuffer, or what a platform object leaves.
struct TransferDataHolder {
  std::optional<vm::BufferContents> buffer;
  const vm::Interface* interface = nullptr;
  std::unique_ptr<PlatformData> data;  // null with `buffer`
};

/// What StructuredSerializeWithTransfer returns.
struct SerializedData {
  SerializedBytes bytes;
  std::vector<vm::BufferContents> buffers;
  std::vector<std::shared_ptr<vm::SharedDataBlock>> shared_blocks;
  std::vector<SerializedPlatformObject> platform_objects;
  std::vector<TransferDataHolder> transferred;

  void visit(gc::Visitor& visitor) const {
    for (const TransferDataHolder& holder : transferred) {
      if (holder.data != nullptr) holder.data->visit(visitor);
    }
  }
};

/// Such data while a C++ function works on it.
class RootedSerializedData final : public SerializedData, private gc::RootBase {
 public:
  explicit RootedSerializedData(gc::Heap& heap) : RootBase(heap) {}

 private:
  void visit(gc::Visitor& visitor) override { SerializedData::visit(visitor); }
  void clear() override { transferred.clear(); }
};

}  // namespace orrery::web
