// Methods of `process` that modules/internal/process.js has, and what those call in C++.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "host/files/file_requests.h"
#include "node/bindings.h"
#include "node/builtin_modules.h"
#include "node/environment.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "node/process/signals.h"
#include "vm/collections/keyed_collections.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::node {

using host::FileOperation;
using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// A name as an argument of a template.
template <std::size_t size>
struct Name {
  // NOLINTNEXTLINE(google-explicit-constructor): a text becomes one
  consteval Name(const char (&text)[size]) { std::copy_n(text, size, characters); }
  char characters[size];
};

/// Calls the module's function of that name.
template <Name name>
Completion<Value> call_module(Agent& agent, NativeFrame& frame) {
  const Value module = TRY(Environment::of(agent).host().builtin_module("internal/process"));
  const vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, name.characters));
  return vm::call(agent, TRY(vm::get(agent, module.as_object(), key)), frame.this_value(), frame.arguments());
}

template <Name name>
constexpr vm::LazyRow method_of_module(std::uint32_t length) {
  return vm::lazy_builtin(
      vm::operation(name.characters, static_cast<std::uint8_t>(length), call_module<name>));
}

/// https://nodejs.org/api/process.html#processallowednodeenvironmentflags: the variable NODE_OPTIONS is not
/// read.
Value make_allowed_flags(Agent& agent, vm::Realm&) {
  return vm::make_set(agent);
}

constexpr vm::LazyRow k_methods_rows[] = {
    method_of_module<"abort">(0),
    method_of_module<"availableMemory">(0),
    method_of_module<"chdir">(1),
    method_of_module<"constrainedMemory">(0),
    method_of_module<"cpuUsage">(1),
    method_of_module<"getBuiltinModule">(1),
    method_of_module<"getegid">(0),
    method_of_module<"geteuid">(0),
    method_of_module<"getgid">(0),
    method_of_module<"getgroups">(0),
    method_of_module<"getuid">(0),
    method_of_module<"hasUncaughtExceptionCaptureCallback">(0),
    method_of_module<"kill">(2),
    method_of_module<"loadEnvFile">(0),
    method_of_module<"ref">(1),
    method_of_module<"resourceUsage">(0),
    method_of_module<"setUncaughtExceptionCaptureCallback">(1),
    method_of_module<"threadCpuUsage">(1),
    method_of_module<"umask">(1),
    method_of_module<"unref">(1),
    vm::lazy_value("allowedNodeEnvironmentFlags", make_allowed_flags).with(vm::k_data_attributes),
};

// Bindings --------------------------------------------------------------------------------------------------

host::FileAnswer ask(const NativeFrame& frame, const host::FileRequest& request) {
  return BuiltinModules::of(frame).door().access_file(request);
}

/// `kill(processId, signal)`: an errno
Completion<Value> kill(Agent&, NativeFrame& frame) {
  return Value::int32(ask(frame, {.operation = FileOperation::SendSignal,
                                  .number = frame.argument(1).as_int32(),
                                  .mode = frame.argument(0).as_int32()})
                          .error);
}

/// `changeDirectory(path)`: an errno
Completion<Value> change_directory(Agent&, NativeFrame& frame) {
  return Value::int32(ask(frame, {.operation = FileOperation::ChangeDirectory,
                                  .path = frame.argument(0).as_string()->to_utf8()})
                          .error);
}

/// `setModeMask(mask)`: the one before; a negative one changes nothing
Completion<Value> set_mode_mask(Agent&, NativeFrame& frame) {
  const host::FileAnswer answer =
      ask(frame, {.operation = FileOperation::SetModeMask, .number = frame.argument(0).as_int32()});
  return Value::int32(static_cast<std::int32_t>(answer.number));
}

/// `signalNumber(name)`: 0: there is none
Completion<Value> number_of_signal(Agent&, NativeFrame& frame) {
  return Value::int32(signal_number(frame.argument(0).as_string()->to_utf8()));
}

/// `ownId()`
Completion<Value> own_id(Agent&, NativeFrame& frame) {
  const std::string id = BuiltinModules::of(frame).door().fact("process id").value_or("0");
  return Value::int32(static_cast<std::int32_t>(std::strtol(id.c_str(), nullptr, 10)));
}

/// `setCaptureCallback(function or undefined)`
Completion<Value> set_capture_callback(Agent& agent, NativeFrame& frame) {
  Environment::of(agent).set_capture_callback(frame.argument(0));
  return Value::undefined();
}

/// `hasCaptureCallback()`
Completion<Value> has_capture_callback(Agent& agent, NativeFrame&) {
  return Value::boolean(!Environment::of(agent).capture_callback().is_undefined());
}

constexpr vm::BuiltinRow k_bindings[] = {
    vm::method("kill", 2, kill),
    vm::method("changeDirectory", 1, change_directory),
    vm::method("setModeMask", 1, set_mode_mask),
    vm::method("signalNumber", 1, number_of_signal),
    vm::method("ownId", 0, own_id),
    vm::method("makeError", 3, make_error_of_system),
    vm::method("setCaptureCallback", 1, set_capture_callback),
    vm::method("hasCaptureCallback", 0, has_capture_callback),
    vm::method("fact", 1, fact),
    vm::method("cwd", 0, cwd),
};

}  // namespace

constinit const std::span<const vm::LazyRow> k_method_rows = k_methods_rows;
constexpr std::span<const vm::BuiltinRow> k_process_method_bindings = k_bindings;

}  // namespace orrery::node
