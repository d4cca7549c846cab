#include "node/commonjs/commonjs.h"

#include <algorithm>
#include <utility>

#include "compiler/compiler.h"
#include "engine/compilation.h"
#include "node/bindings.h"
#include "node/commonjs/commonjs_exports.h"
#include "node/module_loader.h"
#include "syntax/source_text.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

constexpr std::string_view k_loader = "internal/commonjs";

vm::PropertyKey key_of(Agent& agent, std::string_view name) {
  return vm::PropertyKey::atom(vm::intern(agent, name));
}

/// A function that modules/internal/commonjs.js exports.
Completion<Value> loader_function(Agent& agent, vm::Realm* realm, std::string_view name) {
  const Value loader = TRY(ModuleLoader::of(agent).builtins().require(realm, k_loader));
  return vm::get(agent, loader.as_object(), key_of(agent, name));
}

std::expected<engine::ParsedScript, compiler::ParseFailure> parse(const std::string& name,
                                                                  const std::string& contents) {
  return engine::parse_function_body(syntax::SourceText::from_utf8(name, contents), k_commonjs_parameters);
}

}  // namespace

bool is_module_after_all(const compiler::ParseFailure& failure) {
  if (!failure.error.needs_module) return false;
  const auto module = compiler::Unit::parse(
      syntax::SourceText::from_utf8(std::string(failure.source.name()), failure.source.text()),
      syntax::Goal::Module);
  return module.has_value();
}

bool only_module_can_be(const std::string& name, const std::string& contents) {
  const auto script = parse(name, contents);
  return !script && is_module_after_all(script.error());
}

// Exports ---------------------------------------------------------------------------------------------------

namespace {

void add_exported_names(ModuleLoader& loader, const std::string& path, const std::string& contents,
                        std::vector<std::string>& names, std::vector<std::string>& seen) {
  if (std::ranges::find(seen, path) != seen.end()) return;
  seen.push_back(path);
  const CommonJsExports found = find_commonjs_exports(contents);
  for (const std::string& name : found.names) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  const std::string folder = parent_folder(path);
  for (const std::string& specifier : found.reexports) {
    const Resolver::Lookup lookup{
        .folder = folder, .parent = path, .paths = Resolver::node_modules_paths(folder)};
    const Resolved<std::string> resolved =
        loader.resolver().resolve_require(specifier, lookup, k_require_conditions);
    // What is not found fails when it is required.
    if (!resolved || resolved->starts_with("node:")) continue;
    const auto other = loader.door().read_file(*resolved, syntax::SourceText::k_max_size);
    if (other) add_exported_names(loader, *resolved, *other, names, seen);
  }
}

}  // namespace

std::vector<std::string> exported_names(ModuleLoader& loader, const std::string& path,
                                        const std::string& contents) {
  std::vector<std::string> names;
  std::vector<std::string> seen;
  add_exported_names(loader, path, contents, names, seen);
  return names;
}

Completion<Value> import_commonjs(Agent& agent, vm::Realm* realm, vm::String* path) {
  const Value import = TRY(loader_function(agent, realm, "importCommonJs"));
  const Value arguments[] = {path};
  return vm::call(agent, import, Value::undefined(), arguments);
}

// The program's own module ----------------------------------------------------------------------------------

namespace {

/// Might the text use something that is made only for modules that do?
bool may_use_loader(std::string_view text) {
  constexpr std::array<std::string_view, 6> k_signs = {"require", "module", "arguments",
                                                       "eval",    "import", "\\u"};
  return std::ranges::any_of(k_signs, [&](std::string_view sign) { return text.contains(sign); });
}

}  // namespace

Completion<void> run_main_commonjs(Agent& agent, vm::Realm* realm, const std::string& path,
                                   const engine::ParsedScript& script) {
  vm::String* filename = TRY(vm::make_string_from_utf8(agent, path));
  const Value function = TRY(engine::run_script(agent, realm, script, filename));
  if (may_use_loader(script.unit->source())) {
    const Value run = TRY(loader_function(agent, realm, "runMainModule"));
    const Value arguments[] = {filename, function};
    TRY(vm::call(agent, run, Value::undefined(), arguments));
    return {};
  }
  vm::Object* exports =
      vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
  const Value folder = TRY(vm::make_string_from_utf8(agent, parent_folder(path)));
  const Value arguments[] = {exports, Value::undefined(), Value::undefined(), filename, folder};
  TRY(vm::call(agent, function, exports, arguments));
  return {};
}

Completion<void> run_main_file(Agent& agent, vm::Realm* realm, const std::string& path) {
  const Value run = TRY(loader_function(agent, realm, "runMainFile"));
  const Value arguments[] = {TRY(vm::make_string_from_utf8(agent, path))};
  TRY(vm::call(agent, run, Value::undefined(), arguments));
  return {};
}

