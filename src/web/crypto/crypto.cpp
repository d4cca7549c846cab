#include "web/crypto/crypto.h"

#include <array>
#include <string>
#include <string_view>

#include "vm/binary_data/typed_array.h"
#include "vm/objects/platform_cell.h"
#include "webidl/dom_exception.h"
#include "webidl/quota_exceeded_error.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

namespace {

bool has_integers(const vm::TypedArray& array) {
  const vm::ElementType type = array.element_type();
  return type != vm::ElementType::Float16 && type != vm::ElementType::Float32 &&
         type != vm::ElementType::Float64;
}

/// The one Crypto of a realm, made when somebody asks.
class RealmCrypto final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "RealmCrypto";
  RealmCrypto(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<RealmCrypto>) {}
  Crypto* crypto(Agent& agent, vm::Realm& realm) {
    if (!crypto_) crypto_.set(this, vm::make_platform_object<Crypto>(agent, realm));
    return crypto_.get();
  }
  void visit(gc::Visitor& visitor) { visitor.visit(crypto_); }

 private:
  gc::Field<Crypto> crypto_;
};

constexpr vm::LazyRow k_crypto_rows[] = {
    vm::lazy_interface("Crypto", Crypto::k_interface),
};

}  // namespace

Crypto* Crypto::crypto(Agent& agent) {
  vm::Realm& realm = agent.realm();
  return vm::platform_state<RealmCrypto>(agent, realm).crypto(agent, realm);
}

// https://w3c.github.io/webcrypto/#Crypto-method-getRandomValues
Completion<vm::Object*> Crypto::get_random_values(Agent& agent, const webidl::BufferSource& array) const {
  constexpr std::size_t k_most = 65536;
  // 1.
  const vm::TypedArray* integers = vm::as_typed_array(array.object());
  if (integers == nullptr || !has_integers(*integers)) {
    return webidl::throw_dom_exception(agent, "TypeMismatchError",
                                       "The data argument must be an integer-type TypedArray");
  }
  // 2.
  const std::span<std::byte> bytes = array.bytes();
  if (bytes.size() > k_most) {
    return webidl::throw_quota_exceeded_error(
        agent, "The requested length exceeds 65,536 bytes",
        {.quota = k_most, .requested = static_cast<double>(bytes.size())});
  }
  // 3. 4.
  agent.door().fill_random(bytes);
  return array.object();
}

vm::String* Crypto::random_uuid(Agent& agent) const {
  return vm::make_ascii_string(agent, make_random_uuid(agent));
}

std::string make_random_uuid(Agent& agent) {
  // 1.
  std::array<std::byte, 16> bytes{};
  agent.door().fill_random(bytes);
  // 2. - 5.
  bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
  bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
  // 6.
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += k_digits[std::to_integer<std::size_t>(bytes[i] >> 4)];
    text += k_digits[std::to_integer<std::size_t>(bytes[i] & std::byte{0x0f})];
  }
  return text;
}

void add_crypto_globals(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_crypto_rows);
  vm::add_global_rows(agent, realm, Crypto::k_global_rows);
}

}  // namespace orrery::web
