#include "web/messaging/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/messaging/broadcast_channel.h"
#include "web/messaging/message_channel.h"
#include "web/messaging/message_event.h"
#include "web/messaging/message_port.h"

namespace orrery::web {

namespace {

constexpr vm::LazyRow k_messaging_globals_rows[] = {
    vm::lazy_interface("BroadcastChannel", BroadcastChannel::k_interface),
    vm::lazy_interface("MessageChannel", MessageChannel::k_interface),
    vm::lazy_interface("MessageEvent", MessageEvent::k_interface),
    vm::lazy_interface("MessagePort", MessagePort::k_interface),
};

}  // namespace

void add_messaging_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_messaging_globals_rows);
}

}  // namespace orrery::web
