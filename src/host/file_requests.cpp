#include "host/file_requests.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash64.h"
#include "host/files.h"

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
  return {.error = errno, .status = {}, .data = {}};
}

FileAnswer answer_of(int result) {
  return result == 0 ? FileAnswer{} : failure();
}

// Looking ---------------------------------------------------------------------------------------------------

FileAnswer stat(const std::string& path, bool follows) {
  // For the time of birth, which stat(2) does not tell.
  struct statx found{};
  const int flags = follows ? 0 : AT_SYMLINK_NOFOLLOW;
  if (::statx(AT_FDCWD, path.c_str(), flags, STATX_BASIC_STATS | STATX_BTIME, &found) != 0) return failure();
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
  if (reason != 0) return {.error = reason, .status = {}, .data = {}};
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
  return {.error = 0, .status = {}, .data = std::move(target)};
}

FileAnswer real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  if (resolved == nullptr) return failure();
  return {.error = 0, .status = {}, .data = resolved.get()};
}

FileAnswer read_contents(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure();
  FileAnswer answer;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t received = ::read(descriptor, buffer.data(), buffer.size());
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) answer = failure();
    if (received <= 0) break;
    answer.data.append(buffer.data(), static_cast<std::size_t>(received));
  }
  ::close(descriptor);
  return answer;
}

// Changing --------------------------------------------------------------------------------------------------

FileAnswer write_contents(const FileRequest& request, int how) {
  if (request.number == 1) how |= O_EXCL;
  const int descriptor =
      ::open(request.path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, static_cast<mode_t>(request.mode));
  if (descriptor < 0) return failure();
  FileAnswer answer;
  std::string_view rest = request.other;
  while (!rest.empty()) {
    const ssize_t sent = ::write(descriptor, rest.data(), rest.size());
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) {
      answer = failure();
      break;
    }
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  if (::close(descriptor) != 0 && answer.error == 0) answer = failure();
  return answer;
}

FileAnswer copy(const FileRequest& request) {
  FileAnswer source = stat(request.path, true);
  if (source.error != 0) return source;
  if (source.status.is_directory()) return {.error = EISDIR, .status = {}, .data = {}};
  FileAnswer contents = read_contents(request.path);
  if (contents.error != 0) return contents;
  return write_contents({.operation = FileOperation::WriteFile,
                         .path = request.other,
                         .other = std::move(contents.data),
                         .number = request.number,
                         .mode = source.status.mode & 0777},
                        O_TRUNC);
}

FileAnswer make_temporary_directory(const std::string& prefix) {
  std::string path = prefix + "XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return failure();
  return {.error = 0, .status = {}, .data = std::move(path)};
}

FileAnswer set_times(const FileRequest& request) {
  const timespec times[] = {timespec_of(request.access_time), timespec_of(request.modification_time)};
  return answer_of(::utimensat(AT_FDCWD, request.path.c_str(), times, 0));
}

}  // namespace

bool FileStatus::is_file() const {
  return S_ISREG(static_cast<mode_t>(mode));
}
bool FileStatus::is_directory() const {
  return S_ISDIR(static_cast<mode_t>(mode));
}

