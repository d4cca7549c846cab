#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include <orrery/orrery.h>

#include "engine/host_timeouts.h"
#include "engine/job_queue.h"
#include "engine/rejections.h"
#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/binary_data/data_block.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/modules/loading.h"
#include "vm/modules/module.h"
#include "vm/objects/host_object.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/value_list.h"

// What stands behind the public API (include/orrery/orrery.h): how its handles hold cells, and how calls go
// in and come out. Where an exception is pending in the engine, none of its own functions returns to the
// host: take_error() makes it an Error; throw_error() is the way back.

namespace orrery::detail {

/// What a Value or Realm refers to, where that is a cell. Counted, as copies share it.
class Handle final : public gc::RootBase {
 public:
  Handle(AgentState& state, gc::Heap& heap, vm::Value value)
      : RootBase(heap), state_(&state), value_(value) {}
  void visit(gc::Visitor& visitor) override {
    if (value_.is_cell()) visitor.visit(value_.as_cell());
  }
  /// The agent is gone, or the handle of no use any more.
  void clear() override {
    state_ = nullptr;
    value_ = vm::Value::undefined();
  }
  AgentState* state() const { return state_; }
  vm::Value value() const { return value_; }
  void add_reference() { references_++; }
  void drop_reference() {
    if (--references_ == 0) delete this;
  }

 private:
  ~Handle() = default;
  AgentState* state_;
  vm::Value value_;
  std::uint32_t references_ = 1;
};

/// Data behind a HostReference. When its cell has died it waits for a moment at which nothing is swept: its
/// destructor runs code of the host.
class Data : public vm::HostData {
 public:
  explicit Data(AgentState& state) : state_(state) {}
  virtual ~Data() = default;
  void drop() final;

 private:
  friend struct AgentState;
  AgentState& state_;
  Data* next_dropped_ = nullptr;
};

/// Gives the engine what the host's Door reads.
class InnerDoor final : public vm::Door {
 public:
  explicit InnerDoor(orrery::Door& door) : door_(door) {}
  double wall_clock_ms() override { return door_.wall_clock_ms(); }
  std::uint64_t monotonic_ns() override { return door_.monotonic_ns(); }
  void fill_random(std::span<std::byte> bytes) override { door_.fill_random(bytes); }
  vm::TimeZoneData time_zone() override {
    orrery::Door::TimeZone zone = door_.time_zone();
    return {.name = std::move(zone.name), .rules = std::move(zone.rules)};
  }
  orrery::Door& outer() { return door_; }

 private:
  orrery::Door& door_;
};

/// What run_jobs() has to do.
class Waiting final : public gc::RootBase {
 public:
  explicit Waiting(gc::Heap& heap) : RootBase(heap) {}

  engine::JobQueue jobs;
  /// Promises that were rejected without anybody handling that.
  engine::Rejections rejections;
  engine::HostTimeouts timeouts;

  void visit(gc::Visitor& visitor) override {
    jobs.visit(visitor);
    rejections.visit(visitor);
    timeouts.visit(visitor);
  }
  void clear() override {
    jobs.clear();
    rejections.clear();
    timeouts.clear();
  }
};

struct AgentState {
  explicit AgentState(orrery::Door& host_door) : door(host_door) {}
  ~AgentState();
  AgentState(const AgentState&) = delete;
  AgentState& operator=(const AgentState&) = delete;

  static AgentState& of(vm::Agent& agent) { return *static_cast<AgentState*>(agent.hooks().host); }

  InnerDoor door;
  ModuleLoader* modules = nullptr;
  std::function<void()> on_wake;
  std::function<void(const Value&, const Value&)> on_unhandled_rejection;
  std::unique_ptr<vm::Agent> agent;
  std::unique_ptr<Waiting> waiting;
  std::unique_ptr<gc::Root<vm::Realm>> realm;
  orrery::Agent* facade = nullptr;
  Data* first_dropped = nullptr;
  int depth = 0;  // of Entries

  /// Whether what the host calls was not called, itself, by something that it has called.
  bool is_outermost() const { return depth == 1; }
  /// The pending exception or termination, which is pending no more; but a termination stays down to the
  /// outermost call.
  Error take_error();
  std::unexpected<Error> fail() { return std::unexpected(take_error()); }
  /// Makes an Error what the engine has pending.
  vm::Thrown throw_error(const Error& error);

