#include "vm/strings/symbol.h"

#include "vm/agent.h"
#include "vm/strings/string.h"
#include "vm/strings/symbol_registry.h"

namespace orrery::vm {

namespace {

/// Spreads ordinals over 32 bits, one to one (the finalizer of MurmurHash3, Austin Appleby, public domain).
std::uint32_t mix(std::uint32_t ordinal) {
  ordinal = (ordinal ^ ordinal >> 16) * 0x85eb'ca6b;
  ordinal = (ordinal ^ ordinal >> 13) * 0xc2b2'ae35;
  return ordinal ^ ordinal >> 16;
}

}  // namespace

Symbol* make_symbol(Agent& agent, Symbol::Sort sort, String* description) {
  return agent.heap().make<Symbol>(0, sort, description, mix(agent.take_symbol_ordinal() + 1));
}

Symbol* SymbolRegistry::symbol_for(Agent& agent, String* key) {
  const std::uint32_t hash = key->hash();
  if (Symbol* found = symbols_.find(hash, [&](Symbol* symbol) { return symbol->description()->equals(key); }))
    return found;
  Symbol* symbol = make_symbol(agent, Symbol::Sort::Registered, key);
  symbols_.insert(hash, symbol);
  return symbol;
}

}  // namespace orrery::vm
