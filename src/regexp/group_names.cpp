#include "regexp/group_names.h"

#include <algorithm>
#include <utility>

namespace orrery::regexp {

bool GroupNames::declare(std::string name, std::uint32_t offset) {
  const auto [entry, is_new] = last_offsets_.try_emplace(std::move(name), offset);
  if (is_new) return true;
  return !is_in_current_alternative(std::exchange(entry->second, offset));
}

// https://tc39.es/ecma262/#sec-mightbothparticipate for an earlier group at `offset` and one here.
bool GroupNames::is_in_current_alternative(std::uint32_t offset) const {
  const auto* begin = scopes_.data();
  const auto* innermost =
      std::partition_point(begin, begin + scope_count_,
                           [offset](const DisjunctionScope& scope) { return scope.start <= offset; }) -
      1;  // exists: the pattern's own disjunction starts at 0
  return offset >= innermost->alternative_start;
}

const GroupNames::Reference* GroupNames::first_unresolved() const {
  const auto found = std::ranges::find_if(
      references_, [this](const Reference& reference) { return !last_offsets_.contains(reference.name); });
  return found == references_.end() ? nullptr : &*found;
}

}  // namespace orrery::regexp
