#pragma once

#include "vm/completion.h"
#include "vm/execution/frame.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-uri-handling-functions
vm::Completion<vm::Value> decode_uri(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> decode_uri_component(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> encode_uri(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> encode_uri_component(vm::Agent& agent, vm::NativeFrame& frame);

// https://tc39.es/ecma262/#sec-additional-properties-of-the-global-object
vm::Completion<vm::Value> escape(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> unescape(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
