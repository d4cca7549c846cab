#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

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
  /// Never 0.
  std::uint32_t hash();

  bool equals(String* other);
  /// In the order of code units, as < compares. \return negative, 0 or positive
  int compare(String* other);
  /// Lone surrogates become U+FFFD (to_utf8) or are kept (to_wtf8).
  std::string to_utf8();
  std::string to_wtf8();

  void visit(gc::Visitor& visitor);

 private:
  friend class StringFactory;

  static constexpr std::uint16_t k_is_latin1 = 1;
  static constexpr std::uint16_t k_is_atom = 2;
  static constexpr std::uint16_t k_is_canonical_numeric = 4;
  static constexpr std::uint16_t k_form = 0x30;
  static constexpr std::uint16_t k_flat = 0x00;
  static constexpr std::uint16_t k_rope = 0x10;
  static constexpr std::uint16_t k_slice = 0x20;

  String(std::uint16_t flags, std::uint32_t length)
      : Cell(static_cast<std::uint8_t>(CellKind::String)), flags_(flags), length_(length) {}

  std::uint16_t flags_;
  std::uint32_t length_;
  std::uint32_t hash_ = 0;    // 0: not yet computed
  std::uint32_t offset_ = 0;  // of a slice, in characters
  // Behind: the characters, or two Fields: left and right of a rope, or the flat string of a slice and null.
};

// Making strings. `agent` gives the heap; a result longer than k_max_length throws a RangeError.
// -------------------

String* empty_string(Agent& agent);
/// Of one code unit; those below 0x100 are made once.
String* single_character(Agent& agent, char16_t code_unit);
Completion<String*> make_string(Agent& agent, std::span<const std::uint8_t> latin1);
/// Becomes Latin-1 where it can.
Completion<String*> make_string(Agent& agent, std::span<const char16_t> utf16);
/// From UTF-8 or WTF-8; what is neither becomes U+FFFD.
Completion<String*> make_string_from_utf8(Agent& agent, std::string_view text);
/// For texts known to be short and ASCII.
String* make_ascii_string(Agent& agent, std::string_view text);
/// A rope, or a copy if the result is short.
Completion<String*> concatenate(Agent& agent, String* left, String* right);
/// From `start` to before `end`; a slice, or a copy if short.
String* substring(Agent& agent, String* string, std::uint32_t start, std::uint32_t end);

/// Builds a string piece by piece; Latin-1 as long as that suffices. Memory is the heap's own and counts to
/// its limit.
class StringBuilder {
 public:
  explicit StringBuilder(Agent& agent) : agent_(agent) {}
  void append(char16_t code_unit);
  void append_code_point(char32_t code_point);
  void append(String* string);
  void append_ascii(std::string_view text);
  std::size_t length() const { return is_latin1_ ? latin1_.size() : utf16_.size(); }
  Completion<String*> finish();

 private:
  void widen();

  Agent& agent_;
  bool is_latin1_ = true;
  bool is_too_long_ = false;
  std::basic_string<char> latin1_;
  std::u16string utf16_;
};

}  // namespace orrery::vm
