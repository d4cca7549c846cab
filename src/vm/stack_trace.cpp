#include "vm/error_object.h"

namespace orrery::vm {

void StackTrace::visit(gc::Visitor& visitor) {
  if (header().is_cell()) visitor.visit(header().as_cell());
  for (const Entry& entry : entries_) {
    visitor.visit(entry.executable);
    visitor.visit(entry.callee);
    if (entry.this_value.is_cell()) visitor.visit(entry.this_value.as_cell());
  }
}

}  // namespace orrery::vm
