#include "vm/iteration/iterator_helper.h"

namespace orrery::vm {

void IteratorHelper::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  for (const ValueField* field : {&underlying_, &underlying_next_, &inner_, &inner_next_, &function_}) {
    if (field->get().is_cell()) visitor.visit(field->get().as_cell());
  }
  visitor.visit(list_);
  visitor.visit(padding_);
  visitor.visit(keys_);
}

void WrappedIterator::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  for (const ValueField* field : {&iterator_, &next_method_}) {
    if (field->get().is_cell()) visitor.visit(field->get().as_cell());
  }
}

}  // namespace orrery::vm
