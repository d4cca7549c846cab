#pragma once

#include <cstdint>
#include <string_view>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/execution/origin.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"
#include "vm/realm.h"
#include "vm/value_list.h"

namespace orrery::loop {
class EventLoop;
}

namespace orrery::node {

struct TimerList;

/// An object in a list of objects of its class, which keeps them alive.
template <typename T>
class LinkedObject : public vm::PlatformObject {
 public:
  T* next() const { return next_.get(); }

 private:
  friend T;
  template <typename>
  friend class ObjectList;

  LinkedObject(vm::Shape* shape, const vm::Interface& interface) : PlatformObject(shape, interface) {}
  void visit_links(gc::Visitor& visitor) {
    visitor.visit(next_);
    visitor.visit(previous_);
  }

  gc::Field<T> next_;
  gc::Field<T> previous_;
};

/// The list: whoever has it visits it. It is linked through its objects, so that a collection of the young
/// ones need not look at all of them.
template <typename T>
class ObjectList {
 public:
  bool is_empty() const { return first_ == nullptr; }
  T* first() const { return first_; }
  void append(T* object) {
    object->previous_.set(object, last_);
    if (last_ == nullptr) {
      first_ = object;
    } else {
      last_->next_.set(last_, object);
    }
    last_ = object;
  }
  void remove(T* object) {
    T* next = object->next_.get();
    T* previous = object->previous_.get();
    if (previous == nullptr) {
      first_ = next;
    } else {
      previous->next_.set(previous, next);
    }
    if (next == nullptr) {
      last_ = previous;
    } else {
      next->previous_.set(next, previous);
    }
    object->next_.clear();
    object->previous_.clear();
  }
  T* take_first() {
    T* object = first_;
    if (object != nullptr) remove(object);
    return object;
  }
  void visit(gc::Visitor& visitor) const {
    visitor.visit(static_cast<gc::Cell*>(first_));
    visitor.visit(static_cast<gc::Cell*>(last_));
  }
  void clear() { first_ = last_ = nullptr; }

 private:
  T* first_ = nullptr;
  T* last_ = nullptr;
};

/// What a timer of the engine's own has in place of a callback: such as that of AbortSignal.timeout().
class TimeoutSteps final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "TimeoutSteps";
  using Code = void (*)(loop::EventLoop& loop, vm::Value about);
  TimeoutSteps(Code code, vm::Value about, vm::Realm* realm)
      : PlatformCell(vm::k_platform_cell_type<TimeoutSteps>), code_(code), about_(about), realm_(realm) {}
  Code code() const { return code_; }
  vm::Value about() const { return about_.get(); }
  vm::Realm* realm() const { return realm_.get(); }
  void visit(gc::Visitor& visitor) {
    if (about().is_cell()) visitor.visit(about().as_cell());
    visitor.visit(realm_);
  }

 private:
  Code code_;
  vm::ValueField about_;
  gc::Field<vm::Realm> realm_;
};

/// https://nodejs.org/api/timers.html#class-timeout: what setTimeout() and setInterval() return.
class Timeout final : public LinkedObject<Timeout> {
 public:
  static const vm::Interface k_interface;

  Timeout(vm::Shape* shape, std::uint32_t id, vm::Value callback, vm::ValueList* arguments, double duration,
          bool repeats, vm::JobOrigin* origin, vm::Object* context)
      : LinkedObject(shape, k_interface),
        callback_(callback),
        arguments_(arguments),
        origin_(origin),
        context_(context),
        duration_(duration),
        id_(id),
        repeats_(repeats) {}

  /// Undefined once it was cleared; empty, if it is one with steps.
  vm::Value callback() const { return steps() == nullptr ? callback_.get() : vm::Value::empty(); }
  /// Null: it calls its callback.
  TimeoutSteps* steps() const {
    const vm::Value value = callback_.get();
    return value.is_cell() && !value.is_object() ? static_cast<TimeoutSteps*>(value.as_cell()) : nullptr;
  }
  /// Null: none.
  vm::ValueList* arguments() const { return arguments_.get(); }
  std::uint32_t id() const { return id_; }
  bool repeats() const { return repeats_; }
  /// From setting it to going off, in milliseconds: from 1 to 2^31 - 1, not cut off to a whole number.
  double duration() const { return duration_; }
  bool is_cleared() const { return callback_.get().is_undefined(); }
  vm::JobOrigin* origin() const { return origin_.get(); }
  /// In which it is called (vm/promises/async_context.h); null: none.
  vm::Object* context() const { return context_.get(); }

  void visit_state(gc::Visitor& visitor) {
    visit_links(visitor);
    visitor.visit(arguments_);
    visitor.visit(origin_);
    visitor.visit(context_);
    if (callback_.get().is_cell()) visitor.visit(callback_.get().as_cell());
  }

 private:
  friend class TimerLists;

  vm::ValueField callback_;
  gc::Field<vm::ValueList> arguments_;
  gc::Field<vm::JobOrigin> origin_;
  gc::Field<vm::Object> context_;
  TimerList* list_ = nullptr;  // null: it is in none
  double duration_;
  std::uint64_t start_ms_ = 0;
  std::uint32_t id_;
  bool repeats_;
  bool is_referenced_ = true;  // it keeps the loop alive
  bool is_active_ = false;     // it is to go off, or goes off just now
  bool is_known_by_id_ = false;
};

/// https://nodejs.org/api/timers.html#class-immediate: what setImmediate() returns.
class Immediate final : public LinkedObject<Immediate> {
 public:
  static const vm::Interface k_interface;

  Immediate(vm::Shape* shape, vm::Value callback, vm::ValueList* arguments, vm::JobOrigin* origin,
            vm::Object* context)
      : LinkedObject(shape, k_interface),
        callback_(callback),
        arguments_(arguments),
        origin_(origin),
        context_(context) {}

  vm::Value callback() const { return callback_.get(); }
  vm::ValueList* arguments() const { return arguments_.get(); }
  vm::JobOrigin* origin() const { return origin_.get(); }
  vm::Object* context() const { return context_.get(); }
  bool is_referenced() const { return is_referenced_; }

  void visit_state(gc::Visitor& visitor) {
    visit_links(visitor);
    visitor.visit(arguments_);
    visitor.visit(origin_);
    visitor.visit(context_);
    if (callback_.get().is_cell()) visitor.visit(callback_.get().as_cell());
  }

 private:
  friend class ImmediateQueue;

  vm::ValueField callback_;
  gc::Field<vm::ValueList> arguments_;
  gc::Field<vm::JobOrigin> origin_;
  gc::Field<vm::Object> context_;
  std::uint8_t list_ = 0;
  bool is_over_ = false;
  bool is_referenced_ = true;
};

}  // namespace orrery::node
