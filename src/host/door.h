#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "host/files/file_requests.h"
#include "loop/asynchronous_door.h"
#include "vm/door.h"

namespace orrery::host {

/// Both halves of the door (docs/architecture.md): what an agent and its loop read from outside.
class Door : public vm::Door, public loop::AsynchronousDoor {
 public:
  std::uint64_t monotonic_ns() override = 0;
  /// From now on time_zone() goes by this value of the variable TZ; nothing: by the machine's own settings.
  /// In a replay it says what it said then.
  virtual void set_zone_variable(std::optional<std::string> value) = 0;
  /// What the file at `path` holds, or standard input for "-": of a program, one of its modules. An error
  /// names the file and says why; more than `max_size` bytes are one.
  virtual base::Result<std::string> read_file(const std::string& path, std::size_t max_size) = 0;
  /// What is at a path, or is to be done there: see FileRequest.
  virtual FileAnswer access_file(const FileRequest& request) = 0;
  /// host::canonical_path(), which depends on the working directory and on links.
  virtual std::string canonical_path(const std::string& path) = 0;
  /// What read_fact() says of `name` (facts.h).
  virtual std::optional<std::string> fact(const std::string& name) = 0;
  /// A number that does not come from outside and may differ between a run and its replay all the same, such
  /// as the size of the heap. \return `value`; in a replay what it was in the recorded run
  virtual std::uint64_t observe(std::string_view what, std::uint64_t value) = 0;
  /// The same of what hardly ever happens: recordings know of it only then.
  virtual bool happens(std::string_view /*what*/, bool happens) { return happens; }

 protected:
  ~Door() = default;
};

}  // namespace orrery::host
