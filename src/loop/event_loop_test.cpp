#include "loop/event_loop.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "loop/job_text.h"
#include "loop/pending.h"
#include "loop/test_timer_functions.h"
#include "vm/test_realm.h"

namespace orrery::loop {

using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

constexpr std::uint64_t k_ms = 1'000'000;

/// What the test says was the answer.
class TestOperation final : public Operation {
 public:
  std::string_view kind() const override { return "test"; }
  void perform() override {}
  std::string describe() const override { return "test"; }
  std::string answer_text() const override { return answer; }
  bool set_answer_text(std::string_view text) override {
    answer = text;
    return true;
  }

  std::string answer;
};

/// Time passes only while the loop waits, and operations are completed when the test says so.
class TestTime final : public AsynchronousDoor {
 public:
  std::uint64_t monotonic_ns() override { return now; }
  void wait_until(std::uint64_t deadline_ns) override {
    ASSERT_GT(deadline_ns, now);
    now = deadline_ns;
    waits++;
    if (on_wait) on_wait();
  }

  void begin_operation(OperationId id, std::unique_ptr<Operation> operation) override {
    begun.emplace(id, std::move(operation));
  }
  std::optional<CompletedOperation> take_completion() override {
    questions++;
    if (completed.empty()) return std::nullopt;
    CompletedOperation first = std::move(completed.front());
    completed.pop_front();
    return first;
  }
  void cancel_operation(OperationId id) override { begun.erase(id); }
  void complete(OperationId id, std::string_view answer) {
    auto found = begun.extract(id);
    if (found.empty()) return;
    found.mapped()->set_answer_text(answer);
    completed.push_back({id, std::move(found.mapped())});
  }

  std::uint64_t now = 1000;
  int waits = 0;
  int questions = 0;
  std::map<OperationId, std::unique_ptr<Operation>> begun;
  std::deque<CompletedOperation> completed;
  std::function<void()> on_wait;
};

}  // namespace

class LoopTest : public vm::RealmTest, public EventLoopClient {
 protected:
  LoopTest() : loop_(std::make_unique<EventLoop>(agent(), time_, *this)) {
    add_test_timer_functions(agent(), realm());
  }
  ~LoopTest() override = default;

  void report_exception(Value exception) override { note("uncaught " + text(exception)); }
  void report_unhandled_rejection(vm::Promise* promise) override {
    note("unhandled " + text(promise->result()));
  }
  void report_late_handling(vm::Promise*) override { note("handled late"); }

  Value call_global(std::string_view name, std::initializer_list<Value> arguments) {
    const Value function = look(realm().global_object(), name);
    return MUST(vm::call(agent(), function, Value::undefined(), std::span(arguments)));
  }
  Value set_timeout(Value callback, int ms) {
    return call_global("setTimeout", {callback, Value::int32(ms)});
  }
  void queue_microtask(Value callback) { call_global("queueMicrotask", {callback}); }
  vm::NativeFunction* running(std::function<void()> code) {
    return function([code = std::move(code)](NativeFrame&) -> Completion<Value> {
      code();
      return Value::undefined();
    });
  }
  EventLoop& loop() { return *loop_; }

  TestTime time_;
  std::unique_ptr<EventLoop> loop_;
};

ORRERY_REALM_TEST(EventLoopTest, LoopTest);

TEST_P(EventLoopTest, RunsTimersByDeadline) {
  set_timeout(noting("slow"), 20);
  set_timeout(noting("fast"), 10);
  call_global("setTimeout", {noting("with"), Value::int32(10), string("argument")});
  EXPECT_EQ(take_log(), "");
  loop().run();
  EXPECT_EQ(take_log(), "fast undefined; with argument; slow undefined");
  EXPECT_EQ(time_.now, 1000 + 20 * k_ms);
  EXPECT_EQ(time_.waits, 2);
  EXPECT_EQ(loop().tasks_run(), 3u);
}

TEST_P(EventLoopTest, MicrotasksComeBeforeTheNextTask) {
  set_timeout(running([&] {
                note("task 1");
                queue_microtask(running([&] {
                  note("microtask 1");
                  queue_microtask(noting("microtask 2"));
                }));
              }),
              0);
  set_timeout(noting("task 2"), 0);
  queue_microtask(noting("first of all"));
  loop().clean_up_after_running_script();
  loop().run();
  EXPECT_EQ(take_log(),
            "first of all undefined; task 1; microtask 1; microtask 2 undefined; task 2 undefined");
}

