#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "vm/shapes/shape.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"
#include "vm/strings/string_characters.h"

namespace orrery::builtins {

/// What the last object had that was parsed at some depth of a JSON text: the next one is likely to have the
/// same members in the same order. On the machine stack, where the collector sees what it holds.
class JsonMemberCache {
 public:
  struct Member {
    const vm::Shape* before = nullptr;  // null: nothing is known
    vm::String* name = nullptr;         // an atom
    vm::Shape* after = nullptr;
  };

  /// The member number `member` of an object that has `shape` so far, if it is known, and is what follows in
  /// the text: its name and a quotation mark.
  template <typename Unit>
  const Member* find(const vm::Shape* shape, std::size_t member, std::span<const Unit> text) const {
    if (member >= members_.size() || members_[member].before != shape) return nullptr;
    vm::String* name = members_[member].name;
    const std::size_t length = name->length();
    if (!name->is_latin1() || text.size() <= length || text[length] != '"') return nullptr;
    return vm::equal_units(text.data(), name->latin1().data(), length) ? &members_[member] : nullptr;
  }
  /// The same, if its name is this atom.
  const Member* find(const vm::Shape* shape, std::size_t member, const vm::String* name) const {
    if (member >= members_.size() || members_[member].before != shape) return nullptr;
    return members_[member].name == name ? &members_[member] : nullptr;
  }

  void remember(std::size_t member, const vm::Shape* before, vm::PropertyKey key, vm::Shape* after) {
    if (member >= members_.size() || key.is_index()) return;
    const bool is_added = !after->is_unshared() && after->slot_count() == before->slot_count() + 1;
    // A name with escapes is not what the text has.
    if (is_added && is_plain(key.as_atom())) members_[member] = {before, key.as_atom(), after};
  }

  /// How many properties to make room for.
  std::uint32_t expected_count() const { return expected_count_; }
  /// An object with that many members has ended. The first one counts, so that those after it look alike.
  void note_count(std::size_t count) {
    if (has_count_) return;
    has_count_ = true;
    expected_count_ =
        static_cast<std::uint32_t>(std::min<std::size_t>(count, vm::Shape::k_max_inline_capacity));
  }

 private:
  static bool is_plain(vm::String* name) {
    if (!name->is_latin1()) return false;
    return std::ranges::all_of(name->latin1(),
                               [](std::uint8_t unit) { return unit >= 0x20 && unit != '"' && unit != '\\'; });
  }

  std::array<Member, 32> members_{};
  std::uint32_t expected_count_ = 4;
  bool has_count_ = false;
};

}  // namespace orrery::builtins
