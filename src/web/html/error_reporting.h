#pragma once

#include <span>

#include "loop/event_loop.h"
#include "vm/objects/realm_interface.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/webappapis.html#dom-reporterror, of the global object.
class ErrorReporting {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  static void report_error(vm::Agent& agent, vm::Value error) {
    loop::EventLoop::of(agent).client().report_exception(error);
  }
};

}  // namespace orrery::web