TEST_P(EventLoopTest, PromiseReactionsAreMicrotasks) {
  vm::Promise* promise = keep(vm::new_promise(agent()));
  vm::perform_promise_then(agent(), promise, noting("reaction"), Value::undefined(), nullptr);
  queue_microtask(noting("before"));
  vm::fulfill_promise(agent(), promise, Value::int32(1));
  queue_microtask(noting("after"));
  loop().perform_microtask_checkpoint();
  EXPECT_EQ(take_log(), "before undefined; reaction 1; after undefined");
}

TEST_P(EventLoopTest, ClearedTimersDoNotRun) {
  const Value first = set_timeout(noting("first"), 1);
  // Both are due when the first is taken; the second is cleared by it all the same.
  Value second = Value::undefined();
  set_timeout(running([&] { call_global("clearInterval", {second}); }), 2);
  second = set_timeout(noting("second"), 2);
  call_global("clearTimeout", {first});
  call_global("clearTimeout", {Value::undefined()});
  loop().run();
  EXPECT_EQ(take_log(), "");
}

TEST_P(EventLoopTest, IntervalsRepeatUntilTheyAreCleared) {
  int count = 0;
  Value id = Value::undefined();
  id = call_global("setInterval", {running([&] {
                                     note(std::to_string(time_.now / k_ms));
                                     if (++count == 8) call_global("clearInterval", {id});
                                   }),
                                   Value::int32(1)});
  loop().run();
  // From the seventh level on it takes four milliseconds.
  EXPECT_EQ(take_log(), "1; 2; 3; 4; 5; 6; 10; 14");
  EXPECT_TRUE(loop().timers().is_empty());
}

TEST_P(EventLoopTest, NestedTimeoutsAreClampedFromTheSixthLevelOn) {
  int count = 0;
  std::function<void()> again = [&] {
    note(std::to_string(time_.now / k_ms));
    if (++count < 8) set_timeout(running(again), 0);
  };
  set_timeout(running(again), 0);
  loop().run();
  EXPECT_EQ(take_log(), "0; 0; 0; 0; 0; 0; 4; 8");
}

TEST_P(EventLoopTest, UncaughtExceptionsAreReportedAndTheLoopGoesOn) {
  set_timeout(throwing("in task"), 0);
  queue_microtask(throwing("in microtask"));
  set_timeout(noting("next"), 0);
  loop().clean_up_after_running_script();
  loop().run();
  EXPECT_EQ(take_log(), "uncaught in microtask; uncaught in task; next undefined");
}

TEST_P(EventLoopTest, UnhandledRejectionsAreReportedByATaskAfterTheCheckpoint) {
  vm::Promise* ignored = keep(vm::new_promise(agent()));
  vm::Promise* handled = keep(vm::new_promise(agent()));
  vm::reject_promise(agent(), handled, string("caught in time"));
  vm::reject_promise(agent(), ignored, string("ignored"));
  queue_microtask(running([&] {
    note("microtask");
    vm::perform_promise_then(agent(), handled, Value::undefined(), noting("handler"), nullptr);
  }));
  loop().perform_microtask_checkpoint();
  EXPECT_EQ(take_log(), "microtask; handler caught in time");
  loop().run_due();
  EXPECT_EQ(take_log(), "unhandled ignored");
  vm::perform_promise_then(agent(), ignored, Value::undefined(), noting("late handler"), nullptr);
  EXPECT_EQ(take_log(), "handled late");
  loop().perform_microtask_checkpoint();
  EXPECT_EQ(take_log(), "late handler ignored");
}

TEST_P(EventLoopTest, ATerminationEndsTheRun) {
  set_timeout(
      function([&](NativeFrame&) -> Completion<Value> { return agent().terminate(vm::Termination::Exit); }),
      0);
  set_timeout(noting("never"), 0);
  loop().run();
  EXPECT_TRUE(agent().is_terminating());
  EXPECT_EQ(take_log(), "");
}

TEST_P(EventLoopTest, MicrotasksMayMakeMoreGarbageThanThereIsRoom) {
  constexpr std::size_t k_mebibyte = std::size_t{1} << 20;
  agent().heap().set_limit(32 * k_mebibyte);
  int left = 200;
  std::function<void()> again = [&] {
    (void)MUST(vm::make_unfilled_latin1(agent(), k_mebibyte));
    if (--left > 0) queue_microtask(running(again));
  };
  again();
  loop().clean_up_after_running_script();
  EXPECT_EQ(left, 0);
  EXPECT_FALSE(agent().is_terminating());
}

