#include "trace/semantic_hash.h"

#include <bit>

namespace orrery::trace {

static_assert(std::endian::native == std::endian::little, "numbers are hashed as they lie in memory");

void SemanticHash::begin(SemanticEvent event) {
  event_count_++;
  hash_.add(std::as_bytes(std::span(&event, 1)));
}

void SemanticHash::add_field(Number number) {
  hash_.add(std::as_bytes(std::span(&number, 1)));
}

// With its length, so that where one field ends and the next begins is part of the hash.
void SemanticHash::add_field(Bytes bytes) {
  add_field(Number{bytes.size()});
  hash_.add(bytes);
}

std::string hash_text(std::uint64_t digest) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += k_digits[digest >> shift & 15];
  return text;
}

}  // namespace orrery::trace
