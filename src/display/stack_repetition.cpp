#include "display/stack_repetition.h"

#include <algorithm>
#include <unordered_map>

namespace orrery::display {

namespace {

/// Fewer frames in common are shown.
constexpr std::size_t k_least_shared = 3;
constexpr std::size_t k_most = 1000;  // longer ones are shown as they are: comparing takes the square of it
constexpr std::size_t k_least_hidden = 3;

using Places = std::unordered_map<std::string_view, std::vector<std::size_t>>;

/// How often the `length` frames at `start` are followed by the same.
std::size_t repetitions(const std::vector<std::string>& frames, std::size_t start, std::size_t length) {
  std::size_t count = 0;
  for (std::size_t next = start + length; next + length <= frames.size(); next += length) {
    if (!std::equal(frames.begin() + static_cast<std::ptrdiff_t>(start),
                    frames.begin() + static_cast<std::ptrdiff_t>(start + length),
                    frames.begin() + static_cast<std::ptrdiff_t>(next)))
      break;
    count++;
  }
  return count;
}

/// The lengths that a block at frame `i` may have: first the greatest common divisor of the distances to the
/// same frame, then the numbers met on the way to it, the last first.
std::vector<std::size_t> candidate_lengths(const std::vector<std::size_t>& places, std::size_t next,
                                           std::size_t i) {
  if (next + 1 >= places.size()) return {places.back() - i};
  std::size_t divisor = 0;
  std::vector<std::size_t> others;
  for (std::size_t j = next; j < places.size() && divisor != 1; j++) {
    std::size_t distance = places[j] - i;
    while (distance != 0) {
      if (divisor != 0 && std::ranges::find(others, divisor) == others.end()) others.push_back(divisor);
      const std::size_t remainder = divisor % distance;
      divisor = distance;
      distance = remainder;
    }
  }
  std::erase(others, divisor);
  others.push_back(divisor);
  std::ranges::reverse(others);
  return others;
}

}  // namespace

std::vector<RepeatedFrames> repeated_frames(const std::vector<std::string>& frames) {
  std::vector<RepeatedFrames> result;
  if (frames.size() > k_most) return result;
  Places all;
  for (std::size_t i = 0; i < frames.size(); i++) all[frames[i]].push_back(i);
  if (frames.size() - all.size() <= k_least_shared) return result;
  for (std::size_t i = 0; i + k_least_shared < frames.size(); i++) {
    const std::vector<std::size_t>& places = all[frames[i]];
    const auto next = static_cast<std::size_t>(std::ranges::upper_bound(places, i) - places.begin());
    if (next == places.size() || places.back() - i < k_least_shared) continue;
    RepeatedFrames best{.start = 0, .length = 0, .count = 0};
    for (const std::size_t length : candidate_lengths(places, next, i)) {
      const std::size_t count = repetitions(frames, i, length);
      if (count * length > best.count * best.length)
        best = {.start = i + length, .length = length, .count = count};
    }
    if (best.count * best.length < k_least_hidden) continue;
    result.push_back(best);
    i += best.length * (best.count + 1) - 1;
  }
  return result;
}

SharedFrames shared_frames(const std::vector<std::string>& frames, const std::vector<std::string>& others) {
  if (frames.size() > k_most || others.size() > k_most) return {.start = 0, .length = 0};
  for (std::size_t i = 0; i + k_least_shared < frames.size(); i++) {
    const auto found = std::ranges::find(others, frames[i]);
    const auto rest = static_cast<std::size_t>(others.end() - found);
    if (rest <= k_least_shared) continue;
    const std::size_t most = std::min(frames.size() - i, rest);
    std::size_t length = 1;
    while (length < most && frames[i + length] == found[static_cast<std::ptrdiff_t>(length)]) length++;
    if (length > k_least_shared) return {.start = i, .length = length};
  }
  return {.start = 0, .length = 0};
}

}  // namespace orrery::display
