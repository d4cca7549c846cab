#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "display/inspect.h"
#include "gc/roots.h"
#include "host/door.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/builtin.h"
#include "vm/realm.h"

namespace orrery::node {

/// [DOC] Modules of Node
///
/// `node:events` and its kin are JavaScript of our own (modules/*.js), embedded in the program, with C++
/// where JavaScript cannot do it. One table, builtin_modules.def, says which there are. A module is parsed,
/// compiled and run when it is first required in a realm, and its functions as lazily as any other's: so what
/// is not used costs nothing but its place in the executable.
///
/// A module's text is the body of a function with these parameters, which scripts have no way to reach:
///
///   exports, require, module   as in CommonJS; `require` knows the internal modules, too
///   binding                    an object with the module's functions in C++ (bindings.h)
///   intrinsic(name, key)       the realm's intrinsic object, or a method of it as it was in the beginning
///   uncurried(name, key)       such a method as a function that takes `this` as its first argument
///
/// The two last make what they give from the tables of the builtins. So a script that has replaced
/// Array.prototype.push or Map does not break the modules, although they may be loaded long after.

/// What builtin_modules.def says of a module.
struct BuiltinModule {
  std::string_view id;                              // without "node:"
  std::string_view file;                            // below modules/
  const std::span<const vm::BuiltinRow>* bindings;  // what its `binding` has
  /// Who may require it: any specifier, `node:` alone, or other modules alone.
  enum class Sort : std::uint8_t { Public, Schemed, Internal } sort;
};

/// In the order of the table.
std::span<const BuiltinModule> builtin_modules();

/// The module that scripts mean by `specifier`, "node:events" or "events"; null if there is none.
const BuiltinModule* find_builtin_module(std::string_view specifier);

/// The modules that an agent's realms have loaded. Outlives all that they make.
class BuiltinModules final : public gc::RootBase {
 public:
  /// All three must outlive it. \param inspection  what node:util has of util.inspect
  BuiltinModules(vm::Agent& agent, host::Door& door, display::InspectFunctions& inspection)
      : RootBase(agent.heap()), agent_(agent), door_(door), inspection_(inspection) {}

  /// What the module exports in this realm: what `require` gives. Runs it if it has not run.
  vm::Completion<vm::Value> require(vm::Realm* realm, const BuiltinModule& module);
  /// The same by its id, which must be that of a module, maybe an internal one.
  vm::Completion<vm::Value> require(vm::Realm* realm, std::string_view id);

  /// An error with a code, made by modules/internal/errors.js: its stack may still be told where an import
  /// stands. https://nodejs.org/api/errors.html
  /// \param url  what the error object has for that; empty: nothing
  vm::Thrown throw_error(vm::ErrorType type, std::string_view code, std::string_view message,
                         std::string_view url = {});

  host::Door& door() { return door_; }
  display::InspectFunctions& inspection() { return inspection_; }
  /// Whose the running function is, one of a module's bindings.
  static BuiltinModules& of(const vm::NativeFrame& frame);

  void visit(gc::Visitor& visitor) override;
  void clear() override { loaded_.clear(); }

 private:
  vm::Completion<vm::Value> run(vm::Realm* realm, const BuiltinModule& module, vm::Object* module_object);
  vm::Object* make_binding(vm::Realm* realm, const BuiltinModule& module);
  vm::NativeFunction* make_function(vm::Realm* realm, std::string_view name, std::uint32_t length,
                                    vm::NativeCode code);

  vm::Agent& agent_;
  host::Door& door_;
  display::InspectFunctions& inspection_;
  // Their `module` objects, by place in the table; null: not loaded.
  std::map<vm::Realm*, std::vector<vm::Object*>> loaded_;
};

}  // namespace orrery::node
