#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "host/files/file_requests.h"

namespace orrery::host {

/// [DOC] Recordings
///
/// A recording holds all that came into a run from outside, in the order in which the run asked for it; so a
/// run that is given the same answers does the same again. It is a file:
///
///   header   k_log_magic, then the version and a reserved zero as two words of 32 bits
///   blocks   the size of the block's contents and the block's number (from 0), 32 bits each; a checksum, 64
///            bits: base::Hash64 of the contents, seeded with the number; the contents
///
/// All words are little-endian. The contents are events one after another, none of which is in two blocks:
///
///   Input           name, contents: what the run was started with, or a file that it read (InputName)
///   WallClock       difference, count: so many readings in a row gave the last value plus the difference, in
///                   milliseconds; the last value is that of the event before of this sort, at first 0
///   WallClockBits   the bits of a double (64), count: the same where the value is no whole number
///   MonotonicClock  difference, count: the same in nanoseconds
///   Random          the bytes
///   Wait            difference between the deadline and the last value of MonotonicClock
///   Interrupted     reason (vm::Termination), logical time (vm::Agent::Interruption): the script was ended
///                   from outside, then; anywhere, but at most once
///   TimeZone        name, rules, as in vm::TimeZoneData
///   OperationBegun  id, description: a background operation (loop::Operation)
///   OperationCompleted  id, answer: the loop asked, and was told of this one
///   NoCompletion    count: so many times in a row the loop asked, and there was none
///   LeftOut         size, two hashes (64 bits each): contents of the Input or answer of the
///                   OperationCompleted that comes next in the same block, which says nothing itself
///                   (--redact)
///   WeakReferencesCleared  turn, references: between two tasks, so many of which were run before, scripts
///   lost
///                   these of what they hold weakly (vm::WeakClearing); since version 7
///   Milestone       turn, semantic hash (64 bits) of all so far: so a replay that differs can say where
///                   (trace::MilestoneObserver); since version 8
///   End             exit status, semantic hash (64 bits): the last event
///
/// An event is its code in one byte and then the fields: texts and bytes with their length before them,
/// numbers in groups of 7 bits from the lowest on, all but the last with bit 7 set; differences are zigzag
/// (0, -1, 1, -2…). A count is one less than it says.
///
/// Contents (of Input) and answers of k_log_piece_size bytes and more are told in pieces of that size, the
/// last one smaller: before each stands a number, 0 or the place in this file, in bytes from its beginning,
/// where the same bytes stand already, and then they do not follow. So a file that is read again and again
/// takes its room once.
///
/// So a loop that does nothing but read the clock for a second records a thousand events, not millions. A
/// recording without an End is of a run that was killed; it can be replayed up to there.
constexpr std::string_view k_log_magic = "\x8fORRLOG\n";
constexpr std::uint32_t k_log_version = 8;
/// Recordings from this version on can be read.
constexpr std::uint32_t k_log_oldest_version = 6;
constexpr std::size_t k_log_header_size = k_log_magic.size() + 8;
constexpr std::size_t k_log_block_header_size = 16;
constexpr std::size_t k_log_piece_size = std::size_t{16} * 1024;
/// So many bytes of one text may be told by their place: a reader is not to be made to take all memory.
constexpr std::uint64_t k_log_most_repeated = std::uint64_t{1} << 28;

enum class LogEventKind : std::uint8_t {
#define LOG_EVENT(Name, code, does) Name = code,
#include "host/recording/log_events.def"
#undef LOG_EVENT
};

/// What is known of contents that a recording leaves out, so that they are known again. It hides no secret:
/// fast hashes without a key are computed back from a few bytes, and confirm guesses of more.
struct LeftOut {
  std::uint64_t size = 0;
  std::uint64_t hash = 0;
  std::uint64_t other_hash = 0;

  static LeftOut of(std::string_view contents);
  bool operator==(const LeftOut&) const = default;
};

/// What inputs are called that are not given once at the start.
struct InputName {
  /// Its contents are the file's.
  static std::string file(const std::string& path) { return "file " + path; }
  /// Its contents say why.
  static std::string unreadable_file(const std::string& path) { return "unreadable file " + path; }
  /// Its contents are the path without links.
  static std::string canonical_path(const std::string& path) { return "canonical path of " + path; }
  /// Its contents are the answer, as to_text() gives it.
  static std::string request(const FileRequest& request) { return describe(request); }
  /// Its contents are what Door::fact() gave.
  static std::string fact(const std::string& name) { return "fact " + name; }
  /// It gave nothing.
  static std::string no_fact(const std::string& name) { return "no fact " + name; }
  /// Its contents are the number that Door::observe() was given.
  static std::string observation(std::string_view what) { return "observed " + std::string(what); }
};

}  // namespace orrery::host
