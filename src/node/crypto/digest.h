#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/libcrypto.h"

namespace orrery::node {

/// A message digest under way, by OpenSSL (https://docs.openssl.org/3.0/man3/EVP_DigestInit/).
class Digest {
 public:
  /// \param name  as OpenSSL knows it: "sha256", "SHA-256", "RSA-SHA256"
  /// \return nothing: there is no such algorithm, or no OpenSSL
  static std::optional<Digest> make(const std::string& name);
  /// One that goes on apart from this. Nothing: there is no memory.
  std::optional<Digest> copy() const;

  void update(std::span<const std::uint8_t> bytes);
  /// The digest, of size() bytes, after which nothing can be added.
  std::vector<std::uint8_t> finish();
  /// The same as long as `result` is, which an extendable one alone can do.
  /// \return whether it could be done
  bool finish(std::span<std::uint8_t> result);

  /// Whether its digest has any length ("shake128").
  bool is_extendable() const;

  std::size_t size() const;        // of the digest, in bytes
  std::size_t block_size() const;  // in bytes

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { host::LibCrypto::get()->EVP_MD_CTX_free(context); }
  };

  explicit Digest(std::shared_ptr<const EVP_MD> algorithm);

  std::shared_ptr<const EVP_MD> algorithm_;
  std::unique_ptr<EVP_MD_CTX, Free> context_;  // null: there was no memory for it
};

/// https://www.rfc-editor.org/rfc/rfc8018#section-5.2: fills `result`.
/// \param iterations  from 1 to 2^31 - 1
/// \return whether there is such a digest, and it could be done
bool derive_key_by_pbkdf2(const std::string& digest, std::span<const std::uint8_t> password,
                          std::span<const std::uint8_t> salt, int iterations, std::span<std::uint8_t> result);

/// The parameters of https://www.rfc-editor.org/rfc/rfc7914, and how many bytes it may take for them.
struct ScryptCost {
  std::uint64_t cost;
  std::uint64_t block_size;
  std::uint64_t parallelization;
  std::uint64_t most_memory;
};
/// \return whether it was done: the parameters may be bad. An empty result says whether they are good.
bool derive_key_by_scrypt(std::span<const std::uint8_t> password, std::span<const std::uint8_t> salt,
                          const ScryptCost& cost, std::span<std::uint8_t> result);

}  // namespace orrery::node
