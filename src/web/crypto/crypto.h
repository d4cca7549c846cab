#pragma once

#include <span>
#include <string>

#include "vm/agent.h"
#include "vm/objects/realm_interface.h"
#include "vm/strings/string.h"
#include "webidl/buffer_sources.h"

namespace orrery::web {

/// https://w3c.github.io/webcrypto/#crypto-interface: random numbers, through the door. There is no `subtle`.
class Crypto final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  static const std::span<const vm::LazyRow> k_global_rows;
  /// https://w3c.github.io/webcrypto/#Crypto-interface-extension
  static Crypto* crypto(vm::Agent& agent);

  explicit Crypto(vm::Shape* shape) : PlatformObject(shape, k_interface) {}

  // As IDL has it
  vm::Completion<vm::Object*> get_random_values(vm::Agent& agent, const webidl::BufferSource& array) const;
  vm::String* random_uuid(vm::Agent& agent) const;

  void visit_state(gc::Visitor&) {}
};

/// https://w3c.github.io/webcrypto/#Crypto-method-randomUUID
std::string make_random_uuid(vm::Agent& agent);

/// Adds `Crypto` and `crypto` to the realm's global object, each made when somebody looks.
void add_crypto_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
