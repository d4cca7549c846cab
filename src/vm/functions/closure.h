#pragma once

#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/shapes/slots.h"

namespace orrery::vm {

// Abstract Closures (https://tc39.es/ecma262/#sec-abstract-closure) that the standard makes functions of:
// what they capture is the function's data().

/// https://tc39.es/ecma262/#sec-createbuiltinfunction with the name "", in the current realm.
inline NativeFunction* make_closure(Agent& agent, NativeCode code, std::uint32_t length, Value captured) {
  NativeFunction* function = create_builtin_function(agent, code, length, agent.names().empty);
  function->set_data(captured);
  return function;
}
/// Several captured values, to be told apart by their index.
inline Slots* make_captures(Agent& agent, std::initializer_list<Value> values) {
  Slots* captures = Slots::make(agent.heap(), static_cast<std::uint32_t>(values.size()));
  std::uint32_t index = 0;
  for (const Value value : values) captures->set(index++, value);
  return captures;
}

/// In the closure's code: what was captured.
inline Value captured(const NativeFrame& frame) {
  return static_cast<NativeFunction*>(frame.callee())->data();
}
/// The same, where that is a cell of class T.
template <typename T>
T* captured_cell(const NativeFrame& frame) {
  return static_cast<T*>(captured(frame).as_cell());
}

}  // namespace orrery::vm
