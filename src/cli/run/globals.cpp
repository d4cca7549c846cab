#include "cli/run/globals.h"

#include "web/crypto/crypto.h"
#include "web/dom/global_target.h"
#include "web/dom/globals.h"
#include "web/dom/time_origin.h"
#include "web/encoding/globals.h"
#include "web/file/blob_reading.h"
#include "web/file/globals.h"
#include "web/input/globals.h"
#include "web/messaging/globals.h"
#include "web/performance/globals.h"
#include "web/structured_data/structured_clone.h"
#include "web/url/globals.h"
#include "web/urlpattern/globals.h"

namespace orrery::cli {

namespace {

/// https://w3c.github.io/hr-time/#dfn-coarsen-time with the cross-origin isolated capability: a page has
/// nothing here that it would have to be isolated from. Node's clock is as fine as the machine's.
constexpr std::uint64_t k_page_resolution_ns = 5'000;

}  // namespace

void add_web_globals(vm::Agent& agent, vm::Realm& realm, web::NavigatorPort& navigator, Profile profile) {
  const bool is_node = profile == Profile::Node;
  web::add_dom_globals(agent, realm);
  web::add_crypto_globals(agent, realm);
  web::add_html_globals(agent, realm, navigator,
                        is_node ? web::NavigatorProfile::Node : web::NavigatorProfile::Page);
  web::add_performance_globals(agent, realm,
                               is_node ? web::PerformanceProfile::Node : web::PerformanceProfile::Page);
  web::add_structured_clone(agent, realm);
  web::add_messaging_globals(agent, realm);
  web::add_blob_globals(agent, realm);
  web::add_encoding_globals(agent, realm);
  web::add_url_globals(agent, realm);
  web::add_urlpattern_globals(agent, realm);
  if (is_node) {
    web::read_blobs_in_microtasks(agent, realm);
    return;
  }
  vm::platform_state<web::TimeOrigin>(agent, realm).set_resolution_ns(k_page_resolution_ns);
  web::add_file_reader_globals(agent, realm);
  web::add_input_globals(agent, realm);
  web::add_error_reporting(agent, realm);
  web::make_global_event_target(agent, realm);
}

}  // namespace orrery::cli
