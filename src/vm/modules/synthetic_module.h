#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/modules/module.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-synthetic-module-records, with values that are known beforehand, or that its
/// evaluation steps provide.
class SyntheticModule final : public Module {
 public:
  static constexpr CellKind k_kind = CellKind::SyntheticModule;
  static constexpr bool k_kind_has_finalizer = true;

  struct Export {
    PropertyKey name;
    Value value;
  };
  static SyntheticModule* make(Agent& agent, Realm* realm, std::span<const Export> exports,
                               Value host_defined);

  /// [[EvaluationSteps]]: they give the exports their values (set_export()).
  using Steps = Completion<void> (*)(Agent&, SyntheticModule*);
  void set_evaluation_steps(Steps steps) { steps_ = steps; }
  bool has_evaluation_steps() const { return steps_ != nullptr; }
  /// What the error says where a name is imported that is no export.
  /// \param source  the line that imports it, from that name on
  using MissingExport = std::string (*)(std::string_view specifier, std::string_view name,
                                        std::string_view source);
  void set_missing_export(MissingExport describe) { missing_export_ = describe; }
  /// Null: as always.
  MissingExport missing_export() const { return missing_export_; }
  /// https://tc39.es/ecma262/#sec-setsyntheticmoduleexport
  void set_export(PropertyKey name, Value value);
  /// https://tc39.es/ecma262/#sec-smr-Evaluate: takes the steps, if there are any, once. What they have
  /// thrown is thrown again.
  Completion<void> evaluate(Agent& agent);

  const std::vector<PropertyKey>& export_names() const { return names_; }
  /// Where the environment has the value of an export.
  std::optional<std::uint32_t> slot_of(PropertyKey name) const;
  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;
  SyntheticModule(Realm* realm, Environment* environment, Value host_defined)
      : Module(k_kind, realm, environment, host_defined) {}

  std::vector<PropertyKey> names_;  // in the order of the slots
  Steps steps_ = nullptr;
  MissingExport missing_export_ = nullptr;
  bool is_evaluated_ = false;
  ValueField evaluation_error_{Value::empty()};
};

/// https://tc39.es/ecma262/#sec-create-default-export-synthetic-module
SyntheticModule* create_default_export_synthetic_module(Agent& agent, Realm* realm, Value default_export,
                                                        Value host_defined);

}  // namespace orrery::vm
