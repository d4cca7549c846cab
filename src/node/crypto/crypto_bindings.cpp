// What modules/crypto.js calls in C++.

#include <algorithm>
#include <optional>
#include <vector>

#include "node/bindings.h"
#include "node/crypto/digest.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/door.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/realm_interface.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

std::span<std::uint8_t> bytes_of(Value value) {
  const auto* view = static_cast<vm::ArrayBufferView*>(value.as_object());
  return {reinterpret_cast<std::uint8_t*>(view->data()), view->byte_length()};
}

Completion<Value> make_bytes(Agent& agent, std::span<const std::uint8_t> bytes) {
  vm::TypedArray* result = TRY(vm::allocate_typed_array(agent, vm::ElementType::Uint8, bytes.size()));
  std::ranges::copy(bytes, bytes_of(result).begin());
  return result;
}

/// What a script holds of a digest under way, without being able to do anything with it.
class DigestState final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "DigestState";
  explicit DigestState(Digest digest)
      : PlatformCell(vm::k_platform_cell_type<DigestState>), digest(std::move(digest)) {}
  void visit(gc::Visitor&) {}

  Digest digest;
};
class DigestObject final : public vm::PlatformObject {
 public:
  static constexpr vm::Interface k_interface = {.name = "Digest",
                                                .visit_state = vm::visit_state_of<DigestObject>};
  DigestObject(vm::Shape* shape, DigestState* state) : PlatformObject(shape, k_interface), state_(state) {}
  void visit_state(gc::Visitor& visitor) { visitor.visit(state_); }
  Digest& digest() const { return state_->digest; }

 private:
  gc::Field<DigestState> state_;
};

Digest& digest_of(Value state) {
  return static_cast<DigestObject*>(state.as_object())->digest();
}

Value make_state(Agent& agent, std::optional<Digest> digest) {
  if (!digest) return Value::undefined();
  auto* state = agent.heap().make<DigestState>(0, std::move(*digest));
  return vm::make_platform_object<DigestObject>(agent, agent.realm(), state);
}

/// `digestStart(algorithm)`: a state; undefined: there is no such algorithm
Completion<Value> digest_start(Agent& agent, NativeFrame& frame) {
  return make_state(agent, Digest::make(frame.argument(0).as_string()->to_utf8()));
}

/// `digestCopy(state)`: another state; undefined: there is no memory
Completion<Value> digest_copy(Agent& agent, NativeFrame& frame) {
  return make_state(agent, digest_of(frame.argument(0)).copy());
}

/// `digestUpdate(state, view)`
Completion<Value> digest_update(Agent& agent, NativeFrame& frame) {
  Digest& digest = digest_of(frame.argument(0));
  const std::span<std::uint8_t> bytes = bytes_of(frame.argument(1));
  vm::count_work(agent, bytes.size());
  TRY(vm::in_parts(agent, 0, bytes.size(), [&](std::size_t start, std::size_t end) {
    digest.update(bytes.subspan(start, end - start));
  }));
  return Value::undefined();
}

/// `digestFinish(state, length)`: a Uint8Array
/// \param length  of it in bytes, if the digest is extendable; undefined: the digest's own
Completion<Value> digest_finish(Agent& agent, NativeFrame& frame) {
  Digest& digest = digest_of(frame.argument(0));
  if (frame.argument(1).is_undefined()) return make_bytes(agent, digest.finish());
  const auto length = static_cast<std::size_t>(frame.argument(1).as_number());
  vm::TypedArray* result = TRY(vm::allocate_typed_array(agent, vm::ElementType::Uint8, length));
  vm::count_work(agent, length);
  if (length > 0 && !digest.finish(bytes_of(result))) return agent.throw_range_error("The digest failed");
  return result;
}

/// `digestSize(state)`: in bytes
Completion<Value> digest_size(Agent&, NativeFrame& frame) {
  return Value::number(static_cast<double>(digest_of(frame.argument(0)).size()));
}

/// `digestIsExtendable(state)`
Completion<Value> digest_is_extendable(Agent&, NativeFrame& frame) {
  return Value::boolean(digest_of(frame.argument(0)).is_extendable());
}

/// `digestBlockSize(state)`
Completion<Value> digest_block_size(Agent&, NativeFrame& frame) {
  return Value::number(static_cast<double>(digest_of(frame.argument(0)).block_size()));
}

/// `hasDigests()`: whether there is an OpenSSL to make them
Completion<Value> has_digests(Agent&, NativeFrame&) {
  return Value::boolean(host::LibCrypto::get() != nullptr);
}

/// `fillRandom(view)`
Completion<Value> fill_random(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = bytes_of(frame.argument(0));
  vm::count_work(agent, bytes.size());
  agent.door().fill_random(std::as_writable_bytes(bytes));
  return Value::undefined();
}

/// `areEqual(a, b)`: of views with as many bytes; in a time that does not tell where they differ
Completion<Value> are_equal(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> a = bytes_of(frame.argument(0));
  const std::span<std::uint8_t> b = bytes_of(frame.argument(1));
  vm::count_work(agent, a.size());
  std::uint8_t difference = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); i++) difference |= a[i] ^ b[i];
  return Value::boolean(difference == 0);
}

/// `pbkdf2(algorithm, password, salt, iterations, result)`: whether there is such an algorithm
Completion<Value> pbkdf2(Agent& agent, NativeFrame& frame) {
  // A round is as much work as some hundred bytes of a text.
  constexpr double k_bytes_of_round = 256;
  vm::count_work(agent, static_cast<std::size_t>(frame.argument(3).as_number() * k_bytes_of_round));
  return Value::boolean(derive_key_by_pbkdf2(
      frame.argument(0).as_string()->to_utf8(), bytes_of(frame.argument(1)), bytes_of(frame.argument(2)),
      static_cast<int>(frame.argument(3).as_number()), bytes_of(frame.argument(4))));
}

/// `scrypt(password, salt, cost, blockSize, parallelization, mostMemory, result)`: whether the parameters are
/// good
Completion<Value> scrypt(Agent& agent, NativeFrame& frame) {
  const auto number = [&](std::uint32_t index) {
    return static_cast<std::uint64_t>(frame.argument(index).as_number());
  };
  // https://www.rfc-editor.org/rfc/rfc7914#section-5: so many bytes are written and read again.
  constexpr double k_bytes_of_block = 128;
  const double work = frame.argument(2).as_number() * frame.argument(3).as_number() *
                      frame.argument(4).as_number() * k_bytes_of_block * 2;
  vm::count_work(agent, static_cast<std::size_t>(std::min(work, 0x1p40)));
  return Value::boolean(derive_key_by_scrypt(bytes_of(frame.argument(0)), bytes_of(frame.argument(1)),
                                             {number(2), number(3), number(4), number(5)},
                                             bytes_of(frame.argument(6))));
}

constexpr vm::BuiltinRow k_crypto_bindings_rows[] = {
    vm::method("digestStart", 1, digest_start),
    vm::method("digestUpdate", 2, digest_update),
    vm::method("digestCopy", 1, digest_copy),
    vm::method("digestFinish", 2, digest_finish),
    vm::method("digestSize", 1, digest_size),
    vm::method("digestIsExtendable", 1, digest_is_extendable),
    vm::method("digestBlockSize", 1, digest_block_size),
    vm::method("hasDigests", 0, has_digests),
    vm::method("fillRandom", 1, fill_random),
    vm::method("areEqual", 2, are_equal),
    vm::method("pbkdf2", 5, pbkdf2),
    vm::method("scrypt", 7, scrypt),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_crypto_bindings = k_crypto_bindings_rows;

}  // namespace orrery::node
