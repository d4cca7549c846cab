#include "webidl/sequences.h"

#include "vm/objects/array.h"

namespace orrery::webidl {

vm::Completion<vm::Value> to_array(vm::Agent& agent, const vm::ValueList& items) {
  return TRY(vm::create_array_from_list(agent, items.values()));
}

}  // namespace orrery::webidl
