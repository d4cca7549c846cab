#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "vm/value.h"

namespace orrery::vm {

/// [DOC] Completions
///
/// What may throw returns Completion<T>: a T, or the news that the agent has a pending exception or
/// termination (Agent::take_exception()). A termination (time limit, Ctrl-C, out of memory, exit) passes
/// every handler.
///
///   TRY(x)    the value of x; returns from the function, passing the news on, if there is none
///   MUST(x)   the value of x, which the standard says cannot throw here
///
/// A Completion<Value> is one register: Thrown is a bit pattern of its own. Completion<T*> is null when
/// thrown.

/// Converts to any Completion: what throwing functions return.
struct Thrown {};

template <typename T>
class [[nodiscard]] Completion {
 public:
  Completion(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Completion(Thrown) {}                              // NOLINT(google-explicit-constructor)
  bool is_thrown() const { return !value_.has_value(); }
  T& value() { return *value_; }
  T release() { return std::move(*value_); }

 private:
  std::optional<T> value_;
};

template <>
class [[nodiscard]] Completion<Value> {
 public:
  Completion(Value value) : value_(value) {}       // NOLINT(google-explicit-constructor)
  Completion(Thrown) : value_(Value::thrown()) {}  // NOLINT(google-explicit-constructor)
  template <typename T>
    requires std::is_convertible_v<T*, Value>
  Completion(T* cell) : value_(cell) {}  // NOLINT(google-explicit-constructor)
  template <typename T>
    requires std::is_convertible_v<T*, Value>
  Completion(Completion<T*> other)
      : value_(other.is_thrown() ? Value::thrown() : Value(other.release())) {}  // NOLINT
  bool is_thrown() const { return value_.is_thrown(); }
  Value value() const { return value_; }
  Value release() const { return value_; }
  Value value_or_thrown() const { return value_; }

 private:
  Value value_;
};

template <typename T>
class [[nodiscard]] Completion<T*> {
 public:
  Completion(T* value) : value_(value) { assert(value != nullptr); }  // NOLINT(google-explicit-constructor)
  Completion(Thrown) : value_(nullptr) {}                             // NOLINT(google-explicit-constructor)
  bool is_thrown() const { return value_ == nullptr; }
  T* value() const { return value_; }
  T* release() const { return value_; }

 private:
  T* value_;
};

template <>
class [[nodiscard]] Completion<bool> {
 public:
  Completion(bool value) : value_(value ? 1 : 0) {}  // NOLINT(google-explicit-constructor)
  Completion(Thrown) : value_(2) {}                  // NOLINT(google-explicit-constructor)
  bool is_thrown() const { return value_ == 2; }
  bool value() const { return value_ == 1; }
  bool release() const { return value_ == 1; }

 private:
  unsigned char value_;
};

template <>
class [[nodiscard]] Completion<void> {
 public:
  Completion() = default;
  Completion(Thrown) : is_thrown_(true) {}  // NOLINT(google-explicit-constructor)
  bool is_thrown() const { return is_thrown_; }
  void release() const {}

 private:
  bool is_thrown_ = false;
};

}  // namespace orrery::vm

// A name of its own for each use: they may be nested.
#define ORRERY_JOIN_NOW(a, b) a##b
#define ORRERY_JOIN(a, b) ORRERY_JOIN_NOW(a, b)
#define TRY(expression) ORRERY_TRY(expression, ORRERY_JOIN(completion_, __COUNTER__))
#define MUST(expression) ORRERY_MUST(expression, ORRERY_JOIN(completion_, __COUNTER__))
#define ORRERY_TRY(expression, name)   \
  ({                                   \
    auto&& name = (expression);        \
    if (name.is_thrown()) [[unlikely]] \
      return ::orrery::vm::Thrown{};   \
    name.release();                    \
  })
#define ORRERY_MUST(expression, name)                   \
  ({                                                    \
    auto&& name = (expression);                         \
    assert(!name.is_thrown() && "must not throw here"); \
    name.release();                                     \
  })
