#include "cli/test262/agents.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/engine.h"
#include "gc/roots.h"
#include "host/blocking.h"
#include "host/live_door.h"
#include "loop/event_loop.h"
#include "vm/bigint/bigint.h"
#include "vm/binary_data/array_buffer.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Object;
using vm::PropertyKey;
using vm::Realm;
using vm::Value;

namespace {

/// How long somebody who waits does not look whether he is to end.
constexpr std::chrono::milliseconds k_slice{5};
constexpr double k_nanoseconds_per_ms = 1e6;

Completion<Value> sleep(Agent& agent, NativeFrame& frame) {
  const double milliseconds = TRY(vm::to_number(agent, frame.argument(0))).as_number();
  const std::uint64_t start = agent.door().monotonic_ns();
  const double nanoseconds = std::clamp(milliseconds, 0.0, 1e9) * k_nanoseconds_per_ms;
  while (true) {
    const auto passed = static_cast<double>(agent.door().monotonic_ns() - start);
    if (!(passed < nanoseconds)) return Value::undefined();
    const std::chrono::nanoseconds rest(static_cast<std::int64_t>(nanoseconds - passed));
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(rest, k_slice));
    TRY(vm::check_interrupt(agent));
  }
}

Completion<Value> monotonic_now(Agent& agent, NativeFrame&) {
  return Value::number(static_cast<double>(agent.door().monotonic_ns()) / k_nanoseconds_per_ms);
}

/// An object whose functions know `owner`, by its address.
class FunctionsObject {
 public:
  FunctionsObject(Agent& agent, Realm* realm, void* owner)
      : agent_(agent),
        realm_(realm),
        owner_(owner),
        object_(vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype))) {}
  void add(std::string_view name, vm::NativeCode code) {
    vm::String* atom = vm::intern(agent_, name);
    vm::NativeFunction* function =
        vm::create_builtin_function(agent_, realm_, code, 0, Value(atom), 0, nullptr);
    // A pointer of user space fits into a double's 53 bits.
    function->set_data(Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(owner_))));
    agent_.shapes().add(object_, PropertyKey::atom(atom), function, vm::k_hidden_attributes);
  }
  Object* get() const { return object_; }

 private:
  Agent& agent_;
  Realm* realm_;
  void* owner_;
  Object* object_;
};

template <typename Owner>
Owner& owner_of(NativeFrame& frame) {
  const auto address =
      static_cast<std::uintptr_t>(static_cast<vm::NativeFunction*>(frame.callee())->data().as_number());
  return *reinterpret_cast<Owner*>(address);  // NOLINT(performance-no-int-to-ptr)
}

}  // namespace

// One agent -------------------------------------------------------------------------------------------------

class ChildAgent final : private loop::EventLoopClient {
 public:
  ChildAgent(Test262Agents& family, std::string source) : family_(family), source_(std::move(source)) {
    thread_ = std::thread([this] { run(); });
  }
  ~ChildAgent() {
    must_end_ = true;
    {
      const std::scoped_lock lock(family_.mutex_);
      if (agent_ != nullptr) {
        agent_->request_interrupt(vm::Termination::Interrupted);
        door_->wake();
      }
    }
    thread_.join();
  }

  // With the family's lock:
  bool is_running() const { return agent_ != nullptr || has_ended_; }
  /// It has taken the last broadcast, or never will.
  bool has_received(std::uint64_t broadcasts) const { return has_ended_ || received_ == broadcasts; }

 private:
  void run() {
    auto door = host::LiveDoor::create();
    std::unique_ptr<Agent> agent = door ? Agent::create(family_.options_, **door) : nullptr;
    if (agent != nullptr) {
      agent->set_stack_start(__builtin_frame_address(0));
      engine::install(*agent, family_.machine_code_);
      host::allow_blocking(*agent);
      host::wake_for_async_waiters(*agent, **door);
      set_agent(agent.get(), door->get());
      run_script(*agent, **door);
    }
    const std::scoped_lock lock(family_.mutex_);
    agent_ = nullptr;
    has_ended_ = true;
    family_.changed_.notify_all();
  }

