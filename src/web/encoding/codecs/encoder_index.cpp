#include "web/encoding/codecs/encoder_index.h"

#include "web/encoding/indexes/indexes.h"

namespace orrery::web {

std::optional<std::uint32_t> EncoderIndex::pointer_of(char32_t code_point) {
  if (code_point > 0xFFFF || code_point == indexes::k_none) return {};
  if (pointers_.empty()) build();
  const std::uint16_t entry = pointers_[code_point];
  if (entry == 0) return {};
  return entry - 1U;
}

void EncoderIndex::build() {
  pointers_.resize(0x10000);
  for (std::size_t pointer = index_.size(); pointer-- > 0;) {
    if (pointer >= excluded_first_ && pointer < excluded_end_) continue;
    pointers_[index_[pointer]] = static_cast<std::uint16_t>(pointer + 1);
  }
}

}  // namespace orrery::web
