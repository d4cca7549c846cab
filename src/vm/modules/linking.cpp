// https://tc39.es/ecma262/#sec-moduledeclarationlinking

#include <algorithm>
#include <cassert>

#include "vm/agent.h"
#include "vm/modules/module.h"
#include "vm/modules/source_text_module.h"

namespace orrery::vm {

namespace {

using Status = SourceTextModule::Status;

class Linker {
 public:
  explicit Linker(Agent& agent) : agent_(agent) {}

  /// https://tc39.es/ecma262/#sec-InnerModuleLinking; the index is a member here.
  Completion<void> link(SourceTextModule* module) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    // 2. - 4.
    if (module->status() != Status::Unlinked) return {};
    module->set_status(Status::Linking);
    module->dfs_index = module->dfs_ancestor_index = index_++;
    stack_.push_back(module);
    // 9.
    for (std::uint32_t i = 0; i < module->requests().size(); i++) {
      SourceTextModule* required = module->required_text(i);
      if (required == nullptr) continue;
      TRY(link(required));
      if (required->status() == Status::Linking)
        module->dfs_ancestor_index = std::min(module->dfs_ancestor_index, required->dfs_ancestor_index);
    }
    // 10.
    TRY(initialize_environment(agent_, module));
    // 13.
    if (module->dfs_ancestor_index == module->dfs_index) close_circle(module);
    return {};
  }

  /// What failed can be linked again.
  void give_up() {
    for (SourceTextModule* module : stack_) module->set_status(Status::Unlinked);
  }

 private:
  void close_circle(const SourceTextModule* root) {
    for (bool is_done = false; !is_done;) {
      SourceTextModule* module = stack_.back();
      stack_.pop_back();
      module->set_status(Status::Linked);
      is_done = module == root;
    }
  }

  Agent& agent_;
  std::uint32_t index_ = 0;
  // All below the root, which the caller keeps alive.
  std::vector<SourceTextModule*> stack_;
};

}  // namespace

Completion<void> module_link(Agent& agent, Module* module) {
  if (module->kind() != CellKind::SourceTextModule) return {};
  Linker linker(agent);
  const Completion<void> result = linker.link(static_cast<SourceTextModule*>(module));
  if (result.is_thrown()) linker.give_up();
  return result;
}

}  // namespace orrery::vm
