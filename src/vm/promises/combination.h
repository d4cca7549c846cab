#pragma once

#include <optional>

#include "vm/functions/closure.h"
#include "vm/promises/promise.h"
#include "vm/strings/property_key.h"
#include "vm/value_list.h"

namespace orrery::vm {

/// Which of the functions that take many promises.
enum class Combinator : std::uint8_t { All, AllSettled, Any, Race };

/// What the functions of one call share: the values so far, [[RemainingElements]] and the result's
/// capability.
class Combination {
 public:
  enum class Result : std::uint8_t { Array, Object };

  /// \param result  what the values are put into; an object has the keys that next_key() was told
  Combination(Agent& agent, const PromiseCapability& capability, Result result);
  /// That of an element function.
  explicit Combination(Slots* slots) : slots_(slots) {}

  Value cell() const { return Value::cell(slots_); }
  PromiseCapability capability() const {
    return {slots_->get(k_promise).as_object(), slots_->get(k_resolve), slots_->get(k_reject)};
  }
  bool has_keys() const { return !slots_->get(k_keys).is_undefined(); }
  /// The key of the next element, where the result is an object.
  void next_key(Agent& agent, PropertyKey key);
  /// Makes room for the next element, which is waited for. \return its index
  std::uint32_t add_element(Agent& agent);
  void set_value(std::uint32_t index, Value value) { values()->set(index, value); }
  /// \return whether it was the last
  bool one_has_come();
  /// All have come, or of Any all were rejected. \return what [[Resolve]] or [[Reject]] gives
  Completion<Value> resolve_with_values(Agent& agent) const;
  Completion<Value> reject_with_errors(Agent& agent) const;
  /// The AggregateError of Any.
  Completion<Object*> make_aggregate_error(Agent& agent) const;

 private:
  enum : std::uint32_t { k_values, k_keys, k_remaining, k_promise, k_resolve, k_reject };

  ValueList* values() const { return static_cast<ValueList*>(slots_->get(k_values).as_cell()); }
  Completion<Object*> make_result(Agent& agent) const;

  Slots* slots_;
};

/// What a stack trace says of a promise that is waited for with others.
struct CombinationElement {
  const char* function;  // "Promise.all"
  std::uint32_t index;
  Object* promise;  // of them all
};
/// Of the function that it is settled by; nothing if that is no element's, or was called before.
std::optional<CombinationElement> combination_element(Value handler);

/// What `then` of an element's promise is given.
struct ElementHandlers {
  Value on_fulfilled;
  Value on_rejected;
};
ElementHandlers make_element_handlers(Agent& agent, Combinator which, Combination& combination);

}  // namespace orrery::vm
