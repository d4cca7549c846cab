// https://tc39.es/ecma262/#sec-proxy-objects. What proxies do is in vm/objects/proxy.h.

#include "vm/objects/proxy.h"

#include "builtins/reflection/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-proxy-target-handler
Completion<Value> proxy_constructor(Agent& agent, NativeFrame& frame) {
  if (!frame.is_construct()) return agent.throw_type_error("Constructor Proxy requires 'new'");
  return proxy_create(agent, frame.argument(0), frame.argument(1));
}

/// https://tc39.es/ecma262/#sec-proxy.revocable, step 2: the function's data is the proxy, until it is
/// revoked.
Completion<Value> revoke(Agent&, NativeFrame& frame) {
  auto* function = static_cast<NativeFunction*>(frame.callee());
  if (!function->data().is_object()) return Value::undefined();
  static_cast<Proxy*>(function->data().as_object())->revoke();
  function->set_data(Value::undefined());
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-proxy.revocable
Completion<Value> proxy_revocable(Agent& agent, NativeFrame& frame) {
  // 1.
  Object* proxy = TRY(proxy_create(agent, frame.argument(0), frame.argument(1)));
  // 2. - 4.
  NativeFunction* revoker = create_builtin_function(agent, revoke, 0, agent.names().empty);
  revoker->set_data(proxy);
  // 5. - 8.
  Object* result = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype), 2);
  agent.shapes().add(result, agent.names().proxy, proxy, k_data_attributes);
  agent.shapes().add(result, agent.names().revoke, revoker, k_data_attributes);
  return result;
}

constexpr BuiltinRow k_proxy_rows[] = {
    method("revocable", 2, proxy_revocable),
};

}  // namespace

constexpr ObjectTable k_proxy = {
    .sort = ObjectTable::Sort::Constructor,
    .prototype = Intrinsic::FunctionPrototype,
    .name = "Proxy",
    .length = 2,
    .code = proxy_constructor,
    .has_no_prototype_property = true,
    .rows = k_proxy_rows,
};

}  // namespace orrery::builtins
