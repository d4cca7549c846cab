#include <limits>

#include "engine/api_calls.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::Entry;

namespace {

/// The text of what is no cell.
std::string primitive_text(vm::Value value) {
  if (value.is_undefined()) return "undefined";
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
  return std::string(vm::NumberText(value.as_number()).view());
}

std::unexpected<Error> no_properties(vm::Value value) {
  return Error::type_error(primitive_text(value) + " has no properties here");
}

/// Calls `operation(state, agent, value)` with a value that has properties. It gives a Completion<T>, which
/// becomes a Result<T>.
template <typename T, typename Operation>
Result<T> with_value(const Value& value, Operation operation) {
  AgentState* state = Access::state(value);
  const vm::Value inner = Access::unwrap(value);
  if (state == nullptr) return no_properties(inner);
  return detail::perform<T>(*state, [&]() -> vm::Completion<T> {
    if (inner.is_object() || inner.is_string()) return operation(*state, *state->agent, inner);
    return state->agent->throw_type_error(vm::describe_value(*state->agent, inner) +
                                          " has no properties here");
  });
}

/// The same with any value that a script has made, where a value of the language comes of it.
template <typename Operation>
Result<Value> value_with_value(const Value& value, Operation operation) {
  AgentState* state = Access::state(value);
  const vm::Value inner = Access::unwrap(value);
  if (state == nullptr) return no_properties(inner);
  return detail::perform_for_value(
      *state, [&]() -> vm::Completion<vm::Value> { return operation(*state, *state->agent, inner); });
}

}  // namespace

// What it is ------------------------------------------------------------------------------------------------

Value::Value() : bits_(detail::bits_of(vm::Value::undefined())) {}

Value Value::null() {
  return Value(detail::bits_of(vm::Value::null()));
}

Value Value::from_boolean(bool value) {
  return Value(detail::bits_of(vm::Value::boolean(value)));
}

Value Value::from_number(double value) {
  return Value(detail::bits_of(vm::Value::number(value)));
}

Type Value::type() const {
  const vm::Value value = Access::unwrap(*this);
  if (value.is_undefined()) return Type::Undefined;
  if (value.is_null()) return Type::Null;
  if (value.is_boolean()) return Type::Boolean;
  if (value.is_number()) return Type::Number;
  if (value.is_string()) return Type::String;
  if (value.is_symbol()) return Type::Symbol;
  return value.is_bigint() ? Type::BigInt : Type::Object;
}

bool Value::is_function() const {
  return vm::is_callable(Access::unwrap(*this));
}

bool Value::is_array() const {
  return Access::unwrap(*this).is_cell_of(vm::CellKind::Array);
}

std::optional<bool> Value::as_boolean() const {
  const vm::Value value = Access::unwrap(*this);
  return value.is_boolean() ? std::optional(value.as_boolean()) : std::nullopt;
}

std::optional<double> Value::as_number() const {
  const vm::Value value = Access::unwrap(*this);
  return value.is_number() ? std::optional(value.as_number()) : std::nullopt;
}

std::optional<std::string> Value::as_string() const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_string()) return std::nullopt;
  const Entry entry(*Access::state(*this));  // a rope is made flat
  return value.as_string()->to_utf8();
}

std::optional<std::u16string> Value::as_utf16() const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_string()) return std::nullopt;
  std::u16string text(value.as_string()->length(), u'\0');
  value.as_string()->copy_to(text.data());
  return text;
}

// Conversions -----------------------------------------------------------------------------------------------

bool Value::to_boolean() const {
  return vm::to_boolean(Access::unwrap(*this));
}

Result<double> Value::to_number() const {
  const vm::Value value = Access::unwrap(*this);
  if (value.is_number()) return value.as_number();
  AgentState* state = Access::state(*this);
  if (state == nullptr) {
    if (value.is_undefined()) return std::numeric_limits<double>::quiet_NaN();
    return value.is_true() ? 1 : 0;
  }
  return detail::perform<double>(*state, [&]() -> vm::Completion<double> {
    return TRY(vm::to_number(*state->agent, value)).as_number();
  });
}

Result<std::int32_t> Value::to_int32() const {
  const Result<double> number = to_number();
  if (!number) return std::unexpected(number.error());
  return vm::to_int32(*number);
}

Result<std::string> Value::to_string() const {
  const vm::Value value = Access::unwrap(*this);
  AgentState* state = Access::state(*this);
  if (state == nullptr) return primitive_text(value);
  return detail::perform<std::string>(*state, [&]() -> vm::Completion<std::string> {
    return TRY(vm::to_string(*state->agent, value))->to_utf8();
  });
}

std::string Value::describe() const {
  AgentState* state = Access::state(*this);
  if (state == nullptr) return primitive_text(Access::unwrap(*this));
  const Entry entry(*state);
  return vm::describe_value(*state->agent, Access::unwrap(*this));
}

bool Value::is_same(const Value& other) const {
  AgentState* state = Access::state(*this);
  if (state == nullptr || Access::state(other) != state)
    return Access::unwrap(*this).is_identical(Access::unwrap(other));
  const Entry entry(*state);
  return vm::same_value(Access::unwrap(*this), Access::unwrap(other));
}

// Properties ------------------------------------------------------------------------------------------------

