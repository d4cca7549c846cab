#include "webidl/global_object.h"

#include "vm/objects/platform_object.h"
#include "vm/objects/realm_interface.h"

namespace orrery::webidl {

namespace {

/// Where there is one in a realm, its global functions take any `this`.
class AnyThis final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "AnyThis";
  AnyThis(vm::Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<AnyThis>) {}
  void visit(gc::Visitor&) {}
};

}  // namespace

vm::Completion<void> refuse_this(vm::Agent& agent) {
  if (vm::find_platform_state(agent.realm(), &vm::k_platform_cell_type<AnyThis>) != nullptr) return {};
  return vm::throw_illegal_invocation(agent, "Window");
}

void let_global_functions_take_any_this(vm::Agent& agent, vm::Realm& realm) {
  (void)vm::platform_state<AnyThis>(agent, realm);
}

}  // namespace orrery::webidl
