#include "node/crypto/digest.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace orrery::node {

namespace {

// Constants -------------------------------------------------------------------------------------------------

using Words = std::array<std::uint64_t, 8>;

constexpr Words k_md5_start = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
constexpr Words k_sha1_start = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
constexpr Words k_sha224_start = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
                                  0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
constexpr Words k_sha256_start = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr Words k_sha384_start = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                  0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                  0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
constexpr Words k_sha512_start = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                  0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                  0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
constexpr Words k_sha512_224_start = {0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82,
                                      0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942,
                                      0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1};
constexpr Words k_sha512_256_start = {0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151,
                                      0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992,
                                      0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2};

/// Of sines: https://www.rfc-editor.org/rfc/rfc1321#section-3.4
constexpr std::array<std::uint32_t, 64> k_md5_sines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};
constexpr std::array<std::uint8_t, 16> k_md5_shifts = {7, 12, 17, 22, 5, 9,  14, 20,
                                                       4, 11, 16, 23, 6, 10, 15, 21};

/// Of cube roots of primes: https://doi.org/10.6028/NIST.FIPS.180-4, 4.2.2 and 4.2.3
constexpr std::array<std::uint32_t, 64> k_sha256_roots = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
constexpr std::array<std::uint64_t, 80> k_sha512_roots = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

// Blocks ----------------------------------------------------------------------------------------------------

template <typename Word>
Word load_big(const std::uint8_t* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof(Word));
  return std::endian::native == std::endian::big ? word : std::byteswap(word);
}

std::uint32_t load_little(const std::uint8_t* bytes) {
  std::uint32_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return std::endian::native == std::endian::little ? word : std::byteswap(word);
}

std::uint32_t low(std::uint64_t word) {
  return static_cast<std::uint32_t>(word);
}

void add_md5_block(Words& state, const std::uint8_t* block) {
  std::uint32_t a = low(state[0]);
  std::uint32_t b = low(state[1]);
  std::uint32_t c = low(state[2]);
  std::uint32_t d = low(state[3]);
  for (std::size_t i = 0; i < 64; i++) {
    std::uint32_t mixed = 0;
    std::size_t place = i;
    switch (i / 16) {
      case 0:
        mixed = (b & c) | (~b & d);
        break;
      case 1:
        mixed = (d & b) | (~d & c);
        place = 5 * i + 1;
        break;
      case 2:
        mixed = b ^ c ^ d;
        place = 3 * i + 5;
        break;
      default:
        mixed = c ^ (b | ~d);
        place = 7 * i;
    }
    mixed += a + k_md5_sines[i] + load_little(block + 4 * (place % 16));
    a = d;
    d = c;
    c = b;
    b += std::rotl(mixed, k_md5_shifts[i / 16 * 4 + i % 4]);
  }
  const std::uint32_t sums[] = {a, b, c, d};
  for (std::size_t i = 0; i < 4; i++) state[i] = low(state[i] + sums[i]);
}

