// https://tc39.es/ecma262/#sec-moduleevaluation and what follows it: modules run after those that they
// import, and those with top-level await let others run meanwhile.

#include <algorithm>
#include <cassert>

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/modules/module.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/promises/promise.h"

namespace orrery::vm {

namespace {

using Status = SourceTextModule::Status;

/// https://tc39.es/ecma262/#sec-source-text-module-record-execute-module
/// \return the promise of a module with top-level await; else something that does not matter
Completion<Value> execute(Agent& agent, SourceTextModule* module) {
  const Value code = make_function(agent, module->executable(), module->environment());
  return call(agent, code, Value::undefined());
}

// Modules with top-level await ------------------------------------------------------------------------------

Completion<void> execution_fulfilled(Agent& agent, SourceTextModule* module);
void execution_rejected(Agent& agent, SourceTextModule* module, Value error);

Completion<Value> on_execution_fulfilled(Agent& agent, NativeFrame& frame) {
  TRY(execution_fulfilled(agent, captured_cell<SourceTextModule>(frame)));
  return Value::undefined();
}

Completion<Value> on_execution_rejected(Agent& agent, NativeFrame& frame) {
  execution_rejected(agent, captured_cell<SourceTextModule>(frame), frame.argument(0));
  return Value::undefined();
}

/// https://tc39.es/ecma262/#sec-execute-async-module; throws terminations only.
Completion<void> execute_async(Agent& agent, SourceTextModule* module) {
  // The code itself makes the promise, and nothing can happen to that before there are reactions.
  const Value promise = TRY(execute(agent, module));
  perform_promise_then(agent, static_cast<Promise*>(promise.as_object()),
                       make_closure(agent, on_execution_fulfilled, 1, Value::cell(module)),
                       make_closure(agent, on_execution_rejected, 1, Value::cell(module)), nullptr);
  return {};
}

/// https://tc39.es/ecma262/#sec-gather-available-ancestors
/// \return in no particular order
std::vector<SourceTextModule*> gather_available_ancestors(SourceTextModule* module) {
  std::vector<SourceTextModule*> available;
  std::vector<SourceTextModule*> todo{module};  // not by recursion: import() makes chains of any length
  while (!todo.empty()) {
    const SourceTextModule* done = todo.back();
    todo.pop_back();
    for (SourceTextModule* parent : done->async_parents()) {
      const bool is_known = std::ranges::find(available, parent) != available.end();
      if (is_known || !parent->cycle_root()->evaluation_error().is_empty()) continue;
      parent->pending_async_dependencies--;
      if (parent->pending_async_dependencies > 0) continue;
      available.push_back(parent);
      if (!parent->has_top_level_await()) todo.push_back(parent);
    }
  }
  return available;
}

Completion<void> settle_evaluated(Agent& agent, SourceTextModule* module) {
  module->set_activation(nullptr);
  module->async_evaluation_order = SourceTextModule::k_done;
  module->set_status(Status::Evaluated);
  if (module->top_level_promise() != nullptr)
    TRY(resolve_promise(agent, module->top_level_promise(), Value::undefined()));
  return {};
}

/// https://tc39.es/ecma262/#sec-async-module-execution-fulfilled; throws terminations only.
Completion<void> execution_fulfilled(Agent& agent, SourceTextModule* module) {
  // 1. Another module of its circle has failed.
  if (module->status() == Status::Evaluated) return {};
  // 2. - 6.
  TRY(settle_evaluated(agent, module));
  // 7. - 11. The modules are kept alive by those that wait for this one, in its list.
  std::vector<SourceTextModule*> available = gather_available_ancestors(module);
  std::ranges::sort(available, {}, [](const SourceTextModule* each) { return each->async_evaluation_order; });
  // 12.
  for (SourceTextModule* parent : available) {
    if (parent->status() == Status::Evaluated) continue;
    if (parent->has_top_level_await()) {
      TRY(execute_async(agent, parent));
    } else if (execute(agent, parent).is_thrown()) {
      if (agent.is_terminating()) return Thrown{};
      execution_rejected(agent, parent, agent.take_exception());
    } else {
      TRY(settle_evaluated(agent, parent));
    }
  }
  return {};
}

/// https://tc39.es/ecma262/#sec-async-module-execution-rejected
void execution_rejected(Agent& agent, SourceTextModule* module, Value error) {
  std::vector<SourceTextModule*> todo{module};  // the next is the last
  while (!todo.empty()) {
    SourceTextModule* each = todo.back();
    todo.pop_back();
    // 1.
    if (each->status() == Status::Evaluated) continue;
    // 2. - 8.
    each->set_activation(nullptr);
    each->set_evaluation_error(error);
    each->async_evaluation_order = SourceTextModule::k_done;
    each->set_status(Status::Evaluated);
    // 9.
    if (each->top_level_promise() != nullptr) reject_promise(agent, each->top_level_promise(), error);
    // 10.
    todo.insert(todo.end(), each->async_parents().rbegin(), each->async_parents().rend());
  }
}

// Evaluation ------------------------------------------------------------------------------------------------

class Evaluator {
 public:
  explicit Evaluator(Agent& agent) : agent_(agent) {}

