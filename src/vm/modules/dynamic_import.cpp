// https://tc39.es/ecma262/#sec-import-calls

#include "vm/modules/dynamic_import.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/functions/closure.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/source_text_module.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

// What follows a loaded module: closures that remember the promise and the module
// ----------------------------

struct Captured {
  Promise* promise;
  Module* module;
  bytecode::ImportPhase phase;
};

Captured captured_by(const NativeFrame& frame) {
  const auto* captures = captured_cell<Slots>(frame);
  return {static_cast<Promise*>(captures->get(0).as_object()),
          static_cast<Module*>(captures->get(1).as_cell()),
          static_cast<bytecode::ImportPhase>(captures->get(2).as_int32())};
}

NativeFunction* make_closure_of(Agent& agent, NativeCode code, const Captured& captured) {
  Slots* captures = make_captures(agent, {captured.promise, Value::cell(captured.module),
                                          Value::int32(static_cast<std::int32_t>(captured.phase))});
  return make_closure(agent, code, 1, Value::cell(captures));
}

/// Rejects with the pending exception; only a termination stays pending.
Completion<Value> reject_with_pending(Agent& agent, Promise* promise) {
  if (agent.is_terminating()) return Thrown{};
  reject_promise(agent, promise, agent.take_exception());
  return Value::undefined();
}

// Step 4
Completion<Value> on_rejected(Agent& agent, NativeFrame& frame) {
  reject_promise(agent, captured_by(frame).promise, frame.argument(0));
  return Value::undefined();
}

Completion<Value> resolve_with_namespace(Agent& agent, const Captured& captured) {
  const Completion<ModuleNamespace*> object = get_module_namespace(agent, captured.module, captured.phase);
  if (object.is_thrown()) return reject_with_pending(agent, captured.promise);
  TRY(resolve_promise(agent, captured.promise, object.value()));
  return Value::undefined();
}

// Step 6.d
Completion<Value> on_evaluated(Agent& agent, NativeFrame& frame) {
  return resolve_with_namespace(agent, captured_by(frame));
}

// https://tc39.es/proposal-defer-import-eval/#sec-SafePerformPromiseAll: what its functions capture.
struct All {
  static constexpr std::uint32_t k_promise = 0;
  static constexpr std::uint32_t k_count = 1;
  static constexpr std::uint32_t k_pending = 2;  // of `count` promises
};

Completion<Value> on_one_of_all(Agent& agent, NativeFrame& frame) {
  auto* all = captured_cell<Slots>(frame);
  const std::int32_t pending = all->get(All::k_pending).as_int32() - 1;
  all->set(All::k_pending, Value::int32(pending));
  if (pending > 0) return Value::undefined();
  const auto count = static_cast<std::size_t>(all->get(All::k_count).as_int32());
  Array* array = TRY(create_array_from_list(agent, std::vector<Value>(count, Value::undefined())));
  TRY(resolve_promise(agent, static_cast<Promise*>(all->get(All::k_promise).as_object()), array));
  return Value::undefined();
}

Completion<Value> on_any_rejected(Agent& agent, NativeFrame& frame) {
  auto* promise = static_cast<Promise*>(captured_cell<Slots>(frame)->get(All::k_promise).as_object());
  if (promise->state() == Promise::State::Pending) reject_promise(agent, promise, frame.argument(0));
  return Value::undefined();
}

/// Evaluates modules, and gives a promise of them all.
Completion<Promise*> evaluate_all(Agent& agent, const std::vector<Module*>& modules) {
  Promise* promise = new_promise(agent);
  const Value count = Value::int32(static_cast<std::int32_t>(modules.size()));
  Slots* all = make_captures(agent, {promise, count, count});
  NativeFunction* on_fulfilled = make_closure(agent, on_one_of_all, 1, Value::cell(all));
  NativeFunction* on_rejected = make_closure(agent, on_any_rejected, 1, Value::cell(all));
  // All begin before any is waited for.
  std::vector<Promise*> promises;  // the modules keep them
  promises.reserve(modules.size());
  for (Module* module : modules) promises.push_back(TRY(module_evaluate(agent, module)));
  for (Promise* each : promises) perform_promise_then(agent, each, on_fulfilled, on_rejected, nullptr);
  return promise;
}

