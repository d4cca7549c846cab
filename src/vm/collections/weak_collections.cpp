#include "vm/collections/weak_collections.h"

#include "vm/agent.h"
#include "vm/collections/keyed_collections.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/symbol.h"

namespace orrery::vm {

bool can_be_held_weakly(Value value) {
  return value.is_object() || (value.is_symbol() && !value.as_symbol()->is_registered());
}

std::optional<Value> WeakCollection::get(Agent& agent, Value key) const {
  const auto place = table_->find(key.as_cell(), key_hash(agent, key));
  return place ? std::optional(table_->value(*place)) : std::nullopt;
}

Completion<void> WeakCollection::set(Agent& agent, Value key, Value value) {
  const std::uint32_t hash = key_hash(agent, key);
  if (const auto place = table_->find(key.as_cell(), hash)) {
    table_->set_value(*place, value);
    return {};
  }
  if (table_->must_resize()) {
    WeakTable* resized = table_->try_resize(agent.heap());
    if (resized == nullptr) {
      return agent.throw_range_error(kind() == CellKind::WeakMap ? "WeakMap maximum size exceeded"
                                                                 : "WeakSet maximum size exceeded");
    }
    agent.weak_references().add(resized);
    table_.set(this, resized);
  }
  table_->add(key.as_cell(), hash, value);
  return {};
}

bool WeakCollection::remove(Agent& agent, Value key) {
  const auto place = table_->find(key.as_cell(), key_hash(agent, key));
  if (place) table_->remove(*place);
  return place.has_value();
}

namespace {

WeakTable* make_table(Agent& agent) {
  WeakTable* table = WeakTable::make(agent.heap());
  agent.weak_references().add(table);
  return table;
}

}  // namespace

WeakMap* make_weak_map(Agent& agent, Object* prototype) {
  Shape* shape = agent.shapes().root(prototype, CellKind::WeakMap);
  return agent.heap().make<WeakMap>(0, shape, make_table(agent));
}

WeakSet* make_weak_set(Agent& agent, Object* prototype) {
  Shape* shape = agent.shapes().root(prototype, CellKind::WeakSet);
  return agent.heap().make<WeakSet>(0, shape, make_table(agent));
}

}  // namespace orrery::vm
