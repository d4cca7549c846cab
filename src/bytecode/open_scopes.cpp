#include "bytecode/open_scopes.h"

#include <algorithm>
#include <ranges>

namespace orrery::bytecode {

OpenScopes::OpenScopes(const CodeBlock& code_block) : scopes_(code_block.scopes) {
  by_start_.resize(scopes_.size());
  for (std::uint32_t i = 0; i < by_start_.size(); ++i) by_start_[i] = i;
  std::ranges::sort(by_start_, {},
                    [this](std::uint32_t index) { return std::pair(scopes_[index].start, index); });
}

void OpenScopes::advance(std::uint32_t offset) {
  for (; next_ < by_start_.size() && scopes_[by_start_[next_]].start <= offset; ++next_)
    open_.push_back(by_start_[next_]);
  std::erase_if(open_, [&](std::uint32_t index) { return scopes_[index].end <= offset; });
}

const Scope* OpenScopes::find_environment(std::uint32_t register_index, std::uint32_t hops) const {
  const auto innermost =
      std::ranges::find(open_.rbegin(), open_.rend(), register_index,
                        [this](std::uint32_t index) { return scopes_[index].environment; });
  if (innermost == open_.rend() || register_index == Scope::k_none) return nullptr;
  std::uint32_t index = *innermost;
  for (; hops > 0; --hops) {
    do {
      const std::uint32_t parent = scopes_[index].parent;
      if (parent >= index) return nullptr;  // none, or malformed: outer scopes come first
      index = parent;
    } while (scopes_[index].environment == Scope::k_none);
  }
  return &scopes_[index];
}

const ScopeVariable* OpenScopes::find_variable(std::uint32_t register_index) const {
  for (std::uint32_t index : std::views::reverse(open_))
    for (const ScopeVariable& variable : scopes_[index].variables)
      if (variable.place == ScopeVariable::Place::Register && variable.index == register_index)
        return &variable;
  return nullptr;
}

const ScopeVariable* find_slot(const Scope& scope, std::uint32_t slot) {
  for (const std::vector<ScopeVariable>* list : {&scope.variables, &scope.private_names})
    for (const ScopeVariable& variable : *list)
      if (variable.place != ScopeVariable::Place::Register && variable.index == slot) return &variable;
  return nullptr;
}

}  // namespace orrery::bytecode
