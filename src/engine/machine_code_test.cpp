// Which functions get machine code, and that everything goes on without.

#include "vm/functions/machine_code.h"

#include <map>
#include <thread>
#include <vector>

#include "engine/test_engine.h"
#include "jit/baseline.h"
#include "jit/code_memory.h"
#include "jit/listing.h"

#if ORRERY_JIT

namespace orrery::engine {

namespace {

/// Notes which functions were compiled, or why not.
class Notes final : public vm::MachineCodeObserver {
 public:
  void on_compilation_begins() override { begun++; }
  void on_compilation_ends(const vm::Executable& executable, std::string_view refusal) override {
    outcomes[name_of(executable)] = refusal;
    EXPECT_EQ(refusal.empty(), executable.machine_code() != nullptr);
    EXPECT_EQ(refusal == "too large", executable.is_machine_code_refused());
    if (executable.machine_code() == nullptr) return;
    EXPECT_TRUE(jit::CodeMemory::contains(executable.machine_code()->start()));
    sizes[name_of(executable)] = executable.machine_code()->size();
    const auto pieces = jit::list_machine_code(executable);
    ASSERT_TRUE(pieces.has_value());
    sizes_of_pieces[name_of(executable)] = 0;
    for (const jit::CodePiece& piece : *pieces) {
      EXPECT_LE(piece.offset + piece.size, executable.machine_code()->size());
      sizes_of_pieces[name_of(executable)] += piece.size;
    }
    last = &executable;
  }

  static std::string name_of(const vm::Executable& executable) {
    const bytecode::StringId name = executable.header().name;
    return name == bytecode::StringId::none ? "" : std::string(executable.code().program->string(name));
  }

  std::map<std::string, std::string> outcomes;
  std::map<std::string, std::size_t> sizes;            // of machine code
  std::map<std::string, std::size_t> sizes_of_pieces;  // in its listing
  const vm::Executable* last = nullptr;                // that was compiled
  int begun = 0;
};

class MachineCodeTest : public vm::AgentTest {
 protected:
  void start(vm::MachineCodeUse use) {
    install(agent(), use);
    agent().execution.machine_code_observer = &notes_;
    realm_ = make_realm(agent());
    agent().set_realm(realm_);
  }
  std::string run(std::string_view text) {
    const vm::Completion<vm::Value> result =
        run_script(agent(), realm_, syntax::SourceText::from_utf8("test.js", text));
    return result.is_thrown() ? "threw" : vm::describe_value(agent(), result.value());
  }
  const vm::MachineCodeCounts& counts() { return agent().execution.machine_code_counts; }

  Notes notes_;

