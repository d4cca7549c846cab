#include "node/module_loader.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/current_realm.h"
#include "engine/engine.h"
#include "node/commonjs/commonjs.h"
#include "node/commonjs/module_hints.h"
#include "node/errors.h"
#include "node/resolution/module_paths.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/synthetic_module.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string.h"
#include "web/url/data_url.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::Module;
using vm::String;
using vm::Value;

// Files -----------------------------------------------------------------------------------------------------

ModuleFiles::Kind DoorFiles::kind(const std::string& path) {
  const host::FileAnswer answer = door_.access_file({.operation = host::FileOperation::Stat, .path = path});
  if (answer.error != 0) return Kind::None;
  // A pipe, as of a shell's <(…), can be read like a file.
  return answer.status.is_directory() ? Kind::Directory : Kind::File;
}

std::optional<std::string> DoorFiles::read(const std::string& path) {
  base::Result<std::string> contents = door_.read_file(path, syntax::SourceText::k_max_size);
  return contents ? std::optional(*std::move(contents)) : std::nullopt;
}

std::string DoorFiles::real_path(const std::string& path) {
  return door_.canonical_path(path);
}

// The agent's hooks -----------------------------------------------------------------------------------------

ModuleLoader::ModuleLoader(Agent& agent, vm::Realm* realm, host::Door& door, BuiltinModules* builtins)
    : RootBase(agent.heap()),
      agent_(agent),
      realm_(realm),
      door_(door),
      builtins_(builtins),
      files_(door),
      resolver_(files_) {
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
  visitor.visit(static_cast<gc::Cell*>(facade_of_));
}

void ModuleLoader::clear() {
  modules_.clear();
  provided_.clear();
}

ModuleLoader::Key ModuleLoader::key_of(vm::Realm* realm, const std::string& canonical_path,
                                       const std::string& suffix, ModuleType type) {
  return {realm, fmt::format("{}{} {}", static_cast<int>(type), suffix, canonical_path)};
}

std::string ModuleLoader::shown_name(const std::string& path) const {
  const bool is_inside = !shown_folder_.empty() && path.starts_with(shown_folder_) &&
                         path.size() > shown_folder_.size() && path[shown_folder_.size()] == '/';
  return is_inside ? path.substr(shown_folder_.size() + 1) : path;
}

Completion<vm::SourceTextModule*> ModuleLoader::add_module(syntax::SourceText source,
                                                           const std::string& path) {
  String* host_defined = TRY(vm::make_string_from_utf8(agent_, path));
  vm::SourceTextModule* module = TRY(engine::parse_module(agent_, realm_, std::move(source), host_defined));
  const std::string canonical = builtins_ == nullptr ? door_.canonical_path(path) : path;
  modules_.emplace(key_of(realm_, canonical, "", ModuleType::JavaScript), module);
  return module;
}

vm::Promise* ModuleLoader::load_graph(vm::SourceTextModule* module) {
  return vm::load_requested_modules(agent_, module);
}

namespace {

/// What a module of a file is known by ([[HostDefined]]): no path has a NUL in it.
std::string known_name(const std::string& path, const std::string& suffix) {
  return suffix.empty() ? path : path + '\0' + suffix;
}

ModulePlace split_known_name(const std::string& name) {
  const std::size_t end = name.find('\0');
  if (end == std::string::npos) return {.path = name, .suffix = ""};
  return {.path = name.substr(0, end), .suffix = name.substr(end + 1)};
}

/// The value of `type`, which is the only attribute that is supported.
std::string named_type(const vm::ValueList& attributes) {
  return attributes.at(1).as_string()->to_utf8();
}

}  // namespace

/// What a facade's text calls the module behind it.
constexpr std::string_view k_original = "orrery:original";

