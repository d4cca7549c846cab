#include "interpreter/tracing.h"

#include <vector>

#include "bytecode/instruction.h"
#include "engine/test_engine.h"
#include "vm/execution/frame.h"

namespace orrery::engine {

namespace {

/// Counts instructions by their names, and can do something at one of them.
class Counter final : public vm::InstructionObserver {
 public:
  void on_instruction(vm::Agent& agent, vm::Value) override {
    const std::uint8_t* pc = agent.execution.pc;
    const bool is_wide = *pc == static_cast<std::uint8_t>(bytecode::Opcode::Wide);
    const auto opcode = static_cast<bytecode::Opcode>(is_wide ? pc[1] : pc[0]);
    wide += is_wide ? 1 : 0;
    total++;
    counts[static_cast<std::size_t>(opcode)]++;
    offsets_are_right = offsets_are_right && vm::FrameIterator(agent).executable()->code_start() <= pc;
    if (at && total == at) then(agent);
  }
  std::uint64_t count(bytecode::Opcode opcode) const { return counts[static_cast<std::size_t>(opcode)]; }

  std::vector<std::uint64_t> counts = std::vector<std::uint64_t>(256);
  std::uint64_t total = 0;
  std::uint64_t wide = 0;
  bool offsets_are_right = true;
  std::uint64_t at = 0;
  std::function<void(vm::Agent&)> then;
};

class TracingFixture : public EngineTest {
 protected:
  void observe(vm::InstructionObserver* observer) {
    interpreter::set_instruction_observer(agent(), observer);
  }
};

}  // namespace

ORRERY_ENGINE_TEST(TracingTest, TracingFixture);

constexpr std::string_view k_program =
    "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }"
    "class A { #x = 1; get x() { return this.#x; } }"
    "function* g() { yield 1; yield 2; yield 3; }"
    "let text = ''; for (const v of g()) text += v + new A().x;"
    "try { null.x } catch (e) { text += e.message }"
    "text + fib(10)";
constexpr std::string_view k_result = "\"234Cannot read properties of null (reading 'x')55\"";

TEST_P(TracingTest, ProgramsDoTheSame) {
  EXPECT_EQ(run(k_program), k_result);
  Counter counter;
  observe(&counter);
  EXPECT_EQ(run("{" + std::string(k_program) + "}"), k_result);
  EXPECT_EQ(counter.count(bytecode::Opcode::Yield), 3u);
  EXPECT_GT(counter.count(bytecode::Opcode::Return), 177u);  // calls of fib
  EXPECT_EQ(counter.count(bytecode::Opcode::Wide), 0u);      // a part of another
  EXPECT_TRUE(counter.offsets_are_right);
  const std::uint64_t total = counter.total;
  observe(nullptr);
  EXPECT_EQ(run("1 + 1"), "2");
  EXPECT_EQ(counter.total, total);
}

TEST_P(TracingTest, CountsAreThoseOfTheProgram) {
  Counter counter;
  observe(&counter);
  EXPECT_EQ(run("let n = 0; for (let i = 0; i < 1000; i++) n += i; n"), "499500");
  EXPECT_EQ(counter.count(bytecode::Opcode::JumpLoop), 1000u);
  EXPECT_EQ(counter.count(bytecode::Opcode::JumpIfNotLess), 1001u);
  EXPECT_EQ(counter.count(bytecode::Opcode::Return), 1u);
}

TEST_P(TracingTest, WideInstructionsAreOne) {
  Counter counter;
  std::string program = "(function () { return arguments.length })(";
  for (int i = 0; i < 400; i++) program += "null,";
  observe(&counter);
  EXPECT_EQ(run(program + ")"), "400");
  EXPECT_GT(counter.wide, 100u);
  EXPECT_EQ(counter.count(bytecode::Opcode::Wide), 0u);
}

TEST_P(TracingTest, SwitchesOnAndOffInMidRun) {
  Counter counter;
  bool is_on = false;
  on_look_ = [&] {
    is_on = !is_on;
    observe(is_on ? &counter : nullptr);
  };
  constexpr std::string_view k_loop =
      "let n = 0; function add() { for (let i = 0; i < 100; i++) n += i; }"
      "add(); look(); add(); look(); add(); n";
  EXPECT_EQ(run(k_loop), "14850");
  EXPECT_EQ(counter.count(bytecode::Opcode::JumpLoop), 100u);
}

TEST_P(TracingTest, AnObserverMayLeave) {
  Counter counter;
  counter.at = 50;
  counter.then = [this](vm::Agent&) { observe(nullptr); };
  observe(&counter);
  EXPECT_EQ(run("let n = 0; for (let i = 0; i < 100; i++) n += i; n"), "4950");
  EXPECT_EQ(counter.total, 50u);
}

TEST_P(TracingTest, AnObserverMayInterrupt) {
  Counter counter;
  counter.at = 50;
  counter.then = [](vm::Agent& agent) { agent.request_interrupt(vm::Termination::Interrupted); };
  observe(&counter);
  EXPECT_EQ(run("try { for (;;); } finally { for (;;); }"), "terminated");
}

}  // namespace orrery::engine
