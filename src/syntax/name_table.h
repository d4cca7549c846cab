#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "syntax/name.h"
#include "syntax/token.h"

namespace orrery::syntax {

/// The names and string values of one text. Texts are WTF-8.
///
/// An open-addressing table. The lexer looks up every identifier, so a text is hashed and compared by whole
/// words, and a slot holds the first word itself: most names are no longer than that, and are found by one
/// read of memory.
class NameTable {
 public:
  NameTable();
  NameTable(NameTable&&) = default;
  NameTable& operator=(NameTable&&) = default;

  /// The name of `text`. \pre `text` outlives the table, and 16 bytes behind its start may be read: it lies
  /// in a SourceText.
  Name intern_in_place(std::string_view text);
  /// The name of `text`, which is copied if it is new.
  Name intern(std::string_view text);

  std::string_view text(Name name) const { return texts_[static_cast<std::size_t>(name)]; }
  std::size_t size() const { return texts_.size(); }
  /// What it takes, but for texts that it has not copied.
  std::size_t memory_bytes() const;

 private:
  static constexpr std::size_t k_initial_slots = 256;

  struct Slot {
    std::uint64_t first_word = 0;  // of the text, zeros behind its end
    std::uint32_t length = 0;
    Name name = Name::none;  // Name::none: free
  };

  static consteval std::array<Slot, k_initial_slots> make_well_known_slots();
  /// The slot where `text` is, or where it would have to go.
  std::size_t find(std::string_view text, std::uint64_t first_word) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two
  std::vector<std::string_view> texts_;
  base::Arena copies_;
};

/// The keyword that `name` is. \pre is_keyword(name)
TokenType keyword_token_type(Name name);

}  // namespace orrery::syntax
