#include "web/html/globals.h"

#include "web/html/base64.h"
#include "web/html/error_reporting.h"
#include "web/html/navigator.h"
#include "web/html/timers.h"

namespace orrery::web {

void add_html_globals(vm::Agent& agent, vm::Realm& realm, NavigatorPort& port, NavigatorProfile profile) {
  vm::add_global_rows(agent, realm, Base64::k_global_rows);
  add_navigator(agent, realm, port, profile);
}

void add_timer_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, Timers::k_global_rows);
}

void add_error_reporting(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, ErrorReporting::k_global_rows);
}

}  // namespace orrery::web
