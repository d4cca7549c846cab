#include "web/dom/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/dom/abort_controller.h"
#include "web/dom/abort_signal.h"
#include "web/dom/custom_event.h"
#include "web/dom/error_event.h"
#include "web/dom/event.h"
#include "web/dom/event_target.h"
#include "web/dom/promise_rejection_event.h"
#include "web/dom/time_origin.h"
#include "webidl/dom_exception.h"
#include "webidl/quota_exceeded_error.h"

namespace orrery::web {

namespace {

const vm::LazyRow k_dom_globals_rows[] = {
    vm::lazy_interface("AbortController", AbortController::k_interface),
    vm::lazy_interface("AbortSignal", AbortSignal::k_interface),
    vm::lazy_interface("CustomEvent", CustomEvent::k_interface),
    vm::lazy_interface("DOMException", webidl::k_dom_exception),
    vm::lazy_interface("ErrorEvent", ErrorEvent::k_interface),
    vm::lazy_interface("Event", Event::k_interface),
    vm::lazy_interface("EventTarget", EventTarget::k_interface),
    vm::lazy_interface("PromiseRejectionEvent", PromiseRejectionEvent::k_interface),
    vm::lazy_interface("QuotaExceededError", webidl::k_quota_exceeded_error),
};

}  // namespace

void add_dom_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_dom_globals_rows);
  vm::platform_state<TimeOrigin>(agent, realm);
}

}  // namespace orrery::web
