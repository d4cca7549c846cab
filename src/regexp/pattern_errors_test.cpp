// What is said of invalid patterns, and how hostile ones are borne.

#include <chrono>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "regexp/group_names.h"
#include "regexp/pattern_syntax.h"

namespace {
std::size_t allocation_count = 0;
}

void* operator new(std::size_t size) {
  ++allocation_count;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace orrery::regexp {
namespace {

std::string repeat(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

struct ExpectedError {
  std::string_view pattern;
  std::string_view flags;
  std::string_view message;
  std::string_view offending;  // the bytes that the error points at
  std::uint32_t start;
};

void expect_errors(std::initializer_list<ExpectedError> cases) {
  for (const auto& expected : cases) {
    const auto error = validate_pattern(expected.pattern, *parse_flags(expected.flags));
    ASSERT_TRUE(error) << expected.pattern;
    EXPECT_EQ(error->message, expected.message) << expected.pattern;
    EXPECT_EQ(error->start, expected.start) << expected.pattern;
    EXPECT_EQ(expected.pattern.substr(error->start, error->end - error->start), expected.offending)
        << expected.pattern;
  }
}

TEST(PatternErrors, OfTerms) {
  expect_errors({
      {"ab*+c", "", "Nothing to repeat", "+", 3},
      {"a|{1,2}", "", "Nothing to repeat", "{1,2}", 2},
      {"é*{3}", "u", "Nothing to repeat", "{3}", 3},
      {"a{3,2}?", "", "numbers out of order in {} quantifier", "{3,2}", 1},
      {"ab{1", "u", "Incomplete quantifier", "{", 2},
      {"a]", "u", "Lone quantifier brackets", "]", 1},
      {"{", "u", "Lone quantifier brackets", "{", 0},
      {"a(b", "", "Unterminated group", "(", 1},
      {"a(b(c)", "", "Unterminated group", "(", 1},
      {"ab)c", "", "Unmatched ')'", ")", 2},
      {"a(?%b)", "", "Invalid group", "(?%", 1},
      {"(?éb)", "", "Invalid group", "(?é", 0},
      {"(?", "", "Invalid group", "(?", 0},
      {"(?im-ms:a)", "", "Repeated flag in modifiers", "m", 5},
      {"(?-:a)", "", "Modifiers without a flag", "(?-:", 0},
      {"(?i--:a)", "", "Multiple dashes in modifiers", "(?i--", 0},
  });
}

TEST(PatternErrors, OfEscapes) {
  expect_errors({
      {R"(ab\)", "", R"(\ at end of pattern)", R"(\)", 2},
      {R"([\)", "", R"(\ at end of pattern)", R"(\)", 1},
      {R"(a\-)", "u", "Invalid escape", R"(\-)", 1},
      {R"(\é)", "u", "Invalid escape", R"(\é)", 0},
      {R"((?<a>)[\k])", "", "Invalid escape", R"(\k)", 7},
      {R"((a)\12b)", "u", "Invalid group reference", R"(\12)", 3},
      {R"(\01)", "u", "Invalid decimal escape", R"(\01)", 0},
      {R"([\1])", "u", "Invalid decimal escape", R"(\1)", 1},
      {R"(\x4g)", "u", "Invalid hexadecimal escape", R"(\x)", 0},
      {R"(\u{110000})", "u", "Invalid Unicode escape", R"(\u)", 0},
      {R"(\c1)", "v", "Invalid control escape", R"(\c)", 0},
      {R"(a\p{Foo})", "u", "Invalid property name", "Foo", 4},
      {R"(\p{sc=Foo})", "u", "Invalid property name", "sc=Foo", 3},
      {R"(\p{L)", "u", "Invalid property name", R"(\p{L)", 0},
      {R"(\pL)", "u", "Invalid property name", R"(\p)", 0},
      {R"(\p{RGI_Emoji})", "u", "Property of strings without flag v", "RGI_Emoji", 3},
      {R"(\P{RGI_Emoji})", "v", "Negated property may contain strings", "RGI_Emoji", 3},
  });
}

TEST(PatternErrors, OfNames) {
  expect_errors({
      {"(?<1a>)", "", "Invalid capture group name", "1", 3},
      {"(?<a😀>)", "", "Invalid capture group name", "😀", 4},
      {R"((?<a\u0020>))", "", "Invalid capture group name", R"(\u0020)", 4},
      {"(?<a", "", "Invalid capture group name", "<a", 2},
      {R"((?<a\x>))", "", "Invalid Unicode escape", R"(\x)", 4},
      {R"((?<ab>)b(?<\u0061b>))", "", "Duplicate capture group name", R"(\u0061b)", 11},
      {R"((?<a>)\kb)", "", "Invalid named reference", R"(\k)", 6},
      {R"(\k)", "u", "Invalid named reference", R"(\k)", 0},
      {R"((?<a>)\k<bc>\k<d>)", "", "Invalid named capture referenced", "bc", 9},
  });
}

TEST(PatternErrors, OfClasses) {
  expect_errors({
      {"a[b", "", "Unterminated character class", "[", 1},
      {"a[b-", "u", "Unterminated character class", "[", 1},
      {"[a[b]", "v", "Unterminated character class", "[", 0},
      {"[ad-bc]", "", "Range out of order in character class", "d-b", 2},
      {R"([\u0062-a])", "", "Range out of order in character class", R"(\u0062-a)", 1},
      {"[é-a]", "", "Range out of order in character class", "é-a", 1},
      {R"([a\d-z])", "u", "Invalid character class in range", R"(\d-z)", 2},
      {"[[a]-z]", "v", "Invalid character class in range", "[a]-", 1},
      {"[xz-a]", "v", "Range out of order in character class", "z-a", 2},
      {"[a(b]", "v", "Invalid character in character class", "(", 2},
      {"[a!!b]", "v", "Invalid set operation in character class", "!!", 2},
      {"[ab&&c]", "v", "Invalid set operation in character class", "&&", 3},
      {"[ab--c]", "v", "Invalid set operation in character class", "--", 3},
      {"[a&&b--c]", "v", "Invalid set operation in character class", "-", 5},
      {R"(x[^\q{ab}])", "v", "Negated character class may contain strings", R"([^\q{ab}])", 1},
      {R"([\q{ab)", "v", "Unterminated string disjunction", R"(\q{)", 1},
  });
}

// One half of a surrogate pair lies at the bytes of the pair.
TEST(PatternErrors, PointAtWholeCodePoints) {
  const auto error = validate_pattern("[😀-a]", {});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "Range out of order in character class");
  EXPECT_EQ(error->start, 1u);
  EXPECT_EQ(error->end, 7u);
}

TEST(HostilePatterns, NestingHasALimit) {
  for (const std::string_view flags : {"", "u", "v"}) {
    for (const std::string_view opening : {"(", "(?:", "(?=", "(?<!", "(?i:"}) {
      const auto fits = repeat(opening, k_max_nesting) + repeat(")", k_max_nesting);
      EXPECT_FALSE(validate_pattern(fits, *parse_flags(flags)));
      const auto error = validate_pattern(repeat(opening, 1'000'000), *parse_flags(flags));
      ASSERT_TRUE(error);
      EXPECT_EQ(error->message, "Pattern nested too deeply");
      EXPECT_EQ(error->start, k_max_nesting * opening.size());
    }
  }
  const auto sets = *parse_flags("v");
  EXPECT_FALSE(validate_pattern(repeat("[", k_max_nesting) + repeat("]", k_max_nesting), sets));
  EXPECT_EQ(validate_pattern(repeat("[^", 1'000'000), sets)->message, "Pattern nested too deeply");
  // Groups and classes share the limit.
  EXPECT_TRUE(
      validate_pattern(repeat("(", 600) + repeat("[", 600) + repeat("]", 600) + repeat(")", 600), sets));
  // Without `v` there is nothing to nest in a class.
  EXPECT_FALSE(validate_pattern(repeat("[", 1'000'000) + "]", {}));
}

// Each of these takes some milliseconds, and would take minutes if its cost were quadratic.
TEST(HostilePatterns, CostIsNearlyLinear) {
  constexpr std::size_t k_many = 100'000;
  std::string distinct_names;
  for (std::size_t i = 0; i < k_many; ++i) distinct_names += "(?<a" + std::to_string(i) + ">)";
  constexpr std::size_t k_depth = k_max_nesting - 1;
  const std::string patterns[] = {
      distinct_names,
      repeat("(?<a>)|", k_many),
      repeat("(?:|", k_depth) + repeat("(?<a>)|", k_many) + repeat(")", k_depth),
      "(?<a>)" + repeat(R"(\k<a>)", k_many),
      repeat(R"(\k)", k_many),
      repeat(R"(\99999)", k_many),
      repeat("a{1111111111,", k_many),
      repeat(R"(\u{0000000000)", k_many),
      "a{" + repeat("1", k_many) + "," + repeat("1", k_many) + "}",
      "(?<" + repeat("a", k_many) + ">)",
  };
  const auto start = std::chrono::steady_clock::now();
  for (const auto& pattern : patterns) EXPECT_FALSE(validate_pattern(pattern, {})) << pattern.substr(0, 40);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(HostilePatterns, NoHeapWithoutGroupNames) {
  const auto before = allocation_count;
  for (const auto mode : {std::uint8_t{0}, static_cast<std::uint8_t>(Flag::Unicode),
                          static_cast<std::uint8_t>(Flag::UnicodeSets)}) {
    EXPECT_FALSE(validate_pattern(R"(^(?:([\w.\u0041]+)|\1{2,3}?|(?=[^a-z\d])|(?i-s:x))*$)", Flags{mode}));
    EXPECT_TRUE(validate_pattern("(a", Flags{mode}));
  }
  EXPECT_EQ(allocation_count, before);
}

}  // namespace
}  // namespace orrery::regexp
