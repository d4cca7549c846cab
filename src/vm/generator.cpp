#include "vm/generator.h"

namespace orrery::vm {

void AsyncGenerator::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(activation_);
  visitor.visit(first_);
  visitor.visit(last_);
}

}  // namespace orrery::vm