// Answers to imports ----------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-HostLoadImportedModule
Completion<Module*> ModuleLoader::load(vm::ModuleLoad* load) {
  const Value host_defined = load->referrer_host_defined();
  const std::string referrer =
      host_defined.is_string() ? split_known_name(host_defined.as_string()->to_utf8()).path : "";
  const std::string specifier = load->specifier()->to_utf8();
  if (facade_of_ != nullptr && specifier == k_original) return facade_of_;
  if (const auto provided = provided_.find(specifier); provided != provided_.end() && load->realm() == realm_)
    return provided->second;
  if (builtins_ != nullptr) return load_for_node(load, specifier, referrer);
  const std::optional<ModuleType> type = type_of(load->attributes());
  if (type) return load_from_path(load->realm(), specifier, referrer, *type);
  return agent_.throw_type_error(
      fmt::format("Modules of type \"{}\" are not supported: '{}' imported from '{}'",
                  named_type(load->attributes()), specifier, shown_name(referrer)));
}

Completion<Module*> ModuleLoader::load_from_path(vm::Realm* realm, const std::string& specifier,
                                                 const std::string& referrer, ModuleType type) {
  const base::Result<ModulePlace> place = resolve_module_specifier(specifier, referrer);
  if (!place) return agent_.throw_type_error(place.error().message);
  const Key key = key_of(realm, door_.canonical_path(place->path), place->suffix, type);
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const base::Result<std::string> contents = door_.read_file(place->path, syntax::SourceText::k_max_size);
  if (!contents) {
    // https://html.spec.whatwg.org/multipage/webappapis.html#hostloadimportedmodule, step 14.3. The message
    // begins with the path.
    return agent_.throw_type_error(fmt::format("Cannot load module '{}' imported from '{}': {}",
                                               shown_name(place->path), shown_name(referrer),
                                               shown_name(contents.error().message)));
  }
  Module* module =
      TRY(make(realm, shown_name(place->path), known_name(place->path, place->suffix), type, *contents));
  modules_.emplace(key, module);
  return module;
}

std::optional<ModuleLoader::ModuleType> ModuleLoader::type_of(const vm::ValueList& attributes) {
  if (attributes.size() == 0) return ModuleType::JavaScript;
  const std::string type = named_type(attributes);
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

vm::PropertyKey key_named(Agent& agent, std::string_view name) {
  return vm::PropertyKey::atom(vm::intern(agent, name));
}

}  // namespace

Completion<Module*> ModuleLoader::make(vm::Realm* realm, const std::string& name,
                                       const std::string& host_defined, ModuleType type,
                                       const std::string& contents) {
  String* known_by = TRY(vm::make_string_from_utf8(agent_, host_defined));
  if (type == ModuleType::Bytes) {
    const Value bytes = TRY(make_bytes(agent_, contents));
    return static_cast<Module*>(vm::create_default_export_synthetic_module(agent_, realm, bytes, known_by));
  }
  syntax::SourceText source = syntax::SourceText::from_utf8(name, contents);
  if (type == ModuleType::JavaScript)
    return static_cast<Module*>(TRY(engine::parse_module(agent_, realm, std::move(source), known_by)));
  const Value value = type == ModuleType::Json ? TRY(engine::parse_json_module(agent_, realm, source))
                                               : TRY(vm::make_string_from_utf8(agent_, source.text()));
  return static_cast<Module*>(vm::create_default_export_synthetic_module(agent_, realm, value, known_by));
}

// Node's modules --------------------------------------------------------------------------------------------

namespace {

std::string url_of(const ResolvedModule& module) {
  switch (module.sort) {
    case ResolvedModule::Sort::File:
      return file_url(module.path) + module.suffix;
    case ResolvedModule::Sort::Builtin:
      return "node:" + module.path;
    case ResolvedModule::Sort::Data:
      return module.path;
  }
}

}  // namespace

vm::Thrown ModuleLoader::throw_resolution_error(const ResolutionError& error) {
  return builtins_->throw_error(error.type, error.code, error.message, error.url);
}

