// libFuzzer target: any pattern compiles or gets an error, just as if it is only checked; and what it matches
// in a Latin-1 text it matches in the same text as UTF-16. The first byte picks the flags, the second where
// the search starts; a line feed ends the pattern, and the subject follows.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "base/unicode/utf.h"
#include "regexp/matcher.h"
#include "regexp/program_printer.h"

namespace {

using namespace orrery::regexp;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Ends a match after some polls.
struct Patience {
  int polls_left = 10;
  Interrupter interrupter() {
    return {.must_stop = [](void* context) { return --static_cast<Patience*>(context)->polls_left < 0; },
            .context = this};
  }
};

template <typename Unit>
MatchResult match_text(const Program& program, std::span<const Unit> subject, std::uint32_t start,
                       SearchMode mode, std::vector<Capture>& captures) {
  // In memory of its own, so that the sanitizer sees every step beyond it.
  const std::vector<Unit> copy(subject.begin(), subject.end());
  Patience patience;
  const auto result =
      match(program, std::span<const Unit>(copy), start, mode, captures, patience.interrupter());
  if (result != MatchResult::Match) return result;
  for (const Capture capture : captures) {
    if (!capture.is_set()) continue;
    require(capture.start <= capture.end && static_cast<std::size_t>(capture.end) <= copy.size());
  }
  require(captures[0].is_set());
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  // Both `u` and `v` is what parse_flags refuses; then `u` goes.
  Flags flags{data[0]};
  if (flags.has(Flag::UnicodeSets))
    flags.bits &= static_cast<std::uint8_t>(~static_cast<std::uint8_t>(Flag::Unicode));

  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto end_of_pattern = std::min(text.find('\n'), text.size());
  const auto pattern = orrery::base::replace_invalid_utf8(text.substr(0, end_of_pattern));
  const auto subject = text.substr(std::min(end_of_pattern + 1, text.size()));

  const auto error = validate_pattern(pattern, flags);
  const auto program = compile(pattern, flags);
  if (!program) {
    require(error ? error->message == program.error().message && error->start == program.error().start
                  : program.error().message == "Regular expression too large");
    return 0;
  }
  require(!error);
  require(!print_program(**program).empty());

  const auto mode = flags.has(Flag::Sticky) ? SearchMode::AtStart : SearchMode::Forward;
  std::vector<Capture> captures((*program)->capture_count());
  std::vector<Capture> wide_captures(captures.size());

  const std::span<const std::uint8_t> latin1(reinterpret_cast<const std::uint8_t*>(subject.data()),
                                             subject.size());
  const std::vector<char16_t> wide(latin1.begin(), latin1.end());
  const auto start = static_cast<std::uint32_t>(data[1] % (latin1.size() + 1));
  const auto result = match_text(**program, latin1, start, mode, captures);
  const auto wide_result = match_text(**program, std::span<const char16_t>(wide), start, mode, wide_captures);
  require(result == wide_result);
  if (result == MatchResult::Match) {
    for (std::size_t i = 0; i < captures.size(); ++i)
      require(captures[i].start == wide_captures[i].start && captures[i].end == wide_captures[i].end);
  }

  // And as UTF-16, whatever it says.
  const auto units = orrery::base::utf16_from_wtf8(orrery::base::replace_invalid_utf8(subject));
  match_text(**program, std::span<const char16_t>(units),
             static_cast<std::uint32_t>(data[1] % (units.size() + 1)), mode, captures);
  return 0;
}
