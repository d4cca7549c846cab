#pragma once

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "gc/heap.h"
#include "vm/binary_data/async_waiters.h"
#include "vm/collections/identity_hashes.h"
#include "vm/collections/weak_references.h"
#include "vm/completion.h"
#include "vm/dates/system_time_zone.h"
#include "vm/door.h"
#include "vm/errors/thrown_places.h"
#include "vm/execution/execution.h"
#include "vm/hooks.h"
#include "vm/iteration/iteration_lookups.h"
#include "vm/numbers/random_numbers.h"
#include "vm/regexps/regexp_patterns.h"
#include "vm/strings/common_strings.h"
#include "vm/strings/symbol_registry.h"
#include "vm/well_known.h"

namespace orrery::vm {

class AtomTable;
class Object;
class Realm;
class Shape;
class Shapes;

/// Why a script was ended in a way that it cannot catch.
/// Deadline is the end of one call (CallDeadline), whose caller goes on.
enum class Termination : std::uint8_t { None, Interrupted, TimeLimit, OutOfMemory, Exit, Deadline };

enum class ErrorType : std::uint8_t {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError
};

struct AgentOptions {
  gc::HeapOptions heap;
  /// Bytes of the stack that JavaScript frames live on.
  std::size_t stack_size = std::size_t{4} << 20;
  /// How deeply native calls may nest, in bytes that each of them is reckoned to take (NativeEntry): the same
  /// depth in every build.
  std::size_t native_stack_size = std::size_t{2} << 20;
  /// Bytes of machine stack that they may really take. Meant never to be reached before the other, whatever
  /// the compiler makes of them.
  std::size_t machine_stack_size = std::size_t{3} << 20;
};

/// https://tc39.es/ecma262/#sec-agents: everything that one thread of JavaScript needs, and nothing that is
/// shared with another. Cells, strings and objects belong to one agent.
///
/// An agent is used by one thread at a time. request_interrupt() and request_look() alone may be called from
/// any, and by handlers of signals.
class Agent final : private gc::HeapClient {
 public:
  /// What runs. First, for machine code.
  Execution execution;

  /// \return null if the system has no memory or address space left
  static std::unique_ptr<Agent> create(const AgentOptions& options, Door& door);
  /// Says where this thread's part of the machine stack begins: cells are held by pointers in frames below
  /// it, and AgentOptions::machine_stack_size counts from it. Until this is called allocation never collects.
  void set_stack_start(const void* address);
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  gc::Heap& heap() { return *heap_; }
  AtomTable& atoms() { return *atoms_; }
  Shapes& shapes() { return *shapes_; }
  Door& door() { return door_; }
  /// Atoms and symbols known to the engine: `agent.names().length`, `agent.names().symbol_iterator`.
  const WellKnown& names() const { return names_; }
  CommonStrings& common_strings() { return common_strings_; }
  /// What is called from here and lies above. To be filled in before anything needs it.
  Hooks& hooks() { return hooks_; }
  SymbolRegistry& symbol_registry() { return symbol_registry_; }
  RandomNumbers& random_numbers() { return random_numbers_; }
  SystemTimeZone& system_time_zone() { return system_time_zone_; }
  RegExpPatterns& regexp_patterns() { return regexp_patterns_; }
  /// For the hash of the next symbol: the same in every run, as the order of hash tables may show.
  std::uint32_t take_symbol_ordinal() { return next_symbol_ordinal_++; }
  /// https://tc39.es/ecma262/#sec-IncrementModuleAsyncEvaluationCount; from 1.
  std::uint64_t take_module_async_evaluation_order() { return ++module_async_evaluation_count_; }

  /// Of objects that are keys of collections.
  IdentityHashes& identity_hashes() { return identity_hashes_; }
  IterationLookups& iteration_lookups() { return iteration_lookups_; }
  /// What is held weakly; and what is kept alive until the end of the job, which the host tells
  /// (WeakReferences::clear_kept_objects()).
  WeakReferences& weak_references() { return weak_references_; }
  /// What this agent waits for by Atomics.waitAsync.
  AsyncWaiters& async_waiters() { return async_waiters_; }
  /// Until a NativeLoop looks whether the script is to end.
  std::uint32_t& native_rounds_left() { return native_rounds_left_; }
  /// Of values that are no errors: where they were thrown.
  ThrownPlaces& thrown_places() { return thrown_places_; }
  /// Whether Error.prepareStackTrace runs: what it looks at itself has the usual text.
  bool& is_preparing_stack() { return is_preparing_stack_; }
  /// The arrays that Array.prototype.join is at work on, the innermost last: for one that contains itself.
  std::vector<const Object*>& arrays_being_joined() { return arrays_being_joined_; }

