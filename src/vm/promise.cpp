#include "vm/promise.h"

#include "vm/activation.h"

namespace orrery::vm {

void Promise::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  if (result().is_cell()) visitor.visit(result().as_cell());
  visitor.visit(reactions_);
  visitor.visit(last_reaction_);
}

void PromiseReaction::visit(gc::Visitor& visitor) {
  visitor.visit(next_);
  for (const ValueField* field : {&waiting_, &resolve_, &reject_, &on_fulfilled_, &on_rejected_}) {
    if (field->get().is_cell()) visitor.visit(field->get().as_cell());
  }
}

}  // namespace orrery::vm
