#include "vm/environment.h"

#include "vm/executable.h"
#include "vm/object.h"

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

}  // namespace orrery::vm
