#pragma once

#include <span>
#include <string>
#include <string_view>

namespace orrery::cli {

/// A feature (a name of the suite's features.txt) whose tests are not run.
struct SkippedFeature {
  std::string_view name;
  std::string_view reason;
};

/// The one place where tests are exempted. They count as failures in every rate.
std::span<const SkippedFeature> skipped_features();

/// The first of `features` that is skipped, or null.
const SkippedFeature* find_skipped_feature(std::span<const std::string> features);

}  // namespace orrery::cli
