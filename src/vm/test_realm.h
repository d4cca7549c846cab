#pragma once

// What tests of functions and promises need: a realm, functions in C++ that can be called, and a queue of
// jobs.

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "gc/roots.h"
#include "vm/execution/frame.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/test_agent.h"

namespace orrery::vm {

class RealmTest : public AgentTest {
 protected:
  using Code = std::function<Completion<Value>(NativeFrame& frame)>;

  RealmTest() : kept_(agent().heap()), jobs_(agent().heap()) {
    current = this;
    Hooks& hooks = agent().hooks();
    hooks.make_intrinsic = [](Agent&, Realm& realm, Intrinsic which) {
      return current->make_intrinsic(realm, which);
    };
    hooks.intrinsic = [](Agent& agent, Intrinsic which) { return agent.intrinsic(which); };
    hooks.make_lazy_property = make_lazy_property;
    hooks.builtin_table = [](Realm& realm, Object* holder) -> const ObjectTable& {
      return current->table_of_object(realm, holder);
    };
    hooks.call = run_native;
    hooks.construct = [](Agent& agent, Object* constructor, std::span<const Value> arguments,
                         Object* new_target) -> Completion<Object*> {
      const Value result = TRY(run_native(agent, constructor, Value::empty(), arguments, new_target));
      return result.as_object();
    };
    hooks.enqueue_job = [](Agent&, Job* job, Promise*) { current->jobs_.items().push_back(job); };
    hooks.track_rejection = [](Agent&, Promise* promise, bool is_handled) {
      current->rejections_.emplace_back(is_handled ? "handled" : "rejected");
      current->keep(promise);
    };
    realm_ = Realm::make(agent());
    agent().set_realm(realm_);
  }
  ~RealmTest() override { current = nullptr; }

  /// The table of an intrinsic that the test needs as it is; null: an ordinary object will do.
  virtual const ObjectTable* table_of(Intrinsic) { return nullptr; }

  Realm& realm() { return *realm_; }
  template <typename T>
  T* keep(T* cell) {
    kept_.items().push_back(cell);
    return cell;
  }
  Object* object() { return ordinary_object_create(agent(), agent().intrinsic(Intrinsic::ObjectPrototype)); }
  PropertyKey key(std::string_view name) { return to_key(agent(), string(name)); }
  Value look(Object* object, std::string_view name) { return MUST(get(agent(), object, key(name))); }
  void put(Object* object, std::string_view name, Value value) {
    MUST(create_data_property_or_throw(agent(), object, key(name), value));
  }

  NativeFunction* function(Code code) {
    NativeFunction* made = create_builtin_function(agent(), run_code, 0, agent().names().empty);
    made->set_data(Value::int32(static_cast<std::int32_t>(codes_.size())));
    codes_.push_back(std::move(code));
    return keep(made);
  }
  /// A function that notes `name` and its argument in the log, and returns `result`.
  NativeFunction* noting(const std::string& name, Value result = Value::undefined()) {
    if (result.is_cell()) keep(result.as_cell());
    return function([this, name, result](NativeFrame& frame) -> Completion<Value> {
      note(name + " " + text(frame.argument(0)));
      return result;
    });
  }
  /// A function that throws its `reason`.
  NativeFunction* throwing(std::string_view reason) {
    return function([this, reason = std::string(reason)](NativeFrame&) -> Completion<Value> {
      return agent().throw_value(string(reason));
    });
  }

  void note(std::string line) { log_ += (log_.empty() ? "" : "; ") + std::move(line); }
  /// What was noted since the last time.
  std::string take_log() { return std::exchange(log_, {}); }
  std::string text(Value value) {
    if (value.is_undefined()) return "undefined";
    if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
    if (value.is_number()) return std::to_string(static_cast<int>(value.as_number()));
    if (value.is_string()) return value.as_string()->to_utf8();
    if (!value.is_object()) return "?";
    if (!MUST(has_property(agent(), value.as_object(), key("done")))) return "object";
    return "{" + text(look(value.as_object(), "value")) + ", " + text(look(value.as_object(), "done")) + "}";
  }

