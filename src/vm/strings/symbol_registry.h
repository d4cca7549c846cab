#pragma once

#include "gc/heap.h"
#include "vm/collections/weak_hash_set.h"
#include "vm/strings/symbol.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#table-globalsymbolregistry-record-fields, of one agent: scripts cannot tell, as
/// symbols do not pass between agents. An entry dies with its symbol, for nobody could know that the next
/// one is another.
class SymbolRegistry {
 public:
  /// The symbol for `key`, made if there was none: https://tc39.es/ecma262/#sec-symbol.for, steps 2 to 6.
  Symbol* symbol_for(Agent& agent, String* key);
  void clear_dead(const gc::Liveness& liveness) { symbols_.clear_dead(liveness); }

 private:
  WeakHashSet<Symbol> symbols_;
};

}  // namespace orrery::vm
