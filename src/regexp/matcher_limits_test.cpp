// What patterns and matches may cost.

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "regexp/matcher.h"

namespace orrery::regexp {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

/// "", or why `pattern` cannot be compiled. Whatever it is, it may not take long.
std::string compile_error(const std::string& pattern, std::string_view flags = "") {
  const auto start = std::chrono::steady_clock::now();
  const auto program = compile(pattern, *parse_flags(flags));
  // Generous, for sanitizers: without them each takes less than half a second.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << pattern.substr(0, 40);
  return program ? "" : std::string(program.error().message);
}

constexpr std::string_view k_too_large = "Regular expression too large";

TEST(CompileLimits, LargePatternsAreFine) {
  EXPECT_EQ(compile_error(repeated("a", 1'000'000)), "");
  EXPECT_EQ(compile_error(repeated("a|", 300'000)), "");
  EXPECT_EQ(compile_error(repeated("()", 100'000)), "");
  EXPECT_EQ(compile_error(repeated("[a-z]", 200'000)), "");
  EXPECT_EQ(compile_error("[" + repeated("acegi", 200'000) + "]"), "");
  EXPECT_EQ(compile_error(repeated("a*", 300'000)), "");
  EXPECT_EQ(compile_error(repeated("\\b", 500'000)), "");
  EXPECT_EQ(compile_error(repeated("\\p{L}", 150'000), "u"), "");
}

TEST(CompileLimits, Nesting) {
  const auto nested = [](std::string_view open, std::string_view close, std::size_t depth) {
    return repeated(open, depth) + "a" + repeated(close, depth);
  };
  EXPECT_EQ(compile_error(nested("(", ")", 999)), "");
  EXPECT_EQ(compile_error(nested("(", ")*", 999)), "");
  EXPECT_EQ(compile_error(nested("(b|c", "|d){2,3}", 999)), "");
  EXPECT_EQ(compile_error(nested("(?=", ")", 999)), "");
  EXPECT_EQ(compile_error(nested("(?<!b|(", "))", 499)), "");
  EXPECT_EQ(compile_error(nested("[", "]", 999), "v"), "");
  EXPECT_EQ(compile_error(nested("(", ")", 100'000)), "Pattern nested too deeply");
}

TEST(CompileLimits, CountedLoopsAreNotUnrolled) {
  std::string pattern = "a";
  for (int i = 0; i < 100; ++i) pattern = "(?:" + pattern + "b?){0,65535}";
  EXPECT_EQ(compile_error(pattern), "");
  const auto program = compile("(?:a{0,65535}){0,65535}", {});
  ASSERT_TRUE(program);
  EXPECT_LT((*program)->memory_size(), 2000U);
}

TEST(CompileLimits, TooLarge) {
  EXPECT_EQ(compile_error(repeated("(a|b*)", 2'000'000)), k_too_large);
  EXPECT_EQ(compile_error("[" + repeated("\\p{RGI_Emoji}", 50'000) + "]", "v"), k_too_large);
  EXPECT_EQ(compile_error("[\\w" + repeated("&&\\p{L}", 100'000) + "]", "v"), k_too_large);
  std::string many_classes;
  for (int i = 0; i < 40'000; ++i) many_classes += "[\\p{L}\\u{" + std::to_string(10'000 + i) + "}]";
  EXPECT_EQ(compile_error(many_classes, "u"), k_too_large);
  std::string growing = "[\\q{";
  for (std::size_t i = 1; i < 300; ++i) growing += repeated("a", i) + "|";
  EXPECT_EQ(compile_error(growing + "}]", "v"), k_too_large);
  EXPECT_EQ(compile_error("[\\q{" + repeated("a", 1'000'000) + "|b}]", "v"), "");
}

TEST(CompileLimits, ErrorsComeFirst) {
  EXPECT_EQ(compile_error(repeated("(a|b*)", 2'000'000) + "("), "Unterminated group");
}

// Matches ---------------------------------------------------------------------------------------------------

MatchResult match_latin1(const std::string& pattern, const std::string& subject,
                         Interrupter interrupter = {}) {
  const auto program = compile(pattern, {});
  std::vector<Capture> captures((*program)->capture_count());
  const std::vector<std::uint8_t> bytes(subject.begin(), subject.end());
  return match(**program, std::span<const std::uint8_t>(bytes), 0, SearchMode::Forward, captures,
               interrupter);
}

struct Counter {
  int polls = 0;
  int allowed = 0;
  Interrupter interrupter() {
    return {.must_stop =
                [](void* context) {
                  auto* counter = static_cast<Counter*>(context);
                  return ++counter->polls > counter->allowed;
                },
            .context = this};
  }
};

TEST(MatchLimits, CatastrophicPatternsAreInterrupted) {
  for (const std::string pattern : {"(a*)*b", "(a|a)*b", "(?:a+)+b", "(a|aa)+$", "(?=(a*)*b)", "(?<=b(a*)*)c",
                                    "(?:a?){40}a{40}b", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)b\\1", "(a?)*?b\\1"}) {
    Counter counter{.allowed = 100};
    EXPECT_EQ(match_latin1(pattern, std::string(2000, 'a') + "c", counter.interrupter()),
              MatchResult::Interrupted)
        << pattern;
    EXPECT_EQ(counter.polls, 101);
  }
}

TEST(MatchLimits, LongScansCountAsSteps) {
  Counter counter;
  // Each of the many starts looks at all that follows.
  EXPECT_EQ(match_latin1("[^x]*x", std::string(1'000'000, 'a'), counter.interrupter()),
            MatchResult::Interrupted);
}

TEST(MatchLimits, ShortMatchesDoNotAsk) {
  Counter counter;
  EXPECT_EQ(match_latin1("(\\w+)\\s(\\w+)", "hello world", counter.interrupter()), MatchResult::Match);
  EXPECT_EQ(counter.polls, 0);
}

TEST(MatchLimits, PollsDependOnTheArgumentsAlone) {
  Counter first{.allowed = 1'000'000};
  Counter second{.allowed = 1'000'000};
  match_latin1("(?:a|b|ab)*c", std::string(18, 'a') + "abababab", first.interrupter());
  match_latin1("(?:a|b|ab)*c", std::string(18, 'a') + "abababab", second.interrupter());
  EXPECT_EQ(first.polls, second.polls);
}

TEST(MatchLimits, TheStackIsBounded) {
  EXPECT_EQ(match_latin1("(?:a|b)*?(?:(a)|b)*c", std::string(100, 'a')), MatchResult::NoMatch);
  EXPECT_EQ(match_latin1("(?:(a)|b)*c", std::string(20'000'000, 'a')), MatchResult::OutOfMemory);
  EXPECT_EQ(match_latin1("(?:a?){4294967295}b", "aaa"), MatchResult::OutOfMemory);
}

TEST(MatchLimits, DeepMatchesNeedNoMachineStack) {
  EXPECT_EQ(match_latin1("(?:(a)|b)*c", std::string(1'000'000, 'a') + "c"), MatchResult::Match);
}

TEST(MatchLimits, ManyCaptures) {
  EXPECT_EQ(match_latin1(repeated("(a)?", 50'000) + "b", "aaab"), MatchResult::Match);
  EXPECT_EQ(match_latin1("(?:" + repeated("(a)?", 1'000) + "b)*", "aaababab"), MatchResult::Match);
}

}  // namespace
}  // namespace orrery::regexp
