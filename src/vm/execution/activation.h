#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Executable;
class Object;

/// A call of a generator or an async function: its frame, while it is suspended (the interpreter moves the
/// registers here and back), and whom it belongs to.
class Activation final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Activation;
  static constexpr bool k_kind_has_finalizer = false;
  enum class State : std::uint8_t { SuspendedStart, SuspendedYield, SuspendedAwait, Running, Completed };

  /// With room for `register_count` registers behind it.
  Activation(Object* callee, Executable* executable, std::uint32_t register_count);

  State state() const { return state_; }
  void set_state(State state) { state_ = state; }
  Object* callee() const { return callee_.get(); }
  Executable* executable() const { return executable_.get(); }
  /// The generator object, or the promise of an async function that is no generator.
  Object* owner() const { return owner_.get(); }
  void set_owner(Object* owner) { owner_.set(this, owner); }
  std::uint32_t argument_count() const { return argument_count_; }
  /// Undefined as long as it has never been suspended.
  Value this_value() const { return has_registers_ ? registers()[0].get() : Value::undefined(); }
  /// The suspended instruction's first byte.
  std::uint32_t offset() const { return offset_; }

  /// What was handed out last is the result object of an inner iterator (yield* in a sync generator), to be
  /// given to the caller as it is.
  bool hands_out_result() const { return hands_out_result_; }
  void set_hands_out_result(bool on) { hands_out_result_ = on; }

  /// Takes the frame's registers. \param offset  of the instruction that suspends
  void suspend(const Value* fp, std::uint32_t offset);
  /// Puts them into a frame.
  void restore(Value* fp) const;

  void visit(gc::Visitor& visitor);

 private:
  ValueField* registers() { return reinterpret_cast<ValueField*>(this + 1); }
  const ValueField* registers() const { return reinterpret_cast<const ValueField*>(this + 1); }

  State state_ = State::SuspendedStart;
  bool hands_out_result_ = false;
  std::uint32_t register_count_;
  std::uint32_t argument_count_ = 0;
  std::uint32_t offset_ = 0;
  bool has_registers_ = false;
  gc::Field<Object> callee_;
  gc::Field<Executable> executable_;
  gc::Field<Object> owner_;
};

}  // namespace orrery::vm
