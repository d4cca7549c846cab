// The builtins as they were in the beginning, whatever a script has made of them: `intrinsic` and `uncurried`
// of [DOC] Modules of Node (builtin_modules.h).

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "node/bindings.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/object.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

constexpr auto k_names = std::to_array<std::string_view>({
#define INTRINSIC(Name) #Name,
#include "vm/intrinsics.def"
#undef INTRINSIC
});

vm::Object* intrinsic_called(Agent& agent, const std::string& name) {
  const auto* found = std::ranges::find(k_names, name);
  assert(found != k_names.end());
  return agent.intrinsic(static_cast<vm::Intrinsic>(found - k_names.begin()));
}

/// "get size" means the getter of an accessor, "@@iterator" the well-known symbol.
Value original_property(Agent& agent, vm::Object* holder, std::string name) {
  constexpr std::string_view k_getter = "get ";
  constexpr std::string_view k_symbol = "@@";
  const bool is_getter = name.starts_with(k_getter);
  if (is_getter) name.erase(0, k_getter.size());
  vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, name));
  if (name == k_symbol.data() + std::string("iterator")) key = agent.names().symbol_iterator;
  if (name == k_symbol.data() + std::string("hasInstance")) key = agent.names().symbol_has_instance;
  if (name == k_symbol.data() + std::string("toStringTag")) key = agent.names().symbol_to_string_tag;
  vm::Realm& realm = agent.realm();
  const vm::ObjectTable& table = agent.hooks().builtin_table(realm, holder);
  const Value value = vm::make_builtin_property(agent, realm, table.rows, key);
  return is_getter ? static_cast<vm::Accessor*>(value.as_cell())->getter() : value;
}

Value wanted(Agent& agent, const NativeFrame& frame) {
  vm::Object* holder = intrinsic_called(agent, frame.argument(0).as_string()->to_utf8());
  if (frame.argument(1).is_undefined()) return holder;
  return original_property(agent, holder, frame.argument(1).as_string()->to_utf8());
}

/// Calls the function that is its data.
Completion<Value> call_uncurried(Agent& agent, NativeFrame& frame) {
  const Value function = static_cast<vm::NativeFunction*>(frame.callee())->data();
  std::span<const Value> arguments = frame.arguments();
  if (!arguments.empty()) arguments = arguments.subspan(1);
  return vm::call(agent, function, frame.argument(0), arguments);
}

}  // namespace

Completion<Value> intrinsic(Agent& agent, NativeFrame& frame) {
  return wanted(agent, frame);
}

Completion<Value> uncurried(Agent& agent, NativeFrame& frame) {
  const Value original = wanted(agent, frame);
  const auto* method = static_cast<vm::NativeFunction*>(original.as_object());
  vm::NativeFunction* function = vm::create_builtin_function(
      agent, &agent.realm(), call_uncurried, method->length() + 1, method->name(), 0, nullptr);
  function->set_data(original);
  return function;
}

}  // namespace orrery::node
