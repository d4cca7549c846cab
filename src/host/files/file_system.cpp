// What requests to the file system do: host::perform().

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/files/descriptor.h"
#include "host/files/file_requests.h"

namespace orrery::host {

namespace {

constexpr std::int64_t k_nanoseconds = 1'000'000'000;

timespec timespec_of(std::int64_t nanoseconds) {
  std::int64_t seconds = nanoseconds / k_nanoseconds;
  std::int64_t rest = nanoseconds % k_nanoseconds;
  if (rest < 0) {
    rest += k_nanoseconds;
    seconds--;
  }
  return {.tv_sec = seconds, .tv_nsec = rest};
}

FileAnswer failure() {
  return {.error = errno};
}

FileAnswer answer_of(int result) {
  return result == 0 ? FileAnswer{} : failure();
}

// Looking ---------------------------------------------------------------------------------------------------

/// \param flags  AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH
FileAnswer stat(int descriptor, const std::string& path, int flags) {
  // For the time of birth, which stat(2) does not tell.
  struct statx found{};
  if (::statx(descriptor, path.c_str(), flags, STATX_BASIC_STATS | STATX_BTIME, &found) != 0)
    return failure();
  const auto device = [](std::uint32_t major, std::uint32_t minor) {
    return static_cast<std::int64_t>(major) << 8 | minor;
  };
  const auto time = [](const statx_timestamp& at) { return at.tv_sec * k_nanoseconds + at.tv_nsec; };
  FileAnswer answer;
  answer.status = {.device = device(found.stx_dev_major, found.stx_dev_minor),
                   .inode = static_cast<std::int64_t>(found.stx_ino),
                   .mode = found.stx_mode,
                   .links = found.stx_nlink,
                   .user = found.stx_uid,
                   .group = found.stx_gid,
                   .special_device = device(found.stx_rdev_major, found.stx_rdev_minor),
                   .size = static_cast<std::int64_t>(found.stx_size),
                   .block_size = found.stx_blksize,
                   .blocks = static_cast<std::int64_t>(found.stx_blocks),
                   .access_time = time(found.stx_atime),
                   .modification_time = time(found.stx_mtime),
                   .change_time = time(found.stx_ctime),
                   .birth_time = time(found.stx_btime)};
  return answer;
}

char letter_of(unsigned char type) {
  switch (type) {
    case DT_DIR:
      return 'd';
    case DT_LNK:
      return 'l';
    case DT_FIFO:
      return 'p';
    case DT_SOCK:
      return 's';
    case DT_CHR:
      return 'c';
    case DT_BLK:
      return 'b';
    case DT_REG:
      return 'f';
    default:
      return '?';
  }
}

FileAnswer read_directory(const std::string& path) {
  DIR* directory = ::opendir(path.c_str());
  if (directory == nullptr) return failure();
  std::vector<std::string> entries;
  errno = 0;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") entries.push_back(letter_of(entry->d_type) + std::string(name));
  }
  const int reason = errno;
  ::closedir(directory);
  if (reason != 0) return {.error = reason};
  // The system's order may be another one each time.
  std::ranges::sort(entries, {}, [](const std::string& entry) { return std::string_view(entry).substr(1); });
  FileAnswer answer;
  for (const std::string& entry : entries) answer.data.append(entry.c_str(), entry.size() + 1);
  return answer;
}

FileAnswer read_link(const std::string& path) {
  std::string target(4096, '\0');
  const ssize_t size = ::readlink(path.c_str(), target.data(), target.size());
  if (size < 0) return failure();
  target.resize(static_cast<std::size_t>(size));
  return {.data = std::move(target)};
}

FileAnswer real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  if (resolved == nullptr) return failure();
  return {.data = resolved.get()};
}

// Bytes -----------------------------------------------------------------------------------------------------

FileAnswer open_file(const FileRequest& request) {
  // SAFETY: not close-on-exec, as it is the program's (is_of_program()).
  const int descriptor = ::open(request.path.c_str(), static_cast<int>(request.number) & ~O_CLOEXEC,
                                static_cast<mode_t>(request.mode));
  if (descriptor < 0) return failure();
  FileAnswer answer;
  answer.number = descriptor;
  return answer;
}

FileAnswer close_file(int descriptor) {
  // The standard streams stay, as others still use them.
  if (descriptor <= STDERR_FILENO) return {};
  return answer_of(::close(descriptor));
}

FileAnswer read_bytes(const FileRequest& request) {
  // What is asked for may be more than there is.
  constexpr std::int64_t k_piece = 1 << 20;
  FileAnswer answer;
  while (static_cast<std::int64_t>(answer.data.size()) < request.number) {
    const std::size_t before = answer.data.size();
    const auto done = static_cast<std::int64_t>(before);
    const auto wanted = static_cast<std::size_t>(std::min(k_piece, request.number - done));
    answer.data.resize(before + wanted);
    char* place = answer.data.data() + before;
    const ssize_t received = request.position < 0
                                 ? ::read(request.descriptor, place, wanted)
                                 : ::pread(request.descriptor, place, wanted, request.position + done);
    answer.data.resize(before + static_cast<std::size_t>(std::max<ssize_t>(received, 0)));
    if (received < 0 && before == 0) return failure();
    if (received < static_cast<ssize_t>(wanted)) break;
  }
  return answer;
}

