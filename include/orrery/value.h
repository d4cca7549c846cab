#pragma once

// Values of the language, and why there may be none.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#define ORRERY_API [[gnu::visibility("default")]]

namespace orrery {

class SharedBuffer;
struct Error;

namespace detail {
struct Access;
struct AgentState;
class Handle;

/// A counted reference to a handle.
class ORRERY_API HandleReference {
 public:
  HandleReference() = default;
  explicit HandleReference(Handle* handle) : handle_(handle) {}  // takes over one count
  HandleReference(const HandleReference& other);
  HandleReference(HandleReference&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  HandleReference& operator=(HandleReference other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~HandleReference();
  Handle* get() const { return handle_; }

 private:
  Handle* handle_ = nullptr;
};

/// A value that needs no handle, as the engine has it.
enum class Bits : std::uint64_t {};

/// Where a type's address stands for the type. Of one program or shared library.
template <typename T>
struct TypeTag {
  static inline char tag;
};
}  // namespace detail

template <typename T>
using Result = std::expected<T, Error>;

enum class ErrorType : std::uint8_t {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError
};

/// Why a script was ended in a way that it cannot catch.
enum class Termination : std::uint8_t {
  Interrupted,
  TimeLimit,
  OutOfMemory,  // the heap passed its limit
  Exit,
};

enum class Type : std::uint8_t { Undefined, Null, Boolean, Number, String, Symbol, BigInt, Object };

/// A value of the language. Copying is cheap, and copies are the same value. Whatever has an argument of this
/// type takes values of its own agent only, and throws a TypeError for others.
class ORRERY_API Value {
 public:
  Value();  // undefined
  static Value undefined() { return {}; }
  static Value null();
  template <std::same_as<bool> Boolean>
  Value(Boolean value) : Value(from_boolean(value)) {}  // NOLINT(google-explicit-constructor)
  /// Whole numbers beyond 2^53 are rounded.
  template <typename Number>
    requires(std::is_arithmetic_v<Number> && !std::same_as<Number, bool>)
  Value(Number value) : Value(from_number(static_cast<double>(value))) {}  // NOLINT

  Type type() const;
  bool is_undefined() const { return type() == Type::Undefined; }
  bool is_null() const { return type() == Type::Null; }
  bool is_boolean() const { return type() == Type::Boolean; }
  bool is_number() const { return type() == Type::Number; }
  bool is_string() const { return type() == Type::String; }
  bool is_symbol() const { return type() == Type::Symbol; }
  bool is_bigint() const { return type() == Type::BigInt; }
  bool is_object() const { return type() == Type::Object; }
  bool is_function() const;
  bool is_array() const;

  // What it is, without converting
  // ---------------------------------------------------------------------------------------------------------
  std::optional<bool> as_boolean() const;
  std::optional<double> as_number() const;
  /// In UTF-8; lone surrogates become U+FFFD.
  std::optional<std::string> as_string() const;
  /// As the language has it.
  std::optional<std::u16string> as_utf16() const;

  // Conversions of the language; of objects they may run script code
  // ---------------------------------------------------------------------------------------------------------
  bool to_boolean() const;
  Result<double> to_number() const;
  Result<std::int32_t> to_int32() const;
  Result<std::string> to_string() const;
  /// A text for people, such as `#<Point>` or `"text"`. Runs no script code.
  std::string describe() const;
  /// Object.is()
  bool is_same(const Value& other) const;

  // Properties, of objects and strings; of anything else a TypeError
  // ---------------------------------------------------------------------------------------------------------
  Result<Value> get(std::string_view name) const;
  Result<Value> get(std::uint32_t index) const;
  /// By any key, such as a symbol.
  Result<Value> get(const Value& key) const;
  Result<void> set(std::string_view name, const Value& value) const;
  Result<void> set(std::uint32_t index, const Value& value) const;
  Result<void> set(const Value& key, const Value& value) const;
  Result<bool> has(std::string_view name) const;
  /// Throws a TypeError if the property cannot be removed.
  Result<void> remove(std::string_view name) const;
  /// The enumerable own ones: Object.keys().
  Result<std::vector<std::string>> keys() const;
  /// Of an array, or whatever has a `length`.
  Result<std::uint64_t> length() const;

