#include "vm/collections/weak_hash_set.h"

#include <set>

#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

/// A client whose marks the test sets by what it keeps alive.
class SetClient final : public gc::HeapClient {
 public:
  void visit_roots(gc::Visitor& visitor) override {
    for (Symbol* symbol : kept) visitor.visit(symbol);
  }
  void clear_weak(const gc::Liveness& liveness) override { symbols.clear_dead(liveness); }

  std::set<Symbol*> kept;
  WeakHashSet<Symbol> symbols;
};

TEST(WeakHashSetTest, ForgetsTheDeadAndFindsTheRest) {
  static constexpr gc::CellKindInfo k_kinds[] = {
      {"String", nullptr, nullptr},
      {"Symbol", [](gc::Cell* cell, gc::Visitor& visitor) { static_cast<Symbol*>(cell)->visit(visitor); },
       nullptr}};
  SetClient client;
  const std::unique_ptr<gc::Heap> heap = gc::Heap::create(k_kinds, client, {});
  std::vector<Symbol*> symbols;
  // Few hashes, so that there are long runs; some of them go around the table's end.
  const auto hash_of = [](unsigned i) { return i % 7 * 0x1249'2493u - 5; };
  constexpr unsigned k_count = 500;
  for (unsigned i = 0; i < k_count; ++i) {
    auto* symbol = heap->make<Symbol>(0, Symbol::Sort::Unique, nullptr, hash_of(i));
    symbols.push_back(symbol);
    client.symbols.insert(hash_of(i), symbol);
  }
  for (unsigned round = 0; round < 5; ++round) {
    for (unsigned i = 0; i < k_count; ++i) {
      if ((i * 2654435761u >> 20) % 5 >= round) {
        client.kept.insert(symbols[i]);
      } else {
        client.kept.erase(symbols[i]);
      }
    }
    heap->collect(gc::Heap::Collection::Major);
    EXPECT_EQ(client.symbols.size(), client.kept.size());
    for (unsigned i = 0; i < k_count; ++i) {
      Symbol* found = client.symbols.find(hash_of(i), [&](Symbol* symbol) { return symbol == symbols[i]; });
      EXPECT_EQ(found != nullptr, client.kept.contains(symbols[i]));
    }
  }
}

}  // namespace
}  // namespace orrery::vm