  // The asynchronous context
  // --------------------------------------------------------------------------------------
  /// https://tc39.es/proposal-async-context/#sec-agents, [[AsyncContextMapping]]: what travels from code to
  /// the jobs that it queues. The host says what it is; null: none. Whatever is to run later remembers it,
  /// and has it again while it runs (AsyncContextScope, promises/async_context.h). What the host takes from
  /// its queue begins without one.
  Object* async_context() const { return async_context_; }
  void set_async_context(Object* context) { async_context_ = context; }

  /// https://tc39.es/ecma262/#current-realm
  Realm& realm() const;
  /// The realm that the host has made current, and since which frame: it is, as long as that one is the
  /// running one. Null: nothing runs.
  struct HostRealm {
    Realm* realm;
    const Value* fp;
  };
  HostRealm host_realm() const { return {realm_, realm_fp_}; }
  void set_host_realm(HostRealm host) {
    realm_ = host.realm;
    realm_fp_ = host.fp;
  }
  /// The realm that is current while nothing runs; null: none.
  void set_realm(Realm* realm) { set_host_realm({realm, nullptr}); }
  /// Shorthand for the current realm's intrinsic.
  Object* intrinsic(Intrinsic which) { return realm().intrinsic(*this, which); }

  // Exceptions and terminations
  // ----------------------------------------------------------------------------------
  Thrown throw_value(Value exception);
  /// A new error object of the current realm (Hooks::make_error); a string where there is none. `message` is
  /// UTF-8.
  Thrown throw_error(ErrorType type, std::string_view message);
  Thrown throw_type_error(std::string_view message) { return throw_error(ErrorType::TypeError, message); }
  Thrown throw_range_error(std::string_view message) { return throw_error(ErrorType::RangeError, message); }
  Thrown throw_reference_error(std::string_view message) {
    return throw_error(ErrorType::ReferenceError, message);
  }
  Thrown throw_syntax_error(std::string_view message) { return throw_error(ErrorType::SyntaxError, message); }
  /// Nothing can catch this.
  Thrown terminate(Termination reason);
  bool is_terminating() const { return termination_ != Termination::None; }
  Termination termination() const { return termination_; }
  bool has_exception() const { return !exception_.is_empty() || is_terminating(); }
  /// To be called while nothing runs, by a host that goes on after a termination. What was running has been
  /// left where it was: generators stay "running", awaits never go on.
  void end_termination();
  /// Only while nothing runs. Where the heap was found full: collects, so that what runs next is not ended
  /// for what is garbage now.
  void make_room_after_full_heap();
  /// The pending exception, which is pending no more: the only way to catch one. Not to be called when
  /// terminating.
  Value take_exception();

  /// From any thread: the script ends with `reason` at its next poll.
  void request_interrupt(Termination reason) { interrupt_.store(reason, std::memory_order_relaxed); }
  /// What was requested and not yet taken; None again after it. The poll that finds one calls terminate().
  Termination take_interrupt() {
    const std::uint64_t look = looks_++;
    // OPTIMIZATION: this is asked several times for each task, and hardly ever is there anything.
    if (interrupt_.load(std::memory_order_relaxed) == Termination::None && !scheduled_ &&
        deadline_ns_ == k_no_deadline) [[likely]]
      return Termination::None;
    return take_interrupt_at(look);
  }
  /// Hooks::look is called at the script's next poll, which goes on then. No recording knows of it.
  void request_look() { wants_look_.store(true, std::memory_order_relaxed); }
  bool take_look_request() {
    return wants_look_.load(std::memory_order_relaxed) &&
           wants_look_.exchange(false, std::memory_order_relaxed);
  }
  /// An interrupt that was taken. Looking for one happens at the same points of a program in every run, so
  /// how often it was done before is the logical time at which the interrupt came.
  struct Interruption {
    Termination reason;
    std::uint64_t look;
  };
  const std::optional<Interruption>& interruption() const { return interruption_; }
  /// For replaying: the script ends as it did then, at that very look.
  void schedule_interruption(const Interruption& interruption) { scheduled_ = interruption; }

