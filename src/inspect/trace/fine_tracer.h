#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "bytecode/expression_map.h"
#include "bytecode/reader.h"
#include "inspect/trace/definitions.h"
#include "inspect/trace/shown_objects.h"
#include "inspect/trace/traced_code.h"
#include "interpreter/tracing.h"
#include "trace/trace_sink.h"
#include "vm/execution/execution.h"
#include "vm/execution/frame.h"

namespace orrery::vm {
class Agent;
class Environment;
class Promise;
}  // namespace orrery::vm

namespace orrery::inspect {

struct FineOptions {
  /// Statements and expressions of the host's own modules (`node:…`), too. Calls of them are told anyway.
  bool shows_internal = false;
  /// Events after which nothing more is told (FineTracer::is_cut()).
  std::uint64_t max_events = 20'000'000;
};

/// [DOC] The fine level of a trace
///
/// Follows a program instruction by instruction (interpreter/tracing.h), and tells of calls, statements,
/// values of expressions, environments and bindings, properties, exceptions. It keeps a stack of its own
/// beside the real one; what differs since the last instruction has been called or left. Which instruction is
/// which expression the compiler says when asked once more (bytecode/expression_map.h).
///
/// It runs no script, and allocates and interns nothing in the heap: what it tells is what lies there.
///
/// When an event of the loop is told in between (a microtask was queued, a job ends), settle() comes first,
/// so that the frames that have been left meanwhile are told to be (FineWindow).
class FineTracer final : public interpreter::CallObserver {
 public:
  /// All must outlive it. `sink` is the one that `definitions` tells.
  FineTracer(vm::Agent& agent, Definitions& definitions, trace::TraceSink& sink,
             const FineOptions& options = {});
  ~FineTracer();
  FineTracer(const FineTracer&) = delete;
  FineTracer& operator=(const FineTracer&) = delete;

  /// From the next instruction on. To be called while nothing runs, or what runs comes up at once.
  void begin();
  void end();
  bool is_on() const { return is_on_; }
  /// Tells what has been left by now.
  void settle();
  /// There were more events than FineOptions::max_events: the rest is missing.
  bool is_cut() const { return is_cut_; }
  std::uint64_t event_count() const { return event_count_ + objects_.shown_count(); }

  // interpreter::CallObserver
  void on_instruction(vm::Agent& agent, vm::Value accumulator) override;
  void on_native_call(vm::Agent& agent) override;
  void on_native_return(vm::Agent& agent, vm::Value result) override;
  void on_exception_leaves(vm::Agent& agent, vm::Value* fp) override;
  void on_exception_caught(vm::Agent& agent, vm::Value* fp, bytecode::Handler::Kind kind) override;

 private:
  using Number = trace::trace_events::Number;
  using TracedValue = trace::trace_events::Value;

  /// How a frame is left by the instruction that runs, unless that throws.
  enum class Ending : std::uint8_t { None, Returns, Throws, Awaits, Yields, GivesGenerator };
  /// A value that outlives the event.
  struct KeptValue {
    TracedValue value;
    std::string text;
    void set(const TracedValue& from) {
      text = from.text;
      value = from;
    }
    TracedValue get() const {
      TracedValue result = value;
      result.text = text;
      return result;
    }
  };
  /// What is to be told when the instruction has been done.
  enum class Later : std::uint8_t {
    Nothing,
    Global,
    Globals,
    EvalDeclarations,
    DynamicVar,
    DynamicDeletion,
    Resolved,
    Property,
    Deletion,
    NewEnvironment,
    AsyncStart
  };
  struct OpenScope {
    std::uint32_t scope;
    Number environment;
  };
  struct Frame {
    vm::Value* fp = nullptr;
    const TracedCode* code = nullptr;  // null: a builtin's
    vm::Executable* executable = nullptr;
    Number function = 0;
    Number activation = 0;
    std::uint32_t previous = k_none;  // the instruction before
    std::uint32_t innermost = k_none;
    bool is_silent = false;  // calls alone are told of
    Ending ending = Ending::None;
    Later later = Later::Nothing;
    bool had_property = false;          // that is being deleted, or the variable a value
    std::vector<std::string> names;     // that an eval declares, and nobody has before
    vm::Environment* holder = nullptr;  // of the variable that is being deleted
    std::vector<OpenScope> scopes;
    std::vector<bool> initialized;  // registers of variables
    KeptValue result;               // of `ending`
    KeptValue remembered;           // see bytecode::ExpressionNote
  };
  static constexpr std::uint32_t k_none = ~0u;
  /// What is kept of an activation that waits.
  struct Suspended {
    std::vector<OpenScope> scopes;
    std::vector<bool> initialized;
  };

