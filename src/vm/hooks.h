#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <string_view>

#include "bytecode/instruction.h"
#include "vm/completion.h"
#include "vm/realm.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Activation;
class Agent;
class Environment;
class Executable;
class Job;
class JobOrigin;
class ModuleLoad;
class Object;
class Promise;
class SourceTextModule;
struct ObjectTable;
enum class ErrorType : std::uint8_t;

/// What is above this folder, and is called from it: installed once, with the agent.
struct Hooks {
  // The interpreter's
  // ------------------------------------------------------------------------------------------
  /// [[Call]] of a function that is neither a bound function nor a proxy.
  Completion<Value> (*call)(Agent&, Object* function, Value this_value,
                            std::span<const Value> arguments) = nullptr;
  /// [[Construct]] of such a function.
  Completion<Object*> (*construct)(Agent&, Object* constructor, std::span<const Value> arguments,
                                   Object* new_target) = nullptr;
  /// Goes on with a suspended generator or async function; gives what it hands out, awaits or returns.
  Completion<Value> (*resume)(Agent&, Activation*, bytecode::ResumeMode, Value) = nullptr;

  // The compiler's, by way of the engine
  // -----------------------------------------------------------------------
  /// Gives an executable its code (Executable::prepare()); throws where it cannot be compiled.
  Completion<void> (*compile)(Agent&, Executable*) = nullptr;
  /// Gives a prepared executable machine code (Executable::set_machine_code()), if it has none and there is
  /// memory for it. Null: all run as bytecode.
  void (*compile_to_machine_code)(Agent&, Executable*) = nullptr;
  /// The code of an eval in `realm`. https://tc39.es/ecma262/#sec-performeval, steps 6 to 13: throws
  /// SyntaxErrors, of the current realm.
  /// \param environment  of a direct eval: the innermost; null: an indirect one
  Completion<Executable*> (*compile_eval)(Agent&, Realm& realm, String* source, bool is_strict,
                                          Environment* environment) = nullptr;
  /// https://tc39.es/ecma262/#sec-createdynamicfunction, what of it needs a parser: a script that consists of
  /// one function expression, whose value is the function. `prefix` is "function", "async function*" and so
  /// on.
  Completion<Executable*> (*compile_dynamic_function)(Agent&, std::string_view prefix, String* parameters,
                                                      String* body) = nullptr;

  /// https://tc39.es/ecma262/#sec-initializehostdefinedrealm: a realm with all that ECMA-262 puts on its
  /// global object.
  Realm* (*make_realm)(Agent&) = nullptr;

  // The builtins'
  // ----------------------------------------------------------------------------------------------
  /// Of the current realm.
  Object* (*intrinsic)(Agent&, Intrinsic) = nullptr;
  /// Makes an intrinsic object, which nobody has asked for before.
  Object* (*make_intrinsic)(Agent&, Realm&, Intrinsic) = nullptr;
  /// The value of a lazy property (Attributes::k_lazy), of which `row` is what its slot holds; of an accessor
  /// property its Accessor, as a cell. Runs no script.
  Value (*make_lazy_property)(Agent&, Object* holder, PropertyKey key, Value row) = nullptr;
  /// The table of the intrinsic object of `realm` that `holder` is; of the global object one with its rows.
  const ObjectTable& (*builtin_table)(Realm& realm, Object* holder) = nullptr;
  /// A new error object of the current realm, with its stack.
  Value (*make_error)(Agent&, ErrorType, String* message) = nullptr;

  // The host's
  // -------------------------------------------------------------------------------------------------
  /// https://tc39.es/ecma262/#sec-hostenqueuepromisejob, and for all other jobs.
  /// \param cause  the promise that was settled; of a thenable's job the one that is to follow it; null: none
  void (*enqueue_job)(Agent&, Job*, Promise* cause) = nullptr;
  /// A promise was settled that nothing waits for; of others enqueue_job() is told. Null: nobody wants to
  /// know.
  void (*note_settled)(Agent&, Promise*) = nullptr;
  /// https://tc39.es/ecma262/#sec-host-promise-rejection-tracker. Null: nobody wants to know.
  void (*track_rejection)(Agent&, Promise*, bool is_handled) = nullptr;
  /// https://tc39.es/ecma262/#sec-HostLoadImportedModule: answers by finish_loading_imported_module(). Null:
  /// there are no modules.
  void (*load_imported_module)(Agent&, ModuleLoad*) = nullptr;
  /// https://tc39.es/ecma262/#sec-hostgetsupportedimportattributes. Null: none is.
  bool (*supports_import_attribute)(Agent&, String* key) = nullptr;
  /// https://tc39.es/ecma262/#sec-hostgetimportmetaproperties and
  /// https://tc39.es/ecma262/#sec-hostfinalizeimportmeta. Null: there are none.
  Completion<void> (*add_import_meta_properties)(Agent&, SourceTextModule*, Object* import_meta) = nullptr;
  /// Whose the first two are, if an event loop installed them (loop::EventLoop::of()).
  void* event_loop = nullptr;
  /// https://tc39.es/ecma262/#sec-host-cleanup-finalization-registry: registries have something to clean up.
  /// To call clean_up_finalization_registries() some time, when nothing runs. Called during a collection, so
  /// it may not allocate cells. Null: nothing is ever cleaned up.
  void (*request_finalization)(Agent&) = nullptr;
  /// Blocks the agent's thread, which has the lock, until `notified` is told or so many nanoseconds have gone
  /// by, or earlier, if it should look whether it is interrupted. Null: the agent may not block
  /// (https://tc39.es/ecma262/#sec-agentcansuspend).
  void (*block)(Agent&, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                std::uint64_t nanoseconds) = nullptr;
  /// https://tc39.es/ecma262/#sec-hostenqueuetimeoutjob: to call `function`, in the current realm, after so
  /// many milliseconds, unless the timeout is ended before. Null: nothing is ever called.
  std::int64_t (*set_timeout)(Agent&, Object* function, std::uint32_t milliseconds) = nullptr;
  void (*end_timeout)(Agent&, std::int64_t timeout) = nullptr;
  /// https://tc39.es/ecma262/#sec-hostenqueuegenericjob: the origin of a job that will be enqueued for what
  /// the code that runs has asked for. Null: nobody wants to know.
  JobOrigin* (*origin_of_generic_job)(Agent&) = nullptr;
  /// The same for the jobs that will clean up the FinalizationRegistry that is made now.
  JobOrigin* (*origin_of_finalization)(Agent&) = nullptr;
  /// A script runs, and this may look at its frames: somebody has asked for that (Agent::request_look()), or
  /// the script is being ended (Agent::is_terminating()). It may neither run a script nor throw.
  void (*look)(Agent&) = nullptr;
  /// Whatever else the host needs.
  void* host = nullptr;
};

}  // namespace orrery::vm
