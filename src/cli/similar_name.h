#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace orrery::cli {

/// The one of `names` that may have been meant by `written`: at most two letters were changed, left out,
/// added or swapped with their neighbours, and most were not. The first of those that are nearest; nothing:
/// none is near.
std::optional<std::string> similar_name(std::string_view written, std::span<const std::string> names);

}  // namespace orrery::cli
