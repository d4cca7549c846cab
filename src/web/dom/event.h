#pragma once

#include <cstdint>

#include "base/small_vector.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/event_bindings.h"
#include "webidl/sequences.h"

namespace orrery::web {

class EventTarget;

/// An item of https://dom.spec.whatwg.org/#event-path
struct EventPathItem {
  EventTarget* invocation_target;
  EventTarget* shadow_adjusted_target;  // or null
  bool invocation_target_in_shadow_tree = false;
  bool root_of_closed_tree = false;
  bool slot_in_closed_tree = false;
};
using EventPath = base::SmallVector<EventPathItem, 4>;

/// What every event begins with: https://dom.spec.whatwg.org/#inner-event-creation-steps
struct EventStart {
  vm::PropertyKey type;
  EventInit init;
  double time_stamp;  // milliseconds
};
/// \param type  any string
EventStart start_event(vm::Agent& agent, vm::String* type, const EventInit& init);

/// https://dom.spec.whatwg.org/#interface-event. Its type is kept as a property key, so that listeners are
/// found by comparing words.
class Event : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  enum class Phase : std::uint8_t { None, Capturing, AtTarget, Bubbling };

  static vm::Completion<Event*> construct(vm::Agent& agent, const vm::NativeFrame& frame, vm::String* type,
                                          const EventInit& init);
  Event(vm::Shape* shape, const EventStart& start) : Event(shape, k_interface, start) {}

  // As IDL has it ------------------------------------------------------------------------------------------
  vm::Value type(vm::Agent& agent) const;
  vm::Object* target() const;
  vm::Object* src_element() const { return target(); }
  vm::Object* current_target() const;
  webidl::Sequence<vm::Object*> composed_path(vm::Agent& agent) const;
  std::uint16_t event_phase() const { return static_cast<std::uint16_t>(phase_); }
  void stop_propagation(vm::Agent&) { set(k_stop_propagation); }
  bool cancel_bubble() const { return has(k_stop_propagation); }
  void set_cancel_bubble(vm::Agent&, bool value) {
    if (value) set(k_stop_propagation);
  }
  void stop_immediate_propagation(vm::Agent&) { set(k_stop_propagation | k_stop_immediate_propagation); }
  bool bubbles() const { return has(k_bubbles); }
  bool cancelable() const { return has(k_cancelable); }
  bool return_value() const { return !has(k_canceled); }
  void set_return_value(vm::Agent&, bool value) {
    if (!value) set_canceled();
  }
  void prevent_default(vm::Agent&) { set_canceled(); }
  bool default_prevented() const { return has(k_canceled); }
  bool composed() const { return has(k_composed); }
  bool is_trusted() const { return has(k_is_trusted); }
  double time_stamp() const { return time_stamp_; }
  void init_event(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable);

  // For the platform ---------------------------------------------------------------------------------------
  vm::PropertyKey key() const { return vm::PropertyKey::from_bits(key_.get().bits()); }
  bool is_being_dispatched() const { return has(k_dispatch); }
  bool is_initialized() const { return has(k_initialized); }
  /// https://dom.spec.whatwg.org/#set-the-canceled-flag
  void set_canceled() {
    if (cancelable() && !has(k_in_passive_listener)) set(k_canceled);
  }

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const;
  void visit_state(gc::Visitor& visitor);

 protected:
  /// https://dom.spec.whatwg.org/#concept-event-initialize
  void initialize(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable);
  Event(vm::Shape* shape, const vm::Interface& interface, const EventStart& start);

 private:
  friend class EventDispatch;

  static constexpr std::uint16_t k_stop_propagation = 1;
  static constexpr std::uint16_t k_stop_immediate_propagation = 2;
  static constexpr std::uint16_t k_canceled = 4;
  static constexpr std::uint16_t k_in_passive_listener = 8;
  static constexpr std::uint16_t k_composed = 16;
  static constexpr std::uint16_t k_initialized = 32;
  static constexpr std::uint16_t k_dispatch = 64;
  static constexpr std::uint16_t k_bubbles = 128;
  static constexpr std::uint16_t k_cancelable = 256;
  static constexpr std::uint16_t k_is_trusted = 512;
  bool has(std::uint16_t flag) const { return (flags_ & flag) != 0; }
  void set(std::uint16_t flags, bool on = true) {
    flags_ = static_cast<std::uint16_t>(on ? flags_ | flags : flags_ & ~flags);
  }

  std::uint16_t flags_ = 0;
  Phase phase_ = Phase::None;
  vm::ValueField key_;  // the PropertyKey that `type` spells, as a word
  gc::Field<EventTarget> target_;
  gc::Field<EventTarget> current_target_;
  const EventPath* path_ = nullptr;  // on the machine stack of the dispatch; null: none is under way
  double time_stamp_;
};

}  // namespace orrery::web
