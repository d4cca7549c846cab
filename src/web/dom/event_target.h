#pragma once

#include <cstdint>
#include <string>
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

/// The type of an event, as people write it.
std::string type_text(vm::PropertyKey type);

/// https://dom.spec.whatwg.org/#concept-event-listener, without what a word says already.
struct EventListenerRecord {
  static constexpr std::int32_t k_capture = 1;
  static constexpr std::int32_t k_once = 2;
  static constexpr std::int32_t k_passive = 4;
  static constexpr std::int32_t k_removed = 8;
  /// It is that of an event handler (https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers),
  /// and the callback is the handler's value.
  static constexpr std::int32_t k_is_handler = 16;

  vm::Value type;        // the word of a PropertyKey
  vm::Object* callback;  // null: it was removed
  std::int32_t flags;
  std::int32_t id;  // counted for each target
};

/// https://dom.spec.whatwg.org/#concept-event-target's event listener list: four words a listener in a row of
/// values, so that it takes no memory outside the heap. Nothing is copied for a dispatch: those that are
/// added while one is under way lie behind where it ends.
///
/// Listeners that were removed are only marked, until they are half of all; a long list has a table of places
/// beside it, in which a listener is found by its hash. So adding and removing take the same time however
/// many there are.
class EventListenerList {
 public:
  /// With those that are marked as removed; zero only if there are none at all.
  std::uint32_t size() const { return size_; }
  EventListenerRecord at(std::uint32_t index) const;
  bool is_of(std::uint32_t index, vm::Value type) const {
    return words_->get(index * k_words).is_identical(type);
  }
  /// Of the listener that is no event handler; size() if there is none.
  std::uint32_t find(vm::Value type, const vm::Object* callback, std::int32_t capture) const;
  /// By its id.
  std::uint32_t find(std::int32_t id) const;
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
      list_.iterations_--;
      list_.tidy();
    }
    Iteration(const Iteration&) = delete;
    Iteration& operator=(const Iteration&) = delete;

   private:
    EventListenerList& list_;
  };
  void visit(gc::Visitor& visitor) const {
    visitor.visit(words_);
    visitor.visit(places_);
  }

 private:
  static constexpr std::uint32_t k_words = 4;
  static constexpr std::uint32_t k_longest_without_places = 16;

  void tidy() {
    if (removed_ != 0 && 2 * removed_ >= size_ && iterations_ == 0) compact();
  }
  void compact();
  bool is_it(std::uint32_t index, vm::Value type, const vm::Object* callback, std::int32_t capture) const;
  void make_places(gc::Heap& heap, gc::Cell* owner);
  void fill_places();
  void add_place(std::uint32_t index);

  gc::Field<vm::Slots> words_;
  gc::Field<vm::Slots> places_;  // a power of two of them, with indices or undefined; null: the list is short
  std::uint32_t size_ = 0;
  std::uint32_t removed_ = 0;
  std::int32_t last_id_ = 0;
  std::uint32_t iterations_ = 0;
};

/// So many listeners of a type seem to be no leak: what node:events keeps for a target.
struct ListenerLimit {
  static constexpr std::uint32_t k_usual = UINT32_MAX;  // what Node has for all
  std::uint32_t most = k_usual;                         // 0: any number
  bool was_exceeded = false;
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
  const EventListenerList& listeners() const { return listeners_; }
  /// If it is there.
  void remove_listener(vm::Agent& agent, std::int32_t id);
  /// Tells the target's behavior that listeners of this type have come or gone.
  void tell_change(vm::Agent& agent, vm::PropertyKey type) {
    if (behavior_ != nullptr && behavior_->listeners_changed != nullptr)
      behavior_->listeners_changed(agent, *this, type);
  }
  ListenerLimit& listener_limit() { return listener_limit_; }
  bool has_listener(std::int32_t id) const { return listeners_.find(id) != listeners_.size(); }

  void visit_state(gc::Visitor& visitor) { listeners_.visit(visitor); }

 protected:
  EventTarget(vm::Shape* shape, const vm::Interface& interface, const EventTargetBehavior* behavior = nullptr)
      : PlatformObject(shape, interface), behavior_(behavior) {}

 private:
  void append_listener(vm::Agent& agent, vm::PropertyKey type, vm::Object* callback, std::int32_t flags);
  /// \param index  size() of the list: of none
  void remove_listener_at(vm::Agent& agent, std::uint32_t index);
  std::uint32_t find_handler(vm::Value type) const;

  EventListenerList listeners_;
  const EventTargetBehavior* behavior_;
  ListenerLimit listener_limit_;
};

}  // namespace orrery::web