  Frame& top() { return frames_[depth_ - 1]; }
  template <typename Event>
  void tell(const Event& event) {
    if (is_cut_) return;
    if (++event_count_ + objects_.shown_count() > options_.max_events) return cut();
    sink_.on(event);
  }
  void cut();

  // The stack (fine_tracer.cpp)
  void arrive(vm::Agent& agent, vm::Value accumulator);
  void push(const vm::FrameIterator& real);
  void tell_enter(Frame& frame, const vm::FrameIterator& real);
  void resume_scopes(Frame& frame);
  void pop(Ending how, const TracedValue& value);
  void pop_ended(vm::Value accumulator);
  void end_with(Frame& frame, Ending ending, vm::Value value);
  void tell_thrown(vm::Value exception);

  // Expressions (fine_expressions.cpp)
  void tell_values(Frame& frame, std::uint32_t offset, vm::Value accumulator);
  void tell_statements(Frame& frame, std::uint32_t offset, vm::Value accumulator);
  void tell_note(Frame& frame, const bytecode::ExpressionNote& note, vm::Value accumulator);
  void remember(Frame& frame, std::uint32_t offset, vm::Value accumulator);
  /// What the instruction does that can be told before it is done; the rest is for finish_instruction().
  void begin_instruction(Frame& frame, std::uint32_t offset, vm::Value accumulator);
  void begin_ending(Frame& frame, const bytecode::Instruction& instruction, vm::Value accumulator);
  void finish_instruction(Frame& frame, vm::Value accumulator);

  // Environments (fine_environments.cpp)
  void change_scopes(Frame& frame, std::uint32_t offset, std::uint32_t innermost);
  void enter_scope(Frame& frame, std::uint32_t scope, std::uint32_t offset);
  void leave_scope(Frame& frame);
  void renew_scope(Frame& frame, std::uint32_t offset);
  void tell_bindings(Frame& frame, std::uint32_t scope, Number environment, std::uint32_t offset);
  void tell_slots(const vm::Environment& environment, Number number);
  void tell_binding(Number environment, std::string_view name, vm::Value value, bool is_lexical,
                    bool is_first);
  Number environment_of(const Frame& frame, std::uint32_t scope);
  Number outer_of(const Frame& frame);
  Number number_of(vm::Environment* environment, vm::Executable* executable);
  Number global_number(vm::Executable* executable);
  Number enter_global(vm::Executable* executable, Number function);
  void write_register(Frame& frame, std::uint32_t index, vm::Value value);
  void write_slot(Frame& frame, const bytecode::Instruction& instruction, vm::Value value);
  void tell_slot(Frame& frame, vm::Environment* environment, std::uint32_t slot, vm::Value value,
                 bool is_first);
  void tell_resolved(Frame& frame, const bytecode::Instruction& instruction, vm::Value value);
  void write_global(Frame& frame, const bytecode::Instruction& instruction, vm::Value value, bool is_first);
  void tell_globals(Frame& frame, const bytecode::Instruction& instruction);

  // What evals declare (fine_evals.cpp)
  void begin_eval_declarations(Frame& frame, const bytecode::Instruction& instruction);
  void tell_eval_declarations(Frame& frame, const bytecode::Instruction& instruction);
  void begin_dynamic_var(Frame& frame, const bytecode::Instruction& instruction);
  void tell_dynamic_var(Frame& frame, const bytecode::Instruction& instruction, vm::Value value);
  void begin_dynamic_deletion(Frame& frame, const bytecode::Instruction& instruction);
  void tell_dynamic_deletion(Frame& frame, const bytecode::Instruction& instruction);
  /// Null stands for the Global Environment Record.
  Number variable_number(vm::Environment* environment, vm::Executable* executable);

  // Objects (fine_objects.cpp)
  void begin_deletion(Frame& frame, const bytecode::Instruction& instruction, vm::Value key);
  void tell_property(Frame& frame, const bytecode::Instruction& instruction, vm::Value accumulator);
  void tell_deletion(Frame& frame, const bytecode::Instruction& instruction);
  void look_at_changed(vm::Value* fp);
  void tell_async_start(Frame& frame);
  /// Before it is named as an object.
  void tell_promise(vm::Promise* promise, Number parent, Number activation);

  vm::Agent& agent_;
  Definitions& definitions_;
  trace::TraceSink& sink_;
  FineOptions options_;
  ShownObjects objects_;
  TracedCodes codes_;
  std::vector<Frame> frames_;  // more than depth_: their memory is used again
  std::size_t depth_ = 0;
  Ordinals environments_;  // and realms, for their global ones
  Ordinals activations_;
  std::unordered_map<Number, Suspended> suspended_;
  vm::Value thrown_ = vm::Value::empty();  // that has been told to be, and is not caught yet; only compared
  std::uint64_t event_count_ = 0;
  bool is_on_ = false;
  bool is_cut_ = false;
};

}  // namespace orrery::inspect