Result<Value> Value::get(std::string_view name) const {
  return value_with_value(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value value) -> vm::Completion<vm::Value> {
        return vm::get_v(agent, value, TRY(detail::key_of(state, name)));
      });
}

Result<Value> Value::get(std::uint32_t index) const {
  return value_with_value(*this, [&](AgentState&, vm::Agent& agent, vm::Value value) {
    return vm::get_v(agent, value, vm::PropertyKey::index(index));
  });
}

Result<Value> Value::get(const Value& key) const {
  return value_with_value(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value value) -> vm::Completion<vm::Value> {
        const vm::Value inner = TRY(Access::unwrap(state, key));
        return vm::get_v(agent, value, TRY(vm::to_property_key(agent, inner)));
      });
}

Result<void> Value::set(std::string_view name, const Value& value) const {
  return with_value<void>(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value object) -> vm::Completion<void> {
        const vm::PropertyKey key = TRY(detail::key_of(state, name));
        return vm::set_v(agent, object, key, TRY(Access::unwrap(state, value)), /*throws=*/true);
      });
}

Result<void> Value::set(std::uint32_t index, const Value& value) const {
  return with_value<void>(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value object) -> vm::Completion<void> {
        return vm::set_v(agent, object, vm::PropertyKey::index(index), TRY(Access::unwrap(state, value)),
                         /*throws=*/true);
      });
}

Result<void> Value::set(const Value& key, const Value& value) const {
  return with_value<void>(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value object) -> vm::Completion<void> {
        const vm::PropertyKey inner = TRY(vm::to_property_key(agent, TRY(Access::unwrap(state, key))));
        return vm::set_v(agent, object, inner, TRY(Access::unwrap(state, value)), /*throws=*/true);
      });
}

Result<bool> Value::has(std::string_view name) const {
  return with_value<bool>(*this,
                          [&](AgentState& state, vm::Agent& agent, vm::Value value) -> vm::Completion<bool> {
                            vm::Object* object = TRY(vm::to_object(agent, value));
                            return vm::has_property(agent, object, TRY(detail::key_of(state, name)));
                          });
}

Result<void> Value::remove(std::string_view name) const {
  return with_value<void>(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value value) -> vm::Completion<void> {
        vm::Object* object = TRY(vm::to_object(agent, value));
        return vm::delete_property_or_throw(agent, object, TRY(detail::key_of(state, name)));
      });
}

Result<std::vector<std::string>> Value::keys() const {
  return with_value<std::vector<std::string>>(
      *this, [&](AgentState&, vm::Agent& agent, vm::Value value) -> vm::Completion<std::vector<std::string>> {
        vm::Object* object = TRY(vm::to_object(agent, value));
        const vm::ValueList* list =
            TRY(vm::enumerable_own_properties(agent, object, vm::PropertyParts::Keys));
        std::vector<std::string> keys;
        for (const vm::Value key : list->values()) keys.push_back(key.as_string()->to_utf8());
        return keys;
      });
}

Result<std::uint64_t> Value::length() const {
  return with_value<std::uint64_t>(
      *this, [&](AgentState&, vm::Agent& agent, vm::Value value) -> vm::Completion<std::uint64_t> {
        return vm::length_of_array_like(agent, TRY(vm::to_object(agent, value)));
      });
}

// Functions -------------------------------------------------------------------------------------------------

Result<Value> Value::call(const Value& this_value, std::span<const Value> arguments) const {
  return value_with_value(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value function) -> vm::Completion<vm::Value> {
        const vm::ValueList* list = TRY(detail::unwrap_list(state, arguments));
        return vm::call(agent, function, TRY(Access::unwrap(state, this_value)), list->values());
      });
}

Result<Value> Value::invoke(std::string_view name, std::span<const Value> arguments) const {
  return value_with_value(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value value) -> vm::Completion<vm::Value> {
        const vm::ValueList* list = TRY(detail::unwrap_list(state, arguments));
        return vm::invoke(agent, value, TRY(detail::key_of(state, name)), list->values());
      });
}

Result<Value> Value::construct(std::span<const Value> arguments) const {
  return value_with_value(
      *this, [&](AgentState& state, vm::Agent& agent, vm::Value constructor) -> vm::Completion<vm::Value> {
        if (!vm::is_constructor(constructor))
          return agent.throw_type_error(vm::describe_value(agent, constructor) + " is not a constructor");
        const vm::ValueList* list = TRY(detail::unwrap_list(state, arguments));
        return vm::construct(agent, constructor.as_object(), list->values());
      });
}

// Promises --------------------------------------------------------------------------------------------------

std::optional<Value::PromiseState> Value::promise_state() const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_cell_of(vm::CellKind::Promise)) return std::nullopt;
  switch (static_cast<vm::Promise*>(value.as_object())->state()) {
    case vm::Promise::State::Pending:
      return PromiseState::Pending;
    case vm::Promise::State::Fulfilled:
      return PromiseState::Fulfilled;
    case vm::Promise::State::Rejected:
      return PromiseState::Rejected;
  }
  return std::nullopt;
}

Value Value::promise_result() const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_cell_of(vm::CellKind::Promise)) return {};
  const auto* promise = static_cast<vm::Promise*>(value.as_object());
  if (promise->state() == vm::Promise::State::Pending) return {};
  return Access::wrap(*Access::state(*this), promise->result());
}

}  // namespace orrery
