#include "web/dom/event.h"

#include <algorithm>

#include "vm/objects/realm_interface.h"
#include "web/dom/event_target.h"
#include "web/dom/time_origin.h"
#include "webidl/descriptions.h"

namespace orrery::web {

EventStart start_event(vm::Agent& agent, vm::String* type, const EventInit& init) {
  return {.type = vm::to_key(agent, type), .init = init, .time_stamp = current_high_resolution_time(agent)};
}

vm::Completion<Event*> Event::construct(vm::Agent& agent, const vm::NativeFrame& frame, vm::String* type,
                                        const EventInit& init) {
  return vm::construct_platform_object<Event>(agent, frame, start_event(agent, type, init));
}

Event::Event(vm::Shape* shape, const vm::Interface& interface, const EventStart& start)
    : PlatformObject(shape, interface),
      key_(vm::Value::from_bits(start.type.bits())),
      time_stamp_(start.time_stamp) {
  set(k_initialized);
  set(k_bubbles, start.init.bubbles);
  set(k_cancelable, start.init.cancelable);
  set(k_composed, start.init.composed);
}

// As Node shows it.
vm::Completion<vm::ObjectDescription> Event::describe(vm::Agent& agent) const {
  return webidl::describe_properties(agent, {{"type", type(agent)},
                                             {"defaultPrevented", vm::Value::boolean(default_prevented())},
                                             {"cancelable", vm::Value::boolean(cancelable())},
                                             {"timeStamp", vm::Value::number(time_stamp())}});
}

void Event::visit_state(gc::Visitor& visitor) {
  if (key_.get().is_cell()) visitor.visit(key_.get().as_cell());
  visitor.visit(target_);
  visitor.visit(current_target_);
  if (path_ == nullptr) return;
  for (const EventPathItem& item : path_->span()) {
    visitor.visit(static_cast<gc::Cell*>(item.invocation_target));
    visitor.visit(static_cast<gc::Cell*>(item.shadow_adjusted_target));
  }
}

vm::Value Event::type(vm::Agent& agent) const {
  return vm::to_value(agent, vm::PropertyKey::from_bits(key_.get().bits()));
}

vm::Object* Event::target() const {
  return target_ ? target_->seen_by_scripts() : nullptr;
}

vm::Object* Event::current_target() const {
  return current_target_ ? current_target_->seen_by_scripts() : nullptr;
}

// https://dom.spec.whatwg.org/#dom-event-initevent
void Event::init_event(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable) {
  // 1.
  if (is_being_dispatched()) return;
  // 2. https://dom.spec.whatwg.org/#concept-event-initialize
  initialize(agent, type, bubbles, cancelable);
}

void Event::initialize(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable) {
  // 1. 2.
  set(k_initialized);
  set(k_stop_propagation | k_stop_immediate_propagation | k_canceled, false);
  // 3. 4.
  set(k_is_trusted, false);
  target_.clear();
  // 5. - 7.
  key_.set(this, vm::Value::from_bits(vm::to_key(agent, type).bits()));
  set(k_bubbles, bubbles);
  set(k_cancelable, cancelable);
}

namespace {

/// How many closed trees deep an item of the path is, and how deep is still seen.
struct Levels {
  int current;
  int most;
  /// Goes on to an item. \return whether it is seen
  bool pass(bool enters, bool leaves) {
    if (enters) current++;
    const bool is_seen = current <= most;
    if (leaves) {
      current--;
      most = std::min(most, current);
    }
    return is_seen;
  }
};

}  // namespace

// https://dom.spec.whatwg.org/#dom-event-composedpath
webidl::Sequence<vm::Object*> Event::composed_path(vm::Agent& agent) const {
  // 1. 2. 3.
  webidl::Sequence<vm::Object*> composed(agent);
  if (path_ == nullptr) return composed;
  const auto path = path_->span();
  // 6. to 9. Where the current target is, and how deep in closed trees.
  std::size_t current_index = 0;
  int current_level = 0;
  for (std::size_t i = path.size(); i-- > 0;) {
    if (path[i].root_of_closed_tree) current_level++;
    if (path[i].invocation_target == current_target_.get()) {
      current_index = i;
      break;
    }
    if (path[i].slot_in_closed_tree) current_level--;
  }
  // 10. to 13. From there inwards; to be prepended.
  base::SmallVector<std::size_t, 4> inner;
  Levels levels{current_level, current_level};
  for (std::size_t i = current_index; i-- > 0;) {
    if (levels.pass(path[i].root_of_closed_tree, path[i].slot_in_closed_tree)) inner.push_back(i);
  }
  for (std::size_t i = inner.size(); i-- > 0;)
    composed.append(agent, path[inner[i]].invocation_target->seen_by_scripts());
  // 4. 5.
  composed.append(agent, current_target_->seen_by_scripts());
  // 14. to 17. From there outwards.
  levels = {current_level, current_level};
  for (std::size_t i = current_index + 1; i < path.size(); i++) {
    if (levels.pass(path[i].slot_in_closed_tree, path[i].root_of_closed_tree))
      composed.append(agent, path[i].invocation_target->seen_by_scripts());
  }
  // 18.
  return composed;
}

}  // namespace orrery::web
