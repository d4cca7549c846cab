// https://tc39.es/proposal-shadowrealm/

#include "vm/objects/shadow_realm.h"

#include "builtins/reflection/tables.h"
#include "builtins/reflection/wrapped_functions.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/functions/function.h"
#include "vm/modules/loading.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/proposal-shadowrealm/#sec-shadowrealm
Completion<Value> shadow_realm_constructor(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "ShadowRealm");
  // 2.
  Object* prototype = TRY(
      get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::ShadowRealmPrototype));
  // 3. - 11. No host has anything to add to the realm.
  Realm* realm = agent.hooks().make_realm(agent);
  return agent.heap().make<ShadowRealm>(0, agent.shapes().root(prototype, CellKind::ShadowRealm), realm);
}

// evaluate --------------------------------------------------------------------------------------------------

/// https://tc39.es/proposal-shadowrealm/#sec-performshadowrealmeval
Completion<Value> perform_eval(Agent& agent, String* source, Realm& eval_realm) {
  // 1. - 3. What the parser finds is an error of the caller's realm.
  Executable* executable = TRY(agent.hooks().compile_eval(agent, eval_realm, source, false, nullptr));
  // 4. - 15.
  const Completion<Value> result = run_executable(agent, executable, nullptr);
  if (result.is_thrown()) return rethrow_as_type_error(agent, "ShadowRealm.prototype.evaluate: the code");
  // 16.
  return get_wrapped_value(agent, agent.realm(), result.value());
}

// https://tc39.es/proposal-shadowrealm/#sec-shadowrealm.prototype.evaluate
Completion<Value> evaluate(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  const ShadowRealm* shadow_realm = TRY(this_of<ShadowRealm>(agent, frame, "ShadowRealm.prototype.evaluate"));
  // 3.
  const Value source = frame.argument(0);
  if (!source.is_string())
    return agent.throw_type_error("ShadowRealm.prototype.evaluate needs a string, not " +
                                  describe_value(agent, source));
  // 4. - 6.
  return perform_eval(agent, source.as_string(), *shadow_realm->realm());
}

// importValue -----------------------------------------------------------------------------------------------

/// https://tc39.es/proposal-shadowrealm/#sec-export-getter-functions: the data is [[ExportNameString]].
Completion<Value> get_export(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  Object* exports = frame.argument(0).as_object();
  auto* name = captured_cell<String>(frame);
  const PropertyKey key = to_key(agent, name);
  // 5., 6.
  if (!TRY(has_own_property(agent, exports, key)))
    return agent.throw_type_error("The module has no export " + describe(key));
  // 7. - 9.
  return get_wrapped_value(agent, agent.realm(), TRY(get(agent, exports, key)));
}

/// https://tc39.es/proposal-shadowrealm/#sec-import-value-error-functions
Completion<Value> throw_import_error(Agent& agent, NativeFrame& frame) {
  (void)agent.throw_value(frame.argument(0));
  return rethrow_as_type_error(agent, "ShadowRealm.prototype.importValue: the import");
}

/// A function of the ShadowRealm, so that the import is that realm's.
Completion<Value> import_module(Agent& agent, NativeFrame& frame) {
  return evaluate_import_call(agent, active_host_defined(agent), frame.argument(0), Value::undefined(),
                              bytecode::ImportPhase::Evaluation);
}

/// https://tc39.es/proposal-shadowrealm/#sec-shadowrealmimportvalue
Completion<Value> import_value_into(Agent& agent, String* specifier, String* export_name, Realm* eval_realm) {
  // 1. - 9.
  NativeFunction* import =
      create_builtin_function(agent, eval_realm, import_module, 1, empty_string(agent), 0, nullptr);
  const Value specifiers[] = {specifier};
  const Value inner = TRY(call(agent, import, Value::undefined(), specifiers));
  // 10. - 14.
  NativeFunction* on_fulfilled = make_closure(agent, get_export, 1, export_name);
  NativeFunction* on_rejected = make_closure(agent, throw_import_error, 1, Value::undefined());
  // 15., 16.
  const PromiseCapability capability{new_promise(agent), Value::undefined(), Value::undefined()};
  perform_promise_then(agent, static_cast<Promise*>(inner.as_object()), on_fulfilled, on_rejected,
                       &capability);
  return capability.promise;
}

// https://tc39.es/proposal-shadowrealm/#sec-shadowrealm.prototype.importvalue
Completion<Value> import_value(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  const ShadowRealm* shadow_realm =
      TRY(this_of<ShadowRealm>(agent, frame, "ShadowRealm.prototype.importValue"));
  // 3.
  String* specifier = TRY(to_string(agent, frame.argument(0)));
  // 4.
  const Value export_name = frame.argument(1);
  if (!export_name.is_string())
    return agent.throw_type_error("The name of an export must be a string, not " +
                                  describe_value(agent, export_name));
  // 5. - 7.
  return import_value_into(agent, specifier, export_name.as_string(), shadow_realm->realm());
}

constexpr BuiltinRow k_shadow_realm_prototype_rows[] = {
    reference("constructor", Intrinsic::ShadowRealm),
    method("evaluate", 1, evaluate),
    method("importValue", 2, import_value),
    text(&WellKnown::symbol_to_string_tag, "ShadowRealm"),
};

}  // namespace

constexpr ObjectTable k_shadow_realm =
    constructor_table("ShadowRealm", 0, shadow_realm_constructor, Intrinsic::ShadowRealmPrototype);
constexpr ObjectTable k_shadow_realm_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_shadow_realm_prototype_rows);

}  // namespace orrery::builtins
