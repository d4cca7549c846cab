#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "inspect/process/handles.h"

namespace orrery::inspect {

/// Tells when files are changed, also by programs that put another in a file's place. Changes that come in a
/// row are told once.
class FileWatch {
 public:
  /// \param on_change  is told which have changed
  FileWatch(uv_loop_t& loop, std::function<void(const std::vector<std::string>&)> on_change);

  /// From now on; other than absolute paths are passed over.
  void add(const std::string& path);
  /// As they were added.
  std::vector<std::string> paths() const;
  void clear();

 private:
  /// What changes with a file.
  struct Mark {
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Mark&) const = default;
  };
  static std::optional<Mark> mark_of(const std::string& path);
  void look();

  uv_loop_t& loop_;
  std::function<void(const std::vector<std::string>&)> on_change_;
  std::map<std::string, std::optional<Mark>> files_;  // nothing: it is not there
  std::map<std::string, std::unique_ptr<FolderHandle>> folders_;
  Timer pause_;
};

}  // namespace orrery::inspect
