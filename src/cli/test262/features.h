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
};

/// The one place where tests are exempted. They count as failures in every rate.
std::span<const SkippedFeature> skipped_features();

/// The first of a test's features that is skipped, or null.
/// \param only_parsed  tests are judged by their syntax
const SkippedFeature* find_skipped_feature(std::string_view path, std::span<const std::string> features,
                                           bool only_parsed);

}  // namespace orrery::cli
