#include "cli/run/module_loader.h"

#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "engine/current_realm.h"
#include "engine/engine.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/modules/synthetic_module.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Completion;
using vm::Module;
using vm::String;
using vm::Value;

ModuleLoader::ModuleLoader(Agent& agent, vm::Realm* realm, host::Door& door, node::BuiltinModules* builtins)
    : RootBase(agent.heap()), agent_(agent), realm_(realm), door_(door), builtins_(builtins) {
  vm::Hooks& hooks = agent.hooks();
  hooks.host = this;
  hooks.load_imported_module = [](Agent& owner, vm::ModuleLoad* load) {
    vm::finish_loading_imported_module(owner, load, of(owner).load(load));
  };
  hooks.supports_import_attribute = [](Agent&, String* key) { return key->to_utf8() == "type"; };
  hooks.add_import_meta_properties = add_import_meta;
}

ModuleLoader::~ModuleLoader() {
  vm::Hooks& hooks = agent_.hooks();
  hooks.host = nullptr;
  hooks.load_imported_module = nullptr;
  hooks.supports_import_attribute = nullptr;
  hooks.add_import_meta_properties = nullptr;
}

void ModuleLoader::visit(gc::Visitor& visitor) {
  visitor.visit(static_cast<gc::Cell*>(realm_));
  for (const auto& [key, module] : modules_) visitor.visit(static_cast<gc::Cell*>(module));
  for (const auto& [specifier, module] : provided_) visitor.visit(static_cast<gc::Cell*>(module));
}

void ModuleLoader::clear() {
  modules_.clear();
  provided_.clear();
}

ModuleLoader::Key ModuleLoader::key_of(vm::Realm* realm, const ModulePlace& place, ModuleType type) {
  return {realm,
          fmt::format("{}{} {}", static_cast<int>(type), place.suffix, door_.canonical_path(place.path))};
}

Completion<vm::SourceTextModule*> ModuleLoader::add_module(syntax::SourceText source) {
  const ModulePlace place{.path = std::string(source.name()), .suffix = ""};
  String* host_defined = TRY(vm::make_string_from_utf8(agent_, place.path));
  vm::SourceTextModule* module = TRY(engine::parse_module(agent_, realm_, std::move(source), host_defined));
  modules_.emplace(key_of(realm_, place, ModuleType::JavaScript), module);
  return module;
}

vm::Promise* ModuleLoader::load_graph(vm::SourceTextModule* module) {
  return vm::load_requested_modules(agent_, module);
}

// Answers to imports ----------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-HostLoadImportedModule
Completion<Module*> ModuleLoader::load(vm::ModuleLoad* load) {
  const Value host_defined = load->referrer_host_defined();
  const std::string referrer = host_defined.is_string() ? host_defined.as_string()->to_utf8() : "";
  const std::string specifier = load->specifier()->to_utf8();
  const std::optional<ModuleType> type = type_of(load->attributes());
  if (!type) {
    return agent_.throw_type_error(
        fmt::format("Modules of type \"{}\" are not supported: '{}' imported from '{}'",
                    load->attributes().at(1).as_string()->to_utf8(), specifier, referrer));
  }
  if (const auto provided = provided_.find(specifier); provided != provided_.end() && load->realm() == realm_)
    return provided->second;
  if (const node::BuiltinModule* builtin = node::find_builtin_module(specifier);
      builtin != nullptr && builtins_ != nullptr && *type == ModuleType::JavaScript)
    return load_builtin(load->realm(), *builtin);
  const base::Result<ModulePlace> place = resolve_module_specifier(specifier, referrer);
  if (!place) return agent_.throw_type_error(place.error().message);
  const Key key = key_of(load->realm(), *place, *type);
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const base::Result<std::string> contents = door_.read_file(place->path, syntax::SourceText::k_max_size);
  if (!contents) {
    return agent_.throw_error(vm::ErrorType::Error,
                              fmt::format("Cannot load module '{}' imported from '{}': {}", place->path,
                                          referrer, contents.error().message));
  }
  Module* module = TRY(make(load->realm(), *place, *type, *contents));
  modules_.emplace(key, module);
  return module;
}

