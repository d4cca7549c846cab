#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "vm/value.h"

namespace orrery::vm {

class Agent;
class MachineCodeObserver;

constexpr std::size_t k_wide_dispatch = 256;

/// Which functions are compiled to machine code. In builds without, none is.
enum class MachineCodeUse : std::uint8_t {
  Off,
  Baseline,  // those that turn out to run much
  Eager,     // each, before it runs first: for tests
};

/// How machine code was come to: counted where the way to it is long anyway, for reports.
struct MachineCodeCounts {
  std::uint64_t entries_at_calls = 0;  // by bytecode and C++; machine code calls machine code uncounted
  std::uint64_t entries_in_loops = 0;  // of functions that were running as bytecode
  std::uint64_t looks = 0;             // of polls: what they meet is a sample of what runs
  std::uint64_t looks_in_machine_code = 0;
};

/// Watches scripts instruction by instruction.
class InstructionObserver {
 public:
  /// The instruction at `execution.pc` (its first byte, which may be the prefix Wide) of the frame
  /// `execution.fp` is about to run. Frames, registers and environments may be looked at, and the observer
  /// may be changed; nothing may be allocated or run.
  /// \param accumulator  empty if nothing has been put there
  virtual void on_instruction(Agent& agent, Value accumulator) = 0;

 protected:
  ~InstructionObserver() = default;
};

/// The part of an agent that machine code and handlers read: its first member, at fixed offsets.
struct Execution {
  /// The handlers by opcode; from k_wide_dispatch on those for wide operands. In the agent and not in a
  /// constant table, so that tracing can be switched on while a program runs.
  std::array<void*, 2 * k_wide_dispatch> dispatch{};

  /// The frame and the instruction that run, or ran last before C++ was called. Stored before anything that
  /// may throw, allocate or look at frames. Null: nothing runs.
  Value* fp = nullptr;
  const std::uint8_t* pc = nullptr;

  /// The stack of JavaScript's frames. No frame's registers may reach beyond the limit.
  Value* stack_start = nullptr;
  Value* stack_limit = nullptr;
  /// A proper tail call beyond it drops the frames that only wait to return: well before the limit, for what
  /// is called from C++ cannot move them.
  Value* tail_call_limit = nullptr;

  /// Polls left until the slow path of a poll looks whether something is waiting: an interrupt, or a
  /// collection that is due. Counted down at calls and loop back-edges in every tier: logical time
  /// (docs/architecture.md).
  std::int64_t polls_left = k_polls_between_looks;
  /// Polls counted before the last look.
  std::uint64_t polls_before = 0;
  static constexpr std::int64_t k_polls_between_looks = 4096;
  void look_at_next_poll() {
    polls_before -= static_cast<std::uint64_t>(polls_left);  // which the look takes for polls that were made
    polls_left = 0;
  }

  /// Is told of each instruction, as long as the dispatch table is the tracing one
  /// (interpreter/tracing.h).
  InstructionObserver* observer = nullptr;

  /// Where machine code goes on behind the instruction whose slow path it enters.
  void* next_machine_code = nullptr;
  /// The handler that goes on with the bytecode at its pc.
  void* enter_bytecode = nullptr;
  /// How often a function must have been seen running, when a poll looks, before it is compiled to machine
  /// code (Hooks::compile_to_machine_code); 0: each is, before it runs first.
  std::uint32_t heat_to_compile = 0;

  MachineCodeCounts machine_code_counts;
  /// Null: nobody wants to be told.
  MachineCodeObserver* machine_code_observer = nullptr;

  /// What a slow path that ends the frame returns from it (interpreter/slow_paths.h).
  Value result;
};
static_assert(offsetof(Execution, dispatch) == 0);

}  // namespace orrery::vm
