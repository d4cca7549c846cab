#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "regexp/program.h"

namespace orrery::regexp {

enum class MatchResult : std::uint8_t {
  NoMatch,
  Match,
  /// The Interrupter wanted it. The captures are worth nothing.
  Interrupted,
  /// The backtrack stack would have become larger than k_max_backtrack_bytes, or the system has no memory
  /// left. The captures are worth nothing.
  OutOfMemory,
};

/// Where a match may begin.
enum class SearchMode : std::uint8_t {
  /// At the start index or behind it: the first place where there is a match.
  Forward,
  /// At the start index only: flag `y`.
  AtStart,
};

/// Somebody who may end a match that takes long. Called every k_steps_per_poll steps of the matcher, whose
/// number depends on nothing but the arguments of match(); a match that is short never calls it.
struct Interrupter {
  /// Should the match end? May do anything but run JavaScript, collect garbage or otherwise touch the
  /// subject.
  bool (*must_stop)(void* context) = nullptr;
  void* context = nullptr;
};

inline constexpr std::uint32_t k_steps_per_poll = 10'000;
inline constexpr std::size_t k_max_backtrack_bytes = std::size_t{256} << 20;

/// Where a capture begins and ends in the subject, in code units. {-1, -1}: the group took no part.
struct Capture {
  std::int32_t start = -1;
  std::int32_t end = -1;
  bool is_set() const { return start >= 0; }
};

/// Looks for a match of `program` in `subject`: steps 13 and 15.a to 15.f of
/// https://tc39.es/ecma262/#sec-regexpbuiltinexec. Runs no JavaScript, allocates no cells, and copies neither
/// the subject nor parts of it: the caller keeps it where it is.
///
/// \param subject   less than 2³¹ code units, each a Latin-1 character or a UTF-16 code unit. Both give the
///                  same answer for the same text
/// \param start     0 to the length of the subject. Under `u` and `v` an index between the two halves of a
///                  surrogate pair stands for the character there, and so for the index before; a match may
///                  therefore begin one code unit before `start`
/// \param captures  program.capture_count() places, filled in if there is a match. Number 0 is the whole
/// match
/// \param interrupter  may be empty
MatchResult match(const Program& program, std::span<const std::uint8_t> subject, std::uint32_t start,
                  SearchMode mode, std::span<Capture> captures, Interrupter interrupter = {});
MatchResult match(const Program& program, std::span<const char16_t> subject, std::uint32_t start,
                  SearchMode mode, std::span<Capture> captures, Interrupter interrupter = {});

}  // namespace orrery::regexp
