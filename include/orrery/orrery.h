#pragma once

// [DOC] Orrery's C++ API
//
// An Agent is everything that one thread of JavaScript needs; a Realm is a global object with what belongs to
// it; a Value is a handle of a value of the language. docs/embedding.md is a guide with a program to start
// from.
//
// Threads. An agent, and whatever came from it, is used by one thread at a time; agents share nothing, and
// several run side by side. Agent::request_interrupt() alone may be called from any thread.
//
// Errors. What can run script code or run out of room returns a Result: the value, or an Error, which is an
// exception or a termination. Nothing in a script catches a termination: it ends everything down to the
// outermost call into the engine, whose caller gets it; after that the agent may be used again. The promise
// jobs that were waiting are gone then.
//
// Memory. A Value keeps what it refers to alive, and may outlive its agent (it is undefined then). A callback
// is kept by its function: one that holds a Value which leads back to that function keeps both until the
// agent ends.
//
// The engine's code neither throws C++ exceptions nor lets them pass: a callback may throw none.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#define ORRERY_API [[gnu::visibility("default")]]

namespace orrery {

class Agent;
class Call;
class Realm;
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

/// What a native function does. A Result that is an Error throws.
using Callback = std::function<Result<Value>(Call& call)>;

/// A class whose constructor, methods and accessors are native. Scripts may extend it.
struct ORRERY_API ClassDefinition {
  struct Method {
    std::string name;
    unsigned length = 0;
    Callback code;
  };
  struct Accessor {
    std::string name;
    Callback getter;
    Callback setter;  // may be empty: read-only
  };
  std::string name;
  /// How many arguments the constructor expects: the value of its `length`.
  unsigned length = 0;
  /// Called for each new object, which is call.this_value(); may give it data by call.set_native(). What it
  /// returns is ignored. Empty: scripts cannot construct it.
  Callback constructor;
  std::vector<Method> methods;
  std::vector<Accessor> accessors;
  std::vector<Method> static_methods;
};

/// A promise and what settles it: the first call does.
class ORRERY_API Deferred {
 public:
  const Value& promise() const { return promise_; }
  /// https://tc39.es/ecma262/#sec-promise-resolve-functions: `value` may be a promise or thenable.
  Result<void> resolve(const Value& value) const;
  Result<void> reject(const Value& reason) const;

 private:
  friend class Realm;
  Value promise_;
  Value resolve_;
  Value reject_;
};

/// A global object and what belongs to it: https://tc39.es/ecma262/#realm-record. A handle.
class ORRERY_API Realm {
 public:
  Value global() const;

  /// Runs a script, of UTF-8. \param name  what it is called in errors and stack traces
  /// \return its completion value
  Result<Value> evaluate(std::string_view source, std::string_view name = "script") const;

  // New values
  // ---------------------------------------------------------------------------------------------------------
  /// From UTF-8; what is ill-formed becomes U+FFFD. A RangeError if there is no room.
  Result<Value> string(std::string_view text) const;
  Value object() const;
  Result<Value> array(std::span<const Value> items) const;
  Result<Value> array(std::initializer_list<Value> items = {}) const {
    return array(std::span(items.begin(), items.size()));
  }
  Value error(ErrorType type, std::string_view message) const;
  Deferred deferred() const;
  /// \param length  how many arguments it expects: the value of its `length`
  Value function(std::string_view name, unsigned length, Callback code) const;
  /// The constructor of a class.
  Result<Value> make_class(ClassDefinition definition) const;

  /// The same, as a property of the global object.
  Result<void> define_function(std::string_view name, unsigned length, Callback code) const;
  Result<void> define_class(ClassDefinition definition) const;

 private:
  friend struct detail::Access;
  explicit Realm(detail::HandleReference handle) : handle_(std::move(handle)) {}
  detail::HandleReference handle_;
};

/// A call of a native function. Lives as long as the call does.
class ORRERY_API Call {
 public:
  Agent& agent() const;
  /// That of the function.
  Realm realm() const;
  Value this_value() const;
  std::size_t argument_count() const;
  /// Undefined if it was not passed.
  Value argument(std::size_t index) const;
  std::vector<Value> arguments() const;
  bool is_construct() const;

