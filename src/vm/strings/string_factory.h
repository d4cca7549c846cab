#pragma once

#include "gc/heap.h"
#include "vm/strings/string.h"

namespace orrery::vm {

/// The only maker of String cells; for the files that implement strings.
class StringFactory {
 public:
  /// Its characters are the caller's to write.
  static String* make_flat(gc::Heap& heap, bool is_latin1, std::uint32_t length) {
    return heap.make<String>(flat_bytes(is_latin1, length), flat_flags(is_latin1), length);
  }
  /// \return null if it does not fit below the heap's limit
  static String* try_make_flat(gc::Heap& heap, bool is_latin1, std::uint32_t length) {
    return heap.try_make<String>(flat_bytes(is_latin1, length), flat_flags(is_latin1), length);
  }
  static String* make_rope(gc::Heap& heap, String* left, String* right) {
    const auto flags =
        static_cast<std::uint16_t>(String::k_rope | (left->flags_ & right->flags_ & String::k_is_latin1));
    return heap.make<String>(k_links_bytes, flags, left->length() + right->length(), left, right);
  }
  /// \param string  no rope
  static String* make_slice(gc::Heap& heap, String* string, std::uint32_t start, std::uint32_t length) {
    String* base = string->is_slice() ? string->base() : string;
    const auto flags = static_cast<std::uint16_t>(String::k_slice | (string->flags_ & String::k_is_latin1));
    return heap.make<String>(k_links_bytes, flags, length, base,
                             static_cast<std::uint32_t>(string->is_slice() ? string->offset() : 0) + start);
  }

  /// Gives a flat string that nobody has seen yet another length where it lies (gc::Heap::try_resize()).
  static bool try_resize(gc::Heap& heap, String* flat, std::uint32_t length) {
    if (!heap.try_resize(flat, sizeof(String) + flat_bytes(flat->is_latin1(), length))) return false;
    flat->length_ = length;
    return true;
  }
  /// Forgets the end of a flat string that nobody has seen yet.
  static void truncate(String* flat, std::size_t length) {
    flat->length_ = static_cast<std::uint32_t>(length);
  }

  template <typename Unit>
  static Unit* characters(String* flat) {
    return flat->flat_characters<Unit>();
  }

 private:
  static constexpr std::size_t k_links_bytes = 2 * sizeof(gc::Field<String>);

  static std::size_t flat_bytes(bool is_latin1, std::uint32_t length) {
    return std::size_t{length} * (is_latin1 ? sizeof(std::uint8_t) : sizeof(char16_t));
  }
  static std::uint16_t flat_flags(bool is_latin1) { return is_latin1 ? String::k_is_latin1 : 0; }
};

}  // namespace orrery::vm
