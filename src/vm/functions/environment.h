#pragma once

#include <cstdint>

#include "bytecode/code_block.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Executable;
class Object;

/// https://tc39.es/ecma262/#sec-environment-records, those that exist at run time: of scopes some of whose
/// variables outlive or escape their registers, of `with`, and of sloppy evals' `var`s. The slots' names are
/// in the scope's description, so a Declarative, Function or Module Environment Record is one of these with
/// another description.
class Environment final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Environment;
  static constexpr bool k_kind_has_finalizer = false;

  /// Made by make_environment(). The slots are empty.
  Environment(Environment* outer, Executable* executable, std::uint32_t scope, std::uint32_t slot_count);

  Environment* outer() const { return outer_.get(); }  // [[OuterEnv]]
  std::uint32_t slot_count() const { return slot_count_; }
  Value slot(std::uint32_t index) const { return slots()[index].get(); }
  void set_slot(std::uint32_t index, Value value) { slots()[index].set(this, value); }

  /// The object of a `with`; or the one that holds the variables that sloppy evals declared, if there are
  /// any; or null.
  Object* object() const { return object_.get(); }
  void set_object(Object* object) { object_.set(this, object); }
  bool is_with() const { return executable_.get() == nullptr; }
  /// What the slots are called. Not of a `with`.
  const bytecode::Scope& scope() const;
  /// Its number in the executable's code.
  std::uint32_t scope_index() const { return scope_; }
  Executable* executable() const { return executable_.get(); }

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;
  ValueField* slots() { return reinterpret_cast<ValueField*>(this + 1); }
  const ValueField* slots() const { return reinterpret_cast<const ValueField*>(this + 1); }

  std::uint32_t scope_;
  gc::Field<Environment> outer_;
  gc::Field<Executable> executable_;  // whose code describes the scope; null: a `with`
  gc::Field<Object> object_;
  std::uint32_t slot_count_;
};

/// https://tc39.es/ecma262/#sec-newdeclarativeenvironment and its kin.
/// \param outer  null: the Global Environment Record
/// \param scope  of the executable's code
Environment* make_environment(Agent& agent, Environment* outer, Executable* executable, std::uint32_t scope);
/// https://tc39.es/ecma262/#sec-newobjectenvironment of a `with`
Environment* make_object_environment(Agent& agent, Environment* outer, Object* object);
/// https://tc39.es/ecma262/#sec-createperiterationenvironment
Environment* copy_environment(Agent& agent, const Environment* environment);

/// What an import's slot holds: the binding of another module's environment.
class BindingLink final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::BindingLink;
  static constexpr bool k_kind_has_finalizer = false;

  BindingLink(Environment* environment, std::uint32_t slot)
      : Cell(static_cast<std::uint8_t>(k_kind)), slot_(slot), environment_(environment) {}
  Value get() const { return environment_->slot(slot_); }
  void visit(gc::Visitor& visitor) { visitor.visit(environment_); }

 private:
  std::uint32_t slot_;
  gc::Field<Environment> environment_;
};

}  // namespace orrery::vm