Completion<void> add_commonjs_globals(Agent& agent, vm::Realm* realm, const std::string& name,
                                      const std::string& path, std::string_view text) {
  if (!may_use_loader(text) && !text.contains("exports") && !text.contains("__")) return {};
  const Value make = TRY(loader_function(agent, realm, "makeContext"));
  const Value arguments[] = {TRY(vm::make_string_from_utf8(agent, name)),
                             TRY(vm::make_string_from_utf8(agent, parent_folder(path)))};
  const Value context = TRY(vm::call(agent, make, Value::undefined(), arguments));
  return vm::copy_data_properties(agent, realm->global_object(), context, {});
}

Completion<void> add_repl_globals(Agent& agent, vm::Realm* realm, const std::string& folder) {
  const Value add = TRY(loader_function(agent, realm, "addReplGlobals"));
  const Value arguments[] = {TRY(vm::make_string_from_utf8(agent, folder))};
  TRY(vm::call(agent, add, Value::undefined(), arguments));
  return {};
}

namespace {

Completion<Value> make_text_list(Agent& agent, std::span<const std::string> texts) {
  vm::ValueList* list = vm::ValueList::make(agent.heap(), static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts)
    list->append(agent.heap(), TRY(vm::make_string_from_utf8(agent, text)));
  return Value(TRY(vm::create_array_from_list(agent, list->values())));
}

}  // namespace

Completion<void> preload(Agent& agent, vm::Realm* realm, const std::string& folder,
                         std::span<const std::string> items) {
  const Value load = TRY(loader_function(agent, realm, "preload"));
  const Value arguments[] = {TRY(vm::make_string_from_utf8(agent, folder)),
                             TRY(make_text_list(agent, items))};
  TRY(vm::call(agent, load, Value::undefined(), arguments));
  return {};
}

// What modules/internal/commonjs.js calls -------------------------------------------------------------------