  /// A RangeError if the machine stack is used up: for what takes much of it and calls nothing back. What may
  /// come to call itself is counted (NativeEntry).
  Completion<void> check_machine_stack() {
    if (reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) < machine_stack_limit_) [[unlikely]]
      return throw_stack_used_up();
    return {};
  }

 private:
  friend class NativeEntry;
  friend class CallDeadline;
  Agent(const AgentOptions& options, Door& door);
  void make_names();
  Termination take_interrupt_at(std::uint64_t look);
  Thrown throw_stack_used_up();
  bool make_stack(std::size_t size);
  void visit_roots(gc::Visitor& visitor) override;
  void visit_stack(gc::Visitor& visitor);
  void visit_ephemerons(gc::Visitor& visitor) override;
  void clear_weak(const gc::Liveness& liveness) override;

  Door& door_;
  std::unique_ptr<gc::Heap> heap_;
  std::unique_ptr<AtomTable> atoms_;
  std::unique_ptr<Shapes> shapes_;
  CommonStrings common_strings_;
  Hooks hooks_;
  SymbolRegistry symbol_registry_;
  IdentityHashes identity_hashes_;
  IterationLookups iteration_lookups_;
  WeakReferences weak_references_;
  RandomNumbers random_numbers_;
  SystemTimeZone system_time_zone_;
  AsyncWaiters async_waiters_;
  RegExpPatterns regexp_patterns_;
  WellKnown names_;
  Realm* realm_ = nullptr;
  const Value* realm_fp_ = nullptr;
  Object* async_context_ = nullptr;
  Value exception_ = Value::empty();
  Termination termination_ = Termination::None;
  std::atomic<Termination> interrupt_ = Termination::None;
  std::atomic<bool> wants_look_ = false;
  std::uint64_t looks_ = 0;
  std::optional<Interruption> interruption_;
  std::optional<Interruption> scheduled_;
  static constexpr std::uint64_t k_no_deadline = UINT64_MAX;
  std::uint64_t deadline_ns_ = k_no_deadline;
  std::uint32_t next_symbol_ordinal_ = 0;
  std::uint32_t native_rounds_left_ = 1;
  std::uint64_t module_async_evaluation_count_ = 0;
  ThrownPlaces thrown_places_;
  bool is_preparing_stack_ = false;
  std::vector<const Object*> arrays_being_joined_;  // alive: they are on the stack
  std::size_t stack_size_ = 0;                      // of the reservation
  std::ptrdiff_t native_stack_left_;                // of AgentOptions::native_stack_size
  std::size_t machine_stack_size_;
  std::uintptr_t machine_stack_limit_ = 0;
};

/// Something in C++ that may come to call itself: a call of a script's function, what recurses into a
/// structure. It counts for as long as this lives.
///
/// [DOC] How deep calls may nest
///
/// A script can catch the RangeError of a stack that is used up, and so see how deep it was. So both stacks
/// are counted in units that every build and every machine agrees on: frames of bytecode in the registers
/// that they have, what C++ does in between by a fixed number of bytes for each entry. What compilers really
/// make of a frame differs tenfold, between natives and between builds: the host gives the machine stack
/// room for all that (cli/machine_stack.h), and its own limit is there only so that nothing crashes.
class NativeEntry {
 public:
  /// About what a call from C++ and back takes in a small build.
  static constexpr std::ptrdiff_t k_bytes = 256;

  explicit NativeEntry(Agent& agent) : agent_(&agent) { agent.native_stack_left_ -= k_bytes; }
  NativeEntry(NativeEntry&& other) noexcept : agent_(std::exchange(other.agent_, nullptr)) {}
  NativeEntry& operator=(NativeEntry&&) = delete;
  NativeEntry(const NativeEntry&) = delete;
  NativeEntry& operator=(const NativeEntry&) = delete;
  ~NativeEntry() {
    if (agent_ != nullptr) agent_->native_stack_left_ += k_bytes;
  }

  /// A RangeError if it is one too many.
  Completion<void> check() const {
    if (agent_->native_stack_left_ < 0) [[unlikely]]
      return agent_->throw_stack_used_up();
    return agent_->check_machine_stack();
  }

 private:
  Agent* agent_;  // null: moved away
};

}  // namespace orrery::vm
