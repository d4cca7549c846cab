// libFuzzer target: URL patterns. A pattern, a base URL and a URL, U+0001 between them; the first byte says
// whether letters' case counts, and what of it is there. Tokens follow one another to the end of the text;
// what a pattern says of itself makes the same pattern; captures lie in what was matched.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf.h"
#include "web/urlpattern/tokenizer.h"
#include "web/urlpattern/url_pattern_record.h"

namespace {

using namespace orrery::web;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_tokens(std::string_view text) {
  const auto lenient = tokenize_pattern(text, TokenizePolicy::Lenient);
  require(lenient.has_value() && lenient->back().type == PatternToken::Type::End);
  require(lenient->back().index == text.size());
  for (std::size_t i = 1; i < lenient->size(); ++i) require((*lenient)[i - 1].index < (*lenient)[i].index);
  const bool has_errors = std::ranges::any_of(
      *lenient, [](const PatternToken& token) { return token.type == PatternToken::Type::InvalidChar; });
  require(tokenize_pattern(text, TokenizePolicy::Strict).has_value() != has_errors);
}

PatternInit init_of(const UrlPatternRecord& record) {
  PatternInit init;
  for (std::size_t i = 0; i < k_pattern_component_count; ++i)
    init.components[i] = record.component(static_cast<PatternComponent>(i)).pattern_string();
  return init;
}

/// A match that takes long is given up.
orrery::regexp::MatchResult match(const UrlPatternRecord& record, const PatternInput& input,
                                  PatternMatch& found) {
  int polls = 0;
  const orrery::regexp::Interrupter interrupter{
      .must_stop = [](void* context) { return ++*static_cast<int*>(context) > 20; }, .context = &polls};
  return record.match(input, {}, /*wants_captures=*/true, found, interrupter);
}

void check_match(const UrlPatternRecord& record, const PatternInput& input) {
  PatternMatch found;
  if (match(record, input, found) != orrery::regexp::MatchResult::Match) return;
  for (std::size_t i = 0; i < k_pattern_component_count; ++i) {
    const auto length = static_cast<std::int32_t>(found.inputs[i].size());
    require(orrery::base::is_ascii(found.inputs[i]));
    require(found.captures[i].size() >
            record.component(static_cast<PatternComponent>(i)).group_names().size());
    for (const orrery::regexp::Capture capture : found.captures[i])
      require(!capture.is_set() || (capture.start <= capture.end && capture.end <= length));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::uint8_t options = data[0];
  const std::string text =
      orrery::base::replace_invalid_utf8({reinterpret_cast<const char*>(data) + 1, size - 1});
  std::vector<std::string_view> parts;
  for (std::string_view rest = text; parts.size() < 3;) {
    const std::size_t end = std::min(rest.find('\x01'), rest.size());
    parts.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  check_tokens(parts[0]);
  const bool ignores_case = (options & 1) != 0;
  std::optional<std::string_view> base;
  if (!parts[1].empty()) base = parts[1];
  PatternInput input = parts[0];
  if ((options & 2) != 0) {
    PatternInit init;
    init[static_cast<PatternComponent>(options >> 2 & 7)] = std::string(parts[0]);
    if (base) init.base_url = std::string(*base);
    base.reset();
    input = init;
  }
  const auto record = UrlPatternRecord::create(input, base, ignores_case);
  if (!record) return 0;
  check_match(*record, parts[2]);
  PatternInit pathname;
  pathname[PatternComponent::Pathname] = std::string(parts[2]);
  check_match(*record, pathname);
  static_cast<void>(UrlPatternRecord::create(init_of(*record), {}, ignores_case));
  return 0;
}
