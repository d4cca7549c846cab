#include "vm/shapes/shape.h"

#include "vm/agent.h"
#include "vm/objects/object.h"
#include "vm/shapes/property_table.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

std::uint32_t Shape::property_count() const {
  return is_unshared() && table_ ? count_ - table_->removed_count() : count_;
}

std::optional<PropertyLocation> Shape::find(PropertyKey key) const {
  assert(!key.is_array_index());
  if (count_ == 0) return std::nullopt;
  const std::optional<std::uint32_t> slot = table_->find(key, count_);
  if (!slot) return std::nullopt;
  return PropertyLocation{*slot, table_->attributes(*slot)};
}

std::optional<PropertyKey> Shape::key_of(std::uint32_t slot) const {
  assert(slot < count_);
  if (table_->is_removed(slot)) return std::nullopt;
  return table_->key(slot);
}

Attributes Shape::attributes_of(std::uint32_t slot) const {
  return table_->attributes(slot);
}

ValidityCell* Shape::chain_validity(Agent& agent) const {
  return agent.shapes().validity_chains().of(prototype());
}

void Shape::visit(gc::Visitor& visitor) {
  visitor.visit(prototype_);
  visitor.visit(table_);
  visitor.visit(parent_);
  visitor.visit(validity_);
}

}  // namespace orrery::vm
