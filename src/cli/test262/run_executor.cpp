#include "cli/test262/run_executor.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/run/interrupts.h"
#include "cli/run/runtime.h"
#include "cli/test262/host.h"
#include "engine/engine.h"
#include "host/blocking.h"
#include "loop/event_loop.h"
#include "node/module_loader.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"
#include "web/html/globals.h"

namespace orrery::cli {

namespace {

using vm::Agent;
using vm::Value;

constexpr std::string_view k_complete = "Test262:AsyncTestComplete";
constexpr std::string_view k_failure = "Test262:AsyncTestFailure:";

/// How a program ended.
struct Outcome {
  NegativePhase phase = NegativePhase::Runtime;  // in which it failed, if it did
  bool is_thrown = false;
  std::string error_type;  // the name of the exception's constructor
  std::string message;     // in one line
};

std::string first_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

/// The name of what made the exception.
std::string error_type_of(Agent& agent, Value exception) {
  if (!exception.is_object()) return "";
  const auto constructor = vm::look_up_data_property(agent, exception.as_object(), agent.names().constructor);
  if (!constructor || !constructor->is_object()) return "";
  return vm::function_name_text(agent, constructor->as_object());
}

std::string message_of(Agent& agent, Value exception) {
  if (exception.is_object() && exception.as_object()->kind() != vm::CellKind::Error) {
    // As Test262Error is: with a message, but no stack.
    const auto message = vm::look_up_data_property(agent, exception.as_object(), agent.names().message);
    if (message && message->is_string())
      return fmt::format("{}: {}", error_type_of(agent, exception), message->as_string()->to_utf8());
  }
  return vm::describe_exception(agent, exception)->to_utf8();
}

Outcome outcome_of(Agent& agent, Value exception) {
  return {.is_thrown = true,
          .error_type = error_type_of(agent, exception),
          .message = first_line(message_of(agent, exception))};
}

Outcome take_outcome(Agent& agent) {
  if (agent.is_terminating())
    return {.is_thrown = true, .error_type = "", .message = describe(agent.termination())};
  return outcome_of(agent, agent.take_exception());
}

Outcome syntax_error(const compiler::ParseFailure& failure) {
  const base::LineColumn place = failure.source.line_map().locate(failure.error.range.start);
  return {.phase = NegativePhase::Parse,
          .is_thrown = true,
          .error_type = "SyntaxError",
          .message = fmt::format("SyntaxError: {} (line {})", failure.error.message, place.line)};
}

/// One test in one mode, in an agent of its own.
class TestRun final : private loop::EventLoopClient {
 public:
  /// \param suite  the checkout
  /// \param options, machine_code  that its further agents are made with, too
  TestRun(const TestCase& test, const std::string& suite, Agent& agent, const vm::AgentOptions& options,
          vm::MachineCodeUse machine_code, host::Door& door, Test262Harness& harness)
      : test_(test),
        path_(fmt::format("{}/test/{}", suite, test.path)),
        agent_(agent),
        harness_(harness),
        door_(door),
        loop_(agent, door, *this),
        realm_(agent.heap(), engine::make_realm(agent)),
        modules_(agent, realm_.get(), door, nullptr),
        host_(options, machine_code) {
    agent.set_realm(realm_.get());
    vm::Object* host_object = add_test262_host(agent, realm_.get(), host_);
    if (std::ranges::count(test.metadata.includes, "atomicsHelper.js") > 0) add_timers();
    if (std::ranges::count(test.metadata.features, "source-phase-imports-module-source") > 0)
      modules_.provide("<module source>", make_module_with_source(agent, realm_.get(), host_object));
  }

  Verdict run() {
    const base::Result<void> prepared = run_harness();
    if (!prepared) return {false, prepared.error().message};
    const Outcome outcome = run_test();
    if (test_.metadata.negative) return judge_negative(outcome);
    if (outcome.is_thrown) return {false, outcome.message};
    return test_.metadata.async ? judge_async() : Verdict{true, {}};
  }

 private:
  /// Where there is no setTimeout, atomicsHelper.js makes one of promise jobs, which leave other tasks no
  /// turn. It calls it as a method of $262.agent, which a page's may not be.
  void add_timers() {
    web::add_timer_globals(agent_, *realm_.get());
    const auto script = engine::parse_script(
        syntax::SourceText::from_utf8("timers", "globalThis.setTimeout = setTimeout.bind(undefined)"));
    MUST(engine::run_script(agent_, realm_.get(), *script));
  }

  base::Result<void> run_harness() {
    if (test_.metadata.raw) return {};
    std::vector<std::string> names = {"assert.js", "sta.js"};
    if (test_.metadata.async) names.emplace_back("doneprintHandle.js");
    names.insert(names.end(), test_.metadata.includes.begin(), test_.metadata.includes.end());
    for (const std::string& name : names) {
      const auto script = harness_.script(name);
      if (!script) return std::unexpected(script.error());
      if (engine::run_script(agent_, realm_.get(), **script).is_thrown())
        return base::error(fmt::format("in harness file {}: {}", name, take_outcome(agent_).message));
    }
    return {};
  }

