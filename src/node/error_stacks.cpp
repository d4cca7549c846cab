#include "node/error_stacks.h"

#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"

namespace orrery::node {

using vm::Value;

namespace {

vm::Completion<Value> set_stack(vm::Agent& agent, vm::NativeFrame& frame) {
  const Value receiver = frame.this_value();
  const Value stack = frame.argument(0);
  if (receiver.is_cell_of(vm::CellKind::Error)) {
    auto* error = static_cast<vm::ErrorObject*>(receiver.as_object());
    error->set_place(vm::error_place(agent, error));
    error->set_stack(stack);
    return Value::undefined();
  }
  const vm::Object* home = agent.intrinsic(vm::Intrinsic::ErrorPrototype);
  TRY(vm::set_ignoring_prototype(agent, receiver, home, agent.names().stack, stack));
  return Value::undefined();
}

}  // namespace

void let_stacks_be_anything(vm::Agent& agent, vm::Realm& realm) {
  vm::PropertyDescriptor descriptor;
  descriptor.set = vm::create_builtin_function(agent, set_stack, 1, agent.names().stack);
  vm::Object* prototype = realm.intrinsic(agent, vm::Intrinsic::ErrorPrototype);
  MUST(vm::define_property_or_throw(agent, prototype, agent.names().stack, descriptor));
}

}  // namespace orrery::node
