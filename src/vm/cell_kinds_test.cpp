#include "vm/cell_kinds.h"

#include <cstring>
#include <set>

#include "vm/bigint/bigint.h"
#include "vm/functions/environment.h"
#include "vm/objects/arguments.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/proxy.h"
#include "vm/objects/test_objects.h"
#include "vm/operations/conversions.h"
#include "vm/value_list.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(CellKindsTest);

class CollectReferences final : public gc::Visitor {
 public:
  std::set<const gc::Cell*> cells;
  void visit_conservatively(std::uintptr_t) override {}

 protected:
  void visit_cell(gc::Cell* cell) override { cells.insert(cell); }
};

/// Every word of a cell's own fields that is a reference must be visited.
TEST_P(CellKindsTest, EveryFieldIsVisited) {
  // One cell of each kind that can be made without a realm, with all fields set.
  const Value values[] = {Value(string("a value of its own")), Value(make())};
  auto* environment = agent().heap().make<Environment>(2 * sizeof(Value), nullptr, nullptr, 0u, 2u);
  auto* inner = agent().heap().make<Environment>(0, environment, nullptr, 0u, 0u);
  inner->set_object(make());
  auto* link = agent().heap().make<BindingLink>(0, environment, 0u);
  const std::uint32_t slots[] = {0, 1};
  Object* mapped = MUST(create_mapped_arguments_object(agent(), make(), slots, values, environment));
  Object* unmapped = MUST(create_unmapped_arguments_object(agent(), values));
  Object* bound = MUST(bound_function_create(agent(), make_function({}), values[0], values));
  Object* proxy = MUST(proxy_create(agent(), Value(make()), Value(make())));
  Object* text = MUST(to_object(agent(), values[0]));
  Object* primitive = MUST(to_object(agent(), Value(make_bigint(agent(), 1))));
  Array* array = MUST(create_array_from_list(agent(), values));
  Array* sparse = make_array_of({});
  put(sparse, key(1'000'000), values[1]);
  Object* prototype = make();
  put(prototype, "x", 1);
  make(prototype)->shape()->chain_validity(agent());
  auto* accessor = agent().heap().make<Accessor>(0, values[1], values[1]);
  ValueList* list = ValueList::make(agent().heap());
  list->append(agent().heap(), values[0]);

  std::set<CellKind> seen;
  agent().heap().for_each_cell([&](gc::Cell* cell) {
    const auto kind = static_cast<CellKind>(cell->raw_kind());
    const CellKindRow& row = cell_kind_rows()[cell->raw_kind()];
    if (kind == CellKind::String || row.size == 0) return;  // a string's words are characters
    seen.insert(kind);
    CollectReferences visited;
    row.info.visit(cell, visited);
    for (std::size_t offset = 8; offset + 8 <= row.size; offset += 8) {
      std::uintptr_t word = 0;
      std::memcpy(&word, reinterpret_cast<const char*>(cell) + offset, sizeof word);
      if (word == 0 || word % gc::k_cell_alignment != 0 || (word >> 48) != 0) continue;
      const gc::Cell* target = agent().heap().find_cell(word);
      if (reinterpret_cast<std::uintptr_t>(target) != word) continue;
      EXPECT_TRUE(visited.cells.contains(target)) << row.info.name << " at " << offset;
    }
    if (is_object_kind(kind))
      EXPECT_TRUE(visited.cells.contains(static_cast<Object*>(cell)->shape())) << row.info.name;
  });
  for (const gc::Cell* cell : std::initializer_list<const gc::Cell*>{
           inner, link, mapped, unmapped, bound, proxy, text, primitive, array, sparse, accessor, list}) {
    EXPECT_TRUE(seen.contains(kind_of(cell))) << cell_kind_rows()[cell->raw_kind()].info.name;
  }
}

/// What lies behind a cell, too, must be kept alive: collected at every allocation, it is poisoned otherwise.
TEST_P(CellKindsTest, ContentsAreKeptAlive) {
  // Kept, as `portable` does not look at the machine stack.
  Object* object = keep(make());
  Object* array = keep(make_array_of({}));
  const gc::Root<Environment> environment(
      agent().heap(), agent().heap().make<Environment>(2 * sizeof(Value), nullptr, nullptr, 0u, 2u));
  for (std::uint32_t i = 0; i < 20; i++) {
    const std::string name = "property " + std::to_string(i);
    put(object, key(name), Value(string(name)));
    put(array, key(i * (i % 2 == 0 ? 1 : 3000)), Value(string(name)));
    environment->set_slot(i % 2, Value(string(name)));
  }
  agent().heap().collect(gc::Heap::Collection::Minor);
  agent().heap().collect(gc::Heap::Collection::Major);
  for (std::uint32_t i = 0; i < 20; i++) {
    const std::string name = "property " + std::to_string(i);
    EXPECT_EQ(look(object, key(name)).as_string()->to_utf8(), name);
    EXPECT_EQ(look(array, key(i * (i % 2 == 0 ? 1 : 3000))).as_string()->to_utf8(), name);
  }
  EXPECT_EQ(environment->slot(1).as_string()->to_utf8(), "property 19");
}

}  // namespace
}  // namespace orrery::vm
