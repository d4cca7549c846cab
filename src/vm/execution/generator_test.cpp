#include "vm/execution/generator.h"

#include "vm/functions/executable.h"
#include "vm/shapes/shapes.h"
#include "vm/test_realm.h"

namespace orrery::vm {

using bytecode::ResumeMode;

/// Generators whose code is a function of the test, called in place of the interpreter.
class FakeGeneratorTest : public RealmTest {
 protected:
  using Body = std::function<Completion<Value>(ResumeMode mode, Value value)>;

  FakeGeneratorTest() {
    current = this;
    agent().hooks().resume = [](Agent&, Activation* activation, ResumeMode mode, Value value) {
      activation->set_state(Activation::State::Running);
      const Completion<Value> result = current->body_(mode, value);
      if (activation->state() == Activation::State::Running)
        activation->set_state(Activation::State::Completed);
      return result;
    };
  }
  ~FakeGeneratorTest() override { current = nullptr; }

  Generator* make_generator(Body body) {
    body_ = std::move(body);
    Shape* shape =
        agent().shapes().root(agent().intrinsic(Intrinsic::GeneratorPrototype), CellKind::Generator);
    auto* generator = keep(agent().heap().make<Generator>(0, shape, make_activation()));
    activation_->set_owner(generator);
    return generator;
  }
  AsyncGenerator* make_async_generator(Body body) {
    body_ = std::move(body);
    Shape* shape = agent().shapes().root(agent().intrinsic(Intrinsic::AsyncGeneratorPrototype),
                                         CellKind::AsyncGenerator);
    auto* generator = keep(agent().heap().make<AsyncGenerator>(0, shape, make_activation()));
    activation_->set_owner(generator);
    return generator;
  }
  /// What a body returns to hand `value` out.
  Value yield(Value value) {
    activation_->set_state(Activation::State::SuspendedYield);
    return value;
  }
  Value await(Promise* promise) {
    activation_->set_state(Activation::State::SuspendedAwait);
    await_promise(agent(), promise, activation_);
    return Value::undefined();
  }
  std::string resume(Generator* generator, ResumeMode mode, Value value = Value::undefined()) {
    const Completion<Value> result = generator_resume(agent(), generator, mode, value);
    return result.is_thrown() ? "threw " + take_exception() : text(result.value());
  }
  Promise* request(AsyncGenerator* generator, ResumeMode mode, Value value = Value::undefined()) {
    return keep(
        static_cast<Promise*>(MUST(async_generator_resume(agent(), generator, mode, value)).as_object()));
  }
  /// Such as PromiseResolve gives back as it is.
  Promise* promise_of_own_constructor() {
    Promise* promise = keep(new_promise(agent()));
    put(promise, "constructor", agent().intrinsic(Intrinsic::Promise));
    return promise;
  }

  Activation* activation_ = nullptr;

 private:
  Activation* make_activation() {
    auto* executable =
        keep(agent().heap().make<Executable>(0, &realm(), nullptr, bytecode::FunctionHeader()));
    activation_ = keep(agent().heap().make<Activation>(0, object(), executable, 0u));
    return activation_;
  }

