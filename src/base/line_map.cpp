#include "base/line_map.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "base/byte_block.h"

namespace orrery::base {

namespace {

std::uint32_t bit_count(std::uint64_t bits) {
  return static_cast<std::uint32_t>(std::popcount(bits));
}

/// Finds line terminators, block after block.
class LineEndFinder {
 public:
  explicit LineEndFinder(std::string_view text) : text_(text) {}

  /// The last bytes of the line terminators that end in `block`, which follows the one of the call before.
  std::uint64_t next(const ByteBlock& block, std::size_t block_start, bool has_non_ascii) {
    const std::uint64_t lf = block.equal_to('\n');
    const std::uint64_t cr = block.equal_to('\r');
    std::uint64_t ends = lf;
    if (cr != 0) [[unlikely]]
      ends |= cr & ~before_lf(lf, block_start);
    // A separator that began in the block before ends in continuation bytes here.
    if (has_non_ascii) ends |= separators(block);
    return ends;
  }

 private:
  /// The bytes that an LF follows: a CR there is not the last byte of its terminator.
  std::uint64_t before_lf(std::uint64_t lf, std::size_t block_start) const {
    const std::size_t after = block_start + ByteBlock::k_size;
    const bool lf_follows = after < text_.size() && text_[after] == '\n';
    return lf >> 1 | std::uint64_t{lf_follows} << 63;
  }

  /// The last bytes of U+2028 and U+2029, E2 80 A8 and E2 80 A9.
  std::uint64_t separators(const ByteBlock& block) {
    const std::uint64_t e2 = block.equal_to(0xE2);
    const std::uint64_t e2_before = std::exchange(last_e2_, e2);
    if ((e2 | e2_before >> 62) == 0) return 0;
    const std::uint64_t x80 = block.equal_to(0x80);
    const std::uint64_t x80_before = std::exchange(last_x80_, x80);
    return (block.equal_to(0xA8) | block.equal_to(0xA9)) & (x80 << 1 | x80_before >> 63) &
           (e2 << 2 | e2_before >> 62);
  }

