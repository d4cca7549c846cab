#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "syntax/name.h"
#include "syntax/token.h"

namespace orrery::syntax {

/// The names and string values of one text. Texts are WTF-8.
///
/// An open-addressing table of (hash, name); the lexer looks up every identifier, so the hash is made from whole
/// words and never from single bytes.
class NameTable {
 public:
  NameTable();
  NameTable(NameTable&&) = default;
  NameTable& operator=(NameTable&&) = default;

  /// The name of `text`. \pre `text` outlives the table, and 16 bytes behind its start may be read: it lies in a
  /// SourceText.
  Name intern_in_place(std::string_view text);
  /// The name of `text`, which is copied if it is new.
  Name intern(std::string_view text);

  std::string_view text(Name name) const { return texts_[static_cast<std::size_t>(name)]; }
  std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash;
    Name name;
  };

  static std::uint32_t hash_padded(const char* text, std::size_t length);
  void grow();

  std::vector<Slot> slots_;  // a power of two; Name::none is free
  std::vector<std::string_view> texts_;
  base::Arena copies_;
};

/// The keyword that `name` is. \pre is_keyword(name)
TokenType keyword_token_type(Name name);

}  // namespace orrery::syntax
