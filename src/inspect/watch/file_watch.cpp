#include "inspect/watch/file_watch.h"

#include <cstdint>
#include <filesystem>
#include <utility>

#include <sys/stat.h>

namespace orrery::inspect {

FileWatch::FileWatch(uv_loop_t& loop, std::function<void(const std::vector<std::string>&)> on_change)
    : loop_(loop), on_change_(std::move(on_change)), pause_(loop, [this] { look(); }) {}

std::optional<FileWatch::Mark> FileWatch::mark_of(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return Mark{.inode = status.st_ino,
              .size = static_cast<std::uint64_t>(status.st_size),
              .seconds = status.st_mtim.tv_sec,
              .nanoseconds = status.st_mtim.tv_nsec};
}

void FileWatch::add(const std::string& path) {
  if (!path.starts_with('/') || !files_.try_emplace(path, mark_of(path)).second) return;
  // Of a file itself nothing is heard any more when another is put in its place, as editors do.
  constexpr std::uint64_t k_pause_ms = 60;
  const std::string folder = std::filesystem::path(path).parent_path().string();
  std::unique_ptr<FolderHandle>& handle = folders_[folder];
  if (handle != nullptr) return;
  handle = std::make_unique<FolderHandle>(loop_, folder, [this, folder](const std::string& name) {
    if (name.empty() || files_.contains((std::filesystem::path(folder) / name).string()))
      pause_.start(k_pause_ms);
  });
}

std::vector<std::string> FileWatch::paths() const {
  std::vector<std::string> paths;
  paths.reserve(files_.size());
  for (const auto& [path, mark] : files_) paths.push_back(path);
  return paths;
}

void FileWatch::clear() {
  files_.clear();
  folders_.clear();
  pause_.stop();
}

void FileWatch::look() {
  std::vector<std::string> changed;
  for (auto& [path, mark] : files_) {
    std::optional<Mark> now = mark_of(path);
    // One that is not there may be about to come back.
    if (!now || now == mark) continue;
    mark = now;
    changed.push_back(path);
  }
  if (!changed.empty()) on_change_(changed);
}

}  // namespace orrery::inspect