/// As long as it is there, writing to a pipe that nobody reads is an error and not the end of the process.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    const timespec at_once{};
    if (was_sent_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  void note(int error) { was_sent_ |= error == EPIPE; }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_sent_ = false;
};

FileAnswer write_bytes(const FileRequest& request) {
  NoPipeSignal no_signal;
  FileAnswer answer;
  const ssize_t sent =
      request.position < 0
          ? ::write(request.descriptor, request.other.data(), request.other.size())
          : ::pwrite(request.descriptor, request.other.data(), request.other.size(), request.position);
  if (sent < 0) no_signal.note(errno);
  if (sent < 0) return failure();
  answer.number = sent;
  return answer;
}

// Changing --------------------------------------------------------------------------------------------------

FileAnswer copy(const FileRequest& request) {
  const Descriptor from(::open(request.path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (from.get() < 0 || ::fstat(from.get(), &status) != 0) return failure();
  const int how = O_WRONLY | O_CREAT | O_CLOEXEC | (request.number == 1 ? O_EXCL : 0);
  const Descriptor to(::open(request.other.c_str(), how, status.st_mode & 0777));
  struct stat other{};
  if (to.get() < 0 || ::fstat(to.get(), &other) != 0) return failure();
  // A file is not copied to itself, which would empty it.
  if (status.st_dev == other.st_dev && status.st_ino == other.st_ino) return {};
  if (::ftruncate(to.get(), 0) != 0 && S_ISREG(other.st_mode)) return failure();
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t received = ::read(from.get(), buffer.data(), buffer.size());
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return failure();
    if (received == 0) break;
    for (ssize_t written = 0; written < received;) {
      const ssize_t sent =
          ::write(to.get(), buffer.data() + written, static_cast<std::size_t>(received - written));
      if (sent < 0 && errno != EINTR) return failure();
      written += std::max<ssize_t>(sent, 0);
    }
  }
  return answer_of(::fchmod(to.get(), status.st_mode & 07777));
}

/// https://nodejs.org/api/fs.html#fsmkdirsyncpath-options, with `recursive`.
FileAnswer make_directories(const FileRequest& request) {
  FileAnswer answer;
  const auto mode = static_cast<mode_t>(request.mode);
  std::vector<std::string> missing{request.path};
  while (!missing.empty()) {
    const std::string& path = missing.back();
    if (::mkdir(path.c_str(), mode) == 0) {
      if (answer.data.empty()) answer.data = path;
      missing.pop_back();
      continue;
    }
    const int reason = errno;
    const std::size_t end = path.find_last_not_of('/');
    const std::size_t slash = end == std::string::npos ? end : path.rfind('/', end);
    if (reason == ENOENT && slash != std::string::npos && slash != 0) {
      missing.push_back(path.substr(0, slash));
      continue;
    }
    const FileAnswer there = stat(AT_FDCWD, path, 0);
    if (there.error != 0 || !there.status.is_directory()) {
      const bool is_below_file = reason == EEXIST && missing.size() > 1;
      return {.error = is_below_file ? ENOTDIR : reason};
    }
    missing.pop_back();
  }
  return answer;
}

FileAnswer remove_tree(const FileRequest& request) {
  std::error_code error;
  std::filesystem::remove_all(request.path, error);
  return {.error = error.value()};
}

/// As mkdtemp(3), but the characters come from the program's random numbers: `number` seeds them.
FileAnswer make_temporary_directory(const FileRequest& request) {
  constexpr std::string_view k_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  constexpr int k_length = 6;
  constexpr int k_most_tries = 10'000;
  constexpr ::mode_t k_owner_alone = 0700;
  auto random = static_cast<std::uint64_t>(request.number);
  for (int i = 0; i < k_most_tries; i++) {
    std::string path = request.path;
    std::uint64_t digits = random;
    for (int j = 0; j < k_length; j++, digits /= k_characters.size())
      path += k_characters[digits % k_characters.size()];
    if (::mkdir(path.c_str(), k_owner_alone) == 0) return {.data = std::move(path)};
    if (errno != EEXIST) return failure();
    random = random * 6364136223846793005 + 1442695040888963407;  // Knuth's MMIX
  }
  return failure();
}

FileAnswer set_times(const FileRequest& request) {
  const timespec times[] = {timespec_of(request.access_time), timespec_of(request.modification_time)};
  if (request.descriptor >= 0) return answer_of(::futimens(request.descriptor, times));
  const int flags = request.operation == FileOperation::LinkSetTimes ? AT_SYMLINK_NOFOLLOW : 0;
  return answer_of(::utimensat(AT_FDCWD, request.path.c_str(), times, flags));
}

FileAnswer change_owner(const FileRequest& request) {
  const auto user = static_cast<uid_t>(request.number);
  const auto group = static_cast<gid_t>(request.mode);
  if (request.descriptor >= 0) return answer_of(::fchown(request.descriptor, user, group));
  if (request.operation == FileOperation::LinkChangeOwner)
    return answer_of(::lchown(request.path.c_str(), user, group));
  return answer_of(::chown(request.path.c_str(), user, group));
}

FileAnswer truncate(const FileRequest& request) {
  return answer_of(request.descriptor >= 0 ? ::ftruncate(request.descriptor, request.number)
                                           : ::truncate(request.path.c_str(), request.number));
}

FileAnswer set_mode(const FileRequest& request) {
  const auto mode = static_cast<mode_t>(request.mode);
  return answer_of(request.descriptor >= 0 ? ::fchmod(request.descriptor, mode)
                                           : ::chmod(request.path.c_str(), mode));
}

// The process -----------------------------------------------------------------------------------------------

FileAnswer set_mode_mask(std::int64_t mask) {
  const mode_t before = ::umask(mask < 0 ? 0 : static_cast<mode_t>(mask));
  if (mask < 0) ::umask(before);
  FileAnswer answer;
  answer.number = before;
  return answer;
}

FileAnswer send_signal(pid_t process, int signal) {
  // What a process sends itself has come when this returns.
  if (process == ::getpid() && signal != 0) return {.error = ::pthread_kill(::pthread_self(), signal)};
  return answer_of(::kill(process, signal));
}

/// Those of programs are inherited, or opened for one: what is open for our own use is close-on-exec.
bool is_of_program(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFD);
  return flags >= 0 && (flags & FD_CLOEXEC) == 0;
}

