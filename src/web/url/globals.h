#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// How failures of the URL parser are said to scripts.
enum class UrlErrors : std::uint8_t {
  Plain,
  Node,  // with `code`, `input` and `base`
};

/// Adds URL and URLSearchParams to the realm's global object, each made when somebody looks.
void add_url_globals(vm::Agent& agent, vm::Realm& realm, UrlErrors errors = UrlErrors::Plain);

}  // namespace orrery::web