  static inline FakeGeneratorTest* current = nullptr;
  Body body_;
};

ORRERY_REALM_TEST(GeneratorTest, FakeGeneratorTest);

TEST_P(GeneratorTest, YieldsAndReturns) {
  int step = 0;
  Generator* generator = make_generator([&](ResumeMode, Value value) -> Completion<Value> {
    note("received " + text(value));
    return ++step < 3 ? yield(Value::int32(step)) : string("end");
  });
  EXPECT_EQ(resume(generator, ResumeMode::Next), "{1, false}");
  EXPECT_EQ(resume(generator, ResumeMode::Next, Value::int32(7)), "{2, false}");
  EXPECT_EQ(resume(generator, ResumeMode::Next), "{end, true}");
  EXPECT_EQ(resume(generator, ResumeMode::Next), "{undefined, true}");
  EXPECT_EQ(take_log(), "received undefined; received 7; received undefined");
}

TEST_P(GeneratorTest, DoesNotBeginWhenItIsEndedFirst) {
  const auto never = [&](ResumeMode, Value) -> Completion<Value> {
    note("ran");
    return Value::undefined();
  };
  EXPECT_EQ(resume(make_generator(never), ResumeMode::Return, Value::int32(3)), "{3, true}");
  Generator* thrown = make_generator(never);
  EXPECT_EQ(resume(thrown, ResumeMode::Throw, string("no")), "threw no");
  EXPECT_EQ(resume(thrown, ResumeMode::Next), "{undefined, true}");
  EXPECT_EQ(resume(thrown, ResumeMode::Return, Value::int32(4)), "{4, true}");
  EXPECT_EQ(resume(thrown, ResumeMode::Throw, string("again")), "threw again");
  EXPECT_EQ(take_log(), "");
}

TEST_P(GeneratorTest, CannotBeResumedWhileItRuns) {
  Generator* generator = nullptr;
  generator = make_generator([&](ResumeMode, Value) -> Completion<Value> {
    note(resume(generator, ResumeMode::Next));
    return Value::undefined();
  });
  EXPECT_EQ(resume(generator, ResumeMode::Next), "{undefined, true}");
  EXPECT_EQ(take_log(), "threw TypeError: Generator is already running");
}

TEST_P(GeneratorTest, ADelegatesResultIsHandedOutAsItIs) {
  Object* inner = keep(object());
  Generator* generator = make_generator([&](ResumeMode, Value) -> Completion<Value> {
    activation_->set_hands_out_result(true);
    return yield(inner);
  });
  EXPECT_EQ(MUST(generator_resume(agent(), generator, ResumeMode::Next, Value::undefined())).as_object(),
            inner);
}

TEST_P(GeneratorTest, OthersAreRefused) {
  EXPECT_TRUE(generator_resume(agent(), object(), ResumeMode::Next, Value::undefined()).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: next method called on an object that is not a generator");
}

ORRERY_REALM_TEST(AsyncGeneratorTest, FakeGeneratorTest);

TEST_P(AsyncGeneratorTest, ServesRequestsInOrder) {
  int step = 0;
  Promise* awaited = keep(new_promise(agent()));
  AsyncGenerator* generator = make_async_generator([&](ResumeMode, Value value) -> Completion<Value> {
    note("received " + text(value));
    step++;
    if (step == 1) return await(awaited);
    return step < 4 ? yield(Value::int32(step)) : string("end");
  });
  Promise* first = request(generator, ResumeMode::Next, string("a"));
  Promise* second = request(generator, ResumeMode::Next, string("b"));
  Promise* third = request(generator, ResumeMode::Next, string("c"));
  Promise* fourth = request(generator, ResumeMode::Next, string("d"));
  EXPECT_EQ(take_log(), "received a");
  EXPECT_EQ(state_of(first), "pending");
  fulfill_promise(agent(), awaited, string("awaited"));
  EXPECT_TRUE(run_jobs());
  // After the first value there are requests, so it goes on at once.
  EXPECT_EQ(take_log(), "received awaited; received b; received c");
  EXPECT_EQ(state_of(first), "fulfilled {2, false}");
  EXPECT_EQ(state_of(second), "fulfilled {3, false}");
  EXPECT_EQ(state_of(third), "fulfilled {end, true}");
  EXPECT_EQ(state_of(fourth), "fulfilled {undefined, true}");
  EXPECT_EQ(generator->state(), AsyncGenerator::State::Completed);
}

TEST_P(AsyncGeneratorTest, WhatItThrowsRejectsTheRequest) {
  AsyncGenerator* generator = make_async_generator(
      [&](ResumeMode, Value) -> Completion<Value> { return agent().throw_value(string("thrown")); });
  EXPECT_EQ(state_of(request(generator, ResumeMode::Next)), "rejected thrown");
  EXPECT_EQ(state_of(request(generator, ResumeMode::Next)), "fulfilled {undefined, true}");
  EXPECT_EQ(state_of(request(generator, ResumeMode::Throw, string("more"))), "rejected more");
}

TEST_P(AsyncGeneratorTest, ReturnBeforeTheStartAwaitsTheValue) {
  AsyncGenerator* generator = make_async_generator([&](ResumeMode, Value) -> Completion<Value> {
    note("ran");
    return Value::undefined();
  });
  Promise* value = promise_of_own_constructor();
  Promise* first = request(generator, ResumeMode::Return, value);
  EXPECT_EQ(generator->state(), AsyncGenerator::State::DrainingQueue);
  Promise* second = request(generator, ResumeMode::Next);
  Promise* third = request(generator, ResumeMode::Return, Value::int32(5));
  Promise* fourth = request(generator, ResumeMode::Throw, string("no"));
  EXPECT_EQ(state_of(second), "pending");
  fulfill_promise(agent(), value, Value::int32(4));
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(state_of(first), "fulfilled {4, true}");
  EXPECT_EQ(state_of(second), "fulfilled {undefined, true}");
  EXPECT_EQ(state_of(third), "fulfilled {5, true}");
  EXPECT_EQ(state_of(fourth), "rejected no");
  EXPECT_EQ(generator->state(), AsyncGenerator::State::Completed);
  EXPECT_EQ(take_log(), "");
}

TEST_P(AsyncGeneratorTest, ARejectedReturnRejects) {
  AsyncGenerator* generator =
      make_async_generator([&](ResumeMode, Value) -> Completion<Value> { return Value::undefined(); });
  Promise* value = promise_of_own_constructor();
  Promise* promise = request(generator, ResumeMode::Return, value);
  reject_promise(agent(), value, string("reason"));
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(state_of(promise), "rejected reason");
  EXPECT_EQ(generator->state(), AsyncGenerator::State::Completed);
}

TEST_P(AsyncGeneratorTest, AReturnWhoseValueCannotBeAwaitedRejects) {
  AsyncGenerator* generator =
      make_async_generator([&](ResumeMode, Value) -> Completion<Value> { return Value::undefined(); });
  Promise* value = keep(new_promise(agent()));
  PropertyDescriptor descriptor;
  descriptor.get = throwing("no constructor");
  MUST(define_property_or_throw(agent(), value, key("constructor"), descriptor));
  EXPECT_EQ(state_of(request(generator, ResumeMode::Return, value)), "rejected no constructor");
  EXPECT_EQ(generator->state(), AsyncGenerator::State::Completed);
}

TEST_P(AsyncGeneratorTest, RequestsMadeWhileOneIsCompletedWait) {
  int step = 0;
  Promise* inner = nullptr;
  AsyncGenerator* generator = nullptr;
  // Resolving with an iterator result looks for `then` on Object.prototype.
  PropertyDescriptor descriptor;
  descriptor.configurable = true;
  descriptor.get = function([&](NativeFrame&) -> Completion<Value> {
    if (inner == nullptr && generator != nullptr) {
      inner = request(generator, ResumeMode::Next);
      note("asked");
    }
    return Value::undefined();
  });
  MUST(define_property_or_throw(agent(), agent().intrinsic(Intrinsic::ObjectPrototype), key("then"),
                                descriptor));
  generator = make_async_generator([&](ResumeMode, Value) -> Completion<Value> {
    note("step");
    return yield(Value::int32(++step));
  });
  Promise* first = request(generator, ResumeMode::Next);
  EXPECT_EQ(take_log(), "step; asked; step");
  EXPECT_EQ(state_of(first), "fulfilled {1, false}");
  EXPECT_EQ(state_of(inner), "fulfilled {2, false}");
}

TEST_P(AsyncGeneratorTest, OthersAreRefusedByRejection) {
  const Value promise = MUST(async_generator_resume(agent(), object(), ResumeMode::Next, Value::undefined()));
  EXPECT_EQ(state_of(promise.as_object()), "rejected TypeError: The receiver is not an async generator");
}

TEST_P(AsyncGeneratorTest, TerminationsPass) {
  AsyncGenerator* generator = make_async_generator(
      [&](ResumeMode, Value) -> Completion<Value> { return agent().terminate(Termination::TimeLimit); });
  EXPECT_TRUE(async_generator_resume(agent(), generator, ResumeMode::Next, Value::undefined()).is_thrown());
  EXPECT_TRUE(agent().is_terminating());
}

}  // namespace orrery::vm