bool needs_descriptor(FileOperation operation) {
  return operation == FileOperation::Close || operation == FileOperation::Read ||
         operation == FileOperation::Write || operation == FileOperation::Sync;
}

bool has_two_paths(FileOperation operation) {
  return operation == FileOperation::CopyFile || operation == FileOperation::Rename ||
         operation == FileOperation::Link || operation == FileOperation::SymbolicLink;
}

}  // namespace

FileAnswer perform(const FileRequest& request) {
  for (;;) {
    FileAnswer answer = perform_or_be_interrupted(request);
    if (answer.error != EINTR) return answer;
  }
}

FileAnswer perform_or_be_interrupted(const FileRequest& request) {
  // The system would see the part before it only.
  if (request.path.contains('\0') || (has_two_paths(request.operation) && request.other.contains('\0')))
    return {.error = EINVAL};
  if ((request.descriptor >= 0 || needs_descriptor(request.operation)) && !is_of_program(request.descriptor))
    return {.error = EBADF};
  const char* path = request.path.c_str();
  const char* other = request.other.c_str();
  switch (request.operation) {
    case FileOperation::Stat:
      return request.descriptor >= 0 ? stat(request.descriptor, "", AT_EMPTY_PATH)
                                     : stat(AT_FDCWD, request.path, 0);
    case FileOperation::LinkStat:
      return stat(AT_FDCWD, request.path, AT_SYMLINK_NOFOLLOW);
    case FileOperation::ReadDirectory:
      return read_directory(request.path);
    case FileOperation::ReadLink:
      return read_link(request.path);
    case FileOperation::RealPath:
      return real_path(request.path);
    case FileOperation::Access:
      return answer_of(::access(path, static_cast<int>(request.number)));
    case FileOperation::Open:
      return open_file(request);
    case FileOperation::Close:
      return close_file(request.descriptor);
    case FileOperation::Read:
      return read_bytes(request);
    case FileOperation::Write:
      if (request.is_diverted) return {.number = static_cast<std::int64_t>(request.other.size())};
      return write_bytes(request);
    case FileOperation::Sync:
      return answer_of(::fsync(request.descriptor));
    case FileOperation::CopyFile:
      return copy(request);
    case FileOperation::MakeDirectory:
      return request.number == 1 ? make_directories(request)
                                 : answer_of(::mkdir(path, static_cast<mode_t>(request.mode)));
    case FileOperation::MakeTemporaryDirectory:
      return make_temporary_directory(request);
    case FileOperation::RemoveFile:
      return answer_of(::unlink(path));
    case FileOperation::RemoveDirectory:
      return answer_of(::rmdir(path));
    case FileOperation::RemoveTree:
      return remove_tree(request);
    case FileOperation::Rename:
      return answer_of(std::rename(path, other));
    case FileOperation::Link:
      return answer_of(::link(path, other));
    case FileOperation::SymbolicLink:
      return answer_of(::symlink(path, other));
    case FileOperation::Truncate:
      return truncate(request);
    case FileOperation::SetMode:
      return set_mode(request);
    case FileOperation::SetTimes:
    case FileOperation::LinkSetTimes:
      return set_times(request);
    case FileOperation::ChangeOwner:
    case FileOperation::LinkChangeOwner:
      return change_owner(request);
    case FileOperation::ChangeDirectory:
      return answer_of(::chdir(path));
    case FileOperation::SetModeMask:
      return set_mode_mask(request.number);
    case FileOperation::SendSignal:
      return send_signal(static_cast<pid_t>(request.mode), static_cast<int>(request.number));
  }
  return {.error = ENOSYS};
}

}  // namespace orrery::host
