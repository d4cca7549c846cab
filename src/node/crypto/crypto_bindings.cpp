// What modules/crypto.js calls in C++. A digest under way is a value in the bytes of a Uint8Array, which only
// that module holds.

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

#include "node/bindings.h"
#include "node/crypto/digest.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/door.h"
#include "vm/functions/native_loop.h"
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

Digest load(Value state) {
  Digest digest(Digest::Algorithm::Md5);
  std::memcpy(&digest, bytes_of(state).data(), sizeof(digest));
  return digest;
}

/// `digestStart(algorithm)`: a state; undefined: there is no such algorithm
Completion<Value> digest_start(Agent& agent, NativeFrame& frame) {
  const auto algorithm = Digest::algorithm_named(frame.argument(0).as_string()->to_utf8());
  if (!algorithm) return Value::undefined();
  const Digest digest(*algorithm);
  static_assert(std::is_trivially_copyable_v<Digest>);
  return make_bytes(agent, {reinterpret_cast<const std::uint8_t*>(&digest), sizeof(digest)});
}

/// `digestUpdate(state, view)`
Completion<Value> digest_update(Agent& agent, NativeFrame& frame) {
  Digest digest = load(frame.argument(0));
  std::span<const std::uint8_t> bytes = bytes_of(frame.argument(1));
  constexpr std::size_t k_part = std::size_t{1} << 20;
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), k_part);
    digest.update(bytes.first(count));
    bytes = bytes.subspan(count);
    if (!bytes.empty()) TRY(vm::check_interrupt(agent));
  }
  std::memcpy(bytes_of(frame.argument(0)).data(), &digest, sizeof(digest));
  return Value::undefined();
}

/// `digestFinish(state)`: a Uint8Array. The state stays as it was.
Completion<Value> digest_finish(Agent& agent, NativeFrame& frame) {
  Digest digest = load(frame.argument(0));
  const auto result = digest.finish();
  return make_bytes(agent, std::span(result).first(digest.size()));
}

/// `digestBlockSize(state)`
Completion<Value> digest_block_size(Agent&, NativeFrame& frame) {
  return Value::number(static_cast<double>(load(frame.argument(0)).block_size()));
}

/// `fillRandom(view)`
Completion<Value> fill_random(Agent& agent, NativeFrame& frame) {
  agent.door().fill_random(std::as_writable_bytes(bytes_of(frame.argument(0))));
  return Value::undefined();
}

/// `areEqual(a, b)`: of views with as many bytes; in a time that does not tell where they differ
Completion<Value> are_equal(Agent&, NativeFrame& frame) {
  const std::span<std::uint8_t> a = bytes_of(frame.argument(0));
  const std::span<std::uint8_t> b = bytes_of(frame.argument(1));
  std::uint8_t difference = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); i++) difference |= a[i] ^ b[i];
  return Value::boolean(difference == 0);
}

class Hmac {
 public:
  Hmac(Digest::Algorithm algorithm, std::span<const std::uint8_t> key)
      : inner_(algorithm), outer_(algorithm) {
    std::array<std::uint8_t, Digest::k_max_block> block{};
    if (key.size() > inner_.block_size()) {
      Digest digest(algorithm);
      digest.update(key);
      const auto short_key = digest.finish();
      std::ranges::copy(std::span(short_key).first(digest.size()), block.begin());
    } else {
      std::ranges::copy(key, block.begin());
    }
    add_padded(inner_, block, 0x36);
    add_padded(outer_, block, 0x5c);
  }
  /// https://www.rfc-editor.org/rfc/rfc2104
  std::array<std::uint8_t, Digest::k_max_size> of(std::span<const std::uint8_t> message) const {
    Digest inner = inner_;
    inner.update(message);
    const auto hash = inner.finish();
    Digest outer = outer_;
    outer.update(std::span(hash).first(inner.size()));
    return outer.finish();
  }

 private:
  static void add_padded(Digest& digest, std::array<std::uint8_t, Digest::k_max_block> block,
                         std::uint8_t pad) {
    for (std::uint8_t& byte : block) byte ^= pad;
    digest.update(std::span(block).first(digest.block_size()));
  }
  Digest inner_;
  Digest outer_;
};

/// `pbkdf2(algorithm, password, salt, iterations, result)`:
/// https://www.rfc-editor.org/rfc/rfc8018#section-5.2
Completion<Value> pbkdf2(Agent& agent, NativeFrame& frame) {
  const auto algorithm = Digest::algorithm_named(frame.argument(0).as_string()->to_utf8());
  if (!algorithm) return Value::boolean(false);
  const Hmac hmac(*algorithm, bytes_of(frame.argument(1)));
  const std::span<std::uint8_t> salt = bytes_of(frame.argument(2));
  std::span<std::uint8_t> result = bytes_of(frame.argument(4));
  const std::size_t size = Digest(*algorithm).size();
  vm::NativeLoop loop(agent);
  for (std::uint32_t block = 1; !result.empty(); block++) {
    std::vector<std::uint8_t> first(salt.begin(), salt.end());
    for (const int shift : {24, 16, 8, 0}) first.push_back(static_cast<std::uint8_t>(block >> shift));
    auto part = hmac.of(first);
    auto sum = part;
    for (double i = 1; i < frame.argument(3).as_number(); i++) {
      TRY(loop.next_rounds(16));
      part = hmac.of(std::span(part).first(size));
      for (std::size_t j = 0; j < size; j++) sum[j] ^= part[j];
    }
    const std::size_t count = std::min(size, result.size());
    std::ranges::copy(std::span(sum).first(count), result.begin());
    result = result.subspan(count);
  }
  return Value::boolean(true);
}

constexpr vm::BuiltinRow k_rows[] = {
    vm::method("digestStart", 1, digest_start),
    vm::method("digestUpdate", 2, digest_update),
    vm::method("digestFinish", 1, digest_finish),
    vm::method("digestBlockSize", 1, digest_block_size),
    vm::method("fillRandom", 1, fill_random),
    vm::method("areEqual", 2, are_equal),
    vm::method("pbkdf2", 5, pbkdf2),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_crypto_bindings = k_rows;

}  // namespace orrery::node
