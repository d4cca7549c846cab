#include "node/crypto/digest.h"

namespace orrery::node {

using host::LibCrypto;

namespace {

/// Some names are known to the one, some to the other.
std::shared_ptr<const EVP_MD> algorithm_named(const std::string& name) {
  const LibCrypto* library = LibCrypto::get();
  if (library == nullptr) return nullptr;
  if (const EVP_MD* found = library->EVP_get_digestbyname(name.c_str()))
    return {found, [](const EVP_MD*) { /* it belongs to the library */ }};
  EVP_MD* fetched = library->EVP_MD_fetch(nullptr, name.c_str(), nullptr);
  if (fetched == nullptr) return nullptr;
  return {fetched,
          [library](const EVP_MD* algorithm) { library->EVP_MD_free(const_cast<EVP_MD*>(algorithm)); }};
}

}  // namespace

Digest::Digest(std::shared_ptr<const EVP_MD> algorithm)
    : algorithm_(std::move(algorithm)), context_(LibCrypto::get()->EVP_MD_CTX_new()) {}

std::optional<Digest> Digest::make(const std::string& name) {
  std::shared_ptr<const EVP_MD> algorithm = algorithm_named(name);
  if (algorithm == nullptr) return std::nullopt;
  Digest digest(std::move(algorithm));
  if (digest.context_ == nullptr) return std::nullopt;
  // Algorithms that OpenSSL has left behind have names, but cannot be begun.
  if (LibCrypto::get()->EVP_DigestInit_ex(digest.context_.get(), digest.algorithm_.get(), nullptr) != 1)
    return std::nullopt;
  return digest;
}

std::optional<Digest> Digest::copy() const {
  Digest digest(algorithm_);
  if (digest.context_ == nullptr) return std::nullopt;
  if (LibCrypto::get()->EVP_MD_CTX_copy_ex(digest.context_.get(), context_.get()) != 1) return std::nullopt;
  return digest;
}

void Digest::update(std::span<const std::uint8_t> bytes) {
  LibCrypto::get()->EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::vector<std::uint8_t> Digest::finish() {
  std::vector<std::uint8_t> result(size());
  LibCrypto::get()->EVP_DigestFinal_ex(context_.get(), result.data(), nullptr);
  return result;
}

bool Digest::finish(std::span<std::uint8_t> result) {
  return LibCrypto::get()->EVP_DigestFinalXOF(context_.get(), result.data(), result.size()) == 1;
}

bool Digest::is_extendable() const {
  return (LibCrypto::get()->EVP_MD_get_flags(algorithm_.get()) & EVP_MD_FLAG_XOF) != 0;
}

std::size_t Digest::size() const {
  return static_cast<std::size_t>(LibCrypto::get()->EVP_MD_get_size(algorithm_.get()));
}

std::size_t Digest::block_size() const {
  return static_cast<std::size_t>(LibCrypto::get()->EVP_MD_get_block_size(algorithm_.get()));
}

bool derive_key_by_pbkdf2(const std::string& digest, std::span<const std::uint8_t> password,
                          std::span<const std::uint8_t> salt, int iterations,
                          std::span<std::uint8_t> result) {
  const std::shared_ptr<const EVP_MD> algorithm = algorithm_named(digest);
  if (algorithm == nullptr) return false;
  return LibCrypto::get()->PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(password.data()),
                                             static_cast<int>(password.size()), salt.data(),
                                             static_cast<int>(salt.size()), iterations, algorithm.get(),
                                             static_cast<int>(result.size()), result.data()) == 1;
}

bool derive_key_by_scrypt(std::span<const std::uint8_t> password, std::span<const std::uint8_t> salt,
                          const ScryptCost& cost, std::span<std::uint8_t> result) {
  const LibCrypto* library = LibCrypto::get();
  return library != nullptr &&
         library->EVP_PBE_scrypt(reinterpret_cast<const char*>(password.data()), password.size(), salt.data(),
                                 salt.size(), cost.cost, cost.block_size, cost.parallelization,
                                 cost.most_memory, result.data(), result.size()) == 1;
}

}  // namespace orrery::node
