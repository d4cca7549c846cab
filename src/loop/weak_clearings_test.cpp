#include "loop/weak_clearings.h"

#include "loop/event_loop.h"
#include "loop/job_text.h"
#include "vm/collections/finalization_registry.h"
#include "vm/collections/weak_ref.h"
#include "vm/test_realm.h"

namespace orrery::loop {

using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// Nothing happens outside.
class StandingTime final : public AsynchronousDoor {
 public:
  std::uint64_t monotonic_ns() override { return now; }
  void wait_until(std::uint64_t deadline_ns) override { now = deadline_ns; }
  void begin_operation(OperationId, std::unique_ptr<Operation>) override {}
  std::optional<CompletedOperation> take_completion() override { return std::nullopt; }
  void cancel_operation(OperationId) override {}
  bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) override {
    questions++;
    if (is_due) due_in.push_back(turn);
    return AsynchronousDoor::clear_weak_references(agent, turn, is_due);
  }

  std::uint64_t now = 1000;
  int questions = 0;
  std::vector<std::uint64_t> due_in;
};

constexpr std::size_t k_much = WeakClearings::k_least_growth;

}  // namespace

class WeakLoopTest : public vm::RealmTest, public EventLoopClient {
 protected:
  WeakLoopTest() : loop_(std::make_unique<EventLoop>(agent(), time_, *this)), prototype_(keep(object())) {}

  void report_exception(Value exception) override { note("uncaught " + text(exception)); }
  void report_unhandled_rejection(vm::Promise*) override {}
  /// Of a task each.
  void then(std::function<void()> code) {
    loop().set_timer({.callback = function([code = std::move(code)](NativeFrame&) -> Completion<Value> {
                        code();
                        return Value::undefined();
                      }),
                      .realm = &realm(),
                      .timeout_ms = ++timeout_ms_});
  }
  vm::WeakRef* make_ref() { return keep(vm::make_weak_ref(agent(), prototype_, object())); }
  void note_ref(vm::WeakRef* ref) { note(vm::weak_ref_deref(agent(), ref).is_object() ? "there" : "gone"); }
  void allocate(std::size_t bytes) {
    agent().heap().add_external(bytes);
    agent().heap().remove_external(bytes);
  }
  EventLoop& loop() { return *loop_; }

  StandingTime time_;
  std::unique_ptr<EventLoop> loop_;
  vm::Object* prototype_;
  std::uint32_t timeout_ms_ = 0;
};

ORRERY_REALM_TEST(WeakClearingsTest, WeakLoopTest);

TEST_P(WeakClearingsTest, NobodyIsAskedWhereNothingIsHeldWeakly) {
  then([&] { allocate(4 * k_much); });
  then([&] { allocate(4 * k_much); });
  loop().run();
  EXPECT_EQ(time_.questions, 0);
}

TEST_P(WeakClearingsTest, ComeBetweenTasksWhenEnoughWasAllocated) {
  vm::WeakRef* ref = nullptr;
  then([&] { ref = make_ref(); });
  then([&] {
    allocate(k_much / 2);
    note_ref(ref);
  });
  then([&] {
    allocate(k_much);
    agent().heap().collect(gc::Heap::Collection::Major);
    note_ref(ref);
  });
  then([&] { note_ref(ref); });
  loop().run();
  EXPECT_EQ(take_log(), "there; there; gone");
  EXPECT_EQ(time_.due_in, std::vector<std::uint64_t>{3});
}

TEST_P(WeakClearingsTest, ComeEarlierWhereTheHeapIsNearlyFull) {
  agent().heap().set_limit(k_much);
  vm::WeakRef* ref = nullptr;
  then([&] { ref = make_ref(); });
  then([&] { allocate(k_much * 3 / 4); });
  then([&] { note_ref(ref); });
  loop().run();
  EXPECT_EQ(take_log(), "gone");
}

TEST_P(WeakClearingsTest, AreNotWhereACheckpointIsLeftOut) {
  then([&] {
    make_ref();
    loop().request_weak_clearing();
  });
  loop().run();
  EXPECT_EQ(time_.due_in, std::vector<std::uint64_t>{1});
  // What a script has looked at outside of any task is kept until the next checkpoint.
  vm::WeakRef* ref = make_ref();
  loop().request_weak_clearing();
  loop().run_due();
  EXPECT_TRUE(ref->target().is_object());
  loop().clean_up_after_running_script();
  loop().run_due();
  EXPECT_TRUE(ref->target().is_undefined());
}

TEST_P(WeakClearingsTest, CallbacksAreCalledInATaskOfTheirOwn) {
  vm::FinalizationRegistry* first =
      keep(vm::make_finalization_registry(agent(), prototype_, noting("first")));
  vm::FinalizationRegistry* second =
      keep(vm::make_finalization_registry(agent(), prototype_, noting("second")));
  ASSERT_NE(first->origin(), nullptr);
  EXPECT_EQ(describe_job(first->origin()->traits()), "the cleanup of a FinalizationRegistry");
  const auto add = [&](vm::FinalizationRegistry* registry, int held) {
    MUST(vm::register_for_finalization(agent(), registry, object(), Value::int32(held), Value::undefined()));
  };
  then([&] {
    add(second, 1);
    add(first, 2);
    add(second, 3);
    loop().request_weak_clearing();
  });
  loop().run();
  EXPECT_EQ(take_log(), "first 2; second 1; second 3");
  EXPECT_EQ(loop().tasks_run(), 3u);
}

TEST_P(WeakClearingsTest, CallbacksThatThrowAreReportedAndTheOthersCalled) {
  int calls = 0;
  auto* registry = keep(vm::make_finalization_registry(agent(), prototype_,
                                                       function([&](NativeFrame& frame) -> Completion<Value> {
                                                         note("called " + text(frame.argument(0)));
                                                         if (++calls % 2 == 0)
                                                           return agent().throw_value(string("no"));
                                                         return Value::undefined();
                                                       })));
  then([&] {
    for (int i = 0; i < 4; i++)
      MUST(vm::register_for_finalization(agent(), registry, object(), Value::int32(i), Value::undefined()));
    loop().request_weak_clearing();
  });
  loop().run();
  EXPECT_EQ(take_log(), "called 0; called 1; uncaught no; called 2; called 3; uncaught no");
  EXPECT_EQ(loop().tasks_run(), 3u) << "an exception ends the job";
  EXPECT_FALSE(registry->is_waiting());
}

}  // namespace orrery::loop
