#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <uv.h>

#include "inspect/process/messages.h"

namespace orrery::inspect {

/// Writes to a socket, and never waits for whoever reads it: what does not fit now is kept and follows.
class QueuedWriter {
 public:
  enum class Result : std::uint8_t { Taken, Full, Ended };

  /// \param most  bytes that are kept
  QueuedWriter(uv_loop_t& loop, OwnDescriptor socket, std::size_t most);
  ~QueuedWriter();
  QueuedWriter(const QueuedWriter&) = delete;
  QueuedWriter& operator=(const QueuedWriter&) = delete;

  /// Takes all of the bytes, or none: they would be too many, or there is nobody any more.
  Result write(std::string_view bytes);
  /// Bytes that are kept now.
  std::size_t kept() const;

 private:
  struct State;
  State* state_;  // freed when libuv has closed it
};

}  // namespace orrery::inspect
