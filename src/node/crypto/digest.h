#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace orrery::node {

/// Message digests: MD5 (https://www.rfc-editor.org/rfc/rfc1321) and those of the Secure Hash Standard
/// (https://doi.org/10.6028/NIST.FIPS.180-4). A plain value, which may be copied at any time.
class Digest {
 public:
  enum class Algorithm : std::uint8_t { Md5, Sha1, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256 };
  static constexpr std::size_t k_max_size = 64;
  static constexpr std::size_t k_max_block = 128;

  /// "sha256", "SHA-256", "RSA-SHA256"; nothing: there is no such algorithm.
  static std::optional<Algorithm> algorithm_named(std::string_view name);

  explicit Digest(Algorithm algorithm);
  void update(std::span<const std::uint8_t> bytes);
  /// The digest, of size() bytes, after which nothing can be added.
  std::array<std::uint8_t, k_max_size> finish();

  std::size_t size() const;        // of the digest, in bytes
  std::size_t block_size() const;  // in bytes

 private:
  bool is_64_bit() const { return algorithm_ >= Algorithm::Sha384; }
  void add_block(const std::uint8_t* block);

  Algorithm algorithm_;
  std::uint32_t used_ = 0;    // of block_
  std::uint64_t length_ = 0;  // of the message so far, in bytes
  std::array<std::uint64_t, 8> words_;
  std::array<std::uint8_t, k_max_block> block_{};
};

}  // namespace orrery::node
