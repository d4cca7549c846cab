#pragma once

#include <span>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::webidl {

/// https://html.spec.whatwg.org/multipage/webappapis.html#clean-up-after-running-script: performs a microtask
/// checkpoint if no script runs. What the caller holds on to must be in roots then
/// (EventLoop::perform_microtask_checkpoint()).
void clean_up_after_running_script(vm::Agent& agent);

/// https://webidl.spec.whatwg.org/#call-a-user-objects-operation: of a callback interface.
/// \param callback  the object that was given for it, callable or not
/// \param operation  the name of the method to be called where it is not
vm::Completion<vm::Value> call_user_object_operation(vm::Agent& agent, vm::Object* callback,
                                                     std::string_view operation, vm::Value this_argument,
                                                     std::span<const vm::Value> arguments);

/// https://webidl.spec.whatwg.org/#invoke-a-callback-function
/// \param callback  with [LegacyTreatNonObjectAsNull] it may be no function: then nothing is called
vm::Completion<vm::Value> invoke_callback_function(vm::Agent& agent, vm::Object* callback,
                                                   vm::Value this_argument,
                                                   std::span<const vm::Value> arguments);

/// https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception, of the pending exception: the
/// loop's policy says how. Where there is no loop it stays pending. \return whether it was reported
bool report_pending_exception(vm::Agent& agent);
/// What a listener has returned: the loop's policy may want to know.
void take_listener_result(vm::Agent& agent, vm::Value result);

}  // namespace orrery::webidl