 private:
  vm::Realm* realm_ = nullptr;
};

INSTANTIATE_TEST_SUITE_P(Modes, MachineCodeTest, testing::Values(vm::TestMode::Normal));

constexpr std::string_view k_busy_program =
    "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }"
    "function never() {}"
    "let sum = 0; for (let i = 0; i < 20; i++) sum += fib(i); sum";
constexpr std::string_view k_busy_result = "10945";

}  // namespace

TEST_P(MachineCodeTest, OffCompilesNothing) {
  start(vm::MachineCodeUse::Off);
  EXPECT_EQ(run(k_busy_program), k_busy_result);
  EXPECT_EQ(notes_.begun, 0);
  EXPECT_EQ(counts().entries_at_calls + counts().entries_in_loops, 0u);
  EXPECT_GT(counts().looks, 0u);
  EXPECT_EQ(counts().looks_in_machine_code, 0u);
}

TEST_P(MachineCodeTest, EagerCompilesWhatIsCalled) {
  start(vm::MachineCodeUse::Eager);
  EXPECT_EQ(run(k_busy_program), k_busy_result);
  EXPECT_EQ(notes_.outcomes, (std::map<std::string, std::string>{{"", ""}, {"fib", ""}}));
  EXPECT_EQ(notes_.begun, 2);
  EXPECT_GT(counts().entries_at_calls, 0u);   // by run_script(), and by slow paths
  EXPECT_LT(counts().entries_at_calls, 50u);  // of some thirty thousand
  EXPECT_EQ(counts().looks, counts().looks_in_machine_code);
}

TEST_P(MachineCodeTest, BaselineCompilesWhatRunsMuch) {
  start(vm::MachineCodeUse::Baseline);
  EXPECT_EQ(run("function once() { return 1; } function often(x) { return x + 1; }"
                "let n = once(); for (let i = 0; i < 3; i++) n += once(); n"),
            "4");
  EXPECT_EQ(notes_.begun, 0);
  EXPECT_EQ(run("for (let i = 0; i < 100000; i++) n = often(n); n"), "100004");
  EXPECT_FALSE(notes_.outcomes.empty());
  EXPECT_FALSE(notes_.outcomes.contains("once"));
  EXPECT_GT(counts().entries_at_calls + counts().entries_in_loops, 0u);
  EXPECT_GT(counts().looks_in_machine_code, counts().looks / 2);
}

TEST_P(MachineCodeTest, RunningLoopsAreEntered) {
  start(vm::MachineCodeUse::Baseline);
  EXPECT_EQ(run("let n = 0; for (let i = 0; i < 100000; i++) n += i & 1; n"), "50000");
  EXPECT_EQ(notes_.outcomes.size(), 1u);
  EXPECT_EQ(counts().entries_in_loops, 1u);
  EXPECT_EQ(counts().entries_at_calls, 0u);
}

TEST_P(MachineCodeTest, FunctionsCanBeTooLarge) {
  start(vm::MachineCodeUse::Eager);
  // Each statement takes the same room.
  const auto size_of = [&](std::size_t statements) -> std::size_t {
    std::string text = "(function large(n) { n = 0;";
    for (std::size_t i = 0; i < statements; i++) text += "n+=1;";
    notes_.sizes.clear();
    EXPECT_EQ(run(text + "return n })()"), std::to_string(statements));
    return notes_.sizes["large"];
  };
  const std::size_t one = (size_of(3000) - size_of(1000)) / 2000;
  ASSERT_GT(one, 0u);
  const std::size_t fitting = 1000 + (jit::k_largest_function - size_of(1000)) / one;
  EXPECT_GT(size_of(fitting), jit::k_largest_function - one);
  EXPECT_EQ(notes_.outcomes.at("large"), "");
  EXPECT_EQ(size_of(fitting + 1), 0u);
  EXPECT_EQ(notes_.outcomes.at("large"), "too large");
  EXPECT_EQ(run("(function small() { return 1; })()"), "1");
  EXPECT_EQ(notes_.outcomes.at("small"), "");
}

TEST_P(MachineCodeTest, EverythingRunsWithoutRoom) {
  std::vector<jit::CodeMemory::Stretch> taken;
  for (std::size_t size = jit::CodeMemory::k_size; size >= 16; size /= 2) {
    const jit::CodeMemory::Stretch stretch = jit::CodeMemory::instance().allocate(size);
    if (stretch.code != nullptr) taken.push_back(stretch);
  }
  start(vm::MachineCodeUse::Eager);
  EXPECT_EQ(run(k_busy_program), k_busy_result);
  EXPECT_EQ(notes_.outcomes, (std::map<std::string, std::string>{{"", "no room"}, {"fib", "no room"}}));
  // It is tried again, but less and less often.
  notes_.begun = 0;
  const std::uint64_t looks = counts().looks;
  EXPECT_EQ(run("for (var i = 0; i < 1000000; i++); i"), "1000000");
  EXPECT_GT(counts().looks, looks + 200);
  EXPECT_GT(notes_.begun, 4);
  EXPECT_LT(notes_.begun, 16);
  EXPECT_EQ(room_for_machine_code().used, room_for_machine_code().bytes);
  for (const jit::CodeMemory::Stretch& stretch : taken) jit::CodeMemory::instance().release(stretch);
  EXPECT_EQ(run("function more() { return 3; } more()"), "3");
  EXPECT_EQ(notes_.outcomes.at("more"), "");
  // And what found none then finds it now.
  EXPECT_EQ(run("fib(22)"), "17711");
  EXPECT_EQ(notes_.outcomes.at("fib"), "");
  const int begun = notes_.begun;
  EXPECT_EQ(run("fib(15)"), "610");
  EXPECT_EQ(notes_.begun, begun + 1);  // of the script
}

TEST_P(MachineCodeTest, CodeIsGivenBackWithItsFunction) {
  start(vm::MachineCodeUse::Eager);
  const std::size_t before = room_for_machine_code().used;
  EXPECT_EQ(run("let n = 0; for (let i = 0; i < 200; i++) n += new Function('return ' + i)(); n"), "19900");
  EXPECT_GT(room_for_machine_code().used, before);
  agent().heap().collect(gc::Heap::Collection::Major);
  EXPECT_LT(room_for_machine_code().used, before + 16384);
}

TEST_P(MachineCodeTest, ListsWhatItCompiled) {
  start(vm::MachineCodeUse::Eager);
  EXPECT_EQ(run(k_busy_program), k_busy_result);
  EXPECT_FALSE(notes_.sizes.empty());
  EXPECT_EQ(notes_.sizes, notes_.sizes_of_pieces);
  // As soon as it has met something, it would be laid out in another way, and is not what it was.
  EXPECT_EQ(run("function plus(a, b) { return a + b; } plus(1, 2)"), "3");
  const vm::Executable* const plus = notes_.last;
  EXPECT_EQ(notes_.name_of(*plus), "plus");
  EXPECT_TRUE(jit::list_machine_code(*plus).has_value());
  EXPECT_EQ(run("plus(1.5, 2)"), "3.5");
  EXPECT_FALSE(jit::list_machine_code(*plus).has_value());
}

/// For the preset tsan: of all that agents have, they share the room for machine code alone.
TEST(MachineCodeThreads, AgentsShareTheRoom) {
  const std::size_t before = room_for_machine_code().used;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; thread++) {
    threads.emplace_back([thread] {
      const auto use = thread == 0 ? vm::MachineCodeUse::Baseline : vm::MachineCodeUse::Eager;
      for (int i = 0; i < 5; i++) {
        vm::TestDoor door;
        const auto agent = vm::Agent::create({}, door);
        agent->set_stack_start(vm::end_of_machine_stack());
        install(*agent, use);
        vm::Realm* realm = make_realm(*agent);
        const auto result =
            run_script(*agent, realm, syntax::SourceText::from_utf8("test.js", k_busy_program));
        ASSERT_FALSE(result.is_thrown());
        EXPECT_EQ(vm::describe_value(*agent, result.value()), k_busy_result);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(room_for_machine_code().used, before);
}

}  // namespace orrery::engine

#endif