  /// Gives data to the object that is being constructed; it is deleted some time after nothing refers to the
  /// object, between calls, on the agent's thread. The destructor may let go of Values, but call nothing.
  /// \param size  bytes that it takes, which count to the heap's limit
  template <typename T>
  void set_native(std::unique_ptr<T> data, std::size_t size = sizeof(T)) {
    set_native(
        data.release(), [](void* address) { delete static_cast<T*>(address); }, &detail::TypeTag<T>::tag,
        size);
  }

 private:
  friend struct detail::Access;
  Call(detail::AgentState& state, void* frame) : state_(state), frame_(frame) {}
  void set_native(void* data, void (*deleter)(void*), const void* tag, std::size_t size);

  detail::AgentState& state_;
  void* frame_;
  Value constructed_;
};

/// All that the engine reads from outside: it has no clock and no entropy of its own. <orrery/system_door.h>
/// is that of the machine. Called on the agent's thread.
class ORRERY_API Door {
 public:
  virtual ~Door() = default;
  /// Milliseconds since 1970-01-01 UTC, as Date.now() gives them.
  virtual double wall_clock_ms() = 0;
  /// Of a clock that never goes back, in nanoseconds since some moment before the agent.
  virtual std::uint64_t monotonic_ns() = 0;
  virtual void fill_random(std::span<std::byte> bytes) = 0;
  /// What Date's local methods go by; asked for when a script first uses one.
  struct TimeZone {
    /// In the IANA Time Zone Database: "Europe/Berlin". May be empty.
    std::string name;
    /// The contents of a TZif file (RFC 9636), as there is one for each zone below /usr/share/zoneinfo; or a
    /// text as POSIX has it in the variable TZ, "CET-1CEST,M3.5.0,M10.5.0/3". Empty: UTC.
    std::string rules;
  };
  virtual TimeZone time_zone() { return {}; }
};

struct ORRERY_API Options {
  /// Bytes that the heap may take; beyond them the script is terminated.
  std::size_t heap_limit = std::size_t{512} << 20;
  /// Bytes of the stack that JavaScript frames live on, which is not the thread's.
  std::size_t stack_size = std::size_t{4} << 20;
  /// Bytes of the thread's stack that nested calls between C++ and scripts may take, counted from the
  /// outermost call into the engine. The parser may need 5 MiB more for source text that is nested deeply.
  std::size_t native_stack_size = std::size_t{1} << 20;
  /// Told by run_jobs() of promises that were rejected and that nothing handles. Empty: nobody is told.
  std::function<void(const Value& promise, const Value& reason)> on_unhandled_rejection = {};
  /// For tests: collect garbage at every allocation, and check that nobody uses what was freed.
  bool collect_at_every_allocation = false;
};

struct ORRERY_API HeapUse {
  std::size_t live_bytes;      // in cells, after the last collection
  std::size_t external_bytes;  // outside cells, accounted
  std::uint64_t collections;
};

/// https://tc39.es/ecma262/#sec-agents
class ORRERY_API Agent {
 public:
  /// \param door  outlives the agent
  /// \return null if the system has no memory or address space left
  static std::unique_ptr<Agent> create(Door& door, Options options = {});
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  /// The first realm, which is there from the start.
  Realm realm() const;
  Realm make_realm();

  /// Runs promise jobs until there are none. \return how many; or the termination
  Result<std::size_t> run_jobs();
  bool has_jobs() const;

  /// From any thread, while the agent exists: the script that runs ends with `reason`; if none does, the
  /// next.
  void request_interrupt(Termination reason = Termination::Interrupted) noexcept;
  /// Takes a request back that came too late.
  void cancel_interrupt() noexcept;

  void collect_garbage();
  HeapUse heap_use() const;

 private:
  friend struct detail::Access;
  explicit Agent(std::unique_ptr<detail::AgentState> state);
  std::unique_ptr<detail::AgentState> state_;
};

}  // namespace orrery
