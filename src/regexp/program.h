#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "regexp/pattern_syntax.h"

namespace orrery::regexp {

struct ProgramCode;

/// Why a pattern cannot be compiled: an early error of its grammar, or the message "Regular expression too
/// large", which speaks of the whole pattern. For JavaScript both are SyntaxErrors.
using PatternError = SyntaxError;

/// A name of capturing groups (https://tc39.es/ecma262/#prod-GroupName).
struct NamedGroup {
  /// WTF-8, escapes resolved.
  std::string name;
  /// The numbers of the groups that have this name, ascending, from 1 on. If there are several, at most one
  /// of them takes part in a match; its capture is the value of the name.
  std::vector<std::uint32_t> groups;
};

/// A compiled pattern: what a RegExp object has in [[RegExpMatcher]]. Immutable and without cells, so that
/// all RegExp objects with the same pattern and flags, in any agent, may share it. Does not refer to the
/// pattern's text. match() in matcher.h runs it.
class Program {
 public:
  Program(Flags flags, std::uint32_t capture_count, std::vector<NamedGroup> named_groups,
          std::unique_ptr<const ProgramCode> code);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// All that compile() was given. `d`, `g` and `y` make no difference to the program.
  Flags flags() const { return flags_; }

  /// The number of captures of a match, at least 1: the whole match, which is number 0, and the groups.
  std::uint32_t capture_count() const { return capture_count_; }

  /// The names of the pattern, in the order in which they first appear in it: the order of the properties of
  /// a match's `groups` object, which exists if this is not empty.
  std::span<const NamedGroup> named_groups() const { return named_groups_; }

  /// How many bytes this object owns, itself included.
  std::size_t memory_size() const { return memory_size_; }

  /// For the matcher and the printer.
  const ProgramCode& code() const { return *code_; }

 private:
  Flags flags_;
  std::uint32_t capture_count_;
  std::vector<NamedGroup> named_groups_;
  std::unique_ptr<const ProgramCode> code_;
  std::size_t memory_size_;
};

/// https://tc39.es/ecma262/#sec-regexpinitialize, steps 10 to 15: parses and compiles.
///
/// \param pattern  well-formed WTF-8 (base::wtf8_from_utf16()) of less than 4 GiB, the same in every mode:
///                 without `u` and `v` it is taken apart into UTF-16 code units here
///
/// Time, memory and recursion are bounded whatever the pattern (tree_builder.h, k_max_program_words): beyond,
/// the error is "Regular expression too large". The machine stack needed is said in this folder's README.
std::expected<std::shared_ptr<const Program>, PatternError> compile(std::string_view pattern, Flags flags);

}  // namespace orrery::regexp
