#include "host/recording/opened_files.h"

#include <algorithm>
#include <cerrno>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace orrery::host {

namespace {

constexpr std::int64_t k_most = std::int64_t{1} << 31;

/// Up to `size` bytes from `position` on of what is a file.
std::optional<std::string> read_part(const std::string& path, std::int64_t position, std::int64_t size) {
  // Of what is no file, opening could wait for ever.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  std::optional<std::string> bytes;
  struct stat status{};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    const std::int64_t there = std::max<std::int64_t>(status.st_size - position, 0);
    bytes.emplace(static_cast<std::size_t>(std::clamp<std::int64_t>(size, 0, std::min(there, k_most))), '\0');
    std::size_t have = 0;
    while (have < bytes->size()) {
      const ssize_t got = ::pread(descriptor, bytes->data() + have, bytes->size() - have,
                                  static_cast<off_t>(position) + static_cast<off_t>(have));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    bytes->resize(have);
  }
  ::close(descriptor);
  return bytes;
}

}  // namespace

void OpenedFiles::note(const FileRequest& request, const FileAnswer& answer) {
  if (answer.error != 0) return;
  if (request.operation == FileOperation::Open) {
    const bool only_reads = (request.number & O_ACCMODE) == O_RDONLY;
    if (only_reads) files_[static_cast<int>(answer.number)] = {.path = request.path};
    if (!only_reads) changed_.insert(request.path);
  }
  constexpr FileOperation k_makers[] = {FileOperation::CopyFile, FileOperation::Rename, FileOperation::Link,
                                        FileOperation::SymbolicLink};
  if (std::ranges::find(k_makers, request.operation) != std::end(k_makers)) changed_.insert(request.other);
  if (request.operation == FileOperation::Close) files_.erase(request.descriptor);
  if (request.operation != FileOperation::Read || request.position != FileRequest::k_current_position) return;
  const auto found = files_.find(request.descriptor);
  if (found != files_.end()) found->second.position += static_cast<std::int64_t>(answer.data.size());
}

std::optional<FileAnswer> OpenedFiles::read_again(const FileRequest& request) const {
  const auto found = files_.find(request.descriptor);
  if (request.operation != FileOperation::Read || found == files_.end()) return std::nullopt;
  if (changed_.contains(found->second.path)) return std::nullopt;
  const bool goes_on = request.position == FileRequest::k_current_position;
  std::optional<std::string> bytes =
      read_part(found->second.path, goes_on ? found->second.position : request.position, request.number);
  if (!bytes) return std::nullopt;
  return FileAnswer{.data = *std::move(bytes)};
}

std::string OpenedFiles::path_of(const FileRequest& request) const {
  const auto found = files_.find(request.descriptor);
  return found == files_.end() ? request.path : found->second.path;
}

std::optional<std::string> read_file_again(const std::string& path) {
  return read_part(path, 0, k_most);
}

}  // namespace orrery::host
