#pragma once

#include <span>
#include <string>
#include <string_view>

namespace orrery::cli {

/// A feature (a name of the suite's features.txt, or an area, as in area_of()) whose tests are not run.
struct SkippedFeature {
  std::string_view name;
  std::string_view reason;
  /// Its syntax is understood: --parse-only judges its tests.
  bool is_parsed;
  /// A library of its own: besides the rate of everything there is one without it.
  bool is_separate;
};

/// The one place where tests are exempted. They count as failures in every rate.
std::span<const SkippedFeature> skipped_features();

/// Whether a test that was skipped for this reason (TestResult::skip_reason) belongs to a library of its own.
bool is_separate(std::string_view skip_reason);
/// What TestResult::skip_reason says.
std::string skip_reason_of(const SkippedFeature& feature);

/// The first of a test's features that is skipped, or null.
/// \param only_parsed  tests are judged by their syntax
const SkippedFeature* find_skipped_feature(std::string_view path, std::span<const std::string> features,
                                           bool only_parsed);

}  // namespace orrery::cli
