#pragma once

#include <string_view>

#include "vm/completion.h"
#include "vm/objects/realm_interface.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
class Object;
class Realm;
}  // namespace orrery::vm

namespace orrery::node {

/// Puts `process` on the realm's global object, made when somebody looks.
void install_process(vm::Agent& agent, vm::Realm& realm);
/// https://nodejs.org/api/process.html: the object.
vm::Completion<vm::Object*> make_process(vm::Agent& agent, vm::Realm& realm);
/// Makes a global of Node's a plain property, once somebody has asked for it.
void define_global(vm::Agent& agent, std::string_view name, vm::Value value);

// Its properties, by what they are about
// -------------------------------------------------------------------------------------------------------

/// An object whose [[Prototype]] has the realm's EventEmitter.prototype for its own, or is it, if there is no
/// `class_name`.
vm::Object* make_emitter(vm::Agent& agent, vm::Realm& realm, std::string_view class_name);

/// Writes the warnings that it is told of.
vm::Value make_warning_listener(vm::Agent& agent);
/// process.env: https://nodejs.org/api/process.html#processenv
vm::Value make_environment_variables(vm::Agent& agent, vm::Realm& realm);
/// kill, umask and others that are written in JavaScript
extern const std::span<const vm::LazyRow> k_method_rows;
/// stdin, stdout, stderr
extern const std::span<const vm::LazyRow> k_stream_rows;
/// exit, exitCode, emitWarning, nextTick
extern const std::span<const vm::LazyRow> k_life_rows;
/// hrtime, uptime, memoryUsage
extern const std::span<const vm::LazyRow> k_measurement_rows;

}  // namespace orrery::node
