#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::inspect {

/// What the bodies of /api/stream and /api/window consist of: docs/watch-protocol.md.
enum class RecordKind : std::uint8_t { Nothing = 0, State, Trace, Output, Base, End };

inline void append_record(std::string& bytes, RecordKind kind, std::string_view contents) {
  bytes += static_cast<char>(kind);
  bytes.append(3, '\0');
  for (unsigned shift = 0; shift < 32; shift += 8)
    bytes += static_cast<char>(contents.size() >> shift & 0xff);
  bytes += contents;
}

}  // namespace orrery::inspect
