#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/realm.h"
#include "web/html/globals.h"

namespace orrery::cli {

/// Whose globals a program finds: --profile.
enum class Profile : std::uint8_t { Page, Node };

/// The Web APIs that a program finds beside console, timers and what is Node's own.
/// \param navigator  outlives the realm
void add_web_globals(vm::Agent& agent, vm::Realm& realm, web::NavigatorPort& navigator, Profile profile);

}  // namespace orrery::cli
