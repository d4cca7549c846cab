#include "vm/strings/string.h"

#include <bit>
#include <cassert>

#include "base/unicode/utf.h"
#include "gc/heap.h"
#include "vm/strings/string_characters.h"
#include "vm/strings/string_factory.h"

namespace orrery::vm {

String::String(std::uint16_t flags, std::uint32_t length, String* left, String* right)
    : Cell(static_cast<std::uint8_t>(CellKind::String)), flags_(flags), length_(length) {
  ::new (links()) gc::Field<String>(left);
  ::new (links() + 1) gc::Field<String>(right);
}

String::String(std::uint16_t flags, std::uint32_t length, String* base, std::uint32_t offset)
    : Cell(static_cast<std::uint8_t>(CellKind::String)), flags_(flags), length_(length) {
  ::new (links()) gc::Field<String>(base);
  *offset_place() = offset;
}

void String::visit(gc::Visitor& visitor) {
  if (is_flat()) return;
  visitor.visit(links()[0]);
  if (is_rope()) visitor.visit(links()[1]);
}

// Characters ------------------------------------------------------------------------------------------------

template <typename Unit>
void String::copy_leaf(Unit* destination) const {
  if (is_latin1()) {
    copy_units(destination, characters<std::uint8_t>(), length_);
  } else {
    copy_units(destination, characters<char16_t>(), length_);
  }
}

/// Without recursion: of the two halves of a rope the shorter is copied first and the longer waits, so what
/// is being copied halves with everything that waits, and k_max_waiting is enough for every length.
template <typename Unit>
void String::copy_characters(Unit* destination) const {
  struct Waiting {
    const String* string;
    Unit* destination;
  };
  constexpr std::size_t k_max_waiting = 32;
  static_assert(k_max_length < std::uint64_t{1} << k_max_waiting);
  Waiting waiting[k_max_waiting];
  std::size_t waiting_count = 0;

  const String* string = this;
  while (true) {
    if (string->is_rope()) {
      const String* left = string->left();
      const String* right = string->right();
      Unit* right_destination = destination + left->length_;
      if (left->length_ < right->length_) {
        waiting[waiting_count++] = {right, right_destination};
        string = left;
      } else {
        waiting[waiting_count++] = {left, destination};
        string = right;
        destination = right_destination;
      }
      continue;
    }
    string->copy_leaf(destination);
    if (waiting_count == 0) return;
    --waiting_count;
    string = waiting[waiting_count].string;
    destination = waiting[waiting_count].destination;
  }
}

void String::copy_to(std::uint8_t* destination) const {
  assert(is_latin1());
  copy_characters(destination);
}

void String::copy_to(char16_t* destination) const {
  copy_characters(destination);
}

void String::flatten() {
  if (!is_rope()) return;
  String* flat = StringFactory::make_flat(gc::heap_of(this), is_latin1(), length_);
  if (is_latin1()) {
    copy_characters(flat->flat_characters<std::uint8_t>());
  } else {
    copy_characters(flat->flat_characters<char16_t>());
  }
  flat->hash_ = hash_;
  flags_ = static_cast<std::uint16_t>((flags_ & ~k_form) | k_slice);
  *offset_place() = 0;
  links()[0].set(this, flat);
}

std::span<const std::uint8_t> String::latin1() {
  assert(is_latin1());
  flatten();
  return {characters<std::uint8_t>(), length_};
}

std::span<const char16_t> String::utf16() {
  assert(!is_latin1());
  flatten();
  return {characters<char16_t>(), length_};
}

char16_t String::code_unit_at(std::uint32_t index) {
  assert(index < length_);
  return is_latin1() ? latin1()[index] : utf16()[index];
}

char32_t String::code_point_at(std::uint32_t index) {
  const char32_t first = code_unit_at(index);
  if (!base::is_high_surrogate(first) || index + 1 == length_) return first;
  const char32_t second = code_unit_at(index + 1);
  return base::is_low_surrogate(second) ? base::join_surrogates(first, second) : first;
}

// Hashing ---------------------------------------------------------------------------------------------------

namespace {

constexpr std::uint64_t k_multiplier = 0x9e37'79b9'7f4a'7c15;  // 2^64 divided by the golden ratio, odd

/// Four code units as one word.
std::uint64_t load_four(const char16_t* units) {
  std::uint64_t word;
  std::memcpy(&word, units, sizeof(word));
  return word;
}
std::uint64_t load_four(const std::uint8_t* units) {
  std::uint32_t bytes;
  std::memcpy(&bytes, units, sizeof(bytes));
  std::uint64_t word = bytes;
  word = (word | word << 16) & 0x0000'ffff'0000'ffff;
  return (word | word << 8) & 0x00ff'00ff'00ff'00ff;
}

/// Multiplicative hashing of four code units at a time.
template <typename Unit>
std::uint32_t hash_units(std::span<const Unit> units) {
  std::uint64_t hash = units.size() * k_multiplier;
  const auto add = [&](std::uint64_t word) { hash = (std::rotl(hash, 27) ^ word) * k_multiplier; };
  std::size_t i = 0;
  for (; i + 4 <= units.size(); i += 4) add(load_four(units.data() + i));
  std::uint64_t rest = 0;
  for (; i < units.size(); ++i) rest = rest << 16 | units[i];
  add(rest);
  hash ^= hash >> 32;
  hash *= k_multiplier;
  const auto result = static_cast<std::uint32_t>(hash >> 32);
  return result != 0 ? result : 1;
}

}  // namespace

std::uint32_t hash_characters(std::span<const std::uint8_t> latin1) {
  return hash_units(latin1);
}

std::uint32_t hash_characters(std::span<const char16_t> utf16) {
  return hash_units(utf16);
}

std::uint32_t String::compute_hash() {
  hash_ = is_latin1() ? hash_units(latin1()) : hash_units(utf16());
  return hash_;
}

// Comparing -------------------------------------------------------------------------------------------------

bool String::equals(String* other) {
  if (this == other) return true;
  if (length_ != other->length_ || (is_atom() && other->is_atom())) return false;
  if (hash_ != 0 && other->hash_ != 0 && hash_ != other->hash_) return false;
  flatten();
  other->flatten();
  if (is_latin1()) {
    const auto* units = characters<std::uint8_t>();
    return other->is_latin1() ? equal_units(units, other->characters<std::uint8_t>(), length_)
                              : equal_units(units, other->characters<char16_t>(), length_);
  }
  const auto* units = characters<char16_t>();
  return other->is_latin1() ? equal_units(units, other->characters<std::uint8_t>(), length_)
                            : equal_units(units, other->characters<char16_t>(), length_);
}

int String::compare(String* other) {
  if (this == other) return 0;
  if (is_latin1()) {
    return other->is_latin1() ? compare_units(latin1(), other->latin1())
                              : compare_units(latin1(), other->utf16());
  }
  return other->is_latin1() ? compare_units(utf16(), other->latin1())
                            : compare_units(utf16(), other->utf16());
}

// As bytes --------------------------------------------------------------------------------------------------

std::string String::to_wtf8() {
  return is_latin1() ? base::wtf8_from_latin1(latin1()) : base::wtf8_from_utf16(utf16());
}

std::string String::to_utf8() {
  if (is_latin1()) return base::wtf8_from_latin1(latin1());
  std::u16string units(utf16().begin(), utf16().end());
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (base::is_high_surrogate(units[i]) && i + 1 < units.size() && base::is_low_surrogate(units[i + 1])) {
      ++i;
    } else if (base::is_surrogate(units[i])) {
      units[i] = 0xFFFD;
    }
  }
  return base::wtf8_from_utf16(units);
}

}  // namespace orrery::vm
