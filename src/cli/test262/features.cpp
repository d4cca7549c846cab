#include "cli/test262/features.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/test262/suite.h"

namespace orrery::cli {

namespace {

constexpr SkippedFeature k_skipped_features[] = {
    {"decorators", "a proposal at stage 3, not part of ECMAScript 2026", false, false},
    {"Temporal", "not written yet", true, true},
    {"intl402", "ECMA-402 is not written yet", true, true},
};

}  // namespace

std::span<const SkippedFeature> skipped_features() {
  return k_skipped_features;
}

std::string skip_reason_of(const SkippedFeature& feature) {
  return fmt::format("{}: {}", feature.name, feature.reason);
}

bool is_separate(std::string_view skip_reason) {
  return std::ranges::any_of(k_skipped_features, [&](const SkippedFeature& feature) {
    return feature.is_separate && skip_reason_of(feature) == skip_reason;
  });
}

const SkippedFeature* find_skipped_feature(std::string_view path, std::span<const std::string> features,
                                           bool only_parsed) {
  for (const SkippedFeature& skipped : k_skipped_features) {
    if (only_parsed && skipped.is_parsed) continue;
    if (area_of(path) == skipped.name || std::ranges::find(features, skipped.name) != features.end())
      return &skipped;
  }
  return nullptr;
}

}  // namespace orrery::cli
