#pragma once

#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/objects/object.h"

namespace orrery::webidl {

// Setters of attributes that IDL calls read-only. https://webidl.spec.whatwg.org/#dfn-attribute-setter

/// [PutForwards]: steps 4.4 and 4.5.1 to 4.5.5. \param attribute  whose value is the object to set `member`
/// of
vm::Completion<vm::Value> put_forwards(vm::Agent& agent, vm::Object* object, std::string_view attribute,
                                       std::string_view member, vm::Value value);
/// [Replaceable]: step 4.5.6, of a `this` that has passed. A data property takes the attribute's place.
vm::Completion<vm::Value> replace(vm::Agent& agent, const vm::NativeFrame& frame, std::string_view attribute);

}  // namespace orrery::webidl
