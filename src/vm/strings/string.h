#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::gc {
class Heap;
}

namespace orrery::vm {

class Agent;
class AtomTable;
class StringBuilder;

/// [DOC] Strings
///
/// A String is a sequence of UTF-16 code units
/// (https://tc39.es/ecma262/#sec-ecmascript-language-types-string-type), kept as Latin-1 where none is above
/// 0xff. It is *flat* (the characters lie in the cell), a *rope* (a concatenation not yet carried out) or a
/// *slice* of a flat string. Asking a rope for its characters makes it a slice of the flat string that they
/// are copied to; that runs no recursion, however deep the rope.
///
/// An *atom* is a flat string that is in the agent's atom table: equal atoms are the same cell. Property keys
/// are atoms.
class String final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::String;
  static constexpr bool k_kind_has_finalizer = false;
  /// As in V8; a longer one is a RangeError "Invalid string length".
  static constexpr std::uint32_t k_max_length = 0x1fff'ffe8;

  std::uint32_t length() const { return length_; }
  bool is_empty() const { return length_ == 0; }
  /// Whether all its code units are below 0x100 as it is kept; false does not mean that there is a larger
  /// one.
  bool is_latin1() const { return (flags_ & k_is_latin1) != 0; }
  bool is_atom() const { return (flags_ & k_is_atom) != 0; }
  bool is_rope() const { return (flags_ & k_form) == k_rope; }
  bool is_slice() const { return (flags_ & k_form) == k_slice; }
  bool is_flat() const { return (flags_ & k_form) == k_flat; }
  /// Atoms only: whether CanonicalNumericIndexString would not return undefined. Such keys mean elements of
  /// typed arrays.
  bool is_canonical_numeric() const { return (flags_ & k_is_canonical_numeric) != 0; }

  /// The characters, of a Latin-1 or of a UTF-16 string. Flattens; they stay valid as long as the string
  /// lives.
  std::span<const std::uint8_t> latin1();
  std::span<const char16_t> utf16();
  char16_t code_unit_at(std::uint32_t index);
  /// https://tc39.es/ecma262/#sec-codepointat; a lone surrogate is itself.
  char32_t code_point_at(std::uint32_t index);
  /// Of the code units, however they are kept; the same in every run. Never 0.
  std::uint32_t hash() { return hash_ != 0 ? hash_ : compute_hash(); }
  /// Copies the code units to where there is room for length() of them, without flattening. The first is for
  /// Latin-1 strings only.
  void copy_to(std::uint8_t* destination) const;
  void copy_to(char16_t* destination) const;

  bool equals(String* other);
  /// In the order of code units, as < compares
  /// (https://tc39.es/ecma262/#sec-islessthan). \return negative, 0 or positive
  int compare(String* other);
  /// Lone surrogates become U+FFFD (to_utf8) or are kept (to_wtf8).
  std::string to_utf8();
  std::string to_wtf8();

  void visit(gc::Visitor& visitor);

 private:
  friend class AtomTable;
  friend class StringBuilder;
  friend class StringFactory;
  friend class gc::Heap;

  static constexpr std::uint16_t k_is_latin1 = 1;
  static constexpr std::uint16_t k_is_atom = 2;
  static constexpr std::uint16_t k_is_canonical_numeric = 4;
  static constexpr std::uint16_t k_form = 0x30;
  static constexpr std::uint16_t k_flat = 0x00;
  static constexpr std::uint16_t k_rope = 0x10;
  static constexpr std::uint16_t k_slice = 0x20;

  String(std::uint16_t flags, std::uint32_t length)
      : Cell(static_cast<std::uint8_t>(CellKind::String)), flags_(flags), length_(length) {}
  /// A rope.
  String(std::uint16_t flags, std::uint32_t length, String* left, String* right);
  /// A slice.
  String(std::uint16_t flags, std::uint32_t length, String* base, std::uint32_t offset);

  template <typename Unit>
  Unit* flat_characters() {
    return reinterpret_cast<Unit*>(this + 1);
  }
  template <typename Unit>
  const Unit* flat_characters() const {
    return reinterpret_cast<const Unit*>(this + 1);
  }
  gc::Field<String>* links() { return reinterpret_cast<gc::Field<String>*>(this + 1); }
  const gc::Field<String>* links() const { return reinterpret_cast<const gc::Field<String>*>(this + 1); }
  String* left() const { return links()[0].get(); }
  String* right() const { return links()[1].get(); }
  String* base() const { return links()[0].get(); }
  std::uint64_t* offset_place() { return reinterpret_cast<std::uint64_t*>(links() + 1); }
  /// Of a slice, in characters.
  std::uint64_t offset() const { return *reinterpret_cast<const std::uint64_t*>(links() + 1); }

  /// The characters of what is no rope.
  template <typename Unit>
  const Unit* characters() const {
    return is_flat() ? flat_characters<Unit>() : base()->flat_characters<Unit>() + offset();
  }
  template <typename Unit>
  void copy_characters(Unit* destination) const;
  template <typename Unit>
  void copy_leaf(Unit* destination) const;
  void flatten();
  std::uint32_t compute_hash();

  std::uint16_t flags_;
  std::uint32_t shape_word_ = PrimitiveShape::k_string;
  std::uint32_t length_;
  std::uint32_t hash_ = 0;  // 0: not yet computed
  // Behind: the characters; or the Fields left and right of a rope; or the Field with the flat string of a
  // slice and the distance from its start.
};
static_assert(sizeof(String) == 16);

/// The hash that a string of these characters has.
std::uint32_t hash_characters(std::span<const std::uint8_t> latin1);
std::uint32_t hash_characters(std::span<const char16_t> utf16);

// Making strings. `agent` gives the heap; a result longer than k_max_length, or for which there is no room,
// throws a RangeError.
// -----------------------------------------------------------------------------------------------------------

String* empty_string(Agent& agent);
/// Of one code unit; those below 0x100 are made once.
String* single_character(Agent& agent, char16_t code_unit);
Completion<String*> make_string(Agent& agent, std::span<const std::uint8_t> latin1);
/// Becomes Latin-1 where it can.
Completion<String*> make_string(Agent& agent, std::span<const char16_t> utf16);
/// From UTF-8 or WTF-8; what is neither becomes U+FFFD.
Completion<String*> make_string_from_utf8(Agent& agent, std::string_view text);
/// The same for a part of a program's text, which is in memory already: made even where the heap's limit
/// leaves no room, which ends the script soon.
String* make_program_string(Agent& agent, std::string_view text);
/// For texts known to be ASCII and of no more than 2048 characters.
String* make_ascii_string(Agent& agent, std::string_view text);
/// A rope, or a copy if the result is short.
Completion<String*> concatenate(Agent& agent, String* left, String* right);
/// From `start` to before `end`; a slice, or a copy if short.
String* substring(Agent& agent, String* string, std::uint32_t start, std::uint32_t end);

/// A flat string whose characters the caller writes, before anything else sees it.
template <typename Unit>
struct UnfilledString {
  String* string;
  std::span<Unit> characters;
};
Completion<UnfilledString<std::uint8_t>> make_unfilled_latin1(Agent& agent, std::size_t length);
Completion<UnfilledString<char16_t>> make_unfilled_utf16(Agent& agent, std::size_t length);

/// A flat copy of a short text, always a new cell.
String* make_flat_string(gc::Heap& heap, std::span<const std::uint8_t> latin1);

}  // namespace orrery::vm
