#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "regexp/compile/first_set.h"
#include "regexp/unicode/case_folding.h"
#include "regexp/unicode/code_point_set.h"

#if defined(__x86_64__) && !defined(ORRERY_PORTABLE)
#define ORRERY_PRESERVE_MOST __attribute__((preserve_most))
#else
#define ORRERY_PRESERVE_MOST
#endif

namespace orrery::regexp {

// What compile() makes and match() runs.

using Word = std::uint32_t;

enum class Opcode : std::uint8_t {
#define INSTRUCTION(name, ...) name,
#include "regexp/instructions.def"
#undef INSTRUCTION
};

enum class OperandKind : std::uint8_t { Target, Register, Number, Class, First, Text, Units };

inline constexpr std::size_t k_max_operands = 6;

struct InstructionInfo {
  std::string_view name;
  std::size_t operand_count;
  std::array<OperandKind, k_max_operands> operands;
  /// Words, but for BackReference, which has as many more as there are groups.
  std::size_t size() const { return operand_count == 0 ? 1 : operand_count; }
};

const InstructionInfo& info(Opcode opcode);

constexpr Opcode opcode_of(Word word) {
  return static_cast<Opcode>(word & 0xFF);
}
constexpr Word first_operand(Word word) {
  return word >> 8;
}

/// As a First operand: nothing is known of what follows; and: what follows never begins with what is
/// repeated.
inline constexpr Word k_no_first_set = std::numeric_limits<Word>::max();
inline constexpr Word k_possessive = k_no_first_set - 1;
inline constexpr Word k_no_class = (1U << 24) - 1;

/// The greatest number of words in a program: targets have 24 bits.
inline constexpr std::size_t k_max_program_words = (std::size_t{1} << 22);

// Operand 0 of BackReference.
inline constexpr Word k_reference_case_mode = 3;  // mask
inline constexpr Word k_reference_backward = 4;
inline constexpr Word k_reference_code_points = 8;
// Operand 1 of LookClass.
inline constexpr Word k_look_negative = 1;
inline constexpr Word k_look_behind = 2;

/// A set of characters, for the matcher: a bit for each Latin-1 character; for those of the Basic
/// Multilingual Plane a bit in one of several pages, if there are many ranges; for all others the boundaries
/// of the ranges.
class CharacterClass {
 public:
  explicit CharacterClass(const CodePointSet& set);

  bool contains(std::uint8_t character) const {
    return (latin1_[character >> 6] >> (character & 63) & 1) != 0;
  }
  bool contains(char32_t character) const {
    return character < 256 ? contains(static_cast<std::uint8_t>(character))
                           : contains_beyond_latin1(character);
  }
  std::size_t memory_size() const {
    return sizeof *this + boundaries_.size() * sizeof(char32_t) + pages_.size() +
           bits_.size() * sizeof(PageBits);
  }

 private:
  using PageBits = std::array<std::uint64_t, 4>;  // of 256 characters
  static constexpr std::size_t k_ranges_worth_pages = 6;
  static constexpr std::size_t k_page_count = 256;

  /// Saves registers itself, which the matcher's handlers would have to.
  ORRERY_PRESERVE_MOST bool contains_beyond_latin1(char32_t character) const;
  void make_pages(const CodePointSet& set);

  PageBits latin1_{};
  std::vector<char32_t> boundaries_;  // of first members, and of first non-members, in turn; from 256 on
  std::vector<std::uint8_t> pages_;   // for each page of the plane the index of its bits; empty: not used
  std::vector<PageBits> bits_;
};

/// How to find places where a match may begin.
enum class SearchKind : std::uint8_t {
  Everywhere,
  Beginning,  // only at index 0
  LineStart,  // only there, and behind line terminators
  Text,       // where prefix_length characters of the texts at prefix_offset are
  AnyOf,      // where one of four units is at filter.best_offset, and the filter holds
  Filter,     // where the filter holds
};

/// Which code units are possible at the first places of a match.
struct SearchFilter {
  static constexpr std::uint32_t k_max_length = 8;

  std::uint8_t length = 0;       // places that it knows something about
  std::uint8_t best_offset = 0;  // the one where the fewest units are possible
  /// Bit i of a unit: it is possible at offset i. Of those beyond Latin-1 it is said for all together.
  std::array<std::uint8_t, 256> latin1{};
  std::uint8_t others = 0;

  std::uint8_t offsets_of(char32_t unit) const { return unit < 256 ? latin1[unit] : others; }
  bool allows(char32_t unit, std::uint32_t offset) const { return (offsets_of(unit) >> offset & 1) != 0; }
  /// May a match begin at `at`? There are enough units.
  template <typename Unit>
  bool allows(const Unit* at) const {
    for (std::uint32_t i = 0; i < length; ++i)
      if (!allows(at[i], i)) return false;
    return true;
  }
};

struct SearchPlan {
  SearchKind kind = SearchKind::Everywhere;
  std::uint32_t prefix_offset = 0;
  std::uint32_t prefix_length = 0;
  bool prefix_is_wide = false;  // not all of it is Latin-1
  std::array<char16_t, 4> units{};
  SearchFilter filter;
  /// A match has at least so many code units.
  std::uint32_t min_length = 0;
  /// A leading `.*`: where there is no match in a line, there is none further on in it.
  bool skips_lines = false;
  /// A leading `x+` or `x*` of this class that cannot go on with what follows it: where there is no match,
  /// there is none before the first character of another class. k_no_class: there is no such loop.
  Word run_class = k_no_class;
};

struct ProgramCode {
  std::vector<Word> words;
  std::uint32_t register_count = 0;  // captures come first, two each
  std::uint32_t restores = 0;        // index of the first of the RestoreRegisters: one for each register
  std::vector<CharacterClass> classes;
  std::vector<FirstSet> first_sets;
  /// Of each Switch: the target for each Latin-1 character.
  std::vector<std::array<Word, 256>> switches;
  // Texts: a unit `u` matches character `i` if `u | masks[i]` is `units[i]`. `latin1` has the units that are
  // Latin-1, and for the others zeros.
  std::vector<char16_t> units;
  std::vector<char16_t> masks;
  std::vector<std::uint8_t> latin1;
  SearchPlan search;
  bool is_unicode = false;

  std::size_t memory_size() const;
};

}  // namespace orrery::regexp