  /// https://tc39.es/ecma262/#sec-innermoduleevaluation; the index is a member here.
  Completion<void> evaluate(SourceTextModule* module) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    // 2.
    if (module->status() == Status::EvaluatingAsync || module->status() == Status::Evaluated) {
      if (module->evaluation_error().is_empty()) return {};
      return agent_.throw_value(module->evaluation_error());
    }
    // 3.
    if (module->status() == Status::Evaluating) return {};
    // 4. - 10.
    assert(module->status() == Status::Linked);
    module->set_status(Status::Evaluating);
    module->dfs_index = module->dfs_ancestor_index = index_++;
    module->pending_async_dependencies = 0;
    std::vector<Module*> evaluated_first;
    TRY(collect_required(module, evaluated_first));
    stack_.push_back(module);
    // 11.
    for (Module* required : evaluated_first) {
      if (required->kind() == CellKind::SyntheticModule) {
        TRY(static_cast<SyntheticModule*>(required)->evaluate(agent_));
      } else {
        TRY(evaluate_required(module, static_cast<SourceTextModule*>(required)));
      }
    }
    // 12., 13.
    if (module->pending_async_dependencies > 0 || module->has_top_level_await()) {
      module->async_evaluation_order = agent_.take_module_async_evaluation_order();
      if (module->pending_async_dependencies == 0) TRY(execute_async(agent_, module));
    } else {
      TRY(execute(agent_, module));
    }
    // 16.
    if (module->dfs_ancestor_index == module->dfs_index) close_circle(module);
    return {};
  }

  void fail(Value error) {
    for (SourceTextModule* module : stack_) {
      module->set_status(Status::Evaluated);
      module->set_evaluation_error(error);
      // Modules that they have waited for may still look for what waits.
      module->set_cycle_root(module);
    }
  }

 private:
  /// What is to be evaluated before the module, in order: of what is deferred only that which cannot be
  /// evaluated at any later moment.
  Completion<void> collect_required(const SourceTextModule* module, std::vector<Module*>& required) {
    for (std::uint32_t i = 0; i < module->requests().size(); i++) {
      SourceTextModule* text = module->required_text(i);
      if (text == nullptr) {
        collect_synthetic(module, i, required);
      } else if (module->requests()[i].phase == bytecode::ImportPhase::Defer) {
        TRY(gather_asynchronous_dependencies(agent_, text, required));
      } else if (std::ranges::find(required, text) == required.end()) {
        required.push_back(text);
      }
    }
    return {};
  }

  void collect_synthetic(const SourceTextModule* module, std::uint32_t request,
                         std::vector<Module*>& required) {
    Module* loaded = module->loaded_module(request);
    const bool has_steps = loaded->kind() == CellKind::SyntheticModule &&
                           static_cast<SyntheticModule*>(loaded)->has_evaluation_steps();
    if (has_steps && module->requests()[request].phase == bytecode::ImportPhase::Evaluation)
      required.push_back(loaded);
  }

  /// Step 11.
  Completion<void> evaluate_required(SourceTextModule* module, SourceTextModule* required) {
    TRY(evaluate(required));
    if (required->status() == Status::Evaluating) {
      module->dfs_ancestor_index = std::min(module->dfs_ancestor_index, required->dfs_ancestor_index);
    } else {
      required = required->cycle_root();
      if (!required->evaluation_error().is_empty()) return agent_.throw_value(required->evaluation_error());
    }
    if (required->is_async_evaluation_ordered()) {
      module->pending_async_dependencies++;
      required->add_async_parent(module);
    }
    return {};
  }

  void close_circle(SourceTextModule* root) {
    for (bool is_done = false; !is_done;) {
      SourceTextModule* module = stack_.back();
      stack_.pop_back();
      const bool is_async = module->async_evaluation_order != SourceTextModule::k_unset;
      module->set_status(is_async ? Status::EvaluatingAsync : Status::Evaluated);
      module->set_cycle_root(root);
      is_done = module == root;
    }
  }

  Agent& agent_;
  std::uint32_t index_ = 0;
  // All below the root, which the caller keeps alive.
  std::vector<SourceTextModule*> stack_;
};

/// https://tc39.es/ecma262/#sec-moduleevaluation
Completion<Promise*> evaluate_text(Agent& agent, SourceTextModule* module) {
  // 3.
  const bool has_begun = module->status() == Status::EvaluatingAsync || module->status() == Status::Evaluated;
  if (has_begun && module->cycle_root() != nullptr) module = module->cycle_root();
  // 4.
  if (module->top_level_promise() != nullptr) return module->top_level_promise();
  // 5. - 7.
  Promise* promise = new_promise(agent);
  module->set_top_level_promise(promise);
  // 8. - 10.
  Evaluator evaluator(agent);
  if (evaluator.evaluate(module).is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    const Value error = agent.take_exception();
    evaluator.fail(error);
    reject_promise(agent, promise, error);
  } else if (module->status() == Status::Evaluated) {
    TRY(resolve_promise(agent, promise, Value::undefined()));
  }
  return promise;
}

}  // namespace

Completion<Promise*> module_evaluate(Agent& agent, Module* module) {
  if (module->kind() == CellKind::SourceTextModule)
    return evaluate_text(agent, static_cast<SourceTextModule*>(module));
  // https://tc39.es/ecma262/#sec-smr-Evaluate
  Promise* promise = new_promise(agent);
  const Completion<void> result = static_cast<SyntheticModule*>(module)->evaluate(agent);
  if (result.is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    reject_promise(agent, promise, agent.take_exception());
  } else {
    TRY(resolve_promise(agent, promise, Value::undefined()));
  }
  return promise;
}

SourceTextModule* find_awaiting_module(SourceTextModule* module) {
  std::vector<SourceTextModule*> known{module};  // not by recursion: import() makes chains of any length
  for (std::size_t next = 0; next < known.size(); next++) {
    SourceTextModule* each = known[next];
    if (each->activation() != nullptr && each->activation()->state() == Activation::State::SuspendedAwait)
      return each;
    for (std::uint32_t i = 0; i < each->requests().size(); i++) {
      SourceTextModule* required = each->loaded_module(i) == nullptr ? nullptr : each->required_text(i);
      if (required != nullptr && std::ranges::find(known, required) == known.end()) known.push_back(required);
    }
  }
  return nullptr;
}

}  // namespace orrery::vm
