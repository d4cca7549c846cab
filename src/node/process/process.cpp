// https://nodejs.org/api/process.html: the object, and what it says about the program and the machine.
#include "node/process/process.h"

#include <fmt/format.h>

#include "node/environment.h"
#include "node/errors.h"
#include "node/process/signals.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// The version of Node whose documented behaviour Orrery follows (docs/adr/0020-profiles.md): what packages
/// that look at process.versions.node are to be told.
constexpr std::string_view k_node_version = "26.10.0";
/// The engine of that Node, which packages parse to know what language they may use. It says with what Orrery
/// is compatible, not what runs: that is `orrery`.
constexpr std::string_view k_v8_version = "14.6.202.34-node.34";
constexpr std::string_view k_orrery_version = "0.1.0";

#if defined(__x86_64__)
constexpr std::string_view k_architecture = "x64";
#elif defined(__aarch64__)
constexpr std::string_view k_architecture = "arm64";
#else
constexpr std::string_view k_architecture = "unknown";
#endif
#if defined(__APPLE__)
constexpr std::string_view k_platform = "darwin";
#else
constexpr std::string_view k_platform = "linux";
#endif

Value text(Agent& agent, std::string_view utf8) {
  const Completion<vm::String*> made = vm::make_string_from_utf8(agent, utf8);
  return made.is_thrown() ? vm::empty_string(agent) : made.value();
}

Value fact_text(Agent& agent, const std::string& name) {
  return text(agent, Environment::of(agent).host().fact(name).value_or(""));
}

Value fact_number(Agent& agent, const std::string& name) {
  const std::string digits = Environment::of(agent).host().fact(name).value_or("0");
  return Value::number(std::strtod(digits.c_str(), nullptr));
}

vm::Object* plain_object(Agent& agent, vm::Realm& realm) {
  return vm::ordinary_object_create(agent, realm.intrinsic(agent, vm::Intrinsic::ObjectPrototype));
}

void put(Agent& agent, vm::Object* object, std::string_view name, Value value) {
  agent.shapes().add(object, vm::PropertyKey::atom(vm::intern(agent, name)), value, vm::k_data_attributes);
}

Value array_of(Agent& agent, vm::Realm& realm, const std::vector<std::string>& texts) {
  Completion<vm::Array*> array =
      vm::make_array(agent, realm.shape(agent, vm::CommonShape::Array), std::span<const Value>());
  if (array.is_thrown()) return Value::undefined();
  for (const std::string& each : texts) (void)vm::array_append(agent, array.value(), text(agent, each));
  return array.value();
}

// The program -----------------------------------------------------------------------------------------------

/// https://nodejs.org/api/process.html#processargv
Value make_argv(Agent& agent, vm::Realm& realm) {
  Environment& environment = Environment::of(agent);
  std::vector<std::string> all{environment.host().fact("executable").value_or("")};
  if (std::string path = environment.host().program_path(); !path.empty()) all.push_back(std::move(path));
  const std::vector<std::string>& arguments = environment.settings().arguments;
  all.insert(all.end(), arguments.begin(), arguments.end());
  return array_of(agent, realm, all);
}

Value make_exec_argv(Agent& agent, vm::Realm& realm) {
  return array_of(agent, realm, Environment::of(agent).settings().exec_arguments);
}

Value make_exec_path(Agent& agent, vm::Realm&) {
  return fact_text(agent, "executable");
}

Value make_title(Agent& agent, vm::Realm&) {
  return text(agent, "orrery");
}

Value make_pid(Agent& agent, vm::Realm&) {
  return fact_number(agent, "process id");
}

Value make_ppid(Agent& agent, vm::Realm&) {
  return fact_number(agent, "parent process id");
}

// The machine -----------------------------------------------------------------------------------------------

Value make_architecture(Agent& agent, vm::Realm&) {
  return text(agent, k_architecture);
}

Value make_platform(Agent& agent, vm::Realm&) {
  return text(agent, k_platform);
}

Value make_version(Agent& agent, vm::Realm&) {
  return text(agent, fmt::format("v{}", k_node_version));
}

/// https://nodejs.org/api/process.html#processversions
Value make_versions(Agent& agent, vm::Realm& realm) {
  vm::Object* versions = plain_object(agent, realm);
  put(agent, versions, "node", text(agent, k_node_version));
  put(agent, versions, "v8", text(agent, k_v8_version));
  put(agent, versions, "orrery", text(agent, k_orrery_version));
  return versions;
}

/// https://nodejs.org/api/process.html#processrelease
Value make_release(Agent& agent, vm::Realm& realm) {
  vm::Object* release = plain_object(agent, realm);
  put(agent, release, "name", text(agent, "node"));
  return release;
}

Value make_features(Agent& agent, vm::Realm& realm) {
  vm::Object* features = plain_object(agent, realm);
  for (const std::string_view name : {"inspector", "debug", "uv", "ipv6", "tls_alpn", "tls_sni", "tls_ocsp",
                                      "tls", "openssl_is_boringssl", "cached_builtins"})
    put(agent, features, name, Value::boolean(false));
  put(agent, features, "require_module", Value::boolean(true));
  for (const std::string_view name : {"dtls", "quic", "typescript"})
    put(agent, features, name, Value::boolean(false));
  return features;
}

/// https://nodejs.org/api/process.html#processconfig: nothing was configured that scripts could build upon.
Value make_config(Agent& agent, vm::Realm& realm) {
  vm::Object* config = plain_object(agent, realm);
  put(agent, config, "target_defaults", plain_object(agent, realm));
  put(agent, config, "variables", plain_object(agent, realm));
  return config;
}

