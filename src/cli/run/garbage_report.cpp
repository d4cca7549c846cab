#include "cli/run/garbage_report.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "gc/heap.h"

namespace orrery::cli {

namespace {

std::uint64_t microseconds(std::chrono::steady_clock::duration duration) {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(duration).count());
}

void add_line(std::string& text, std::uint64_t number, const std::string& what) {
  text += fmt::format("{:>16} {}\n", number, what);
}

}  // namespace

void GarbageReport::note_pause_ends(gc::Pause pause) {
  const Clock::duration length = Clock::now() - began_;
  Pauses& pauses = pauses_[static_cast<std::size_t>(pause)];
  ++pauses.count;
  pauses.total += length;
  pauses.longest = std::max(pauses.longest, length);
  ++pauses.by_length[std::min<std::size_t>(static_cast<std::size_t>(std::bit_width(microseconds(length))),
                                           Pauses::k_classes - 1)];
}

void GarbageReport::note_collection(const gc::CollectionReport& report) {
  if (!report.is_major && report.bytes_before >= alive_ && report.bytes_after >= alive_) {
    young_ += report.bytes_before - alive_;
    surviving_young_ += report.bytes_after - alive_;
  }
  alive_ = report.bytes_after;
}

void GarbageReport::add_pauses(std::string& text, const char* what, const Pauses& pauses) const {
  add_line(text, pauses.count, what);
  if (pauses.count == 0) return;
  add_line(text, microseconds(pauses.total), "microseconds in them");
  add_line(text, microseconds(pauses.longest), "microseconds in the longest");
  for (std::size_t i = 0; i < Pauses::k_classes; ++i) {
    if (pauses.by_length[i] == 0) continue;
    const std::uint64_t least = std::uint64_t{1} << i >> 1;
    const bool is_last = i == Pauses::k_classes - 1;
    add_line(text, pauses.by_length[i],
             is_last ? fmt::format("of {} microseconds or more", least)
                     : fmt::format("of {} to {} microseconds", least, (std::uint64_t{1} << i) - 1));
  }
}

std::string GarbageReport::to_text() const {
  const gc::HeapStatistics statistics = heap_.statistics();
  std::string text = "garbage\n";
  add_line(text, statistics.bytes_allocated, "bytes allocated in cells");
  if (statistics.minor_collections + statistics.major_collections != 0)
    add_line(text, statistics.live_bytes, "bytes alive after the last collection");
  add_line(text, statistics.committed_bytes + statistics.free_bytes, "bytes of memory for cells at the end");
  add_pauses(text, "minor collections", pauses_[static_cast<std::size_t>(gc::Pause::Minor)]);
  if (young_ != 0) {
    add_line(text, surviving_young_ * 100 / young_,
             "per cent of what was new to minor collections outlived them");
  }
  add_pauses(text, "major collections", pauses_[static_cast<std::size_t>(gc::Pause::Major)]);
  add_pauses(text, "steps of collections before their last",
             pauses_[static_cast<std::size_t>(gc::Pause::Step)]);
  return text;
}

}  // namespace orrery::cli
