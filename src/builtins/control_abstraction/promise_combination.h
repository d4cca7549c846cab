#pragma once

#include "vm/functions/closure.h"
#include "vm/promises/promise.h"
#include "vm/strings/property_key.h"
#include "vm/value_list.h"

namespace orrery::builtins {

/// Which of the functions that take many promises.
enum class Combinator : std::uint8_t { All, AllSettled, Any, Race };

/// What the functions of one call share: the values so far, [[RemainingElements]] and the result's
/// capability.
class Combination {
 public:
  enum class Result : std::uint8_t { Array, Object };

  /// \param result  what the values are put into; an object has the keys that next_key() was told
  Combination(vm::Agent& agent, const vm::PromiseCapability& capability, Result result);
  /// That of an element function.
  explicit Combination(vm::Slots* slots) : slots_(slots) {}

  vm::Value cell() const { return vm::Value::cell(slots_); }
  vm::PromiseCapability capability() const {
    return {slots_->get(k_promise).as_object(), slots_->get(k_resolve), slots_->get(k_reject)};
  }
  /// The key of the next element, where the result is an object.
  void next_key(vm::Agent& agent, vm::PropertyKey key);
  /// Makes room for the next element, which is waited for. \return its index
  std::uint32_t add_element(vm::Agent& agent);
  void set_value(std::uint32_t index, vm::Value value) { values()->set(index, value); }
  /// \return whether it was the last
  bool one_has_come();
  /// All have come, or of Any all were rejected. \return what [[Resolve]] or [[Reject]] gives
  vm::Completion<vm::Value> resolve_with_values(vm::Agent& agent) const;
  vm::Completion<vm::Value> reject_with_errors(vm::Agent& agent) const;
  /// The AggregateError of Any.
  vm::Completion<vm::Object*> make_aggregate_error(vm::Agent& agent) const;

 private:
  enum : std::uint32_t { k_values, k_keys, k_remaining, k_promise, k_resolve, k_reject };

  vm::ValueList* values() const { return static_cast<vm::ValueList*>(slots_->get(k_values).as_cell()); }
  vm::Completion<vm::Object*> make_result(vm::Agent& agent) const;

  vm::Slots* slots_;
};

/// What `then` of an element's promise is given.
struct ElementHandlers {
  vm::Value on_fulfilled;
  vm::Value on_rejected;
};
ElementHandlers make_element_handlers(vm::Agent& agent, Combinator which, Combination& combination);

}  // namespace orrery::builtins
