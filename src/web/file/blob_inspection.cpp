// What is shown of a Blob, a File: as in Node, by a method that the prototype object has for it.
#include "web/file/blob_inspection.h"

#include <utility>

#include "vm/functions/calls.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/symbol_registry.h"
#include "web/file/file.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::PropertyKey;
using vm::Value;

namespace {

PropertyKey key(Agent& agent, std::string_view name) {
  return PropertyKey::atom(vm::intern(agent, name));
}

/// The options with one level less to go.
Completion<vm::Object*> inner_options(Agent& agent, Value options) {
  vm::Object* inner = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype));
  TRY(vm::copy_data_properties(agent, inner, options, {}));
  const Value depth = TRY(vm::get(agent, inner, key(agent, "depth")));
  const Value less = depth.is_number() ? Value::number(depth.as_number() - 1) : Value::null();
  TRY(vm::create_data_property_or_throw(agent, inner, key(agent, "depth"), less));
  return inner;
}

Completion<vm::Object*> shown_properties(Agent& agent, const Blob& blob) {
  vm::Object* shown = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype));
  const auto add = [&](std::string_view name, Value value) {
    return vm::create_data_property_or_throw(agent, shown, key(agent, name), value);
  };
  TRY(add("size", Value::number(static_cast<double>(blob.size()))));
  TRY(add("type", blob.type()));
  if (blob.implements(File::k_interface)) {
    const auto& file = static_cast<const File&>(blob);
    TRY(add("name", file.name()));
    TRY(add("lastModified", Value::number(static_cast<double>(file.last_modified()))));
  }
  return shown;
}

/// https://nodejs.org/api/util.html#custom-inspection-functions-on-objects: (depth, options, inspect)
Completion<Value> inspect_blob(Agent& agent, vm::NativeFrame& frame) {
  const auto* blob = TRY(vm::this_platform_object<Blob>(agent, frame));
  if (frame.argument(0).is_number() && frame.argument(0).as_number() < 0) return frame.this_value();
  if (!vm::is_callable(frame.argument(2))) return frame.this_value();
  const Value arguments[] = {TRY(shown_properties(agent, *blob)),
                             TRY(inner_options(agent, frame.argument(1)))};
  const Value text = TRY(vm::call(agent, frame.argument(2), Value::undefined(), arguments));
  if (!text.is_string()) return text;
  const std::string_view name = blob->interface().name == "File" ? "File " : "Blob ";
  return TRY(vm::concatenate(agent, vm::make_ascii_string(agent, name), text.as_string()));
}

class BlobInspection final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "BlobInspection";
  BlobInspection(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<BlobInspection>) {}
  bool is_there = false;
  void visit(gc::Visitor&) {}
};

}  // namespace

void make_blobs_inspectable(Agent& agent) {
  vm::Realm& realm = agent.realm();
  auto& inspection = vm::platform_state<BlobInspection>(agent, realm);
  if (std::exchange(inspection.is_there, true)) return;
  vm::Object* prototype = vm::RealmInterface::of(agent, realm, Blob::k_interface).prototype(agent);
  const PropertyKey symbol = PropertyKey::symbol(
      agent.symbol_registry().symbol_for(agent, vm::intern(agent, "nodejs.util.inspect.custom")));
  if (prototype->shape()->find(symbol)) return;
  vm::NativeFunction* function = vm::create_builtin_function(agent, inspect_blob, 3, symbol);
  agent.shapes().add(prototype, symbol, function, vm::k_hidden_attributes);
}

}  // namespace orrery::web
