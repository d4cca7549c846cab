#pragma once

#include <span>

#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;

/// https://tc39.es/ecma262/#sec-iscallable
bool is_callable(Value value);
/// https://tc39.es/ecma262/#sec-isconstructor
bool is_constructor(Value value);

/// https://tc39.es/ecma262/#sec-call
Completion<Value> call(Agent& agent, Value function, Value this_value, std::span<const Value> arguments = {});
/// https://tc39.es/ecma262/#sec-construct
/// \param new_target  null: the constructor itself
Completion<Object*> construct(Agent& agent, Object* constructor, std::span<const Value> arguments = {},
                              Object* new_target = nullptr);

}  // namespace orrery::vm
