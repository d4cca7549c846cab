#include "vm/iteration/async_from_sync_iterator.h"

#include "vm/agent.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

void AsyncFromSyncIterator::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  for (const Value value : {iterator_.get(), next_method_.get()}) {
    if (value.is_cell()) visitor.visit(value.as_cell());
  }
}

// https://tc39.es/ecma262/#sec-createasyncfromsynciterator
Object* create_async_from_sync_iterator(Agent& agent, const IteratorRecord& sync_iterator_record) {
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::AsyncFromSyncIteratorPrototype),
                                     CellKind::AsyncFromSyncIterator);
  return agent.heap().make<AsyncFromSyncIterator>(0, shape, sync_iterator_record);
}

}  // namespace orrery::vm