// https://nodejs.org/api/process.html#processcwd
Completion<Value> cwd(Agent& agent, NativeFrame&) {
  const std::optional<std::string> folder = Environment::of(agent).host().fact("working directory");
  if (folder) return vm::make_string_from_utf8(agent, *folder);
  return throw_node_error(agent, vm::ErrorType::Error, "ENOENT", "ENOENT: no such file or directory, uv_cwd");
}

constexpr vm::LazyRow k_process_rows[] = {
    vm::lazy_value("version", make_version).with(vm::k_data_attributes),
    vm::lazy_value("versions", make_versions).with(vm::k_data_attributes),
    vm::lazy_value("arch", make_architecture).with(vm::k_data_attributes),
    vm::lazy_value("platform", make_platform).with(vm::k_data_attributes),
    vm::lazy_value("release", make_release).with(vm::k_data_attributes),
    vm::lazy_value("features", make_features).with(vm::k_data_attributes),
    vm::lazy_value("config", make_config).with(vm::k_data_attributes),
    vm::lazy_value("title", make_title).with(vm::k_data_attributes),
    vm::lazy_value("argv", make_argv).with(vm::k_data_attributes),
    vm::lazy_value("execArgv", make_exec_argv).with(vm::k_data_attributes),
    vm::lazy_value("execPath", make_exec_path).with(vm::k_data_attributes),
    vm::lazy_value("argv0", make_title).with(vm::k_data_attributes),
    vm::lazy_value("pid", make_pid).with(vm::k_data_attributes),
    vm::lazy_value("ppid", make_ppid).with(vm::k_data_attributes),
    vm::lazy_value("env", make_environment_variables).with(vm::k_data_attributes),
    vm::lazy_builtin(vm::operation("cwd", 0, cwd)),
};

/// The global `process` until somebody looks: then it is a plain property. A script that looks while its
/// stack is full gets the RangeError, and the object later.
Completion<Value> get_process(Agent& agent, NativeFrame&) {
  vm::Object* process = TRY(Environment::of(agent).process());
  define_global(agent, "process", process);
  return process;
}

Completion<Value> set_process(Agent& agent, NativeFrame& frame) {
  define_global(agent, "process", frame.argument(0));
  return Value::undefined();
}

constexpr vm::LazyRow k_global_rows[] = {
    vm::lazy_builtin(vm::accessor("process", get_process, set_process)),
};

Completion<Value> emitter_prototype(Agent& agent) {
  const Value emitter = TRY(Environment::of(agent).host().builtin_module("events"));
  return vm::get(agent, emitter.as_object(), agent.names().prototype);
}

Completion<Value> refuse_construction(Agent& agent, NativeFrame&) {
  return agent.throw_type_error("Illegal constructor");
}

}  // namespace

vm::Object* make_emitter(Agent& agent, vm::Realm& realm, std::string_view class_name) {
  vm::Object* parent = realm.intrinsic(agent, vm::Intrinsic::ObjectPrototype);
  const Completion<Value> emitter = emitter_prototype(agent);
  if (emitter.is_thrown()) {
    // Only a termination can be the reason: it is still pending.
    if (!agent.is_terminating()) (void)agent.take_exception();
  } else {
    parent = emitter.value().as_object();
  }
  if (class_name.empty()) return vm::ordinary_object_create(agent, parent);
  vm::Object* prototype = vm::ordinary_object_create(agent, parent);
  vm::Object* constructor =
      vm::create_builtin_function(agent, &realm, refuse_construction, 0, vm::intern(agent, class_name),
                                  vm::Object::k_is_constructor, nullptr);
  agent.shapes().add(constructor, agent.names().prototype, prototype, vm::k_no_attributes);
  agent.shapes().add(prototype, agent.names().constructor, constructor, vm::k_hidden_attributes);
  return vm::ordinary_object_create(agent, prototype);
}

void define_global(Agent& agent, std::string_view name, Value value) {
  const vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, name));
  (void)vm::define_property_or_throw(agent, agent.realm().global_object(), key,
                                     vm::PropertyDescriptor::data(value, vm::k_hidden_attributes));
}

void install_process(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_global_rows);
}

Completion<vm::Object*> make_process(Agent& agent, vm::Realm& realm) {
  TRY(emitter_prototype(agent));
  vm::Object* process = make_emitter(agent, realm, "process");
  agent.shapes().add(process, agent.names().symbol_to_string_tag, text(agent, "process"),
                     vm::k_configurable_attribute);
  vm::add_lazy_rows(agent, realm, process, k_process_rows);
  vm::add_lazy_rows(agent, realm, process, k_method_rows);
  vm::add_lazy_rows(agent, realm, process, k_stream_rows);
  vm::add_lazy_rows(agent, realm, process, k_life_rows);
  vm::add_lazy_rows(agent, realm, process, k_measurement_rows);
  // As in Node: what starts and stops listening to signals, and what writes warnings, listens, and may be
  // taken off.
  const Value on = TRY(vm::get(agent, process, vm::PropertyKey::atom(vm::intern(agent, "on"))));
  const auto listen = [&](std::string_view event, Value listener) {
    const Value arguments[] = {vm::intern(agent, event), listener};
    return vm::call(agent, on, process, arguments);
  };
  TRY(listen("newListener", make_listener_of_new_listeners(agent)));
  TRY(listen("removeListener", make_listener_of_removed_listeners(agent)));
  TRY(listen("warning", make_warning_listener(agent)));
  return process;
}

}  // namespace orrery::node
