#include "regexp/program.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "regexp/compile/code_generator.h"
#include "regexp/compile/tree_builder.h"
#include "regexp/pattern_parser.h"
#include "regexp/program_code.h"

namespace orrery::regexp {

namespace {

constexpr std::size_t k_max_pattern_bytes = std::size_t{64} << 20;

std::size_t memory_of(std::span<const NamedGroup> groups) {
  std::size_t size = groups.size_bytes();
  for (const NamedGroup& group : groups)
    size += group.name.capacity() + group.groups.capacity() * sizeof(std::uint32_t);
  return size;
}

}  // namespace

Program::Program(Flags flags, std::uint32_t capture_count, std::vector<NamedGroup> named_groups,
                 std::unique_ptr<const ProgramCode> code)
    : flags_(flags),
      capture_count_(capture_count),
      named_groups_(std::move(named_groups)),
      code_(std::move(code)),
      memory_size_(sizeof(Program) + memory_of(named_groups_) + code_->memory_size()) {}

Program::~Program() = default;

std::expected<std::shared_ptr<const Program>, PatternError> compile(std::string_view pattern, Flags flags) {
  const auto too_large = [&] {
    return std::unexpected(PatternError{.message = "Regular expression too large",
                                        .start = 0,
                                        .end = static_cast<std::uint32_t>(pattern.size())});
  };
  if (pattern.size() > k_max_pattern_bytes) {
    if (const auto error = validate_pattern(pattern, flags)) return std::unexpected(*error);
    return too_large();
  }
  Tree tree;
  TreeBuilder builder(tree, flags);
  if (const auto error = PatternParser(pattern, flags, &builder).parse_pattern())
    return std::unexpected(*error);
  if (tree.is_too_large) return too_large();
  auto code = CodeGenerator(tree, flags.has_either_unicode()).generate();
  if (!code) return too_large();
  return std::make_shared<const Program>(flags, tree.capture_count, std::move(tree.named_groups),
                                         std::move(code));
}

// Instructions ----------------------------------------------------------------------------------------------

const InstructionInfo& info(Opcode opcode) {
  using enum OperandKind;
  static constexpr auto k_count = [](std::initializer_list<OperandKind> operands) { return operands.size(); };
  static constexpr auto k_kinds = [](std::initializer_list<OperandKind> operands) {
    std::array<OperandKind, k_max_operands> kinds{};
    std::ranges::copy(operands, kinds.begin());
    return kinds;
  };
  static constexpr InstructionInfo k_infos[] = {
#define INSTRUCTION(name, ...) {#name, k_count({__VA_ARGS__}), k_kinds({__VA_ARGS__})},
#include "regexp/instructions.def"
#undef INSTRUCTION
  };
  return k_infos[static_cast<std::size_t>(opcode)];
}

std::size_t ProgramCode::memory_size() const {
  std::size_t size = sizeof *this + words.capacity() * sizeof(Word) +
                     first_sets.capacity() * sizeof(FirstSet) + switches.capacity() * sizeof(switches[0]) +
                     units.capacity() * 2 + masks.capacity() * 2 + latin1.capacity();
  for (const CharacterClass& character_class : classes) size += character_class.memory_size();
  return size;
}

// Classes ---------------------------------------------------------------------------------------------------

CharacterClass::CharacterClass(const CodePointSet& set) {
  std::size_t ranges_of_plane = 0;
  for (const auto range : set.ranges()) {
    for (char32_t c = range.first; c <= range.last && c < 256; ++c)
      latin1_[c >> 6] |= std::uint64_t{1} << (c & 63);
    if (range.last < 256) continue;
    boundaries_.push_back(std::max<char32_t>(range.first, 256));
    boundaries_.push_back(range.last + 1);
    if (range.first <= 0xFFFF) ++ranges_of_plane;
  }
  if (ranges_of_plane >= k_ranges_worth_pages) make_pages(set);
}

void CharacterClass::make_pages(const CodePointSet& set) {
  std::vector<PageBits> pages(k_page_count);
  for (const auto range : set.ranges()) {
    for (char32_t c = range.first; c <= std::min<char32_t>(range.last, 0xFFFF);) {
      std::uint64_t& word = pages[c >> 8][c >> 6 & 3];
      if ((c & 63) == 0 && range.last - c >= 63) {
        word = ~std::uint64_t{0};
        c += 64;
      } else {
        word |= std::uint64_t{1} << (c & 63);
        ++c;
      }
    }
  }
  pages_.resize(k_page_count);
  for (std::size_t page = 0; page < k_page_count; ++page) {
    // Most pages are all or nothing, or like the one before.
    auto known = std::ranges::find(bits_, pages[page]);
    if (known == bits_.end()) known = bits_.insert(known, pages[page]);
    pages_[page] = static_cast<std::uint8_t>(known - bits_.begin());
  }
}

bool CharacterClass::contains_beyond_latin1(char32_t character) const {
  if (character <= 0xFFFF && !pages_.empty())
    return (bits_[pages_[character >> 8]][character >> 6 & 3] >> (character & 63) & 1) != 0;
  const auto behind = std::ranges::upper_bound(boundaries_, character);
  return (behind - boundaries_.begin()) % 2 != 0;
}

}  // namespace orrery::regexp