namespace {

Completion<Value> make_text(Agent& agent, const std::string& text) {
  return vm::make_string_from_utf8(agent, text);
}

std::string text_argument(const NativeFrame& frame, std::uint32_t index) {
  return frame.argument(index).is_string() ? frame.argument(index).as_string()->to_utf8() : "";
}

/// `isBuiltin(specifier)`
Completion<Value> is_builtin(Agent&, NativeFrame& frame) {
  return Value::boolean(find_builtin_module(text_argument(frame, 0)) != nullptr);
}

/// `builtinIds()`
Completion<Value> builtin_ids(Agent& agent, NativeFrame&) {
  std::vector<std::string> ids;
  std::vector<std::string> schemed;
  for (const BuiltinModule& module : builtin_modules()) {
    if (module.sort == BuiltinModule::Sort::Public) ids.emplace_back(module.id);
    if (module.sort == BuiltinModule::Sort::Schemed) schemed.push_back("node:" + std::string(module.id));
  }
  ids.insert(ids.end(), schemed.begin(), schemed.end());
  return make_text_list(agent, ids);
}

/// `requireBuiltin(specifier)`: undefined if there is none
Completion<Value> require_builtin(Agent& agent, NativeFrame& frame) {
  const BuiltinModule* module = find_builtin_module(text_argument(frame, 0));
  if (module == nullptr) return Value::undefined();
  return BuiltinModules::of(frame).require(&agent.realm(), *module);
}

/// `nodeModulesPaths(folder)`
Completion<Value> node_modules_paths(Agent& agent, NativeFrame& frame) {
  return make_text_list(agent, Resolver::node_modules_paths(text_argument(frame, 0)));
}

/// `resolve(request, folder, parent, paths)`: a path, "node:…", or { code, type, message, path, requestPath }
Completion<Value> resolve(Agent& agent, NativeFrame& frame) {
  Resolver::Lookup lookup{.folder = text_argument(frame, 1), .parent = text_argument(frame, 2), .paths = {}};
  const vm::ValueList* paths = TRY(vm::create_list_from_array_like(agent, frame.argument(3)));
  for (std::uint32_t i = 0; i < paths->size(); i++)
    lookup.paths.push_back(TRY(vm::to_string(agent, paths->at(i)))->to_utf8());
  const Resolved<std::string> resolved = ModuleLoader::of(agent).resolver().resolve_require(
      text_argument(frame, 0), lookup, k_require_conditions);
  if (resolved) return make_text(agent, *resolved);
  vm::Object* failure = vm::ordinary_object_create(agent, nullptr);
  const ResolutionError& error = resolved.error();
  const std::pair<std::string_view, std::string> fields[] = {
      {"code", error.code},
      {"type", error.type == vm::ErrorType::TypeError ? "TypeError" : "Error"},
      {"message", error.message},
      {"path", error.path},
      {"requestPath", error.request_path}};
  for (const auto& [name, text] : fields)
    agent.shapes().add(failure, key_of(agent, name), TRY(make_text(agent, text)), vm::k_data_attributes);
  return failure;
}

/// `resolveImport(specifier, parent)`: a path; undefined: that of a builtin module
Completion<Value> resolve_import(Agent& agent, NativeFrame& frame) {
  ModuleLoader& loader = ModuleLoader::of(agent);
  const Resolved<ResolvedModule> resolved =
      loader.resolver().resolve_import(text_argument(frame, 0), text_argument(frame, 1), k_import_conditions);
  if (!resolved) return loader.throw_resolution_error(resolved.error());
  if (resolved->sort == ResolvedModule::Sort::Builtin) return Value::undefined();
  return make_text(agent, resolved->path);
}

/// `formatOf(path)`: "module", "commonjs", "ambiguous", …
Completion<Value> format_of(Agent& agent, NativeFrame& frame) {
  ModuleLoader& loader = ModuleLoader::of(agent);
  const Resolved<ModuleFormat> format = loader.resolver().format_of(text_argument(frame, 0));
  if (!format) return loader.throw_resolution_error(format.error());
  switch (*format) {
    case ModuleFormat::Module:
      return make_text(agent, "module");
    case ModuleFormat::Ambiguous:
      return make_text(agent, "ambiguous");
    default:
      return make_text(agent, "commonjs");
  }
}

/// `readText(path)`: without a byte order mark
Completion<Value> read_text(Agent& agent, NativeFrame& frame) {
  const auto contents =
      BuiltinModules::of(frame).door().read_file(text_argument(frame, 0), syntax::SourceText::k_max_size);
  if (!contents)
    return ModuleLoader::of(agent).throw_unreadable(text_argument(frame, 0), contents.error().message);
  const syntax::SourceText text = syntax::SourceText::from_utf8("", *contents);
  return vm::make_string_from_utf8(agent, text.text());
}

/// `compile(text, filename, mayBeModule)`: a function with k_commonjs_parameters; undefined: it is an ES
/// module
Completion<Value> compile(Agent& agent, NativeFrame& frame) {
  vm::String* filename = TRY(vm::to_string(agent, frame.argument(1)));
  const std::string name = ModuleLoader::of(agent).shown_name(filename->to_utf8());
  const std::string contents = TRY(vm::to_string(agent, frame.argument(0)))->to_utf8();
  const auto script = parse(name, contents);
  if (script) return engine::run_script(agent, &agent.realm(), *script, filename);
  const bool may_be_module = frame.argument(2).is_identical(Value::boolean(true));
  if (may_be_module && is_module_after_all(script.error())) return Value::undefined();
  return engine::throw_syntax_error_of_file(agent, script.error());
}

/// `requireModule(path)`
Completion<Value> require_module(Agent& agent, NativeFrame& frame) {
  return ModuleLoader::of(agent).require_module(&agent.realm(), text_argument(frame, 0));
}

/// `isProxy(value)`
Completion<Value> is_proxy(Agent&, NativeFrame& frame) {
  return Value::boolean(frame.argument(0).is_cell_of(vm::CellKind::Proxy));
}

/// `pathOfModule(filename)`: of a file URL, as text or as a URL, or of an absolute path; undefined: it is
/// none
Completion<Value> path_of_module(Agent& agent, NativeFrame& frame) {
  Value name = frame.argument(0);
  if (name.is_object()) name = TRY(vm::get(agent, name.as_object(), key_of(agent, "href")));
  if (!name.is_string()) return Value::undefined();
  std::string path = name.as_string()->to_utf8();
  constexpr std::string_view k_scheme = "file://";
  if (path.starts_with(k_scheme)) path = percent_decoded(path.substr(k_scheme.size()));
  return path.starts_with('/') ? make_text(agent, path) : Completion<Value>(Value::undefined());
}

constexpr vm::BuiltinRow k_commonjs_rows[] = {
    vm::method("isBuiltin", 1, is_builtin),
    vm::method("builtinIds", 0, builtin_ids),
    vm::method("requireBuiltin", 1, require_builtin),
    vm::method("nodeModulesPaths", 1, node_modules_paths),
    vm::method("cwd", 0, cwd),
    vm::method("resolve", 4, resolve),
    vm::method("formatOf", 1, format_of),
    vm::method("readText", 1, read_text),
    vm::method("compile", 3, compile),
    vm::method("requireModule", 1, require_module),
    vm::method("pathOfModule", 1, path_of_module),
    vm::method("isProxy", 1, is_proxy),
    vm::method("resolveImport", 2, resolve_import),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_commonjs_bindings = k_commonjs_rows;

}  // namespace orrery::node