  void set_agent(Agent* agent, host::LiveDoor* door) {
    const std::scoped_lock lock(family_.mutex_);
    agent_ = agent;
    door_ = door;
    family_.changed_.notify_all();
  }

  void run_script(Agent& agent, host::LiveDoor& door) {
    loop::EventLoop loop(agent, door, *this);
    const gc::Root<Realm> realm(agent.heap(), engine::make_realm(agent));
    gc::Root<Object> callback(agent.heap());
    callback_ = &callback;
    agent.set_realm(realm.get());
    add_host_object(agent, realm.get());
    if (engine::run_script(agent, realm.get(), syntax::SourceText::from_utf8("agent", source_)).is_thrown())
      loop.report_pending_exception();
    loop.clean_up_after_running_script();
    while (!must_end(agent)) {
      loop.run();
      if (agent.async_waiters().is_waiting()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      } else if (callback) {
        receive(agent, loop, realm.get());
      } else {
        return;
      }
    }
  }

  bool must_end(const Agent& agent) const { return must_end_ || is_leaving_ || agent.is_terminating(); }

  void add_host_object(Agent& agent, Realm* realm) {
    FunctionsObject functions(agent, realm, this);
    functions.add("receiveBroadcast", receive_broadcast);
    functions.add("report", report);
    functions.add("leaving", leaving);
    functions.add("sleep", sleep);
    functions.add("monotonicNow", monotonic_now);
    Object* host_object =
        vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
    const auto add = [&](Object* holder, std::string_view name, Object* value) {
      agent.shapes().add(holder, PropertyKey::atom(vm::intern(agent, name)), value, vm::k_hidden_attributes);
    };
    add(host_object, "agent", functions.get());
    add(realm->global_object(), "$262", host_object);
  }

  /// Waits for a broadcast that this agent has not had yet, and calls the function that wants it.
  void receive(Agent& agent, loop::EventLoop& loop, Realm* realm) {
    Test262Agents::Broadcast message;
    {
      std::unique_lock lock(family_.mutex_);
      if (received_ == family_.broadcasts_) family_.changed_.wait_for(lock, k_slice);
      if (received_ == family_.broadcasts_) return;
      received_ = family_.broadcasts_;
      message = family_.message_;
      family_.changed_.notify_all();
    }
    const auto buffer = vm::SharedArrayBuffer::adopt(agent, message.block, message.max_byte_length);
    if (buffer.is_thrown()) return loop.report_pending_exception();
    const Value id = message.has_bigint_id
                         ? Value(vm::make_bigint(agent, static_cast<std::int64_t>(message.id)))
                         : Value::number(message.id);
    const Value arguments[] = {buffer.value(), id};
    Object* function = callback_->get();
    callback_->set(nullptr);
    agent.set_realm(realm);
    if (vm::call(agent, function, Value::undefined(), arguments).is_thrown()) loop.report_pending_exception();
    loop.clean_up_after_running_script();
  }

  static Completion<Value> receive_broadcast(Agent& agent, NativeFrame& frame) {
    if (!vm::is_callable(frame.argument(0)))
      return agent.throw_type_error("$262.agent.receiveBroadcast wants a function");
    owner_of<ChildAgent>(frame).callback_->set(frame.argument(0).as_object());
    return Value::undefined();
  }
  static Completion<Value> report(Agent& agent, NativeFrame& frame) {
    Test262Agents& family = owner_of<ChildAgent>(frame).family_;
    std::string message = TRY(vm::to_string(agent, frame.argument(0)))->to_utf8();
    const std::scoped_lock lock(family.mutex_);
    family.reports_.push_back(std::move(message));
    return Value::undefined();
  }
  static Completion<Value> leaving(Agent&, NativeFrame& frame) {
    owner_of<ChildAgent>(frame).is_leaving_ = true;
    return Value::undefined();
  }