FileAnswer perform(const FileRequest& request) {
  // The system would see the part before it only.
  if (request.path.contains('\0')) return {.error = EINVAL, .status = {}, .data = {}};
  const char* path = request.path.c_str();
  const char* other = request.other.c_str();
  const auto mode = static_cast<mode_t>(request.mode);
  switch (request.operation) {
    case FileOperation::Stat:
      return stat(request.path, true);
    case FileOperation::LinkStat:
      return stat(request.path, false);
    case FileOperation::ReadDirectory:
      return read_directory(request.path);
    case FileOperation::ReadFile:
      return read_contents(request.path);
    case FileOperation::ReadLink:
      return read_link(request.path);
    case FileOperation::RealPath:
      return real_path(request.path);
    case FileOperation::Access:
      return answer_of(::access(path, static_cast<int>(request.number)));
    case FileOperation::WriteFile:
      return write_contents(request, O_TRUNC);
    case FileOperation::AppendFile:
      return write_contents(request, O_APPEND);
    case FileOperation::CopyFile:
      return copy(request);
    case FileOperation::MakeDirectory:
      return answer_of(::mkdir(path, mode));
    case FileOperation::MakeTemporaryDirectory:
      return make_temporary_directory(request.path);
    case FileOperation::RemoveFile:
      return answer_of(::unlink(path));
    case FileOperation::RemoveDirectory:
      return answer_of(::rmdir(path));
    case FileOperation::Rename:
      return answer_of(std::rename(path, other));
    case FileOperation::Link:
      return answer_of(::link(path, other));
    case FileOperation::SymbolicLink:
      return answer_of(::symlink(path, other));
    case FileOperation::Truncate:
      return answer_of(::truncate(path, request.number));
    case FileOperation::SetMode:
      return answer_of(::chmod(path, mode));
    case FileOperation::SetTimes:
      return set_times(request);
  }
  return {.error = ENOSYS, .status = {}, .data = {}};
}

// In recordings ---------------------------------------------------------------------------------------------

namespace {

constexpr std::array k_names = {
#define FILE_OPERATION(Name, verb) std::string_view(#Name),
#include "host/file_operations.def"
#undef FILE_OPERATION
};
constexpr std::array k_verbs = {
#define FILE_OPERATION(Name, verb) std::string_view(verb),
#include "host/file_operations.def"
#undef FILE_OPERATION
};

constexpr std::int64_t FileStatus::* k_status_fields[] = {
    &FileStatus::device,         &FileStatus::inode,       &FileStatus::mode,
    &FileStatus::links,          &FileStatus::user,        &FileStatus::group,
    &FileStatus::special_device, &FileStatus::size,        &FileStatus::block_size,
    &FileStatus::blocks,         &FileStatus::access_time, &FileStatus::modification_time,
    &FileStatus::change_time,    &FileStatus::birth_time,
};

void append_number(std::string& text, std::int64_t number) {
  text += std::to_string(number);
  text += ' ';
}

}  // namespace

std::string_view verb_of(FileOperation operation) {
  return k_verbs[static_cast<std::size_t>(operation)];
}

std::string describe(const FileRequest& request) {
  std::string text(k_names[static_cast<std::size_t>(request.operation)]);
  text += ' ';
  text += request.path;
  for (const std::int64_t number :
       {request.number, request.mode, request.access_time, request.modification_time})
    if (number != 0) text += ' ' + std::to_string(number);
  // Contents may be large, and it is enough to know whether they are the same.
  if (!request.other.empty())
    text += ' ' + std::to_string(base::Hash64::of(std::as_bytes(std::span(request.other))));
  return text;
}

/// The error, then the fields of the status unless all are zero, and after a colon the data.
std::string to_text(const FileAnswer& answer) {
  std::string text;
  append_number(text, answer.error);
  if (answer.status != FileStatus{}) {
    for (const auto field : k_status_fields) append_number(text, answer.status.*field);
  }
  return text + ":" + answer.data;
}

std::optional<FileAnswer> answer_from_text(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (const char* at = text.data(); at < text.data() + colon; at++) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(at, text.data() + colon, number);
    if (error != std::errc() || *end != ' ') return std::nullopt;
    numbers.push_back(number);
    at = end;
  }
  FileAnswer answer;
  if (numbers.size() != 1 && numbers.size() != 1 + std::size(k_status_fields)) return std::nullopt;
  answer.error = static_cast<int>(numbers.front());
  for (std::size_t i = 1; i < numbers.size(); i++) answer.status.*k_status_fields[i - 1] = numbers[i];
  answer.data = text.substr(colon + 1);
  return answer;
}

}  // namespace orrery::host
