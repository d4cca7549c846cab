#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace orrery::trace {

// The format of docs/trace-format.md.

constexpr std::string_view k_trace_magic = "\x8fORRTRC\n";
constexpr std::string_view k_trace_end_magic = "ORRTRCX\n";
/// Later versions have more events; nothing else has changed.
constexpr std::uint32_t k_trace_version = 3;
constexpr std::uint32_t k_oldest_trace_version = 1;
constexpr std::size_t k_trace_header_size = k_trace_magic.size() + 8;
constexpr std::size_t k_trace_block_header_size = 24;
constexpr std::size_t k_trace_trailer_size = 8 + k_trace_end_magic.size();

enum class TraceBlockKind : std::uint8_t { Meta = 1, Definitions, Events, Index };

/// What an index says of a block.
struct TraceBlock {
  TraceBlockKind kind = TraceBlockKind::Meta;
  std::uint64_t offset = 0;  // of its header in the file
  // Of Events; else 0.
  std::uint64_t first_turn = 0;
  std::uint64_t last_turn = 0;
  std::uint64_t time_ns = 0;  // of its first turn that begins in it; if none does, of the one that goes on
  bool is_fine = false;       // it has events of level Fine

  bool operator==(const TraceBlock&) const = default;
};

}  // namespace orrery::trace