  Outcome run_test() { return test_.mode == TestMode::Module ? run_module() : run_script(); }

  Outcome run_script() {
    const auto script = engine::parse_script(source_text_of(test_));
    if (!script) return syntax_error(script.error());
    // What import() is relative to.
    const auto path = vm::make_string_from_utf8(agent_, path_);
    if (path.is_thrown() || engine::run_script(agent_, realm_.get(), *script, path.value()).is_thrown())
      return take_outcome(agent_);
    return run_loop();
  }

  Outcome run_module() {
    const auto module =
        modules_.add_module(syntax::SourceText::from_utf8(path_, std::string(test_.source)), path_);
    if (module.is_thrown()) return in_phase(NegativePhase::Parse, take_outcome(agent_));
    const vm::Promise* loaded = modules_.load_graph(module.value());
    if (loaded->state() == vm::Promise::State::Rejected)
      return in_phase(NegativePhase::Resolution, outcome_of(agent_, loaded->result()));
    if (vm::module_link(agent_, module.value()).is_thrown())
      return in_phase(NegativePhase::Resolution, take_outcome(agent_));
    const auto evaluated = vm::module_evaluate(agent_, module.value());
    if (evaluated.is_thrown()) return take_outcome(agent_);
    const gc::Root<vm::Promise> promise(agent_.heap(), evaluated.value());
    Outcome outcome = run_loop();
    if (!outcome.is_thrown && promise->state() == vm::Promise::State::Rejected)
      return outcome_of(agent_, promise->result());
    return outcome;
  }

  static Outcome in_phase(NegativePhase phase, Outcome outcome) {
    outcome.phase = phase;
    return outcome;
  }

  Outcome run_loop() {
    loop_.clean_up_after_running_script();
    loop_.run();
    while (may_be_notified()) {
      constexpr std::uint64_t k_pause_ns = 1'000'000;
      door_.wait_until(door_.monotonic_ns() + k_pause_ns);
      loop_.run();
    }
    if (agent_.is_terminating()) return take_outcome(agent_);
    return std::move(uncaught_);
  }

  /// Whether the test is not over yet because another agent may end a wait of this one.
  bool may_be_notified() {
    return agent_.async_waiters().is_waiting() && !host_.agents.is_empty() && !agent_.is_terminating() &&
           host_.printed.empty();
  }

  void report_exception(Value exception) override { uncaught_ = outcome_of(agent_, exception); }
  /// A test may reject as many promises as it likes.
  void report_unhandled_rejection(vm::Promise*) override {}

  Verdict judge_negative(const Outcome& outcome) const {
    const NegativeExpectation& expected = *test_.metadata.negative;
    if (!outcome.is_thrown) return {false, fmt::format("ended normally, not with a {}", expected.error_type)};
    if (outcome.error_type != expected.error_type)
      return {false, fmt::format("expected a {}, not {}", expected.error_type, outcome.message)};
    if (outcome.phase != expected.phase)
      return {false, fmt::format("in the wrong phase: {}", outcome.message)};
    return {true, {}};
  }

  Verdict judge_async() const {
    for (const std::string& line : host_.printed) {
      if (line == k_complete) return {true, {}};
      if (line.starts_with(k_failure)) return {false, first_line(line.substr(k_failure.size()))};
    }
    return {false, "never called $DONE"};
  }

  const TestCase& test_;
  std::string path_;
  Agent& agent_;
  Test262Harness& harness_;
  loop::AsynchronousDoor& door_;
  loop::EventLoop loop_;
  gc::Root<vm::Realm> realm_;
  node::ModuleLoader modules_;
  Test262Host host_;
  Outcome uncaught_;  // by a job
};

}  // namespace

Verdict RunExecutor::run(const TestCase& test) {
  if (door_ == nullptr) {
    auto door = host::LiveDoor::create();
    if (!door) return {false, door.error().message};
    door_ = std::move(*door);
  }
  const vm::AgentOptions options =
      agent_options({.file = std::string(test.path), .max_heap = options_.memory_limit},
                    {.collect_at_every_allocation = options_.collect_at_every_allocation,
                     .step_at_every_allocation = options_.step_at_every_allocation});
  const std::unique_ptr<Agent> agent = Agent::create(options, *door_);
  if (agent == nullptr) return {false, "there is no address space for an agent"};
  agent->set_stack_start(__builtin_frame_address(0));
  engine::install(*agent, options_.machine_code);
  if (!test.metadata.can_block_is_false) host::allow_blocking(*agent);
  host::wake_for_async_waiters(*agent, *door_);
  Interrupts interrupts(*agent, door_.get());
  interrupts.set_time_limit(options_.time_limit);
  return TestRun(test, options_.suite, *agent, options, options_.machine_code, *door_, harness_).run();
}

}  // namespace orrery::cli
