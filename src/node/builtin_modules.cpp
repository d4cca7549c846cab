#include "node/builtin_modules.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

#include "engine/compilation.h"
#include "engine/engine.h"
#include "node/bindings.h"
#include "syntax/source_text.h"
#include "vm/errors/error_object.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

// The table -------------------------------------------------------------------------------------------------

namespace {

constexpr BuiltinModule k_modules[] = {
#define NODE_MODULE(id, file, bindings) {id, file, &(bindings), BuiltinModule::Sort::Public},
#define SCHEMED_MODULE(id, file, bindings) {id, file, &(bindings), BuiltinModule::Sort::Schemed},
#define INTERNAL_MODULE(id, file, bindings) {id, file, &(bindings), BuiltinModule::Sort::Internal},
#include "node/builtin_modules.def"
#undef INTERNAL_MODULE
#undef SCHEMED_MODULE
#undef NODE_MODULE
};

struct EmbeddedText {
  std::string_view file;
  std::string_view text;
};
// Literals that know their length: to count it would take the compiler too many steps.
using namespace std::string_view_literals;
constexpr EmbeddedText k_texts[] = {
#include <embedded.inc>
};

std::string_view text_of(const BuiltinModule& module) {
  const auto* found = std::ranges::find(k_texts, module.file, &EmbeddedText::file);
  assert(found != std::end(k_texts));
  return found->text;
}

}  // namespace

std::span<const BuiltinModule> builtin_modules() {
  return k_modules;
}

const BuiltinModule* find_builtin_module(std::string_view specifier) {
  constexpr std::string_view k_scheme = "node:";
  const bool has_scheme = specifier.starts_with(k_scheme);
  if (has_scheme) specifier.remove_prefix(k_scheme.size());
  const auto* found = std::ranges::find(k_modules, specifier, &BuiltinModule::id);
  if (found == std::end(k_modules) || found->sort == BuiltinModule::Sort::Internal) return nullptr;
  return found->sort == BuiltinModule::Sort::Schemed && !has_scheme ? nullptr : found;
}

// Loading ---------------------------------------------------------------------------------------------------

namespace {

constexpr std::array<std::string_view, 6> k_parameters = {"exports", "require",   "module",
                                                          "binding", "intrinsic", "uncurried"};

vm::PropertyKey key_of(Agent& agent, std::string_view name) {
  return vm::PropertyKey::atom(vm::intern(agent, name));
}

vm::Object* make_object(Agent& agent, vm::Realm* realm) {
  return vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
}

/// `require` in the modules themselves.
Completion<Value> require_from_module(Agent& agent, NativeFrame& frame) {
  const std::string id = frame.argument(0).as_string()->to_utf8();
  return BuiltinModules::of(frame).require(&agent.realm(), id);
}

}  // namespace

BuiltinModules& BuiltinModules::of(const NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  // A pointer of user space fits into a double's 53 bits.
  const auto address = static_cast<std::uintptr_t>(function->data().as_number());
  return *reinterpret_cast<BuiltinModules*>(address);  // NOLINT(performance-no-int-to-ptr)
}

vm::NativeFunction* BuiltinModules::make_function(vm::Realm* realm, std::string_view name,
                                                  std::uint32_t length, vm::NativeCode code) {
  vm::NativeFunction* function =
      vm::create_builtin_function(agent_, realm, code, length, vm::intern(agent_, name), 0, nullptr);
  function->set_data(Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(this))));
  return function;
}

vm::Object* BuiltinModules::make_binding(vm::Realm* realm, const BuiltinModule& module) {
  vm::Object* binding = vm::ordinary_object_create(agent_, nullptr);
  for (const vm::BuiltinRow& row : *module.bindings) {
    agent_.shapes().add(binding, key_of(agent_, row.name),
                        make_function(realm, row.name, row.length, row.code), vm::k_data_attributes);
  }
  return binding;
}

Completion<Value> BuiltinModules::require(vm::Realm* realm, std::string_view id) {
  const auto* found = std::ranges::find(k_modules, id, &BuiltinModule::id);
  assert(found != std::end(k_modules));
  return require(realm, *found);
}

Completion<Value> BuiltinModules::require(vm::Realm* realm, const BuiltinModule& module) {
  const auto index = static_cast<std::size_t>(&module - k_modules);
  std::vector<vm::Object*>& loaded = loaded_[realm];
  loaded.resize(std::size(k_modules));
  const vm::PropertyKey exports = key_of(agent_, "exports");
  if (loaded[index] != nullptr) return vm::get(agent_, loaded[index], exports);

  // It is there from the beginning, for modules that require each other.
  vm::Object* object = make_object(agent_, realm);
  agent_.shapes().add(object, exports, make_object(agent_, realm), vm::k_data_attributes);
  loaded[index] = object;
  const Completion<Value> result = run(realm, module, object);
  if (result.is_thrown()) loaded_[realm][index] = nullptr;
  return result;
}

Completion<Value> BuiltinModules::run(vm::Realm* realm, const BuiltinModule& module,
                                      vm::Object* module_object) {
  const vm::NativeEntry entry(agent_);
  TRY(entry.check());
  const auto script = engine::parse_function_body(
      syntax::SourceText::from_utf8("node:" + std::string(module.id), text_of(module)), k_parameters);
  if (!script) return engine::throw_syntax_error(agent_, script.error());
  const Value function = TRY(engine::run_script(agent_, realm, *script));
  const vm::PropertyKey exports = key_of(agent_, "exports");
  const Value arguments[] = {TRY(vm::get(agent_, module_object, exports)),
                             make_function(realm, "require", 1, require_from_module),
                             module_object,
                             make_binding(realm, module),
                             make_function(realm, "intrinsic", 2, intrinsic),
                             make_function(realm, "uncurried", 2, uncurried)};
  TRY(vm::call(agent_, function, Value::undefined(), arguments));
  return vm::get(agent_, module_object, exports);
}

/// Of errors that have codes.
static vm::Intrinsic constructor_of(vm::ErrorType type) {
  switch (type) {
    case vm::ErrorType::TypeError:
      return vm::Intrinsic::TypeError;
    case vm::ErrorType::RangeError:
      return vm::Intrinsic::RangeError;
    default:
      return vm::Intrinsic::Error;
  }
}

vm::Thrown BuiltinModules::throw_error(vm::ErrorType type, std::string_view code, std::string_view message,
                                       std::string_view url) {
  const auto make = [&]() -> Completion<Value> {
    vm::Realm* realm = &agent_.realm();
    const Value errors = TRY(require(realm, "internal/errors"));
    const Value make_error = TRY(vm::get(agent_, errors.as_object(), key_of(agent_, "makeError")));
    const Value arguments[] = {realm->intrinsic(agent_, constructor_of(type)),
                               TRY(vm::make_string_from_utf8(agent_, code)),
                               TRY(vm::make_string_from_utf8(agent_, message)), make_error};
    return vm::call(agent_, make_error, Value::undefined(), arguments);
  };
  const Completion<Value> error = make();
  if (error.is_thrown()) return vm::Thrown{};
  if (!url.empty()) {
    const Value text = TRY(vm::make_string_from_utf8(agent_, url));
    TRY(vm::create_data_property_or_throw(agent_, error.value().as_object(), key_of(agent_, "url"), text));
  }
  return agent_.throw_value(error.value());
}

void BuiltinModules::visit(gc::Visitor& visitor) {
  for (const auto& [realm, objects] : loaded_) {
    visitor.visit(static_cast<gc::Cell*>(realm));
    for (vm::Object* object : objects) visitor.visit(static_cast<gc::Cell*>(object));
  }
}

}  // namespace orrery::node
