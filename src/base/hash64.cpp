#include "base/hash64.h"

#include <bit>
#include <cstring>

namespace orrery::base {

namespace {

constexpr std::uint64_t k_prime1 = 0x9E3779B185EBCA87;
constexpr std::uint64_t k_prime2 = 0xC2B2AE3D27D4EB4F;
constexpr std::uint64_t k_prime3 = 0x165667B19E3779F9;
constexpr std::uint64_t k_prime4 = 0x85EBCA77C2B2AE63;
constexpr std::uint64_t k_prime5 = 0x27D4EB2F165667C5;

static_assert(std::endian::native == std::endian::little, "the algorithm reads little-endian words");

template <typename Word>
std::uint64_t read(const std::byte* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

constexpr std::uint64_t round(std::uint64_t lane, std::uint64_t input) {
  return std::rotl(lane + input * k_prime2, 31) * k_prime1;
}

constexpr std::uint64_t merge(std::uint64_t hash, std::uint64_t lane) {
  return (hash ^ round(0, lane)) * k_prime1 + k_prime4;
}

}  // namespace

Hash64::Hash64(std::uint64_t seed)
    : seed_(seed), lanes_{seed + k_prime1 + k_prime2, seed + k_prime2, seed, seed - k_prime1} {}

void Hash64::take_stripe(const std::byte* stripe) {
  for (std::size_t i = 0; i < lanes_.size(); i++) {
    lanes_[i] = round(lanes_[i], read<std::uint64_t>(stripe + i * 8));
  }
}

void Hash64::add(std::span<const std::byte> bytes) {
  if (bytes.empty()) return;
  total_size_ += bytes.size();
  if (pending_size_ != 0) {
    const std::size_t wanted = std::min(k_stripe - pending_size_, bytes.size());
    std::memcpy(pending_.data() + pending_size_, bytes.data(), wanted);
    pending_size_ += wanted;
    bytes = bytes.subspan(wanted);
    if (pending_size_ < k_stripe) return;
    take_stripe(pending_.data());
    pending_size_ = 0;
  }
  for (; bytes.size() >= k_stripe; bytes = bytes.subspan(k_stripe)) take_stripe(bytes.data());
  if (!bytes.empty()) std::memcpy(pending_.data(), bytes.data(), bytes.size());
  pending_size_ = bytes.size();
}

std::uint64_t Hash64::digest() const {
  std::uint64_t hash = seed_ + k_prime5;
  if (total_size_ >= k_stripe) {
    hash = std::rotl(lanes_[0], 1) + std::rotl(lanes_[1], 7) + std::rotl(lanes_[2], 12) +
           std::rotl(lanes_[3], 18);
    for (const std::uint64_t lane : lanes_) hash = merge(hash, lane);
  }
  hash += total_size_;
  // What fills no stripe: by words of 8 and 4 bytes, then by bytes.
  const std::byte* rest = pending_.data();
  const std::byte* const end = rest + pending_size_;
  for (; end - rest >= 8; rest += 8)
    hash = std::rotl(hash ^ round(0, read<std::uint64_t>(rest)), 27) * k_prime1 + k_prime4;
  if (end - rest >= 4) {
    hash = std::rotl(hash ^ read<std::uint32_t>(rest) * k_prime1, 23) * k_prime2 + k_prime3;
    rest += 4;
  }
  for (; rest != end; rest++) hash = std::rotl(hash ^ read<std::uint8_t>(rest) * k_prime5, 11) * k_prime1;
  hash ^= hash >> 33;
  hash *= k_prime2;
  hash ^= hash >> 29;
  hash *= k_prime3;
  return hash ^ hash >> 32;
}

}  // namespace orrery::base