/// https://nodejs.org/api/esm.html#builtin-modules: what the module exports as `default`, and each of its
/// properties by its name.
Completion<Module*> ModuleLoader::load_builtin(vm::Realm* realm, const node::BuiltinModule& builtin) {
  const Key key{realm, "node:" + std::string(builtin.id)};
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const engine::CurrentRealm current(agent_, realm);
  const Value exports = TRY(builtins_->require(realm, builtin));
  std::vector<vm::SyntheticModule::Export> list;
  list.push_back({agent_.names().default_, exports});
  const vm::ValueList* names =
      TRY(vm::enumerable_own_properties(agent_, exports.as_object(), vm::PropertyParts::Keys));
  for (std::uint32_t i = 0; i < names->size(); i++) {
    const vm::PropertyKey name = TRY(vm::to_property_key(agent_, names->at(i)));
    if (name != agent_.names().default_)
      list.push_back({name, TRY(vm::get(agent_, exports.as_object(), name))});
  }
  Module* module = vm::SyntheticModule::make(agent_, realm, list, Value::undefined());
  modules_.emplace(key, module);
  return module;
}

std::optional<ModuleLoader::ModuleType> ModuleLoader::type_of(const vm::ValueList& attributes) {
  // `type` is the only one that is supported.
  if (attributes.size() == 0) return ModuleType::JavaScript;
  const std::string type = attributes.at(1).as_string()->to_utf8();
  if (type == "json") return ModuleType::Json;
  if (type == "text") return ModuleType::Text;
  if (type == "bytes") return ModuleType::Bytes;
  return std::nullopt;
}

namespace {

/// https://tc39.es/proposal-import-bytes/: a Uint8Array over an immutable ArrayBuffer.
Completion<Value> make_bytes(Agent& agent, const std::string& contents) {
  vm::ArrayBuffer* buffer = TRY(vm::ArrayBuffer::allocate(agent, {.byte_length = contents.size()}));
  std::memcpy(buffer->data(), contents.data(), contents.size());
  buffer->make_immutable();
  return vm::make_typed_array(agent, vm::ElementType::Uint8, buffer, 0, contents.size());
}

}  // namespace

Completion<Module*> ModuleLoader::make(vm::Realm* realm, const ModulePlace& place, ModuleType type,
                                       const std::string& contents) {
  String* host_defined = TRY(vm::make_string_from_utf8(agent_, place.path + place.suffix));
  if (type == ModuleType::Bytes) {
    const Value bytes = TRY(make_bytes(agent_, contents));
    return static_cast<Module*>(
        vm::create_default_export_synthetic_module(agent_, realm, bytes, host_defined));
  }
  syntax::SourceText source = syntax::SourceText::from_utf8(place.path, contents);
  if (type == ModuleType::JavaScript)
    return static_cast<Module*>(TRY(engine::parse_module(agent_, realm, std::move(source), host_defined)));
  const Value value = type == ModuleType::Json ? TRY(engine::parse_json_module(agent_, realm, source))
                                               : TRY(vm::make_string_from_utf8(agent_, source.text()));
  return static_cast<Module*>(vm::create_default_export_synthetic_module(agent_, realm, value, host_defined));
}

/// `url`, and Node's `filename` and `dirname`.
Completion<void> ModuleLoader::add_import_meta(Agent& agent, vm::SourceTextModule* module,
                                               vm::Object* import_meta) {
  const std::string path =
      of(agent).door_.canonical_path(std::string(module->executable()->source()->program().file_name()));
  const std::string place = module->host_defined().as_string()->to_utf8();
  const std::size_t suffix = std::min(place.find_first_of("?#"), place.size());
  const auto add = [&](std::string_view name, const std::string& text) -> Completion<void> {
    const Value value = TRY(vm::make_string_from_utf8(agent, text));
    const vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, name));
    return vm::create_data_property_or_throw(agent, import_meta, key, value);
  };
  TRY(add("dirname", path.substr(0, std::max<std::size_t>(path.rfind('/'), 1))));
  TRY(add("filename", path));
  return add("url", file_url(path) + place.substr(suffix));
}

}  // namespace orrery::cli
