#include "web/input/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/input/keyboard_event.h"
#include "web/input/mouse_event.h"
#include "web/input/pointer_event.h"
#include "web/input/ui_event.h"

namespace orrery::web {

namespace {

const vm::LazyRow k_input_globals_rows[] = {
    vm::lazy_interface("KeyboardEvent", KeyboardEvent::k_interface),
    vm::lazy_interface("MouseEvent", MouseEvent::k_interface),
    vm::lazy_interface("PointerEvent", PointerEvent::k_interface),
    vm::lazy_interface("UIEvent", UIEvent::k_interface),
};

}  // namespace

void add_input_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_input_globals_rows);
}

}  // namespace orrery::web
