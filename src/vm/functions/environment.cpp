#include "vm/functions/environment.h"

#include "vm/agent.h"
#include "vm/functions/executable.h"
#include "vm/objects/object.h"

namespace orrery::vm {

Environment::Environment(Environment* outer, Executable* executable, std::uint32_t scope,
                         std::uint32_t slot_count)
    : Cell(static_cast<std::uint8_t>(k_kind)),
      scope_(scope),
      outer_(outer),
      executable_(executable),
      slot_count_(slot_count) {
  for (std::uint32_t i = 0; i < slot_count; i++) new (&slots()[i]) ValueField(Value::empty());
}

const bytecode::Scope& Environment::scope() const {
  return executable_->code().scopes[scope_];
}

void Environment::visit(gc::Visitor& visitor) {
  visitor.visit(outer_);
  visitor.visit(executable_);
  visitor.visit(object_);
  for (std::uint32_t i = 0; i < slot_count_; i++) {
    if (slot(i).is_cell()) visitor.visit(slot(i).as_cell());
  }
}

Environment* make_environment(Agent& agent, Environment* outer, Executable* executable, std::uint32_t scope) {
  const std::uint32_t slots = executable->code().scopes[scope].slot_count;
  return agent.heap().make<Environment>(slots * sizeof(ValueField), outer, executable, scope, slots);
}

Environment* make_object_environment(Agent& agent, Environment* outer, Object* object) {
  auto* environment = agent.heap().make<Environment>(0, outer, nullptr, 0u, 0u);
  environment->set_object(object);
  return environment;
}

Environment* copy_environment(Agent& agent, const Environment* environment) {
  Environment* copy =
      make_environment(agent, environment->outer(), environment->executable(), environment->scope_index());
  for (std::uint32_t i = 0; i < environment->slot_count(); i++) copy->set_slot(i, environment->slot(i));
  return copy;
}

}  // namespace orrery::vm
