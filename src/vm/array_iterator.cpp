#include "vm/array_iterator.h"

#include "vm/agent.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

Object* create_array_iterator(Agent& agent, Object* array, IterationKind kind) {
  Shape* shape =
      agent.shapes().root(agent.intrinsic(Intrinsic::ArrayIteratorPrototype), CellKind::ArrayIterator);
  return agent.heap().make<ArrayIterator>(0, shape, array, kind);
}

}  // namespace orrery::vm
