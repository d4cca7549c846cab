#pragma once

// Realms, and the functions and classes that a host puts into them.

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <orrery/value.h>

namespace orrery {

class Agent;
class Call;
class Module;
struct ModuleExport;

/// What a native function does: a function of that type, or anything that can be called as one. A Result that
/// is an Error throws. A C++ exception that leaves it ends the program.
class Callback {
 public:
  /// None.
  Callback() = default;
  template <typename Code>
    requires(std::is_invocable_r_v<Result<Value>, Code&, Call&> && !std::same_as<Code, Callback>)
  Callback(Code code) {  // NOLINT(google-explicit-constructor): functions are passed as they are
    if constexpr (std::is_pointer_v<Code> || std::same_as<Code, Function>) {
      if (!code) return;
    }
    // Compiled with the host's code, where exceptions are known.
    function_ = [code = std::move(code)](Call& call) mutable noexcept -> Result<Value> { return code(call); };
  }
  explicit operator bool() const { return static_cast<bool>(function_); }
  Result<Value> operator()(Call& call) const { return function_(call); }

 private:
  using Function = std::function<Result<Value>(Call&)>;
  Function function_;
};

/// A class whose constructor, methods and accessors are native. Scripts may extend it.
struct ORRERY_API ClassDefinition {
  struct Method {
    std::string name;
    unsigned length = 0;
    Callback code = {};
  };
  struct Accessor {
    std::string name;
    Callback getter = {};
    Callback setter = {};  // may be empty: read-only
  };
  std::string name = {};
  /// How many arguments the constructor expects: the value of its `length`.
  unsigned length = 0;
  /// Called for each new object, which is call.this_value(); may give it data by call.set_native(). What it
  /// returns is ignored. Empty: scripts cannot construct it.
  Callback constructor = {};
  std::vector<Method> methods = {};
  std::vector<Accessor> accessors = {};
  std::vector<Method> static_methods = {};
};

/// A promise and what settles it: the first call does. Both are Errors once the agent is gone.
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

  /// Runs a script, of UTF-8; what is ill-formed becomes U+FFFD. \param name  what it is called in errors and
  /// stack traces, and by which a ModuleLoader knows it
  /// \return its completion value
  Result<Value> evaluate(std::string_view source, std::string_view name = "script") const;

  // Modules: <orrery/module.h>
  // ---------------------------------------------------------------------------------------------------------
  /// https://tc39.es/ecma262/#sec-parsemodule, of UTF-8. Nothing is loaded or run yet.
  /// \param name  as that of a script
  Result<Module> compile_module(std::string_view source, std::string_view name) const;
  /// https://tc39.es/ecma262/#sec-synthetic-module-records: a module of values. It needs no loading.
  Result<Module> make_module(std::string_view name, std::span<const ModuleExport> exports) const;
  /// What `import(specifier)` does in a script: loads, links and evaluates. \param referrer  that script's
  /// name
  /// \return a promise of the module's namespace
  Result<Value> import_module(std::string_view specifier, std::string_view referrer = {}) const;

  // New values
  // ---------------------------------------------------------------------------------------------------------
  /// From UTF-8; what is ill-formed becomes U+FFFD. A RangeError if there is no room.
  Result<Value> string(std::string_view text) const;
  Result<Value> string(std::u16string_view text) const;
  Value object() const;
  Result<Value> array(std::span<const Value> items) const;
  Result<Value> array(std::initializer_list<Value> items = {}) const {
    return array(std::span(items.begin(), items.size()));
  }
  Value error(ErrorType type, std::string_view message) const;
  /// An ArrayBuffer with a copy of the bytes. A RangeError if there is no room.
  Result<Value> array_buffer(std::span<const std::byte> bytes) const;
  /// A SharedArrayBuffer, whose bytes are those.
  Result<Value> shared_array_buffer(const SharedBuffer& buffer) const;
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

/// A call of a native function. Lives as long as the call does: nothing may refer to it afterwards.
class ORRERY_API Call {
 public:
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  Agent& agent() const;
  /// That of the function.
  Realm realm() const;
  Value this_value() const;
  std::size_t argument_count() const;
  /// Undefined if it was not passed.
  Value argument(std::size_t index) const;
  std::vector<Value> arguments() const;
  bool is_construct() const;

  /// Gives data to the object that is being constructed, and takes away what it had; it is deleted some time
  /// after nothing refers to the object, between calls, on the agent's thread. The destructor may let go of
  /// Values, but call nothing.
  /// \param size  bytes that it takes, which count to the heap's limit
  template <typename T>
  void set_native(std::unique_ptr<T> data, std::size_t size = sizeof(T)) {
    set_native(
        data.release(), [](void* address) { delete static_cast<T*>(address); }, &detail::TypeTag<T>::tag,
        size);
  }

 private:
  friend struct detail::Access;
  Call(detail::AgentState& state, void* frame, Value constructed)
      : state_(state), frame_(frame), constructed_(std::move(constructed)) {}
  void set_native(void* data, void (*deleter)(void*), const void* tag, std::size_t size);

  detail::AgentState& state_;
  void* frame_;
  Value constructed_;
};

}  // namespace orrery
