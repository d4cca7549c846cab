#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "vm/objects/platform_object.h"
#include "vm/shapes/slots.h"
#include "web/dom/event_target_bindings.h"

namespace orrery::web {

class Event;
class EventTarget;

/// What a kind of event targets does in a dispatch; those of a tree of nodes will have such a table.
struct EventTargetBehavior {
  /// https://dom.spec.whatwg.org/#get-the-parent; null: there is never one
  EventTarget* (*get_the_parent)(EventTarget&, Event&);
  /// The object that scripts know as this target; null: itself.
  vm::Object* (*seen_as)(EventTarget&);
  /// Listeners for events of this type have come or gone; null: it does not matter.
  void (*listeners_changed)(vm::Agent&, EventTarget&, vm::PropertyKey type) = nullptr;
  /// An event handler was set to a function or an object; null: it does not matter.
  void (*handler_was_set)(vm::Agent&, EventTarget&, vm::PropertyKey type) = nullptr;
};

/// https://dom.spec.whatwg.org/#concept-event-listener, without what a word says already.
struct EventListenerRecord {
  static constexpr std::int32_t k_capture = 1;
  static constexpr std::int32_t k_once = 2;
  static constexpr std::int32_t k_passive = 4;
  static constexpr std::int32_t k_removed = 8;
  /// It is that of an event handler (https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers),
  /// and the callback is the handler's value.
  static constexpr std::int32_t k_is_handler = 16;

  vm::Value type;  // the word of a PropertyKey
  vm::Object* callback;
  std::int32_t flags;
  std::int32_t id;  // counted for each target
};

/// https://dom.spec.whatwg.org/#concept-event-target's event listener list: four words a listener in a row of
/// values, so that it takes no memory outside the heap. Nothing is copied for a dispatch: while one is under
/// way listeners are only marked as removed, and those that are added lie behind where it ends.
class EventListenerList {
 public:
  std::uint32_t size() const { return size_; }
  EventListenerRecord at(std::uint32_t index) const;
  bool is_of(std::uint32_t index, vm::Value type) const {
    return words_->get(index * k_words).is_identical(type);
  }
  /// \return its id
  std::int32_t append(gc::Heap& heap, gc::Cell* owner, vm::Value type, vm::Object* callback,
                      std::int32_t flags);
  void set_callback(std::uint32_t index, vm::Object* callback) {
    words_->set(index * k_words + 1, vm::Value(callback));
  }
  /// https://dom.spec.whatwg.org/#remove-an-event-listener
  void remove(std::uint32_t index);
  /// As long as one of these lives, no listener changes its place.
  class Iteration {
   public:
    explicit Iteration(EventListenerList& list) : list_(list) { list_.iterations_++; }
    ~Iteration() {
      if (--list_.iterations_ == 0 && list_.has_removed_) list_.compact();
    }
    Iteration(const Iteration&) = delete;
    Iteration& operator=(const Iteration&) = delete;

   private:
    EventListenerList& list_;
  };
  void visit(gc::Visitor& visitor) const { visitor.visit(words_); }

 private:
  static constexpr std::uint32_t k_words = 4;
  void compact();

  gc::Field<vm::Slots> words_;
  std::uint32_t size_ = 0;
  std::int32_t last_id_ = 0;
  std::uint32_t iterations_ = 0;
  bool has_removed_ = false;
};

/// https://dom.spec.whatwg.org/#interface-eventtarget
class EventTarget : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<EventTarget*> construct(vm::Agent& agent, const vm::NativeFrame& frame);
  explicit EventTarget(vm::Shape* shape) : EventTarget(shape, k_interface) {}

  using AddOptions = std::variant<AddEventListenerOptions, bool>;
  using RemoveOptions = std::variant<EventListenerOptions, bool>;
  void add_event_listener(vm::Agent& agent, vm::String* type, vm::Object* callback,
                          const AddOptions& options);
  void remove_event_listener(vm::Agent& agent, vm::String* type, vm::Object* callback,
                             const RemoveOptions& options);
  vm::Completion<bool> dispatch_event(vm::Agent& agent, Event* event);

  /// https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-idl-attributes: null where there is
  /// none.
  vm::Object* event_handler(vm::PropertyKey type) const;
  /// \param handler  an object, callable or not; null: there is to be none
  void set_event_handler(vm::Agent& agent, vm::PropertyKey type, vm::Object* handler);

  const EventTargetBehavior* behavior() const { return behavior_; }
  vm::Object* seen_by_scripts() {
    return behavior_ == nullptr || behavior_->seen_as == nullptr ? this : behavior_->seen_as(*this);
  }
  bool has_listener_for(vm::PropertyKey type) const;
  EventListenerList& listeners() { return listeners_; }
  /// If it is there.
  void remove_listener(vm::Agent& agent, std::int32_t id);
  /// Tells the target's behavior that listeners of this type have come or gone.
  void tell_change(vm::Agent& agent, vm::PropertyKey type) {
    if (behavior_ != nullptr && behavior_->listeners_changed != nullptr)
      behavior_->listeners_changed(agent, *this, type);
  }
  bool has_listener(std::int32_t id) const { return find_listener(id) != listeners_.size(); }

  void visit_state(gc::Visitor& visitor) { listeners_.visit(visitor); }

 protected:
  EventTarget(vm::Shape* shape, const vm::Interface& interface, const EventTargetBehavior* behavior = nullptr)
      : PlatformObject(shape, interface), behavior_(behavior) {}

 private:
  void append_listener(vm::Agent& agent, vm::PropertyKey type, vm::Object* callback, std::int32_t flags);
  std::uint32_t find_listener(vm::Value type, const vm::Object* callback, std::int32_t capture) const;
  std::uint32_t find_listener(std::int32_t id) const;
  std::uint32_t find_handler(vm::Value type) const;

  EventListenerList listeners_;
  const EventTargetBehavior* behavior_;
};

}  // namespace orrery::web