TEST_P(EventLoopTest, MicrotasksWithoutEndAreDropped) {
  std::function<void()> again = [&] { queue_microtask(running(again)); };
  again();
  queue_microtask(running([&] { agent().request_interrupt(vm::Termination::Interrupted); }));
  set_timeout(noting("timer"), 1);
  loop().run_due();
  loop().clean_up_after_running_script();
  EXPECT_EQ(agent().termination(), vm::Termination::Interrupted);
  EXPECT_EQ(loop().drop_microtasks(), 1u);
  EXPECT_EQ(loop().drop_microtasks(), 0u);
  agent().end_termination();
  queue_microtask(noting("next"));
  loop().clean_up_after_running_script();
  loop().run();
  EXPECT_EQ(take_log(), "next undefined; timer undefined");
}

TEST_P(EventLoopTest, AnIntervalThatIsEndedIsOver) {
  call_global("setInterval", {function([&](NativeFrame&) -> Completion<Value> {
                                note("once");
                                return agent().terminate(vm::Termination::Interrupted);
                              }),
                              Value::int32(1)});
  set_timeout(noting("timer"), 5);
  loop().run();
  agent().end_termination();
  loop().run();
  EXPECT_EQ(take_log(), "once; timer undefined");
}

TEST_P(EventLoopTest, AnInterruptEndsWaiting) {
  set_timeout(noting("never"), 1000);
  time_.on_wait = [&] {
    time_.now = 1000;
    agent().request_interrupt(vm::Termination::Interrupted);
  };
  loop().run();
  EXPECT_EQ(agent().termination(), vm::Termination::Interrupted);
  EXPECT_EQ(take_log(), "");
}

TEST_P(EventLoopTest, StopEndsTheRunAfterTheTask) {
  set_timeout(running([&] {
                queue_microtask(noting("never"));
                loop().stop();
                note("stopped");
              }),
              0);
  set_timeout(noting("never"), 0);
  loop().run();
  EXPECT_EQ(take_log(), "stopped");
}

TEST_P(EventLoopTest, TasksAreMeasuredWhereSomebodyObserves) {
  static std::uint64_t longest;
  longest = 0;
  const auto observer = [](EventLoop&, std::uint64_t start, std::uint64_t end) {
    longest = std::max(longest, end - start);
  };
  set_timeout(running([&] { time_.now += 7 * k_ms; }), 0);
  loop().run();
  EXPECT_EQ(longest, 0u);
  // What runs now counts from here.
  loop().set_task_observer(observer);
  time_.now += 2 * k_ms;
  loop().run();
  EXPECT_EQ(longest, 2 * k_ms);
  // With its microtasks, and without what is waited for.
  set_timeout(running([&] {
                time_.now += 3 * k_ms;
                queue_microtask(running([&] { time_.now += 4 * k_ms; }));
              }),
              100);
  loop().run();
  EXPECT_EQ(longest, 7 * k_ms);
}

TEST_P(EventLoopTest, TheSameRunHasTheSameHash) {
  const auto hash_of = [&](int second_delay) {
    trace::SemanticHash hash;
    loop().set_semantic_hash(&hash);
    set_timeout(running([&] { queue_microtask(noting("microtask")); }), 5);
    if (second_delay != 0) set_timeout(noting("other"), second_delay);
    loop().run();
    loop().set_semantic_hash(nullptr);
    return hash.event_count();
  };
  EXPECT_EQ(hash_of(0), 2u);  // a task, and a microtask
  EXPECT_EQ(hash_of(3), 3u);
}

// Background operations -------------------------------------------------------------------------------------

class OperationTest : public LoopTest {
 protected:
  /// Calls `callback` with the answer.
  OperationId begin(Value callback) {
    return loop().begin_operation(
        std::make_unique<TestOperation>(),
        {.source = TaskSource::FileReading,
         .steps =
             [](EventLoop& of, Value about, Operation& operation) {
               const Value answer = vm::make_ascii_string(of.agent(), operation.answer_text());
               if (vm::call(of.agent(), about, Value::undefined(), std::span(&answer, 1)).is_thrown())
                 of.report_pending_exception();
             },
         .about = callback,
         .realm = &realm()});
  }
};

ORRERY_REALM_TEST(LoopOperationsTest, OperationTest);

TEST_P(LoopOperationsTest, AreTasksInTheOrderOfTheirCompletion) {
  const OperationId first = begin(noting("first"));
  const OperationId second = begin(running([&] {
    note("second");
    queue_microtask(noting("microtask"));
  }));
  time_.on_wait = [&] {
    EXPECT_EQ(time_.now, AsynchronousDoor::k_never);
    time_.now = 2000;
    time_.complete(second, "b");
    time_.complete(first, "a");
  };
  loop().run();
  EXPECT_EQ(take_log(), "second; microtask undefined; first a");
  EXPECT_EQ(time_.waits, 1);
  EXPECT_EQ(loop().tasks_run(), 2u);
}

