#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "vm/completion.h"
#include "webidl/conversions.h"
#include "webidl/exception.h"
#include "webidl/sequences.h"

namespace orrery::webidl {

// How generated bindings end: what the C++ class has answered becomes a value, or an exception.

template <typename T>
inline constexpr bool k_is_exception_or = false;
template <typename T>
inline constexpr bool k_is_exception_or<ExceptionOr<T>> = true;
template <typename T>
inline constexpr bool k_is_completion = false;
template <typename T>
inline constexpr bool k_is_completion<vm::Completion<T>> = true;

/// \param result  a T of conversions.h, a Completion<T> or an ExceptionOr<T>
template <typename Result>
vm::Completion<vm::Value> finish(vm::Agent& agent, Result result) {
  if constexpr (k_is_exception_or<Result>) {
    return finish(agent, to_completion(agent, std::move(result)));
  } else if constexpr (k_is_completion<Result>) {
    auto value = TRY(result);
    return finish(agent, std::move(value));
  } else {
    return to_value(agent, std::move(result));
  }
}

/// Of an operation that returns undefined. \param call  gives void, Completion<void> or ExceptionOr<void>
template <typename Call>
vm::Completion<vm::Value> finish_undefined(vm::Agent& agent, Call call) {
  using Result = decltype(call());
  if constexpr (std::is_void_v<Result>) {
    call();
  } else if constexpr (k_is_exception_or<Result>) {
    TRY(to_completion(agent, call()));
  } else {
    TRY(call());
  }
  return vm::Value::undefined();
}

/// Of an operation that returns a promise: what it throws rejects one.
/// https://webidl.spec.whatwg.org/#dfn-create-operation-function, step 2.1.3 at the end
vm::Completion<vm::Value> reject_with_pending_exception(vm::Agent& agent);
/// \param call  gives a Completion<vm::Value>
template <typename Call>
vm::Completion<vm::Value> return_promise(vm::Agent& agent, Call call) {
  const vm::Completion<vm::Value> result = call();
  return result.is_thrown() ? reject_with_pending_exception(agent) : result;
}

/// An item of a sequence of a union of objects and strings, as the sequence keeps it.
template <typename Union>
vm::Value to_item(const Union& item) {
  return std::visit(
      [](const auto& value) {
        if constexpr (requires { value.object(); }) {
          return vm::Value(value.object());
        } else {
          return vm::Value(value);
        }
      },
      item);
}

}  // namespace orrery::webidl
