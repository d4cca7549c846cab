#pragma once

#include <optional>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/realm.h"
#include "vm/strings/property_key.h"

namespace orrery::interpreter {

/// What is to be done about a name that nothing declares.
enum class IfMissing : std::uint8_t { Throw, Undefined };

/// https://tc39.es/ecma262/#sec-global-environment-records: the operations on that of a realm, which is two
/// objects (Realm::global_lexicals(), Realm::global_object()).
class GlobalEnvironment {
 public:
  GlobalEnvironment(vm::Agent& agent, vm::Realm* realm)
      : agent_(agent), lexicals_(realm->global_lexicals()), object_(realm->global_object()) {}

  vm::Object* lexicals() const { return lexicals_; }
  vm::Object* object() const { return object_; }

  // Bindings
  // -------------------------------------------------------------------------------------------------------
  /// The binding of a lexical declaration; its value is Empty before it is initialised.
  std::optional<vm::OwnProperty> find_lexical(vm::PropertyKey name) const;
  /// https://tc39.es/ecma262/#sec-global-environment-records-getbindingvalue-n-s of a lexical binding
  vm::Completion<vm::Value> get_lexical(vm::PropertyKey name, const vm::OwnProperty& binding) const;
  /// https://tc39.es/ecma262/#sec-global-environment-records-setmutablebinding-n-v-s of a lexical binding
  vm::Completion<void> set_lexical(vm::PropertyKey name, const vm::OwnProperty& binding,
                                   vm::Value value) const;
  /// The value of a name that has no lexical declaration.
  vm::Completion<vm::Value> get_from_object(vm::PropertyKey name, IfMissing if_missing) const;
  /// PutValue to a name that has no lexical declaration; in strict code a ReferenceError if it is missing.
  vm::Completion<void> set_on_object(vm::PropertyKey name, vm::Value value, bool is_strict) const;

  // Declarations
  // ---------------------------------------------------------------------------------------------------
  /// https://tc39.es/ecma262/#sec-haslexicaldeclaration
  bool has_lexical_declaration(vm::PropertyKey name) const { return find_lexical(name).has_value(); }
  /// https://tc39.es/ecma262/#sec-hasrestrictedglobalproperty
  vm::Completion<bool> has_restricted_global_property(vm::PropertyKey name) const;
  /// https://tc39.es/ecma262/#sec-candeclareglobalvar
  vm::Completion<bool> can_declare_global_var(vm::PropertyKey name) const;
  /// https://tc39.es/ecma262/#sec-candeclareglobalfunction
  vm::Completion<bool> can_declare_global_function(vm::PropertyKey name) const;
  /// A TypeError if one of those says no.
  vm::Completion<void> require_can_declare_global_var(vm::PropertyKey name) const;
  vm::Completion<void> require_can_declare_global_function(vm::PropertyKey name) const;
  /// https://tc39.es/ecma262/#sec-createglobalvarbinding
  vm::Completion<void> create_global_var_binding(vm::PropertyKey name, bool is_deletable) const;
  /// https://tc39.es/ecma262/#sec-createglobalfunctionbinding, but for the value, which
  /// set_global_function() is to give.
  vm::Completion<void> create_global_function_binding(vm::PropertyKey name, bool is_deletable) const;
  vm::Completion<void> set_global_function(vm::PropertyKey name, vm::Value function) const;
  /// CreateMutableBinding or CreateImmutableBinding of the declarative part.
  void create_lexical_binding(vm::PropertyKey name, bool is_constant) const;

 private:
  vm::Agent& agent_;
  vm::Object* lexicals_;
  vm::Object* object_;
};

}  // namespace orrery::interpreter
