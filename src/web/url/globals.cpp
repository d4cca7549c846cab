#include "web/url/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/url/url_class.h"
#include "web/url/url_search_params.h"

namespace orrery::web {

namespace {

const vm::LazyRow k_url_globals_rows[] = {
    vm::lazy_interface("URL", URL::k_interface),
    vm::lazy_interface("URLSearchParams", URLSearchParams::k_interface),
};

}  // namespace

void add_url_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_url_globals_rows);
}

}  // namespace orrery::web
