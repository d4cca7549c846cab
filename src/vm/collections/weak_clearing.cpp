#include "vm/collections/weak_clearing.h"

#include <utility>

#include "base/packed.h"

namespace orrery::vm {

namespace {

// Each range is the distance from what was before it and its length less one, so none can be empty or come
// before another.

void append(std::string& text, const std::vector<OrdinalRange>& ranges) {
  base::append_packed(text, ranges.size());
  std::uint64_t before = 0;
  for (const OrdinalRange& range : ranges) {
    base::append_packed(text, range.first - before - 1);
    base::append_packed(text, range.last - range.first);
    before = range.last;
  }
}

/// The next ordinal, so many behind `before`.
std::uint64_t ordinal_after(base::PackedReader& reader, std::uint64_t before, std::uint64_t distance) {
  if (distance > UINT64_MAX - before) reader.set_broken();
  return reader.is_broken() ? 0 : before + distance;
}

std::vector<OrdinalRange> read_ranges(base::PackedReader& reader) {
  std::vector<OrdinalRange> ranges;
  std::uint64_t before = 0;
  // A text that is no such one may name any number.
  for (std::uint64_t left = reader.number(); left != 0 && !reader.is_broken(); left--) {
    const std::uint64_t start = ordinal_after(reader, before, 1);
    const std::uint64_t first = ordinal_after(reader, start, reader.number());
    before = ordinal_after(reader, first, reader.number());
    if (!reader.is_broken()) ranges.push_back({first, before});
  }
  return ranges;
}

}  // namespace

std::string WeakClearing::to_text() const {
  std::string text;
  append(text, weak_refs);
  std::uint64_t before = 0;
  for (const Targets& targets : registries) {
    base::append_packed(text, targets.registry - std::exchange(before, targets.registry) - 1);
    append(text, targets.registrations);
  }
  return text;
}

std::optional<WeakClearing> WeakClearing::from_text(std::string_view text) {
  base::PackedReader reader(text);
  WeakClearing clearing;
  clearing.weak_refs = read_ranges(reader);
  std::uint64_t before = 0;
  while (!reader.is_broken() && !reader.is_at_end()) {
    const std::uint64_t start = ordinal_after(reader, before, 1);
    before = ordinal_after(reader, start, reader.number());
    clearing.registries.push_back({before, read_ranges(reader)});
    if (clearing.registries.back().registrations.empty()) reader.set_broken();
  }
  if (reader.is_broken() || clearing.is_empty()) return std::nullopt;
  return clearing;
}

}  // namespace orrery::vm