vm::Thrown ModuleLoader::throw_unreadable(const std::string& path, const std::string& message) {
  // Why, an attempt of the program itself says.
  const host::FileAnswer opened = door_.access_file({.operation = host::FileOperation::Open, .path = path});
  if (opened.error != 0) {
    const Value error = make_system_error(agent_, opened.error, fmt::format("open '{}'", path), true);
    vm::Object* object = error.as_object();
    const auto put = [&](std::string_view name, const std::string& text) -> Completion<void> {
      vm::String* value = TRY(vm::make_string_from_utf8(agent_, text));
      return vm::create_data_property_or_throw(agent_, object,
                                               vm::PropertyKey::atom(vm::intern(agent_, name)), value);
    };
    TRY(put("syscall", "open"));
    TRY(put("path", path));
    return agent_.throw_value(error);
  }
  (void)door_.access_file(
      {.operation = host::FileOperation::Close, .descriptor = static_cast<int>(opened.number)});
  return agent_.throw_error(vm::ErrorType::Error, message);
}

Completion<Module*> ModuleLoader::load_for_node(vm::ModuleLoad* load, const std::string& specifier,
                                                const std::string& referrer) {
  const Resolved<ResolvedModule> resolved =
      resolver_.resolve_import(specifier, referrer, k_import_conditions);
  if (!resolved) return throw_resolution_error(resolved.error());
  const std::optional<ModuleType> type = type_of(load->attributes());
  const bool is_builtin = resolved->sort == ResolvedModule::Sort::Builtin;
  if (!type || (is_builtin && *type != ModuleType::JavaScript && *type != ModuleType::Json))
    return builtins_->throw_error(
        vm::ErrorType::TypeError, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
        fmt::format("Import attribute \"type\" with value \"{}\" is not supported in {}",
                    named_type(load->attributes()), url_of(*resolved)));
  if (is_builtin && *type == ModuleType::Json) return throw_no_json(url_of(*resolved));
  if (is_builtin) return load_builtin(load->realm(), *find_builtin_module("node:" + resolved->path));
  if (resolved->sort == ResolvedModule::Sort::Data) return load_data(load->realm(), resolved->path, *type);
  return load_file(load->realm(), resolved->path, resolved->suffix, *type);
}

vm::Thrown ModuleLoader::throw_no_json(const std::string& url) {
  return builtins_->throw_error(vm::ErrorType::TypeError, "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
                                fmt::format("Module \"{}\" is not of type \"json\"", url));
}

/// https://nodejs.org/api/esm.html#data-imports
Completion<Module*> ModuleLoader::load_data(vm::Realm* realm, const std::string& url, ModuleType type) {
  const Key key = key_of(realm, url, "", type);
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const std::optional<web::DataUrl> data = web::process_data_url(url);
  if (!data) return agent_.throw_type_error("Invalid URL");
  const bool is_json = data->essence == "application/json";
  if (type == ModuleType::Json && !is_json) return throw_no_json(url);
  if (type == ModuleType::JavaScript && is_json)
    return builtins_->throw_error(
        vm::ErrorType::TypeError, "ERR_IMPORT_ATTRIBUTE_MISSING",
        fmt::format("Module \"{}\" needs an import attribute of \"type: json\"", url));
  if (type == ModuleType::JavaScript && !web::is_javascript_mime_type(data->essence))
    return builtins_->throw_error(vm::ErrorType::RangeError, "ERR_UNKNOWN_MODULE_FORMAT",
                                  fmt::format("Unknown module format: {} for URL {}", data->essence, url));
  Module* module = TRY(make(realm, url, url, type, data->body));
  modules_.emplace(key, module);
  return module;
}

/// https://nodejs.org/api/esm.html#builtin-modules: what the module exports as `default`, and each of its
/// properties by its name.
Completion<Module*> ModuleLoader::load_builtin(vm::Realm* realm, const BuiltinModule& builtin) {
  const Key key{realm, "node:" + std::string(builtin.id)};
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const engine::CurrentRealm current(agent_, realm);
  const Value exports = TRY(builtins_->require(realm, builtin));
  std::vector<vm::SyntheticModule::Export> list;
  list.push_back({agent_.names().default_, exports});
  const vm::ValueList* names =
      TRY(vm::enumerable_own_properties(agent_, exports.as_object(), vm::PropertyParts::Keys));
  vm::ValueList* values = vm::ValueList::make(agent_.heap());  // keeps alive what getters of a program give
  for (std::uint32_t i = 0; i < names->size(); i++) {
    const vm::PropertyKey name = TRY(vm::to_property_key(agent_, names->at(i)));
    if (name == agent_.names().default_) continue;
    const Completion<Value> value = vm::get(agent_, exports.as_object(), name);
    if (value.is_thrown() && agent_.is_terminating()) return vm::Thrown{};
    if (value.is_thrown()) agent_.take_exception();
    list.push_back({name, value.is_thrown() ? Value::undefined() : value.value()});
    values->append(agent_.heap(), list.back().value);
  }
  Module* module = vm::SyntheticModule::make(agent_, realm, list, Value::undefined());
  modules_.emplace(key, module);
  return module;
}

