#pragma once

#include "vm/completion.h"

namespace orrery::vm {

class Agent;
class Object;
class String;

/// What Error.prototype.toString gives of an object: runs getters and conversions. See error_text() for who
/// may not.
Completion<String*> error_string(Agent& agent, Object* error);

}  // namespace orrery::vm
