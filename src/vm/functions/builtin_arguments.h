#pragma once

#include <cstdint>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/objects/object.h"

namespace orrery::vm {

// What most builtin functions begin with: `this` and arguments as the types that they want.

/// ToObject of `this`. \param method  for the message, "Array.prototype.at"
Completion<Object*> this_object(Agent& agent, const NativeFrame& frame, std::string_view method);
/// ToString of `this`, which is neither undefined nor null.
Completion<String*> this_string(Agent& agent, const NativeFrame& frame, std::string_view method);
/// `value`, which can be called; a TypeError if it cannot.
Completion<Value> require_callable(Agent& agent, Value value);
/// `this` has not the internal slots that the method needs: a TypeError.
Thrown throw_incompatible_receiver(Agent& agent, std::string_view method, Value receiver);
/// `this` as an object of class T (a cell kind of its own); else a TypeError.
template <typename T>
Completion<T*> this_of(Agent& agent, const NativeFrame& frame, std::string_view method) {
  if (!frame.this_value().is_cell_of(T::k_kind))
    return throw_incompatible_receiver(agent, method, frame.this_value());
  return static_cast<T*>(frame.this_value().as_object());
}
/// A constructor was called without `new`: a TypeError.
Thrown throw_constructor_called(Agent& agent, std::string_view name);

/// An index counted from the end where it is negative, as Array.prototype.slice and its like take it; within
/// 0 and `length`.
Completion<std::uint64_t> to_relative_index(Agent& agent, Value argument, std::uint64_t length);
/// The same of an index where something ends: undefined means `length`.
Completion<std::uint64_t> to_relative_end(Agent& agent, Value argument, std::uint64_t length);

}  // namespace orrery::vm