void add_sha1_block(Words& state, const std::uint8_t* block) {
  std::array<std::uint32_t, 80> schedule;
  for (std::size_t i = 0; i < 16; i++) schedule[i] = load_big<std::uint32_t>(block + 4 * i);
  for (std::size_t i = 16; i < 80; i++)
    schedule[i] = std::rotl(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
  std::uint32_t a = low(state[0]);
  std::uint32_t b = low(state[1]);
  std::uint32_t c = low(state[2]);
  std::uint32_t d = low(state[3]);
  std::uint32_t e = low(state[4]);
  for (std::size_t i = 0; i < 80; i++) {
    std::uint32_t mixed = b ^ c ^ d;
    if (i < 20) mixed = (b & c) | (~b & d);
    if (i >= 40 && i < 60) mixed = (b & c) | (b & d) | (c & d);
    constexpr std::uint32_t k_constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    const std::uint32_t next = std::rotl(a, 5) + mixed + e + k_constants[i / 20] + schedule[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  const std::uint32_t sums[] = {a, b, c, d, e};
  for (std::size_t i = 0; i < 5; i++) state[i] = low(state[i] + sums[i]);
}

/// What SHA-256 and SHA-512 differ in: how far words are turned and shifted.
struct Sha256 {
  using Word = std::uint32_t;
  static constexpr const auto& k_roots = k_sha256_roots;
  static constexpr int k_sum0[] = {2, 13, 22};
  static constexpr int k_sum1[] = {6, 11, 25};
  static constexpr int k_sigma0[] = {7, 18, 3};
  static constexpr int k_sigma1[] = {17, 19, 10};
};
struct Sha512 {
  using Word = std::uint64_t;
  static constexpr const auto& k_roots = k_sha512_roots;
  static constexpr int k_sum0[] = {28, 34, 39};
  static constexpr int k_sum1[] = {14, 18, 41};
  static constexpr int k_sigma0[] = {1, 8, 7};
  static constexpr int k_sigma1[] = {19, 61, 6};
};

template <typename Word>
Word sum(Word word, const int (&turns)[3]) {
  return std::rotr(word, turns[0]) ^ std::rotr(word, turns[1]) ^ std::rotr(word, turns[2]);
}
template <typename Word>
Word sigma(Word word, const int (&turns)[3]) {
  return std::rotr(word, turns[0]) ^ std::rotr(word, turns[1]) ^ word >> turns[2];
}

template <typename Family>
void add_sha2_block(Words& state, const std::uint8_t* block) {
  using Word = typename Family::Word;
  constexpr std::size_t k_rounds = Family::k_roots.size();
  std::array<Word, k_rounds> schedule;
  for (std::size_t i = 0; i < 16; i++) schedule[i] = load_big<Word>(block + sizeof(Word) * i);
  for (std::size_t i = 16; i < k_rounds; i++)
    schedule[i] = sigma(schedule[i - 2], Family::k_sigma1) + schedule[i - 7] +
                  sigma(schedule[i - 15], Family::k_sigma0) + schedule[i - 16];
  std::array<Word, 8> w;
  for (std::size_t i = 0; i < 8; i++) w[i] = static_cast<Word>(state[i]);
  for (std::size_t i = 0; i < k_rounds; i++) {
    const Word choice = (w[4] & w[5]) ^ (~w[4] & w[6]);
    const Word majority = (w[0] & w[1]) ^ (w[0] & w[2]) ^ (w[1] & w[2]);
    const Word first = w[7] + sum(w[4], Family::k_sum1) + choice + Family::k_roots[i] + schedule[i];
    const Word second = sum(w[0], Family::k_sum0) + majority;
    w = {first + second, w[0], w[1], w[2], w[3] + first, w[4], w[5], w[6]};
  }
  for (std::size_t i = 0; i < 8; i++) state[i] = static_cast<Word>(static_cast<Word>(state[i]) + w[i]);
}

const Words& start_of(Digest::Algorithm algorithm) {
  switch (algorithm) {
    case Digest::Algorithm::Md5:
      return k_md5_start;
    case Digest::Algorithm::Sha1:
      return k_sha1_start;
    case Digest::Algorithm::Sha224:
      return k_sha224_start;
    case Digest::Algorithm::Sha256:
      return k_sha256_start;
    case Digest::Algorithm::Sha384:
      return k_sha384_start;
    case Digest::Algorithm::Sha512:
      return k_sha512_start;
    case Digest::Algorithm::Sha512_224:
      return k_sha512_224_start;
    case Digest::Algorithm::Sha512_256:
      return k_sha512_256_start;
  }
  __builtin_unreachable();
}

}  // namespace

// Digests ---------------------------------------------------------------------------------------------------

std::optional<Digest::Algorithm> Digest::algorithm_named(std::string_view name) {
  std::string plain;
  for (const char unit : name) {
    if (unit == '-' || unit == '/' || unit == '_') continue;
    plain += static_cast<char>(unit >= 'A' && unit <= 'Z' ? unit + 32 : unit);
  }
  if (plain.starts_with("rsa")) plain.erase(0, 3);
  constexpr std::string_view k_names[] = {"md5",    "sha1",   "sha224",    "sha256",
                                          "sha384", "sha512", "sha512224", "sha512256"};
  const auto* found = std::ranges::find(k_names, plain);
  if (found == std::end(k_names)) return std::nullopt;
  return static_cast<Algorithm>(found - std::begin(k_names));
}

Digest::Digest(Algorithm algorithm) : algorithm_(algorithm), words_(start_of(algorithm)) {}

std::size_t Digest::size() const {
  constexpr std::uint8_t k_sizes[] = {16, 20, 28, 32, 48, 64, 28, 32};
  return k_sizes[static_cast<std::size_t>(algorithm_)];
}

std::size_t Digest::block_size() const {
  return is_64_bit() ? 128 : 64;
}

void Digest::add_block(const std::uint8_t* block) {
  if (is_64_bit()) {
    add_sha2_block<Sha512>(words_, block);
  } else if (algorithm_ == Algorithm::Md5) {
    add_md5_block(words_, block);
  } else if (algorithm_ == Algorithm::Sha1) {
    add_sha1_block(words_, block);
  } else {
    add_sha2_block<Sha256>(words_, block);
  }
}

void Digest::update(std::span<const std::uint8_t> bytes) {
  length_ += bytes.size();
  const std::size_t size = block_size();
  if (used_ > 0) {
    const std::size_t count = std::min(bytes.size(), size - used_);
    std::ranges::copy(bytes.first(count), block_.begin() + used_);
    used_ += static_cast<std::uint32_t>(count);
    bytes = bytes.subspan(count);
    if (used_ < size) return;
    add_block(block_.data());
    used_ = 0;
  }
  for (; bytes.size() >= size; bytes = bytes.subspan(size)) add_block(bytes.data());
  std::ranges::copy(bytes, block_.begin());
  used_ = static_cast<std::uint32_t>(bytes.size());
}

std::array<std::uint8_t, Digest::k_max_size> Digest::finish() {
  const std::uint64_t bits = length_ * 8;
  const std::size_t size = block_size();
  const std::size_t length_size = is_64_bit() ? 16 : 8;
  constexpr std::uint8_t k_end[] = {0x80};
  constexpr std::uint8_t k_zero[] = {0};
  update(k_end);
  while (used_ != size - length_size) update(k_zero);
  // Of messages of 2^64 bits and more nobody has heard.
  std::uint8_t length[16] = {};
  for (std::size_t i = 0; i < 8; i++) {
    const bool is_little = algorithm_ == Algorithm::Md5;
    length[is_little ? i : length_size - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  }
  update(std::span(length).first(length_size));
  std::array<std::uint8_t, k_max_size> result{};
  const std::size_t word_size = is_64_bit() ? 8 : 4;
  for (std::size_t i = 0; i < size_t{8} * word_size; i++) {
    const std::size_t byte = i % word_size;
    const std::size_t shift = algorithm_ == Algorithm::Md5 ? byte : word_size - 1 - byte;
    result[i] = static_cast<std::uint8_t>(words_[i / word_size] >> (8 * shift));
  }
  return result;
}

}  // namespace orrery::node
