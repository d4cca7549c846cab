#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inspect/http/response.h"
#include "inspect/watch/replayer.h"
#include "inspect/watch/watch_server.h"

namespace orrery::inspect {

/// The body of /api/stream: what its reader has not been told yet, of all that the server has. So a slow one
/// is told later, and less often how things stand.
class WatchServer::Stream final : public BodySource {
 public:
  /// \param trace_offset  the reader has so much of the run's trace
  Stream(WatchServer& server, std::unordered_set<Stream*>& streams, std::uint64_t run,
         std::uint64_t trace_offset);
  ~Stream() override;

  bool pull(std::string& bytes) override;
  /// So that either side notices when the other is gone.
  void keep_alive();

 private:
  WatchServer& server_;
  std::unordered_set<Stream*>& streams_;
  std::uint64_t run_;
  std::uint64_t trace_offset_;
  std::uint64_t state_version_ = 0;
  std::uint64_t output_number_ = 0;
  bool says_nothing_ = false;
};

/// The body of /api/window.
class WatchServer::Window final : public BodySource, private WindowListener {
 public:
  Window(WatchServer& server, const WindowRequest& window);
  ~Window() override;

  bool pull(std::string& bytes) override;

 private:
  void on_base(std::uint64_t blocks) override;
  void on_trace(std::string_view bytes) override;
  void on_end(const WindowEnd& end) override;

  WatchServer& server_;
  std::string bytes_;
  bool has_ended_ = false;
};

}  // namespace orrery::inspect