  // What a test expects is in the reports: without them it fails.
  void report_exception(Value) override {}
  void report_unhandled_rejection(vm::Promise*) override {}

  Test262Agents& family_;
  std::string source_;
  std::atomic<bool> must_end_ = false;
  // Of its thread:
  gc::Root<Object>* callback_ = nullptr;
  bool is_leaving_ = false;
  // With the family's lock:
  Agent* agent_ = nullptr;  // null: it does not run
  host::LiveDoor* door_ = nullptr;
  bool has_ended_ = false;
  std::uint64_t received_ = 0;
  std::thread thread_;
};

// All of them -----------------------------------------------------------------------------------------------

Test262Agents::Test262Agents(const vm::AgentOptions& options, vm::MachineCodeUse machine_code)
    : options_(options), machine_code_(machine_code) {
  // Their threads have stacks of the usual size.
  options_.machine_stack_size = vm::AgentOptions().machine_stack_size;
}
Test262Agents::~Test262Agents() = default;

Object* Test262Agents::make_object(Agent& agent, Realm* realm) {
  FunctionsObject functions(agent, realm, this);
  functions.add("start", start);
  functions.add("broadcast", broadcast);
  functions.add("getReport", get_report);
  functions.add("sleep", sleep);
  functions.add("monotonicNow", monotonic_now);
  return functions.get();
}

Test262Agents& Test262Agents::of(NativeFrame& frame) {
  return owner_of<Test262Agents>(frame);
}

Completion<Value> Test262Agents::start(Agent& agent, NativeFrame& frame) {
  Test262Agents& family = of(frame);
  std::string source = TRY(vm::to_string(agent, frame.argument(0)))->to_utf8();
  family.children_.push_back(std::make_unique<ChildAgent>(family, std::move(source)));
  std::unique_lock lock(family.mutex_);
  while (!family.children_.back()->is_running()) {
    family.changed_.wait_for(lock, k_slice);
    TRY(vm::check_interrupt(agent));
  }
  return Value::undefined();
}

bool Test262Agents::have_all_received() const {
  return std::ranges::all_of(children_, [&](const auto& child) { return child->has_received(broadcasts_); });
}

Completion<Value> Test262Agents::broadcast(Agent& agent, NativeFrame& frame) {
  Test262Agents& family = of(frame);
  if (!frame.argument(0).is_cell_of(vm::CellKind::SharedArrayBuffer))
    return agent.throw_type_error("$262.agent.broadcast wants a SharedArrayBuffer");
  const auto* buffer = static_cast<vm::SharedArrayBuffer*>(frame.argument(0).as_object());
  const Value id = frame.argument(1);
  Broadcast message{.block = buffer->block(), .max_byte_length = buffer->max_byte_length()};
  message.has_bigint_id = id.is_bigint();
  if (id.is_bigint()) message.id = vm::bigint_to_number(id.as_bigint());
  if (id.is_number()) message.id = id.as_number();
  std::unique_lock lock(family.mutex_);
  family.message_ = std::move(message);
  family.broadcasts_++;
  family.changed_.notify_all();
  while (!family.have_all_received()) {
    family.changed_.wait_for(lock, k_slice);
    TRY(vm::check_interrupt(agent));
  }
  return Value::undefined();
}

Completion<Value> Test262Agents::get_report(Agent& agent, NativeFrame& frame) {
  Test262Agents& family = of(frame);
  std::string report;
  {
    const std::scoped_lock lock(family.mutex_);
    if (family.reports_.empty()) return Value::null();
    report = std::move(family.reports_.front());
    family.reports_.erase(family.reports_.begin());
  }
  return vm::make_string_from_utf8(agent, report);
}

}  // namespace orrery::cli
