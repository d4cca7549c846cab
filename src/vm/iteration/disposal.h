#pragma once

#include <cstdint>
#include <optional>

#include "bytecode/instruction.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/value.h"
#include "vm/value_list.h"

namespace orrery::vm {

class Agent;

/// What is to be disposed of when a scope is left, or by a DisposableStack or AsyncDisposableStack:
/// https://tc39.es/proposal-explicit-resource-management/#sec-disposecapability-records
class DisposeCapability final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::DisposeCapability;
  static constexpr bool k_kind_has_finalizer = false;

  static DisposeCapability* make(Agent& agent);

  bool is_empty() const { return items_->size() == 0; }
  /// https://tc39.es/proposal-explicit-resource-management/#sec-adddisposableresource without a method: finds
  /// that of the value.
  Completion<void> add_resource(Agent& agent, Value value, bytecode::DisposeKind kind);
  /// The same with a method.
  /// \param value  what the method is called on
  void add_method(Agent& agent, Value value, Value method, bytecode::DisposeKind kind);

  /// A step of https://tc39.es/proposal-explicit-resource-management/#sec-disposeresources, some of which
  /// must be awaited: disposes of the last resource and takes it off. `error` is the exception so far, or
  /// Empty; what is thrown joins it. What awaiting throws the caller adds (add_suppressed()).
  /// \return what is to be awaited, or Empty; nothing when all is done. Throws when terminating only.
  Completion<std::optional<Value>> dispose_next(Agent& agent, Value* error);

  void visit(gc::Visitor& visitor) { visitor.visit(items_); }

 private:
  friend class gc::Heap;
  /// How a resource is disposed of.
  enum class Manner : std::uint8_t {
    Sync,
    Async,
    // `await using` of what has a Symbol.dispose only: its result is not awaited, but what it throws is.
    AsyncFromSync,
  };

  explicit DisposeCapability(ValueList* items) : Cell(static_cast<std::uint8_t>(k_kind)), items_(items) {}
  void add(Agent& agent, Value value, Value method, Manner manner);
  Completion<Value> dispose(Agent& agent, Value value, Value method, Manner manner, Value* error);

  bool needs_await_ = false;
  bool has_awaited_ = false;
  gc::Field<ValueList> items_;  // for each resource its value, method and Manner
};

/// Adds `thrown` to the exception so far (or Empty): becomes a SuppressedError if there was one.
Value add_suppressed(Agent& agent, Value error, Value thrown);

}  // namespace orrery::vm