// Step 6
Completion<Value> on_loaded(Agent& agent, NativeFrame& frame) {
  const Captured captured = captured_by(frame);
  if (module_link(agent, captured.module).is_thrown()) return reject_with_pending(agent, captured.promise);
  Promise* evaluated = nullptr;
  if (captured.phase == bytecode::ImportPhase::Defer) {
    std::vector<Module*> modules;
    if (gather_asynchronous_dependencies(agent, captured.module, modules).is_thrown())
      return reject_with_pending(agent, captured.promise);
    if (modules.empty()) return resolve_with_namespace(agent, captured);
    evaluated = TRY(evaluate_all(agent, modules));
  } else {
    evaluated = TRY(module_evaluate(agent, captured.module));
  }
  perform_promise_then(agent, evaluated, make_closure_of(agent, on_evaluated, captured),
                       make_closure_of(agent, on_rejected, captured), nullptr);
  return Value::undefined();
}

/// https://tc39.es/proposal-source-phase-imports/#sec-ContinueDynamicImport, step 4
void settle_with_source(Agent& agent, Promise* promise, String* specifier, const Module* module) {
  if (module->module_source() != nullptr) {
    // Looks up `then`.
    (void)resolve_promise(agent, promise, module->module_source());
    return;
  }
  (void)agent.throw_syntax_error(no_source_message(specifier->to_utf8()));
  (void)reject_with_pending(agent, promise);
}

}  // namespace

void continue_dynamic_import(Agent& agent, Promise* promise, bytecode::ImportPhase phase, String* specifier,
                             Completion<Module*> result) {
  // 1.
  if (result.is_thrown()) {
    (void)reject_with_pending(agent, promise);
    return;
  }
  if (phase == bytecode::ImportPhase::Source)
    return settle_with_source(agent, promise, specifier, result.value());
  // 2. - 7.
  const Captured captured{promise, result.value(), phase};
  Promise* loaded = load_requested_modules(agent, captured.module);
  perform_promise_then(agent, loaded, make_closure_of(agent, on_loaded, captured),
                       make_closure_of(agent, on_rejected, captured), nullptr);
}

namespace {

/// Step 11 of EvaluateImportCall.
Completion<ValueList*> import_attributes(Agent& agent, Value options) {
  ValueList* attributes = ValueList::make(agent.heap());
  if (options.is_undefined()) return attributes;
  if (!options.is_object())
    return agent.throw_type_error("The second argument of import() must be an object");
  const Value with = TRY(get(agent, options.as_object(), PropertyKey::atom(intern(agent, "with"))));
  if (with.is_undefined()) return attributes;
  if (!with.is_object()) return agent.throw_type_error("The 'with' option of import() must be an object");
  const ValueList* entries =
      TRY(enumerable_own_properties(agent, with.as_object(), PropertyParts::KeysAndValues));
  ValueList* unsorted = ValueList::make(agent.heap());  // keys and values in turn
  for (const Value entry : entries->values()) {
    const Value key = TRY(get(agent, entry.as_object(), PropertyKey::index(0)));
    const Value value = TRY(get(agent, entry.as_object(), PropertyKey::index(1)));
    if (!value.is_string()) return agent.throw_type_error("An import attribute must be a string");
    unsorted->append(agent.heap(), key);
    unsorted->append(agent.heap(), value);
  }
  std::vector<std::uint32_t> sorted;
  for (std::uint32_t i = 0; i < unsorted->size(); i += 2) sorted.push_back(i);
  std::ranges::sort(sorted, [&](std::uint32_t a, std::uint32_t b) {
    return unsorted->at(a).as_string()->compare(unsorted->at(b).as_string()) < 0;
  });
  for (const std::uint32_t i : sorted) {
    attributes->append(agent.heap(), unsorted->at(i));
    attributes->append(agent.heap(), unsorted->at(i + 1));
  }
  TRY(check_import_attributes(agent, *attributes, ErrorType::TypeError));
  return attributes;
}

/// Steps 9 to 13.
Completion<void> import_now(Agent& agent, Value referrer, Value specifier, Value options,
                            bytecode::ImportPhase phase, Promise* promise) {
  String* text = TRY(to_string(agent, specifier));
  ValueList* attributes = TRY(import_attributes(agent, options));
  load_dynamically(agent, referrer, text, attributes, phase, promise);
  // The host may have run a script, which was ended.
  if (agent.is_terminating()) return Thrown{};
  return {};
}

}  // namespace

Completion<Value> evaluate_import_call(Agent& agent, Value referrer, Value specifier, Value options,
                                       bytecode::ImportPhase phase) {
  Promise* promise = new_promise(agent);
  if (import_now(agent, referrer, specifier, options, phase, promise).is_thrown())
    TRY(reject_with_pending(agent, promise));
  return promise;
}

}  // namespace orrery::vm
