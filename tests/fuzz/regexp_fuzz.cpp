// libFuzzer target: any pattern under any flags either is valid or gets an error that points at whole code
// points of it. The first byte picks the flags.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/unicode/utf.h"
#include "regexp/pattern_syntax.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_code_point_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace orrery;
  if (size == 0) return 0;
  // Both `u` and `v` is what parse_flags refuses; then `u` goes.
  regexp::Flags flags{data[0]};
  if (flags.has(regexp::Flag::UnicodeSets))
    flags.bits &= static_cast<std::uint8_t>(~static_cast<std::uint8_t>(regexp::Flag::Unicode));

  const auto pattern =
      base::replace_invalid_utf8(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  if (const auto error = regexp::validate_pattern(pattern, flags)) {
    require(!error->message.empty());
    require(error->start <= error->end && error->end <= pattern.size());
    require(is_code_point_boundary(pattern, error->start) && is_code_point_boundary(pattern, error->end));
  }

  if (const auto parsed = regexp::parse_flags(pattern); !parsed) {
    require(parsed.error().start < parsed.error().end && parsed.error().end <= pattern.size());
    require(is_code_point_boundary(pattern, parsed.error().end));
  }
  return 0;
}
