#include "vm/collections/keyed_collections.h"

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "vm/strings/symbol.h"

namespace orrery::vm {

namespace {

std::uint32_t mix(std::uint64_t bits) {
  return static_cast<std::uint32_t>((bits ^ bits >> 32) * 0x9e37'79b9'7f4a'7c15 >> 32);
}

}  // namespace

std::uint32_t key_hash(Agent& agent, Value key) {
  if (!key.is_cell()) return mix(key.bits());
  if (key.is_string()) return key.as_string()->hash();
  if (key.is_symbol()) return key.as_symbol()->hash();
  if (key.is_bigint()) return mix(key.as_bigint()->low_bits());
  return agent.identity_hashes().of(key.as_object());
}

// Collections -----------------------------------------------------------------------------------------------

std::optional<std::uint32_t> KeyedCollection::find(Agent& agent, Value key) const {
  key = canonical_key(key);
  return table_->find(key, key_hash(agent, key));
}

Value KeyedCollection::get(Agent& agent, Value key) const {
  const std::optional<std::uint32_t> place = find(agent, key);
  return place ? table_->value(*place) : Value::undefined();
}

Completion<void> KeyedCollection::set(Agent& agent, Value key, Value value) {
  key = canonical_key(key);
  const std::uint32_t hash = key_hash(agent, key);
  if (const auto place = table_->find(key, hash)) {
    table_->set_value(*place, value);
    return {};
  }
  if (table_->is_full()) {
    OrderedTable* grown = table_->try_grow(agent.heap());
    if (grown == nullptr) {
      return agent.throw_range_error(kind() == CellKind::Map ? "Map maximum size exceeded"
                                                             : "Set maximum size exceeded");
    }
    table_.set(this, grown);
  }
  table_->append(key, value, hash);
  return {};
}

bool KeyedCollection::remove(Agent& agent, Value key) {
  const std::optional<std::uint32_t> place = find(agent, key);
  if (!place) return false;
  table_->remove(*place);
  table_.set(this, table_->shrink(agent.heap()));
  return true;
}

void KeyedCollection::clear(Agent& agent) {
  if (table_->end() != 0) table_.set(this, table_->clear(agent.heap()));
}

Map* make_map(Agent& agent, Object* prototype) {
  if (prototype == nullptr) prototype = agent.intrinsic(Intrinsic::MapPrototype);
  Shape* shape = agent.shapes().root(prototype, CellKind::Map);
  return agent.heap().make<Map>(0, shape, OrderedTable::make(agent.heap()));
}

Set* make_set(Agent& agent, Object* prototype) {
  if (prototype == nullptr) prototype = agent.intrinsic(Intrinsic::SetPrototype);
  Shape* shape = agent.shapes().root(prototype, CellKind::Set);
  return agent.heap().make<Set>(0, shape, OrderedTable::make(agent.heap()));
}

// Iterators -------------------------------------------------------------------------------------------------

std::optional<std::uint32_t> KeyedCollectionIterator::next() {
  if (!table_) return std::nullopt;
  TableCursor cursor{table_.get(), index_};
  const std::optional<std::uint32_t> place = cursor.next();
  index_ = cursor.index;
  table_.set(this, place ? cursor.table : nullptr);
  return place;
}

}  // namespace orrery::vm
