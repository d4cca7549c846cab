// https://tc39.es/proposal-defer-import-eval: modules that are evaluated when their namespace is looked at.

#include <algorithm>

#include "vm/agent.h"
#include "vm/modules/module.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/promises/promise.h"

namespace orrery::vm {

namespace {

using Status = SourceTextModule::Status;

/// https://tc39.es/proposal-defer-import-eval/#sec-IsModuleSCCEvaluated
bool is_circle_evaluated(const SourceTextModule* module) {
  const SourceTextModule* root = module->cycle_root();
  return (root == nullptr ? module : root)->status() == Status::Evaluated;
}

/// https://tc39.es/proposal-defer-import-eval/#sec-ReadyForSyncExecution
Completion<bool> is_ready_for_sync_execution(Agent& agent, const SourceTextModule* module,
                                             std::vector<const SourceTextModule*>& seen) {
  const NativeEntry entry(agent);
  TRY(entry.check());
  // 3. - 8.
  if (is_circle_evaluated(module) || std::ranges::find(seen, module) != seen.end()) return true;
  seen.push_back(module);
  if (module->status() != Status::Linked || module->has_top_level_await()) return false;
  // 9., 10.
  for (std::uint32_t i = 0; i < module->requests().size(); i++) {
    const SourceTextModule* required = module->required_text(i);
    if (required != nullptr && !TRY(is_ready_for_sync_execution(agent, required, seen))) return false;
  }
  return true;
}

/// https://tc39.es/proposal-defer-import-eval/#sec-GatherAsynchronousTransitiveDependencies
Completion<void> gather_from(Agent& agent, SourceTextModule* module, std::vector<Module*>& modules,
                             std::vector<const SourceTextModule*>& seen) {
  const NativeEntry entry(agent);
  TRY(entry.check());
  // 3. - 6.
  if (std::ranges::find(seen, module) != seen.end()) return {};
  seen.push_back(module);
  if (module->status() == Status::Evaluating || is_circle_evaluated(module)) return {};
  // 7.
  if (module->has_top_level_await()) {
    if (std::ranges::find(modules, module) == modules.end()) modules.push_back(module);
    return {};
  }
  // 8.
  for (std::uint32_t i = 0; i < module->requests().size(); i++) {
    if (SourceTextModule* required = module->required_text(i))
      TRY(gather_from(agent, required, modules, seen));
  }
  return {};
}

}  // namespace

Completion<void> gather_asynchronous_dependencies(Agent& agent, Module* module,
                                                  std::vector<Module*>& modules) {
  if (module->kind() != CellKind::SourceTextModule) return {};
  std::vector<const SourceTextModule*> seen;
  return gather_from(agent, static_cast<SourceTextModule*>(module), modules, seen);
}

Completion<void> evaluate_module_sync(Agent& agent, Module* module) {
  if (module->kind() == CellKind::SyntheticModule)
    return static_cast<SyntheticModule*>(module)->evaluate(agent);
  auto* text = static_cast<SourceTextModule*>(module);
  // 1.
  std::vector<const SourceTextModule*> seen;
  if (!TRY(is_ready_for_sync_execution(agent, text, seen)))
    return agent.throw_type_error(
        "Cannot evaluate a deferred module while it, or a module that it imports, is being evaluated");
  // 2. - 4.
  Promise* promise = TRY(module_evaluate(agent, text));
  if (promise->state() == Promise::State::Fulfilled) return {};
  mark_as_handled(agent, promise);
  return agent.throw_value(promise->result());
}

}  // namespace orrery::vm