  void delete_dropped();

 private:
  void end_termination();
};

/// Behind a SharedBuffer.
struct SharedBlock {
  std::shared_ptr<vm::SharedDataBlock> block;
  std::optional<std::size_t> max_byte_length;
};

/// Around everything that the host calls. The collector looks at the machine stack from the outermost one on:
/// the host's own frames hold handles only.
class Entry {
 public:
  [[gnu::always_inline]] explicit Entry(AgentState& state) : state_(state) {
    if (state.depth++ == 0) begin(state, __builtin_frame_address(0));
  }
  ~Entry() { state_.depth--; }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

 private:
  static void begin(AgentState& state, const void* frame);
  AgentState& state_;
};

constexpr vm::Value inline_value(Bits bits) {
  return vm::Value::from_bits(static_cast<std::uint64_t>(bits));
}
constexpr Bits bits_of(vm::Value value) {
  return static_cast<Bits>(value.bits());
}

/// Reaches into the classes of the public API.
struct Access {
  static AgentState& state(const orrery::Agent& agent) { return *agent.state_; }
  static AgentState* state(const Value& value) { return state(value.handle_.get()); }
  // Null: the agent is gone, or the handle was moved away.
  static AgentState* state(const Handle* handle) { return handle == nullptr ? nullptr : handle->state(); }
  static AgentState* state(const orrery::Realm& realm) { return state(realm.handle_.get()); }
  static AgentState* state(const orrery::Module& module) { return state(module.handle_.get()); }
  // Of agents that are there.
  static vm::Realm* realm(const orrery::Realm& realm) {
    return static_cast<vm::Realm*>(realm.handle_.get()->value().as_cell());
  }
  static vm::Module* module(const orrery::Module& module) {
    return static_cast<vm::Module*>(module.handle_.get()->value().as_cell());
  }

  /// What a Value stands for. Undefined if its agent is gone.
  static vm::Value unwrap(const Value& value) {
    return value.handle_.get() != nullptr ? value.handle_.get()->value() : inline_value(value.bits_);
  }
  /// The same for the use of an agent: a TypeError if it belongs to another.
  static vm::Completion<vm::Value> unwrap(AgentState& state, const Value& value);
  static Value wrap(AgentState& state, vm::Value value);
  static orrery::Realm wrap(AgentState& state, vm::Realm* realm);
  static orrery::Realm make_realm(HandleReference handle) { return orrery::Realm(std::move(handle)); }
  static orrery::Module wrap(AgentState& state, vm::Module* module);
  static ModuleRequest make_request(AgentState& state, vm::ModuleLoad* load);

  static SharedBuffer make_buffer(std::shared_ptr<SharedBlock> block) {
    return SharedBuffer(std::move(block));
  }
  static const SharedBlock& block(const SharedBuffer& buffer) { return *buffer.block_; }

  static std::unique_ptr<orrery::Agent> make_agent(std::unique_ptr<AgentState> state) {
    return std::unique_ptr<orrery::Agent>(new orrery::Agent(std::move(state)));
  }
  static Call make_call(AgentState& state, vm::NativeFrame& frame, Value constructed) {
    return Call(state, &frame, std::move(constructed));
  }
  static vm::NativeFrame& frame(const Call& call) { return *static_cast<vm::NativeFrame*>(call.frame_); }
};

/// Values of the host as the engine's, where the collector sees them.
vm::Completion<vm::ValueList*> unwrap_list(AgentState& state, std::span<const Value> values);

/// Lets imports ask the host's ModuleLoader.
void install_module_hooks(vm::Hooks& hooks);
/// Lets jobs, timeouts and finalizations wait, and Atomics.wait block.
void install_job_hooks(AgentState& state, const Options& options);

vm::Completion<vm::PropertyKey> key_of(AgentState& state, std::string_view name);

/// A function that calls `code`.
vm::NativeFunction* make_native_function(AgentState& state, vm::Realm* realm, vm::Value name, unsigned length,
                                         Callback code);

}  // namespace orrery::detail
