#pragma once

#include <cstdint>
#include <span>

#include "vm/completion.h"
#include "vm/property_key.h"
#include "vm/realm.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;

/// What is above this folder, and is called from it: installed once, with the agent.
struct Hooks {
  /// [[Call]] of a function that is neither a bound function nor a proxy.
  Completion<Value> (*call)(Agent&, Object* function, Value this_value,
                            std::span<const Value> arguments) = nullptr;
  /// [[Construct]] of such a function.
  Completion<Object*> (*construct)(Agent&, Object* constructor, std::span<const Value> arguments,
                                   Object* new_target) = nullptr;
  /// Of the current realm.
  Object* (*intrinsic)(Agent&, Intrinsic) = nullptr;
  /// The value of a lazy property (Attributes::k_lazy), of which `row` is what its slot holds; of an accessor
  /// property its Accessor, as a cell. Runs no script.
  Value (*make_lazy_property)(Agent&, Object* holder, PropertyKey key, Value row) = nullptr;
};

}  // namespace orrery::vm