Completion<Module*> ModuleLoader::load_file(vm::Realm* realm, const std::string& path,
                                            const std::string& suffix, ModuleType type) {
  const Key key = key_of(realm, path, suffix, type);
  if (const auto known = modules_.find(key); known != modules_.end()) return known->second;
  const ModuleFormat format = TRY(checked_format(path, type));
  const base::Result<std::string> contents = door_.read_file(path, syntax::SourceText::k_max_size);
  if (!contents) return throw_unreadable(path, contents.error().message);
  const engine::CurrentRealm current(agent_, realm);
  Module* module = type == ModuleType::JavaScript
                       ? TRY(make_for_node(realm, path, suffix, format, *contents))
                       : TRY(make(realm, shown_name(path), known_name(path, suffix), type, *contents));
  modules_.emplace(key, module);
  return module;
}

/// What is to be imported as JavaScript, if it can be.
Completion<ModuleFormat> ModuleLoader::checked_format(const std::string& path, ModuleType type) {
  if (type == ModuleType::Text || type == ModuleType::Bytes) return ModuleFormat::Unknown;
  const Resolved<ModuleFormat> format = resolver_.format_of(path);
  if (!format) return throw_resolution_error(format.error());
  const auto fail = [&](std::string_view code, const std::string& message) {
    return builtins_->throw_error(vm::ErrorType::TypeError, code, message);
  };
  if (type == ModuleType::Json) {
    if (*format == ModuleFormat::Json) return *format;
    return throw_no_json(file_url(path));
  }
  switch (*format) {
    case ModuleFormat::Json:
      return fail("ERR_IMPORT_ATTRIBUTE_MISSING",
                  fmt::format("Module \"{}\" needs an import attribute of \"type: json\"", file_url(path)));
    case ModuleFormat::Addon:
    case ModuleFormat::WebAssembly:
    case ModuleFormat::Unknown:
      return fail("ERR_UNKNOWN_FILE_EXTENSION",
                  fmt::format("Unknown file extension \"{}\" for {}",
                              path.substr(std::min(path.rfind('.'), path.size())), path));
    default:
      return *format;
  }
}

Completion<Module*> ModuleLoader::make_for_node(vm::Realm* realm, const std::string& path,
                                                const std::string& suffix, ModuleFormat format,
                                                const std::string& contents) {
  if (format == ModuleFormat::Ambiguous && only_module_can_be(shown_name(path), contents))
    format = ModuleFormat::Module;
  if (format == ModuleFormat::Module)
    return make(realm, shown_name(path), known_name(path, suffix), ModuleType::JavaScript, contents);
  return make_commonjs(realm, path, contents);
}

// https://nodejs.org/api/esm.html#commonjs-namespaces
// --------------------------------------------------------

namespace {

/// Runs the module, and gives the exports the values that its `module.exports` has.
Completion<void> evaluate_commonjs(Agent& agent, vm::SyntheticModule* module) {
  const engine::CurrentRealm current(agent, module->realm());
  const Value exports = TRY(import_commonjs(agent, module->realm(), module->host_defined().as_string()));
  module->set_export(agent.names().default_, exports);
  module->set_export(key_named(agent, "module.exports"), exports);
  if (!exports.is_object()) return {};
  for (const vm::PropertyKey name : std::vector(module->export_names())) {
    if (name == agent.names().default_ || name == key_named(agent, "module.exports")) continue;
    const Completion<bool> has = vm::has_own_property(agent, exports.as_object(), name);
    const Completion<Value> value =
        !has.is_thrown() && has.value() ? vm::get(agent, exports.as_object(), name) : Value::undefined();
    if (has.is_thrown() || value.is_thrown()) {
      // What a getter throws is no reason not to import the rest.
      if (agent.is_terminating()) return vm::Thrown{};
      (void)agent.take_exception();
      continue;
    }
    module->set_export(name, value.value());
  }
  return {};
}

}  // namespace

