#include "web/dom/global_target.h"

#include <string>

#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/executable.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "web/dom/error_event.h"
#include "web/dom/event_dispatch.h"
#include "web/dom/promise_rejection_event.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// What listens for a global object.
class GlobalTarget final : public EventTarget {
 public:
  static const vm::Interface k_interface;

  GlobalTarget(vm::Shape* shape, vm::Object* global) : EventTarget(shape, k_interface, &k_behavior) {
    global_.set(this, global);
  }
  bool is_reporting() const { return is_reporting_; }
  void set_reporting(bool is_reporting) { is_reporting_ = is_reporting; }
  void visit_state(gc::Visitor& visitor) {
    EventTarget::visit_state(visitor);
    visitor.visit(global_);
  }

 private:
  static vm::Object* seen_as(EventTarget& target) { return static_cast<GlobalTarget&>(target).global_.get(); }
  static constexpr EventTargetBehavior k_behavior = {.get_the_parent = nullptr, .seen_as = seen_as};

  gc::Field<vm::Object> global_;
  bool is_reporting_ =
      false;  // https://html.spec.whatwg.org/multipage/webappapis.html#in-error-reporting-mode
};

constinit const vm::Interface GlobalTarget::k_interface = {
    .name = "EventTarget",
    .parent = &EventTarget::k_interface,
    .has_no_interface_object = true,
    .visit_state = vm::visit_state_of<GlobalTarget>,
};

/// Null: the realm's global object is no event target.
GlobalTarget* target_of(Agent& agent, vm::Realm& realm) {
  if (&realm != &agent.realm()) return nullptr;
  vm::PlatformObject* object = vm::global_platform_object(agent, Value(realm.global_object()));
  if (object == nullptr || !object->implements(GlobalTarget::k_interface)) return nullptr;
  return static_cast<GlobalTarget*>(object);
}

constexpr std::string_view k_error = "error";

// Errors ----------------------------------------------------------------------------------------------------

/// The empty string where there is no room for the text.
vm::String* string_of(Agent& agent, std::string_view utf8) {
  const Completion<vm::String*> made = vm::make_string_from_utf8(agent, utf8);
  if (!made.is_thrown()) return made.value();
  if (!agent.is_terminating()) agent.take_exception();
  return vm::empty_string(agent);
}

/// What `message` says of it, which the standard leaves open.
///
/// INTEROP: Chromium's. An error is what it is called, whatever its toString() or `stack` would say; of
/// another object it is what String() gives, which runs script, and "exception" where that throws.
Completion<vm::String*> uncaught_text(Agent& agent, Value exception) {
  vm::String* text = nullptr;
  if (exception.is_cell_of(vm::CellKind::Error)) {
    text = vm::error_text(agent, exception.as_object());
  } else if (exception.is_symbol()) {
    text = TRY(vm::make_string_from_utf8(agent, vm::describe_value(agent, exception)));
  } else {
    const Completion<vm::String*> string = vm::to_string(agent, exception);
    if (string.is_thrown()) {
      if (agent.is_terminating()) return vm::Thrown{};
      agent.take_exception();
    }
    text = string.is_thrown() ? vm::make_ascii_string(agent, "exception") : string.value();
  }
  return vm::concatenate(agent, vm::make_ascii_string(agent, "Uncaught "), text);
}

/// https://html.spec.whatwg.org/multipage/webappapis.html#extract-error
ErrorEventInit describe_error(Agent& agent, Value exception) {
  ErrorEventInit init = default_error_event_init(agent);
  init.cancelable = true;
  init.error = exception;
  const vm::SourcePlace place = vm::thrown_place(agent, exception);
  const Completion<vm::String*> text = uncaught_text(agent, exception);
  if (!text.is_thrown()) {
    init.message = text.value();
  } else if (!agent.is_terminating()) {
    agent.take_exception();  // there is no room for it
  }
  if (place.executable == nullptr) return init;
  vm::ScriptSource& source = *place.executable->source();
  init.filename = string_of(agent, source.program().file_name());
  const auto where = source.told_place(place.offset);
  init.lineno = where.line;
  init.colno = where.column_code_points + 1;
  return init;
}

/// \return false: it was canceled
bool fire(Agent& agent, GlobalTarget& target, Event& event) {
  const Completion<bool> result = fire_event(agent, target, event);
  return result.is_thrown() || result.value();
}

bool fire_rejection(Agent& agent, vm::Realm& realm, std::string_view type, bool is_cancelable,
                    vm::Promise* promise) {
  GlobalTarget* target = target_of(agent, realm);
  if (target == nullptr || !target->has_listener_for(vm::PropertyKey::atom(vm::intern(agent, type))))
    return true;
  PromiseRejectionEventInit init = default_promise_rejection_event_init(agent);
  init.cancelable = is_cancelable;
  init.promise = promise;
  init.reason = promise->result();
  auto* event = vm::make_platform_object<PromiseRejectionEvent>(
      agent, realm, start_event(agent, vm::intern(agent, type), init), init);
  return fire(agent, *target, *event);
}

}  // namespace

EventTarget* GlobalEventHandlers::of(Agent& agent) {
  return target_of(agent, agent.realm());
}

void make_global_event_target(Agent& agent, vm::Realm& realm) {
  vm::RealmInterface& interface = vm::RealmInterface::of(agent, realm, EventTarget::k_interface);
  auto* target = agent.heap().make<GlobalTarget>(0, interface.instance_shape(agent), realm.global_object());
  vm::set_global_platform_object(agent, realm, target);
  agent.shapes().set_prototype(realm.global_object(), interface.prototype(agent));
  vm::add_global_rows(agent, realm, GlobalEventHandlers::k_global_rows);
  vm::add_global_rows(agent, realm, GlobalProxy::k_global_rows);
}

bool fire_error(Agent& agent, vm::Realm& realm, Value exception) {
  GlobalTarget* target = target_of(agent, realm);
  if (target == nullptr || target->is_reporting()) return false;
  if (!target->has_listener_for(vm::PropertyKey::atom(vm::intern(agent, k_error)))) return false;
  const ErrorEventInit init = describe_error(agent, exception);
  auto* event = vm::make_platform_object<ErrorEvent>(
      agent, realm, start_event(agent, vm::intern(agent, k_error), init), init);
  target->set_reporting(true);
  const bool is_not_handled = fire(agent, *target, *event);
  target->set_reporting(false);
  return !is_not_handled;
}

bool fire_unhandled_rejection(Agent& agent, vm::Realm& realm, vm::Promise* promise) {
  return !fire_rejection(agent, realm, "unhandledrejection", true, promise);
}

void fire_rejection_handled(Agent& agent, vm::Realm& realm, vm::Promise* promise) {
  fire_rejection(agent, realm, "rejectionhandled", false, promise);
}

}  // namespace orrery::web