  std::string_view text_;
  std::uint64_t last_e2_ = 0;
  std::uint64_t last_x80_ = 0;
};

}  // namespace

LineMap::LineMap(std::string_view text) : text_(text) {
  assert(text.size() <= UINT32_MAX - k_block);
  const auto size = static_cast<std::uint32_t>(text.size());
  bucket_lines_.reserve(size / k_bucket + 2);
  line_starts_.resize(size / 64 + 2 * k_block);
  line_starts_[0] = 0;
  std::uint32_t line_count = 1;

  LineEndFinder finder(text);
  Position position = {0, 0};
  for (std::uint32_t at = 0; at < size; at += k_block) {
    const std::uint32_t in_block = std::min(size - at, k_block);
    const ByteBlock block =
        in_block == k_block ? ByteBlock(text.data() + at) : ByteBlock::partial(text.data() + at, in_block);
    const bool has_non_ascii = block.has_non_ascii();
    if (at % k_bucket == 0) bucket_lines_.push_back(line_count - 1);
    if (has_non_ascii && is_ascii_) {
      is_ascii_ = false;
      first_checkpoint_ = at / k_block;
      position = {at, at};
      checkpoints_.reserve((size - at) / k_block + 2);
    }
    if (!is_ascii_) {
      checkpoints_.push_back(position);
      const std::uint32_t code_points =
          has_non_ascii ? bit_count(~block.continuations() & low_bits(in_block)) : in_block;
      const std::uint32_t pairs = has_non_ascii ? bit_count(block.four_byte_leads()) : 0;
      position = {position.utf16 + code_points + pairs, position.code_points + code_points};
    }
    add_line_starts(finder.next(block, at, has_non_ascii), at, line_count);
  }
  // For an offset at the text's end, and as the end of the last block and bucket.
  if (!is_ascii_) checkpoints_.push_back(position);
  if (size % k_bucket == 0) bucket_lines_.push_back(line_count - 1);
  bucket_lines_.push_back(line_count - 1);
  line_starts_.resize(line_count);
}

void LineMap::add_line_starts(std::uint64_t line_ends, std::uint32_t block_start, std::uint32_t& count) {
  if (line_starts_.size() - count < k_block) [[unlikely]]
    line_starts_.resize(line_starts_.size() * 2);
  std::uint32_t* out = line_starts_.data() + count;
  for (; line_ends != 0; line_ends &= line_ends - 1)
    *out++ = block_start + static_cast<std::uint32_t>(std::countr_zero(line_ends)) + 1;
  count = static_cast<std::uint32_t>(out - line_starts_.data());
}

LineMap::Position LineMap::BlockCounts::position_of(std::uint32_t offset_in_block) const {
  // OPTIMIZATION: most blocks are ASCII, and counting bits takes a dozen instructions on a baseline x86-64.
  if (characters == ~std::uint64_t{0} && pairs == 0)
    return {before.utf16 + offset_in_block, before.code_points + offset_in_block};
  const std::uint64_t limit = low_bits(offset_in_block);
  const std::uint32_t code_points = bit_count(characters & limit);
  const std::uint32_t extra_units = pairs == 0 ? 0 : bit_count(pairs & limit);
  return {before.utf16 + code_points + extra_units, before.code_points + code_points};
}

LineMap::BlockCounts LineMap::counts_of_block(std::uint32_t block) const {
  const Position before = checkpoints_[block - first_checkpoint_];
  const std::size_t start = std::size_t{block} * k_block;
  const std::size_t rest = text_.size() - start;
  if (rest < k_block) {
    const auto bytes = ByteBlock::partial(text_.data() + start, rest);
    return {before, ~bytes.continuations(), bytes.four_byte_leads()};
  }
  // An ASCII block is known from the counts, without a look at the text.
  if (checkpoints_[block - first_checkpoint_ + 1].code_points - before.code_points == k_block)
    return {before, ~std::uint64_t{0}, 0};
  const ByteBlock bytes(text_.data() + start);
  return {before, ~bytes.continuations(), bytes.four_byte_leads()};
}

LineColumn TextOrigin::tell(LineColumn place) const {
  if (place.line == 1) {
    place.column_utf16 += static_cast<std::uint32_t>(column);
    place.column_code_points += static_cast<std::uint32_t>(column);
  }
  place.line += static_cast<std::uint32_t>(line);
  return place;
}

LineMap::Position LineMap::position_of(std::uint32_t offset) const {
  const std::uint32_t block = offset / k_block;
  if (block < first_checkpoint_) return {offset, offset};
  return counts_of_block(block).position_of(offset % k_block);
}

std::uint32_t LineMap::line_index(std::uint32_t offset) const {
  const std::uint32_t bucket = offset / k_bucket;
  const auto first = line_starts_.begin() + bucket_lines_[bucket];
  const auto last = line_starts_.begin() + bucket_lines_[bucket + 1];
  return static_cast<std::uint32_t>(std::upper_bound(first + 1, last + 1, offset) - 1 - line_starts_.begin());
}

LineColumn LineMap::locate(std::uint32_t offset) const {
  const std::uint32_t line = line_index(offset);
  const Position position = position_of(offset);
  const Position start = position_of(line_starts_[line]);
  return {.line = line + 1,
          .column_utf16 = position.utf16 - start.utf16,
          .column_code_points = position.code_points - start.code_points};
}

std::string_view LineMap::line_text(std::uint32_t line) const {
  const std::uint32_t start = line_start(line);
  if (line == line_count()) return text_.substr(start);
  std::string_view text = text_.substr(start, line_start(line + 1) - start);
  if (!text.ends_with('\n') && !text.ends_with('\r')) return text.substr(0, text.size() - 3);
  const bool is_crlf = text.ends_with("\r\n");
  return text.substr(0, text.size() - (is_crlf ? 2 : 1));
}

void LineMap::Cursor::enter_line(std::uint32_t offset) {
  const std::uint32_t index = map_->line_index(offset);
  line_ = index + 1;
  line_start_ = map_->line_starts_[index];
  line_end_ = line_ == map_->line_count() ? UINT32_MAX : map_->line_starts_[line_];
  line_position_ = map_->position_of(line_start_);
}

}  // namespace orrery::base
