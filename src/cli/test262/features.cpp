#include "cli/test262/features.h"

#include <algorithm>

namespace orrery::cli {

namespace {

constexpr SkippedFeature k_skipped_features[] = {
    {"decorators", "a proposal at stage 3, not part of ECMAScript 2026"},
};

}  // namespace

std::span<const SkippedFeature> skipped_features() {
  return k_skipped_features;
}

const SkippedFeature* find_skipped_feature(std::span<const std::string> features) {
  for (const SkippedFeature& skipped : k_skipped_features)
    if (std::ranges::find(features, skipped.name) != features.end()) return &skipped;
  return nullptr;
}

}  // namespace orrery::cli
