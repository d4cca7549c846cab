#pragma once

#include <span>

#include "vm/agent.h"
#include "vm/objects/realm_interface.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "web/dom/event_target.h"

namespace orrery::web {

// A global object that is an EventTarget, as those of pages and workers are: scripts find its listeners and
// handlers, and hear of errors that nobody has caught.

/// Event handler attributes of the global object:
/// https://html.spec.whatwg.org/multipage/webappapis.html#globaleventhandlers and its kin.
class GlobalEventHandlers {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;
  /// What listens for the current realm's global object, which must be an event target.
  static EventTarget* of(vm::Agent& agent);
};

/// How a global object names itself. Of the three names that a Window has, the one that workers have, too.
class GlobalProxy {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;
  /// https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-self
  static vm::Object* self(vm::Agent& agent) { return agent.realm().global_object(); }
};

/// The realm's global object inherits from EventTarget.prototype from now on, and has onerror,
/// onunhandledrejection, onrejectionhandled and self.
void make_global_event_target(vm::Agent& agent, vm::Realm& realm);

/// https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception: fires `error` at the global
/// object, unless it is being fired already. To be called while no exception is pending.
/// \return whether a script has handled it; false, too, where the global object is no event target
bool fire_error(vm::Agent& agent, vm::Realm& realm, vm::Value exception);
/// https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises, steps 4.4 to 4.7:
/// fires `unhandledrejection`. \return whether a script has handled it
bool fire_unhandled_rejection(vm::Agent& agent, vm::Realm& realm, vm::Promise* promise);
/// Fires `rejectionhandled`:
/// https://html.spec.whatwg.org/multipage/webappapis.html#hostpromiserejectiontracker
void fire_rejection_handled(vm::Agent& agent, vm::Realm& realm, vm::Promise* promise);

}  // namespace orrery::web
