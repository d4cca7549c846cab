#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// What `navigator` knows of the program and its machine; the answers come through the host's door.
class NavigatorPort {
 public:
  /// https://html.spec.whatwg.org/multipage/workers.html#dom-navigator-hardwareconcurrency
  virtual std::uint64_t hardware_concurrency() = 0;

 protected:
  ~NavigatorPort() = default;
};

/// Whose globals they are: Node's navigator says less than a page's.
enum class NavigatorProfile : std::uint8_t { Node, Page };

/// Adds atob(), btoa(), `Navigator` and `navigator` to the realm's global object, each made when somebody
/// looks.
/// \param port  to live as long as the realm
void add_html_globals(vm::Agent& agent, vm::Realm& realm, NavigatorPort& port, NavigatorProfile profile);
/// Adds setTimeout(), setInterval(), clearTimeout(), clearInterval() and queueMicrotask() as pages have them.
void add_timer_globals(vm::Agent& agent, vm::Realm& realm);
/// Adds reportError().
void add_error_reporting(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
