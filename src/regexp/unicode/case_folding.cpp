#include "regexp/unicode/case_folding.h"

#include <algorithm>

#include "regexp/unicode/case_data.h"

namespace orrery::regexp {

using namespace detail;

namespace {

struct CaseTable {
  std::span<const CaseEntry> entries;
  std::span<const char32_t> members;
  std::span<const char32_t> members_of(const CaseEntry& entry) const {
    return members.subspan(entry.first, entry.count);
  }
};

CaseTable table_of(CaseMode mode) {
  switch (mode) {
    case CaseMode::Sensitive:
      return {};
    case CaseMode::Uppercase:
      return {k_uppercase_entries, k_uppercase_members};
    case CaseMode::Folding:
      return {k_folding_entries, k_folding_members};
  }
  return {};
}

/// Calls `visit` with each entry whose character is in `set`.
template <typename Visit>
void for_each_entry(std::span<const CodePointRange> ranges, std::span<const CaseEntry> entries, Visit visit) {
  auto entry = entries.begin();
  for (const auto range : ranges) {
    entry = std::ranges::lower_bound(entry, entries.end(), range.first, {}, &CaseEntry::character);
    for (; entry != entries.end() && entry->character <= range.last; ++entry) visit(*entry);
  }
}

}  // namespace

std::span<const char32_t> case_equivalents(char32_t character, CaseMode mode) {
  const auto table = table_of(mode);
  const auto found = std::ranges::lower_bound(table.entries, character, {}, &CaseEntry::character);
  if (found == table.entries.end() || found->character != character) return {};
  return table.members_of(*found);
}

char32_t canonicalize(char32_t character, CaseMode mode) {
  if (mode == CaseMode::Sensitive) return character;
  if (character < 0x80) {
    // OPTIMIZATION: what most texts consist of.
    if (mode == CaseMode::Uppercase) return character >= 'a' && character <= 'z' ? character - 32 : character;
    return character >= 'A' && character <= 'Z' ? character + 32 : character;
  }
  const auto equivalents = case_equivalents(character, mode);
  return equivalents.empty() ? character : equivalents.front();
}

void add_case_equivalents(CodePointSet& set, CaseMode mode) {
  const auto table = table_of(mode);
  CodePointSet added;
  for_each_entry(set.ranges(), table.entries, [&](const CaseEntry& entry) {
    for (const char32_t member : table.members_of(entry)) added.add(member);
  });
  set.add(added);
}

void fold_case(CodePointSet& set) {
  const auto table = table_of(CaseMode::Folding);
  CodePointSet removed;
  CodePointSet added;
  for_each_entry(set.ranges(), table.entries, [&](const CaseEntry& entry) {
    const char32_t canonical = table.members[entry.first];
    if (canonical == entry.character) return;
    removed.add(entry.character);
    added.add(canonical);
  });
  if (removed.is_empty()) return;
  set.subtract(removed);
  set.add(added);
}

void remove_folded(CodePointSet& set) {
  const auto table = table_of(CaseMode::Folding);
  CodePointSet folded;
  for (const CaseEntry& entry : table.entries)
    if (table.members[entry.first] != entry.character) folded.add(entry.character);
  set.subtract(folded);
}

}  // namespace orrery::regexp
