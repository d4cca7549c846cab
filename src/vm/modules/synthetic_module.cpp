#include "vm/modules/synthetic_module.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/modules/module_namespace.h"
#include "vm/realm.h"

namespace orrery::vm {

SyntheticModule* SyntheticModule::make(Agent& agent, Realm* realm, std::span<const Export> exports,
                                       Value host_defined) {
  const auto count = static_cast<std::uint32_t>(exports.size());
  // No code sees this environment but through links to its slots, so it needs no description.
  auto* environment = agent.heap().make<Environment>(count * sizeof(ValueField), nullptr, nullptr, 0u, count);
  for (std::uint32_t i = 0; i < count; i++) environment->set_slot(i, exports[i].value);
  auto* module = agent.heap().make<SyntheticModule>(0, realm, environment, host_defined);
  for (const Export& each : exports) module->names_.push_back(each.name);
  gc::write_barrier(module);
  return module;
}

std::optional<std::uint32_t> SyntheticModule::slot_of(PropertyKey name) const {
  const auto found = std::ranges::find(names_, name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - names_.begin());
}

void SyntheticModule::set_export(PropertyKey name, Value value) {
  if (const std::optional<std::uint32_t> slot = slot_of(name)) environment()->set_slot(*slot, value);
}

Completion<void> SyntheticModule::evaluate(Agent& agent) {
  if (steps_ == nullptr) return {};
  if (!is_evaluated_) {
    // Whoever asks again while the steps are taken gets what is there by then.
    is_evaluated_ = true;
    const Completion<void> result = steps_(agent, this);
    if (!result.is_thrown()) return {};
    if (agent.is_terminating()) return Thrown{};
    evaluation_error_.set(this, agent.take_exception());
  }
  return evaluation_error_.get().is_empty() ? Completion<void>() : agent.throw_value(evaluation_error_.get());
}

void SyntheticModule::visit(gc::Visitor& visitor) {
  visit_module(visitor);
  if (evaluation_error_.get().is_cell()) visitor.visit(evaluation_error_.get().as_cell());
  for (const PropertyKey name : names_) visit_key(visitor, name);
}

SyntheticModule* create_default_export_synthetic_module(Agent& agent, Realm* realm, Value default_export,
                                                        Value host_defined) {
  const SyntheticModule::Export exports[] = {{agent.names().default_, default_export}};
  return SyntheticModule::make(agent, realm, exports, host_defined);
}

}  // namespace orrery::vm
