#include "inspect/watch/program_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash64.h"
#include "inspect/process/messages.h"

namespace orrery::inspect {

namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// \return whether the file is as the one that it is to replace, on disk
bool fill(int descriptor, const struct stat& before, std::string_view text) {
  // Whoever may write a file need not be able to give one to its owner.
  if (::fchown(descriptor, before.st_uid, before.st_gid) != 0 && errno != EPERM) return false;
  constexpr mode_t k_all = 07777;
  return ::fchmod(descriptor, before.st_mode & k_all) == 0 && write_all(descriptor, text) &&
         ::fsync(descriptor) == 0;
}

}  // namespace

std::string version_of(std::string_view text) {
  return fmt::format("{:016x}", base::Hash64::of(std::as_bytes(std::span(text))));
}

base::Result<ProgramFile> read_program_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::error("the program's file cannot be read");
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::string version = version_of(text);
  return ProgramFile{.text = std::move(text), .version = std::move(version)};
}

base::Result<void> replace_program_file(const std::string& path, std::string_view text) {
  const auto fail = [](int reason) {
    return base::error(fmt::format("the file cannot be written: {}", std::strerror(reason)));
  };
  struct stat before{};
  if (::stat(path.c_str(), &before) != 0) return fail(errno);
  // Its folder may be anybody's, and its mode not.
  if (::access(path.c_str(), W_OK) != 0) return fail(errno);
  const std::filesystem::path place(path);
  std::string beside = (place.parent_path() / fmt::format(".{}.XXXXXX", place.filename().string())).string();
  const OwnDescriptor descriptor(::mkostemp(beside.data(), O_CLOEXEC));
  if (!descriptor) return fail(errno);
  if (fill(descriptor.get(), before, text) && std::rename(beside.c_str(), path.c_str()) == 0) return {};
  const int reason = errno;
  ::unlink(beside.c_str());
  return fail(reason);
}

}  // namespace orrery::inspect
