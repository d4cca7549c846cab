#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::cli {

/// When a negative test is to fail.
enum class NegativePhase : std::uint8_t { Parse, Resolution, Runtime };

/// What a test that must fail is to fail with.
struct NegativeExpectation {
  NegativePhase phase;
  std::string error_type;  // the constructor's name, such as "SyntaxError"
};

/// How a test is run. A `raw` test runs as Sloppy: nothing is put before its text.
enum class TestMode : std::uint8_t { Sloppy, Strict, Module };

std::string_view to_string(TestMode mode);
std::optional<TestMode> test_mode_from_string(std::string_view text);

/// The front matter of a test262 test: the keys that say how to run it
/// (https://github.com/tc39/test262/blob/main/INTERPRETING.md#metadata).
struct Test262Metadata {
  std::optional<NegativeExpectation> negative;
  std::vector<std::string> includes;
  std::vector<std::string> features;
  bool only_strict = false;
  bool no_strict = false;
  bool module = false;
  bool raw = false;
  bool async = false;
  bool generated = false;
  bool can_block_is_false = false;
  bool can_block_is_true = false;
  bool non_deterministic = false;

  /// The modes that the test asks to be run in, in the order of the enumeration.
  std::vector<TestMode> modes() const;
};

/// Reads the metadata between `/*---` and `---*/`. The front matter is YAML, of which the suite uses a small
/// part: top-level keys, lists in brackets or one item a line, one nested mapping (`negative`), block scalars
/// in keys that only people read. Anything else in a key that matters is an error, as is an unknown flag or
/// phase: a test that is misread would be judged wrongly without anyone noticing.
base::Result<Test262Metadata> parse_test262_metadata(std::string_view source);

}  // namespace orrery::cli