TEST_P(LoopOperationsTest, NeverEnterInTheMiddleOfATurn) {
  const OperationId id = begin(noting("operation"));
  set_timeout(running([&] {
                time_.complete(id, "a");
                queue_microtask(noting("microtask"));
              }),
              0);
  set_timeout(noting("timer"), 0);
  loop().run();
  EXPECT_EQ(take_log(), "microtask undefined; timer undefined; operation a");
}

TEST_P(LoopOperationsTest, CostNothingWhereThereAreNone) {
  set_timeout(noting("timer"), 0);
  loop().run();
  EXPECT_EQ(time_.questions, 0);
}

TEST_P(LoopOperationsTest, ThatAreCancelledAreNotHeardOf) {
  const OperationId never = begin(noting("never begun"));
  const OperationId late = begin(noting("cancelled late"));
  const OperationId other = begin(running([&] {
    note("other");
    loop().cancel_operation(late);
  }));
  loop().cancel_operation(never);
  EXPECT_EQ(time_.begun.size(), 2u);
  time_.complete(other, "");
  time_.complete(late, "");
  loop().run();
  EXPECT_EQ(take_log(), "other");
  loop().cancel_operation(other);
  loop().cancel_operation(77);
}

TEST_P(LoopOperationsTest, ThatAreNotReferencedEndWithTheRest) {
  const OperationId id = begin(noting("operation"));
  set_timeout(noting("timer"), 1);
  loop().background().set_referenced(id, false);
  loop().background().set_referenced(id, false);
  loop().run();
  EXPECT_EQ(take_log(), "timer undefined");
  loop().background().set_referenced(id, true);
  time_.on_wait = [&] {
    time_.now = 2000;
    time_.complete(id, "x");
  };
  loop().run();
  EXPECT_EQ(take_log(), "operation x");
}

TEST_P(LoopOperationsTest, HandlesKeepTheLoopAlive) {
  loop().background().keep_alive();
  time_.on_wait = [&] {
    time_.now = 2000;
    if (time_.waits == 2) loop().background().let_go();
  };
  loop().run();
  EXPECT_EQ(time_.waits, 2);
}

TEST_P(LoopOperationsTest, KeepAliveWhatTheyAreAbout) {
  begin(noting("operation"));
  agent().heap().collect(gc::Heap::Collection::Major);
  time_.complete(1, "a");
  agent().heap().collect(gc::Heap::Collection::Major);
  loop().queue_completions();
  agent().heap().collect(gc::Heap::Collection::Major);
  loop().run();
  EXPECT_EQ(take_log(), "operation a");
}

TEST_P(LoopOperationsTest, ErrorsOfTheirCallbacksAreReported) {
  const OperationId id =
      begin(function([this](NativeFrame&) -> Completion<Value> { return agent().throw_type_error("no"); }));
  time_.complete(id, "");
  loop().run();
  EXPECT_EQ(take_log(), "uncaught TypeError: no");
}

// Observers and origins -------------------------------------------------------------------------------------

namespace {

/// Writes some of the events down.
class TestSink final : public trace::TraceSink {
 public:
  using Place = trace::trace_events::Place;
  void on(const trace::trace_events::TurnBegin& event) override { note("turn", event.turn); }
  void on(const trace::trace_events::TurnEnd& event) override { note("end", event.turn); }
  void on(const trace::trace_events::WaitBegin&) override { log += "wait; "; }
  void on(const trace::trace_events::TimerSet& event) override {
    log += "set " + std::to_string(event.timer) + " of " + std::to_string(event.delay_ms) + " by " +
           std::to_string(event.by) + "; ";
  }
  void on(const trace::trace_events::TimerCleared& event) override { note("clear", event.timer); }
  void on(const trace::trace_events::TimerDue& event) override {
    log += "due " + std::to_string(event.timer) + " in " + std::to_string(event.job) + "; ";
  }
  void on(const trace::trace_events::TaskQueued& event) override { note_queued("task", event.job, event.by); }
  void on(const trace::trace_events::MicrotaskQueued& event) override {
    note_queued("microtask", event.job, event.by);
  }
  void on(const trace::trace_events::JobBegin& event) override { note("run", event.job); }
  void on(const trace::trace_events::JobEnd& event) override { note("done", event.job); }
  void on(const trace::trace_events::CallbackBegin& event) override { note("call by", event.by); }

