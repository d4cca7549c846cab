#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orrery::display {

/// Frames of a stack that stand there already: `count` times the `length` frames before `start`.
struct RepeatedFrames {
  std::size_t start;
  std::size_t length;
  std::size_t count;
};

/// Runs of equal blocks of frames, first to last: recursion, whose frames beyond the first round tell
/// nothing.
std::vector<RepeatedFrames> repeated_frames(const std::vector<std::string>& frames);

/// The first four or more lines of `frames` that stand in a row in `others`, too.
struct SharedFrames {
  std::size_t start;
  std::size_t length;  // 0: there are none
};
SharedFrames shared_frames(const std::vector<std::string>& frames, const std::vector<std::string>& others);

}  // namespace orrery::display
