#include "host/files/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace orrery::host {

namespace {

base::Result<std::string> failure(std::string_view name) {
  return base::error((name.empty() ? "''" : std::string(name)) + ": " + std::strerror(errno));
}

base::Result<std::string> too_large(std::string_view name, std::size_t max_size) {
  return base::error(std::string(name) + ": Too large, " + std::to_string((max_size + 1) >> 20) +
                     " MiB or more");
}

base::Result<int> open_to_read(const std::string& path, int more_flags) {
  // The system would see the part before it only.
  if (path.find('\0') != std::string::npos)
    return base::error(path.substr(0, path.find('\0')) +
                       "\\0…: A file's name cannot contain a null character");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | more_flags);
  if (descriptor < 0) return base::error(failure(path).error().message);
  return descriptor;
}

base::Result<std::string> read_to_end(int descriptor, std::string_view name, std::size_t max_size) {
  std::string contents;
  struct stat status{};
  if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
    const auto expected = static_cast<std::size_t>(status.st_size);
    if (expected > max_size) return too_large(name, max_size);
    contents.reserve(expected + 1);  // one more to see the end without growing
  }
  std::size_t size = 0;
  while (true) {
    if (size == contents.size()) contents.resize(std::max(contents.capacity(), size + 65536));
    const ssize_t received = ::read(descriptor, contents.data() + size, contents.size() - size);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return failure(name);
    if (received == 0) break;
    size += static_cast<std::size_t>(received);
    if (size > max_size) return too_large(name, max_size);
  }
  contents.resize(size);
  return contents;
}

}  // namespace

base::Result<std::string> read_file(const std::string& path, std::size_t max_size) {
  const base::Result<int> descriptor = open_to_read(path, 0);
  if (!descriptor) return std::unexpected(descriptor.error());
  base::Result<std::string> contents = read_to_end(*descriptor, path, max_size);
  ::close(*descriptor);
  return contents;
}

base::Result<std::string> read_regular_file(const std::string& path, std::size_t max_size) {
  const base::Result<int> descriptor = open_to_read(path, O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
  if (!descriptor) return std::unexpected(descriptor.error());
  struct stat status{};
  const bool is_file = ::fstat(*descriptor, &status) == 0 && S_ISREG(status.st_mode);
  base::Result<std::string> contents =
      is_file ? read_to_end(*descriptor, path, max_size) : base::error(path + ": This is no regular file");
  ::close(*descriptor);
  return contents;
}

base::Result<std::string> read_standard_input(std::size_t max_size) {
  return read_to_end(STDIN_FILENO, "standard input", max_size);
}

std::string canonical_path(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path canonical = fs::weakly_canonical(fs::absolute(path, failure), failure);
  return failure ? path : canonical.native();
}

base::Result<void> write_file(const std::string& path, std::string_view contents) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool written = descriptor >= 0;
  while (written && !contents.empty()) {
    const ssize_t sent = ::write(descriptor, contents.data(), contents.size());
    if (sent < 0 && errno == EINTR) continue;
    written = sent > 0;
    if (written) contents.remove_prefix(static_cast<std::size_t>(sent));
  }
  const int reason = errno;
  if (descriptor >= 0 && ::close(descriptor) != 0) written = false;
  if (written) return {};
  return base::error(path + ": " + std::strerror(reason));
}

}  // namespace orrery::host