  std::string take() { return std::exchange(log, {}); }
  std::string log;

 private:
  void note(std::string_view what, std::uint64_t number) {
    log += std::string(what) + ' ' + std::to_string(number) + "; ";
  }
  void note_queued(std::string_view what, std::uint64_t number, std::uint64_t by) {
    log += std::string(what) + ' ' + std::to_string(number) + " by " + std::to_string(by) + "; ";
  }
};

/// Knows nothing.
class NoNames final : public TraceNames {
 public:
  trace::trace_events::Name name(std::string_view) override { return {}; }
  trace::trace_events::Number function(vm::Value) override { return 0; }
  trace::trace_events::Number known_function(const vm::Executable*) const override { return 0; }
  trace::trace_events::Place place(const vm::CodePlace&) override { return {}; }
  trace::trace_events::Place place(const vm::Activation&) override { return {}; }
  trace::trace_events::Number promise(vm::Promise*) override { return 0; }
};

}  // namespace

TEST_P(EventLoopTest, TracersAreToldOfTurnsAndJobs) {
  TestSink sink;
  NoNames names;
  const LoopTracer tracer(loop(), sink, names);
  set_timeout(running([&] {
                queue_microtask(noting("microtask"));
                set_timeout(noting("inner"), 2);
              }),
              1);
  loop().run();
  EXPECT_EQ(sink.take(),
            "set 1 of 1 by 0; wait; task 1 by 0; due 1 in 1; turn 1; run 1; call by 0; microtask 2 by 1; "
            "set 2 of 2 by 1; done 1; run 2; done 2; end 1; "
            "wait; task 3 by 1; due 2 in 3; turn 2; run 3; call by 1; done 3; end 2; ");
  const Timers::Id id = set_timeout(noting(""), 5).as_int32();
  loop().clear_timer(id);
  loop().clear_timer(id);
  EXPECT_EQ(sink.take(), "set 3 of 5 by 0; clear 3; ");
}

TEST_P(EventLoopTest, UntracedLoopsTellNothing) {
  TestSink sink;
  NoNames names;
  {
    const LoopTracer tracer(loop(), sink, names);
  }
  set_timeout(noting("timer"), 1);
  queue_microtask(noting("microtask"));
  loop().run();
  EXPECT_EQ(sink.log, "");
}

TEST_P(EventLoopTest, WhatIsQueuedAlikeHasOneOrigin) {
  const vm::JobTraits traits = {.sort = sort_of(TaskSource::Timer), .delay_ms = 1};
  vm::JobOrigin* first = keep(loop().origin_here(traits));
  EXPECT_EQ(loop().origin_here(traits), first);
  EXPECT_NE(keep(loop().origin_here({.sort = traits.sort, .delay_ms = 2})), first);
  loop().set_running_job(first);
  EXPECT_EQ(keep(loop().origin_here(traits))->before(), first);
  loop().set_running_job(nullptr);
}

TEST_P(EventLoopTest, WhatIsPendingIsCounted) {
  for (int i = 0; i < 20; i++) set_timeout(noting(""), 10 + i);
  queue_microtask(noting(""));
  const PendingList pending = loop().pending(time_.now + 12 * k_ms);
  EXPECT_EQ(pending.microtasks, 1u);
  EXPECT_EQ(pending.count(TaskSource::Timer).all, 20u);
  EXPECT_EQ(pending.count(TaskSource::Timer).due, 3u);
  ASSERT_EQ(pending.items().size(), PendingList::k_most_shown);
  EXPECT_EQ(pending.items()[0].due_ns, time_.now + 10 * k_ms);
  EXPECT_EQ(describe_chain(*pending.items()[0].origin), std::vector<std::string>{"a timer of 10 ms"});
}

TEST(JobTextTest, SaysWhatAJobIs) {
  EXPECT_EQ(describe_job({.sort = k_tick_sort}), "a tick of process.nextTick");
  EXPECT_EQ(describe_job({.sort = sort_of(TaskSource::Timer), .repeats = true, .delay_ms = 7}),
            "an interval of 7 ms");
  EXPECT_EQ(describe_job({.sort = sort_of(TaskSource::Immediate)}), "an immediate");
  EXPECT_EQ(describe_job({.sort = sort_of(TaskSource::DomManipulation)}), "a task (dom manipulation)");
  EXPECT_EQ(queued_verb({.sort = sort_of(TaskSource::PostedMessage)}), "posted");
}

}  // namespace orrery::loop
