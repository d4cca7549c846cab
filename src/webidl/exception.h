#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "vm/completion.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::webidl {

/// An exception that a Web API is to throw (https://webidl.spec.whatwg.org/#idl-exceptions), as long as it
/// knows no JavaScript: throw_exception() makes the object.
struct Exception {
  enum class Kind : std::uint8_t {
    TypeError,
    RangeError,
    DOMException,
    Pending,  // already thrown: in the agent
  };
  Kind kind;
  std::string_view name;       // of a DOMException: "AbortError"; a literal
  std::string message;         // UTF-8
  std::string_view code = {};  // NOLINT(readability-redundant-member-init): of the others; a literal
};

/// \param code  what the error has where errors have codes (vm/objects/platform_errors.h)
inline Exception type_error(std::string_view message, std::string_view code) {
  return {.kind = Exception::Kind::TypeError, .name = {}, .message = std::string(message), .code = code};
}
inline Exception range_error(std::string_view message, std::string_view code) {
  return {.kind = Exception::Kind::RangeError, .name = {}, .message = std::string(message), .code = code};
}
/// \param name  of https://webidl.spec.whatwg.org/#dfn-error-names-table
inline Exception dom_exception(std::string_view name, std::string_view message) {
  return {.kind = Exception::Kind::DOMException, .name = name, .message = std::string(message)};
}

/// What the algorithms of Web APIs return: a T, or the exception to throw. Becomes a Completion once, where
/// the binding returns to JavaScript (to_completion()).
template <typename T>
class [[nodiscard]] ExceptionOr {
 public:
  ExceptionOr(T value) : value_(std::move(value)) {}                                     // NOLINT
  ExceptionOr(Exception exception) : value_(std::unexpected(std::move(exception))) {}    // NOLINT
  ExceptionOr(vm::Thrown) : ExceptionOr(Exception{Exception::Kind::Pending, {}, {}}) {}  // NOLINT
  bool is_exception() const { return !value_.has_value(); }
  const Exception& exception() const { return value_.error(); }
  T& value() { return *value_; }
  T release() { return std::move(*value_); }

 private:
  std::expected<T, Exception> value_;
};

template <>
class [[nodiscard]] ExceptionOr<void> {
 public:
  ExceptionOr() = default;
  ExceptionOr(Exception exception) : value_(std::unexpected(std::move(exception))) {}    // NOLINT
  ExceptionOr(vm::Thrown) : ExceptionOr(Exception{Exception::Kind::Pending, {}, {}}) {}  // NOLINT
  bool is_exception() const { return !value_.has_value(); }
  const Exception& exception() const { return value_.error(); }
  void release() const {}

 private:
  std::expected<void, Exception> value_;
};

/// https://webidl.spec.whatwg.org/#dfn-throw, in the current realm.
vm::Thrown throw_exception(vm::Agent& agent, const Exception& exception);
/// The object that would be thrown. Not of Kind::Pending.
vm::Value make_exception(vm::Agent& agent, const Exception& exception);

template <typename T>
vm::Completion<T> to_completion(vm::Agent& agent, ExceptionOr<T>&& result) {
  if (result.is_exception()) return throw_exception(agent, result.exception());
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return std::move(result).release();
  }
}

}  // namespace orrery::webidl