  /// Runs jobs until there are none. \return false if one was ended by a termination or threw
  bool run_jobs() {
    while (!jobs_.items().empty()) {
      Job* job = jobs_.items().front();
      jobs_.items().erase(jobs_.items().begin());
      if (job->run(agent()).is_thrown()) return false;
    }
    return true;
  }
  std::size_t waiting_jobs() { return jobs_.items().size(); }
  Job* first_job() { return jobs_.items().front(); }
  std::string take_rejections() {
    std::string all;
    for (const std::string& each : std::exchange(rejections_, {})) all += (all.empty() ? "" : " ") + each;
    return all;
  }
  /// "pending", "fulfilled VALUE" or "rejected REASON".
  std::string state_of(Object* object) {
    const auto* promise = static_cast<Promise*>(object);
    if (promise->state() == Promise::State::Pending) return "pending";
    const bool is_fulfilled = promise->state() == Promise::State::Fulfilled;
    return (is_fulfilled ? "fulfilled " : "rejected ") + text(promise->result());
  }

 private:
  Object* make_intrinsic(Realm& realm, Intrinsic which) {
    const ObjectTable* table = table_of(which);
    if (table != nullptr) return make_builtin_object(agent(), realm, *table);
    if (which == Intrinsic::ObjectPrototype) return ordinary_object_create(agent(), nullptr, 0);
    return ordinary_object_create(agent(), realm.intrinsic(agent(), Intrinsic::ObjectPrototype), 0);
  }

  const ObjectTable& table_of_object(Realm& realm, Object* holder) {
    std::size_t i = 0;
    while (realm.made_intrinsic(static_cast<Intrinsic>(i)) != holder) i++;
    return *table_of(static_cast<Intrinsic>(i));
  }

  static Completion<Value> run_code(Agent&, NativeFrame& frame) {
    const Value index = static_cast<NativeFunction*>(frame.callee())->data();
    return current->codes_[static_cast<std::size_t>(index.as_int32())](frame);
  }

  static Completion<Value> run_native(Agent& agent, Object* function, Value this_value,
                                      std::span<const Value> arguments) {
    return run_native(agent, function, this_value, arguments, nullptr);
  }
  /// Lays a frame out as vm/execution/frame.h has it.
  static Completion<Value> run_native(Agent& agent, Object* function, Value this_value,
                                      std::span<const Value> arguments, Object* new_target) {
    const NativeEntry entry(agent);
    TRY(entry.check());
    Value* const caller = agent.execution.fp;
    Value* const fp = (caller == nullptr ? agent.execution.stack_start : frame_end(caller)) + 7;
    fp[FrameWords::k_callee] = function;
    fp[FrameWords::k_new_target] = new_target == nullptr ? Value::undefined() : Value(new_target);
    fp[FrameWords::k_executable] = Value::from_bits(0);
    fp[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(caller));
    fp[FrameWords::k_arguments] = Value::from_bits(arguments.size());
    fp[FrameWords::k_return_pc] = Value::from_bits(0);
    fp[FrameWords::k_return_entry] = Value::from_bits(0);
    fp[0] = this_value;
    std::ranges::copy(arguments, fp + 1);
    agent.execution.fp = fp;
    NativeFrame frame(fp);
    const Completion<Value> result = static_cast<NativeFunction*>(function)->code()(agent, frame);
    agent.execution.fp = caller;
    return result;
  }

  static inline RealmTest* current = nullptr;  // NOLINT(readability-identifier-naming): as members are called
  gc::RootVector<gc::Cell> kept_;
  gc::RootVector<Job> jobs_;
  std::deque<Code> codes_;
  std::vector<std::string> rejections_;
  std::string log_;
  Realm* realm_ = nullptr;
};

#define ORRERY_REALM_TEST(Name, Base)                                                                      \
  class Name : public Base {};                                                                             \
  INSTANTIATE_TEST_SUITE_P(                                                                                \
      Modes, Name, testing::Values(::orrery::vm::TestMode::Normal, ::orrery::vm::TestMode::CollectAlways), \
      [](const auto& info) {                                                                               \
        return info.param == ::orrery::vm::TestMode::Normal ? "Normal" : "CollectAlways";                  \
      })

}  // namespace orrery::vm
