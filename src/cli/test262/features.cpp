#include "cli/test262/features.h"

#include <algorithm>

#include "cli/test262/suite.h"

namespace orrery::cli {

namespace {

constexpr SkippedFeature k_skipped_features[] = {
    {"decorators", "a proposal at stage 3, not part of ECMAScript 2026", false},
    {"Temporal", "not written yet", true},
    {"intl402", "ECMA-402 is not written yet", true},
};

}  // namespace

std::span<const SkippedFeature> skipped_features() {
  return k_skipped_features;
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
