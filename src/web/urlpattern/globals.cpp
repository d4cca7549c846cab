#include "web/urlpattern/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/urlpattern/url_pattern.h"

namespace orrery::web {

namespace {

const vm::LazyRow k_urlpattern_globals_rows[] = {vm::lazy_interface("URLPattern", URLPattern::k_interface)};

}  // namespace

void add_urlpattern_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_urlpattern_globals_rows);
}

}  // namespace orrery::web
