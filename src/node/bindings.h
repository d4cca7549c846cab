#pragma once

#include <span>

#include "vm/functions/builtin.h"

// What the modules' JavaScript calls in C++: the functions of `binding`, a table for each module that has
// any.

namespace orrery::node {

inline constexpr std::span<const vm::BuiltinRow> k_no_bindings;
extern const std::span<const vm::BuiltinRow> k_async_bindings;
extern const std::span<const vm::BuiltinRow> k_buffer_bindings;
extern const std::span<const vm::BuiltinRow> k_buffer_number_bindings;
extern const std::span<const vm::BuiltinRow> k_commonjs_bindings;
extern const std::span<const vm::BuiltinRow> k_console_bindings;
extern const std::span<const vm::BuiltinRow> k_crypto_bindings;
extern const std::span<const vm::BuiltinRow> k_error_bindings;
extern const std::span<const vm::BuiltinRow> k_event_bindings;
extern const std::span<const vm::BuiltinRow> k_file_bindings;
extern const std::span<const vm::BuiltinRow> k_inspection_bindings;
extern const std::span<const vm::BuiltinRow> k_message_bindings;
extern const std::span<const vm::BuiltinRow> k_path_bindings;
extern const std::span<const vm::BuiltinRow> k_process_bindings;
extern const std::span<const vm::BuiltinRow> k_process_method_bindings;
extern const std::span<const vm::BuiltinRow> k_script_bindings;
extern const std::span<const vm::BuiltinRow> k_stream_bindings;
extern const std::span<const vm::BuiltinRow> k_system_bindings;
extern const std::span<const vm::BuiltinRow> k_url_bindings;
extern const std::span<const vm::BuiltinRow> k_util_bindings;

// For every module:

/// `intrinsic(name, key)`: see BuiltinModules.
vm::Completion<vm::Value> intrinsic(vm::Agent& agent, vm::NativeFrame& frame);
/// `uncurried(name, key)`
vm::Completion<vm::Value> uncurried(vm::Agent& agent, vm::NativeFrame& frame);

// For several:

/// `inspect(value, depth, colours, breakLength, showHidden, maxArrayLength)`, all but the first as
/// util.inspect has them. Of a depth of -1 only names.
vm::Completion<vm::Value> inspect(vm::Agent& agent, vm::NativeFrame& frame);
/// `fact(name)`: see host/facts.h; undefined: there is no such thing
vm::Completion<vm::Value> fact(vm::Agent& agent, vm::NativeFrame& frame);
/// `makeError(errno, systemCall, isDetailed)`: make_system_error()
vm::Completion<vm::Value> make_error_of_system(vm::Agent& agent, vm::NativeFrame& frame);
/// `cwd()`
vm::Completion<vm::Value> cwd(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::node
