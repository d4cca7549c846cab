#pragma once

// The whole engine for tests that look inside.

#include <functional>
#include <string>
#include <string_view>

#include "engine/engine.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/shapes/shapes.h"
#include "vm/test_agent.h"

namespace orrery::engine {

/// Scripts can call `look()`, which calls `on_look_`. Jobs are not run.
class EngineTest : public vm::AgentTest {
 protected:
  EngineTest() {
    const bool is_compiled = GetParam() == vm::TestMode::MachineCode;
    install(agent(), is_compiled ? vm::MachineCodeUse::Eager : vm::MachineCodeUse::Off);
    // There is no loop.
    agent().hooks().enqueue_job = [](vm::Agent&, vm::Job*, vm::Promise*) {};
    agent().hooks().track_rejection = [](vm::Agent&, vm::Promise*, bool) {};
    realm_ = make_realm(agent());
    agent().set_realm(realm_);
    vm::NativeFunction* look =
        vm::create_builtin_function(agent(), realm_, call_look, 0, vm::intern(agent(), "look"), 0, nullptr);
    agent().shapes().add(realm_->global_object(), vm::PropertyKey::atom(vm::intern(agent(), "look")), look,
                         vm::k_data_attributes);
    current = this;
  }
  ~EngineTest() override { current = nullptr; }

  /// The completion value, described; or "threw " and the exception.
  std::string run(std::string_view text) {
    const vm::Completion<vm::Value> result =
        run_script(agent(), realm_, syntax::SourceText::from_utf8("test.js", text));
    if (!result.is_thrown()) return vm::describe_value(agent(), result.value());
    if (agent().is_terminating()) return "terminated";
    const vm::Value exception = agent().take_exception();
    return "threw " + vm::describe_exception(agent(), exception)->to_utf8();
  }

  std::function<void()> on_look_;

 private:
  static vm::Completion<vm::Value> call_look(vm::Agent&, vm::NativeFrame&) {
    if (current->on_look_) current->on_look_();
    return vm::Value::undefined();
  }

  vm::Realm* realm_ = nullptr;
  static inline EngineTest* current = nullptr;
};

#define ORRERY_ENGINE_TEST(Name, Base)                                                               \
  class Name : public Base {};                                                                       \
  INSTANTIATE_TEST_SUITE_P(                                                                          \
      Modes, Name,                                                                                   \
      testing::Values(vm::TestMode::Normal, vm::TestMode::CollectAlways, vm::TestMode::MachineCode), \
      [](const auto& info) {                                                                         \
        return info.param == vm::TestMode::Normal          ? "Normal"                                \
               : info.param == vm::TestMode::CollectAlways ? "CollectAlways"                         \
                                                           : "MachineCode";                          \
      })

}  // namespace orrery::engine