Completion<Module*> ModuleLoader::make_commonjs(vm::Realm* realm, const std::string& path,
                                                const std::string& contents) {
  std::vector<vm::SyntheticModule::Export> exports;
  exports.push_back({agent_.names().default_, Value::undefined()});
  vm::RootedKeys kept(agent_);  // the collector does not see `exports`
  for (const std::string& name : exported_names(*this, path, contents)) {
    String* text = TRY(vm::make_string_from_utf8(agent_, name));
    const vm::PropertyKey key = TRY(vm::to_property_key(agent_, text));
    kept.items().push_back(key);
    if (key != agent_.names().default_) exports.push_back({key, Value::undefined()});
  }
  kept.items().push_back(key_named(agent_, "module.exports"));
  exports.push_back({kept.items().back(), Value::undefined()});
  String* host_defined = TRY(vm::make_string_from_utf8(agent_, path));
  vm::SyntheticModule* module = vm::SyntheticModule::make(agent_, realm, exports, host_defined);
  module->set_evaluation_steps(evaluate_commonjs);
  module->set_missing_export(describe_missing_export);
  return static_cast<Module*>(module);
}

// https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require ------------------------------

namespace {

/// Does it, or something that it imports and that has not run yet, await at its top level?
Completion<bool> awaits_at_top(Agent& agent, Module* module) {
  std::vector<Module*> waiting;
  TRY(vm::gather_asynchronous_dependencies(agent, module, waiting));
  return !waiting.empty();
}

}  // namespace

Completion<Value> ModuleLoader::require_module(vm::Realm* realm, const std::string& path) {
  Module* module = TRY(load_file(realm, path, "", ModuleType::JavaScript));
  if (module->kind() != vm::CellKind::SourceTextModule)
    return import_commonjs(agent_, realm, module->host_defined().as_string());
  auto* text = static_cast<vm::SourceTextModule*>(module);
  if (text->status() == vm::SourceTextModule::Status::Evaluating) {
    return builtins_->throw_error(vm::ErrorType::Error, "ERR_REQUIRE_CYCLE_MODULE",
                                  fmt::format("Cannot require() ES Module {} in a cycle. A cycle involving "
                                              "require(esm) is not allowed to maintain "
                                              "invariants mandated by the ECMAScript specification. Try "
                                              "making at least part of the dependency in "
                                              "the graph lazily loaded.",
                                              path));
  }
  const vm::Promise* loaded = load_graph(text);
  if (loaded->state() == vm::Promise::State::Rejected) {
    vm::mark_as_handled(agent_, const_cast<vm::Promise*>(loaded));
    return agent_.throw_value(loaded->result());
  }
  TRY(vm::module_link(agent_, text));
  if (TRY(awaits_at_top(agent_, text))) {
    return builtins_->throw_error(
        vm::ErrorType::Error, "ERR_REQUIRE_ASYNC_MODULE",
        fmt::format(
            "require() cannot be used on an ESM graph with top-level await. Use import() instead. To "
            "see where "
            "the top-level await comes from, use --experimental-print-required-tla.\nRequired module: {}",
            path));
  }
  TRY(vm::evaluate_module_sync(agent_, text));
  vm::Object* exports = TRY(vm::get_module_namespace(agent_, text));
  const vm::PropertyKey own = key_named(agent_, "module.exports");
  if (TRY(vm::has_property(agent_, exports, own))) return vm::get(agent_, exports, own);
  const bool needs_mark = TRY(vm::has_property(agent_, exports, agent_.names().default_)) &&
                          !TRY(vm::has_property(agent_, exports, key_named(agent_, "__esModule")));
  if (!needs_mark) return exports;
  vm::Module* facade = TRY(make_facade(realm, text));
  exports = TRY(vm::get_module_namespace(agent_, facade));
  return exports;
}

