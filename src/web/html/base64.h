#pragma once

#include <span>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/objects/realm_interface.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/webappapis.html#atob: functions of the global object.
class Base64 {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  static vm::Completion<vm::String*> btoa(vm::Agent& agent, vm::String* data);
  static vm::Completion<vm::String*> atob(vm::Agent& agent, vm::String* data);
};

}  // namespace orrery::web