  // Functions
  // ---------------------------------------------------------------------------------------------------------
  Result<Value> call(const Value& this_value, std::span<const Value> arguments) const;
  Result<Value> call(const Value& this_value, std::initializer_list<Value> arguments = {}) const;
  /// Calls its method `name`.
  Result<Value> invoke(std::string_view name, std::span<const Value> arguments) const;
  Result<Value> invoke(std::string_view name, std::initializer_list<Value> arguments = {}) const;
  Result<Value> construct(std::span<const Value> arguments) const;
  Result<Value> construct(std::initializer_list<Value> arguments = {}) const;

  // Promises
  // ---------------------------------------------------------------------------------------------------------
  enum class PromiseState : std::uint8_t { Pending, Fulfilled, Rejected };
  /// Nothing if it is no promise.
  std::optional<PromiseState> promise_state() const;
  /// What it was fulfilled or rejected with. Undefined as long as it is pending.
  Value promise_result() const;

  // Bytes, and data of the host
  // ---------------------------------------------------------------------------------------------------------
  /// The bytes of an ArrayBuffer or SharedArrayBuffer, or those that a typed array or DataView sees; none of
  /// anything else. Script code may move or free them: they are valid until some runs. Those of a
  /// SharedArrayBuffer other threads may be writing.
  std::span<std::byte> bytes() const;
  /// What a SharedArrayBuffer has in common with those of other agents; nothing if it is none.
  std::optional<SharedBuffer> shared_buffer() const;

  /// The data that the constructor of a native class gave to this object (Call::set_native()); null if it has
  /// none, or of another type. It lives as long as the object does: keep the Value while you use it.
  template <typename T>
  T* native() const {
    return static_cast<T*>(native(&detail::TypeTag<T>::tag));
  }

 private:
  friend struct detail::Access;
  explicit Value(detail::Bits bits, detail::HandleReference handle = {})
      : bits_(bits), handle_(std::move(handle)) {}
  static Value from_boolean(bool value);
  static Value from_number(double value);
  void* native(const void* tag) const;

  detail::Bits bits_;  // undefined if there is a handle
  detail::HandleReference handle_;
};

/// Why there is no value.
struct ORRERY_API Error {
  /// Set: a termination. Else an exception.
  std::optional<Termination> termination;
  /// Of an exception that is an Error object its `message`; else a text for it.
  std::string message;
  /// The exception as uncaught ones are reported: with its type, and the stack of an Error object.
  std::string stack;
  /// What was thrown. Nothing in an Error that was made here and not by a script: throwing it makes an Error
  /// object of type `type` with that message.
  std::optional<Value> thrown;
  ErrorType type = ErrorType::Error;

  bool is_termination() const { return termination.has_value(); }

  /// For callbacks to return.
  static std::unexpected<Error> make(ErrorType type, std::string message);
  static std::unexpected<Error> type_error(std::string message) {
    return make(ErrorType::TypeError, std::move(message));
  }
  static std::unexpected<Error> range_error(std::string message) {
    return make(ErrorType::RangeError, std::move(message));
  }
  /// Throws a value of any type.
  static std::unexpected<Error> of(Value thrown);
  /// Ends the script: nothing catches it.
  static std::unexpected<Error> terminate(Termination reason);
};

inline Result<Value> Value::call(const Value& this_value, std::initializer_list<Value> arguments) const {
  return call(this_value, std::span(arguments.begin(), arguments.size()));
}
inline Result<Value> Value::invoke(std::string_view name, std::initializer_list<Value> arguments) const {
  return invoke(name, std::span(arguments.begin(), arguments.size()));
}
inline Result<Value> Value::construct(std::initializer_list<Value> arguments) const {
  return construct(std::span(arguments.begin(), arguments.size()));
}

}  // namespace orrery
