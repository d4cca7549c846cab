#include "inspect/watch/temporary_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace orrery::inspect {

base::Result<TemporaryFile> TemporaryFile::make() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder == nullptr || *folder == '\0' ? "/tmp" : folder) + "/orrery-XXXXXX";
  const int made = ::mkostemp(path.data(), O_CLOEXEC);
  if (made < 0) return base::error("cannot make a temporary file " + path + ": " + std::strerror(errno));
  ::unlink(path.c_str());
  // Programs are given the lowest numbers that are free; theirs should be as they are without this.
  constexpr int k_high = 100;
  const int high = ::fcntl(made, F_DUPFD_CLOEXEC, k_high);
  if (high < 0) return TemporaryFile(made);
  ::close(made);
  return TemporaryFile(high);
}

std::string TemporaryFile::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor_.get());
}

base::Result<void> TemporaryFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::pwrite(descriptor_.get(), bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return base::error(std::string("cannot write a temporary file: ") + std::strerror(errno));
    size_ += static_cast<std::uint64_t>(size);
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

std::string TemporaryFile::read(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got =
        ::pread(descriptor_.get(), bytes.data() + have, size - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

base::Result<TraceFile> TraceFile::make() {
  base::Result<TemporaryFile> file = TemporaryFile::make();
  if (!file) return std::unexpected(file.error());
  return TraceFile(*std::move(file));
}

base::Result<void> TraceFile::append(std::string_view blocks) {
  if (const base::Result<void> result = file_.append(blocks); !result) return result;
  ends_.push_back(file_.size());
  return {};
}

std::string TraceFile::read(std::uint64_t offset, std::size_t size) const {
  const auto first = std::ranges::upper_bound(ends_, offset);
  if (first == ends_.end()) return {};
  const auto last = std::max(first, std::ranges::upper_bound(ends_, offset + size) - 1);
  return file_.read(offset, *last - offset);
}

}  // namespace orrery::inspect
