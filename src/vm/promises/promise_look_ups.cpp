#include "vm/promises/promise_look_ups.h"

#include "vm/functions/as_made.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

PromiseLookUps& PromiseLookUps::make(Agent& agent, Realm& realm) {
  Object* prototype = realm.intrinsic(agent, Intrinsic::PromisePrototype);
  auto* made = agent.heap().make<PromiseLookUps>(0, agent.shapes().root(prototype, CellKind::Promise));
  realm.set_promise_look_ups(made);
  return *made;
}

bool PromiseLookUps::look(Agent& agent, Realm& realm, Seen& seen, Object* holder, PropertyKey key) {
  seen.holder.clear();
  const auto location = holder->shape()->find(key);
  if (!location) return false;
  seen.holder.set(this, holder);
  seen.shape.set(this, holder->shape());
  seen.place = ObjectLayout::place_of(holder, location->slot);
  seen.value.set(this, holder->slot(location->slot));
  return is_as_made(agent, realm, holder, key);
}

bool PromiseLookUps::look_again(Agent& agent, Realm& realm) {
  Object* prototype = realm.intrinsic(agent, Intrinsic::PromisePrototype);
  Object* promise = realm.intrinsic(agent, Intrinsic::Promise);
  const bool has_constructor = look(agent, realm, constructor_, prototype, agent.names().constructor);
  const bool has_species = look(agent, realm, species_, promise, agent.names().symbol_species);
  is_as_made_ = has_constructor && has_species;
  return is_as_made_;
}

void PromiseLookUps::visit(gc::Visitor& visitor) const {
  visitor.visit(shape_);
  for (const Seen* seen : {&constructor_, &species_}) {
    visitor.visit(seen->holder);
    visitor.visit(seen->shape, this);
    if (seen->value.get().is_cell()) visitor.visit(seen->value.get().as_cell());
  }
}

}  // namespace orrery::vm