/// For transpilers' code, which looks for `__esModule` where there is a default export: a module that exports
/// the same, and that.
Completion<Module*> ModuleLoader::make_facade(vm::Realm* realm, Module* module) {
  const std::string text = fmt::format(
      "export * from '{0}'; export {{ default }} from '{0}'; export const __esModule = true;", k_original);
  vm::SourceTextModule* facade = TRY(engine::parse_module(
      agent_, realm, syntax::SourceText::from_utf8("node:internal/facade", text), module->host_defined()));
  facade_of_ = module;
  (void)load_graph(facade);
  facade_of_ = nullptr;
  TRY(vm::module_link(agent_, facade));
  TRY(vm::evaluate_module_sync(agent_, facade));
  return static_cast<Module*>(facade);
}

// import.meta -----------------------------------------------------------------------------------------------

namespace {

Completion<void> add_property(Agent& agent, vm::Object* object, std::string_view name, Value value) {
  return vm::create_data_property_or_throw(agent, object, key_named(agent, name), value);
}

Completion<void> add_text(Agent& agent, vm::Object* object, std::string_view name, const std::string& text) {
  const Value value = TRY(vm::make_string_from_utf8(agent, text));
  return add_property(agent, object, name, value);
}

/// https://nodejs.org/api/esm.html#importmetaresolvespecifier; the function's data is the module's path.
Completion<Value> import_meta_resolve(Agent& agent, vm::NativeFrame& frame) {
  ModuleLoader& loader = ModuleLoader::of(agent);
  const std::string parent = static_cast<vm::NativeFunction*>(frame.callee())->data().as_string()->to_utf8();
  const std::string specifier = TRY(vm::to_string(agent, frame.argument(0)))->to_utf8();
  const Resolved<ResolvedModule> resolved =
      loader.resolver().resolve_import(specifier, parent, k_import_conditions);
  if (resolved) return vm::make_string_from_utf8(agent, url_of(*resolved));
  // A file need not be there to have a URL.
  const bool is_path =
      !web::is_data_url(parent) &&
      (specifier.starts_with("./") || specifier.starts_with("../") || specifier.starts_with('/'));
  if (!is_path || resolved.error().code == "ERR_INVALID_MODULE_SPECIFIER")
    return loader.throw_resolution_error(resolved.error());
  const std::size_t end = std::min(specifier.find_first_of("?#"), specifier.size());
  const std::string path = resolved_path(parent_folder(parent), percent_decoded(specifier.substr(0, end)));
  return vm::make_string_from_utf8(agent,
                                   file_url(path) + url_suffix(std::string_view(specifier).substr(end)));
}

}  // namespace

/// `url`, and Node's `filename` and `dirname`.
Completion<void> ModuleLoader::add_import_meta(Agent& agent, vm::SourceTextModule* module,
                                               vm::Object* import_meta) {
  ModuleLoader& loader = of(agent);
  const std::string place = module->host_defined().as_string()->to_utf8();
  if (web::is_data_url(place)) {
    TRY(loader.add_node_import_meta(import_meta, place));
    return add_text(agent, import_meta, "url", place);
  }
  const ModulePlace known = split_known_name(place);
  const bool is_node = loader.builtins_ != nullptr;
  const std::string path =
      is_node
          ? known.path
          : loader.door_.canonical_path(std::string(module->executable()->source()->program().file_name()));
  TRY(add_text(agent, import_meta, "dirname", parent_folder(path)));
  TRY(add_text(agent, import_meta, "filename", path));
  if (is_node) TRY(loader.add_node_import_meta(import_meta, path));
  return add_text(agent, import_meta, "url", file_url(path) + known.suffix);
}

Completion<void> ModuleLoader::add_node_import_meta(vm::Object* import_meta, const std::string& path) {
  TRY(add_property(agent_, import_meta, "main", Value::boolean(path == main_path_)));
  String* data = TRY(vm::make_string_from_utf8(agent_, path));
  vm::NativeFunction* resolve =
      vm::create_builtin_function(agent_, import_meta_resolve, 1, key_named(agent_, "resolve"));
  resolve->set_data(data);
  return add_property(agent_, import_meta, "resolve", resolve);
}

}  // namespace orrery::node
