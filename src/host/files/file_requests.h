#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::host {

enum class FileOperation : std::uint8_t {
#define FILE_OPERATION(Name, verb, descriptor_verb) Name,
#include "host/files/file_operations.def"
#undef FILE_OPERATION
};

/// Something that a program asks of the file system. What is not named by the operation does not matter.
///
/// Many take a path or a descriptor: the path counts only where the descriptor is negative. Only descriptors
/// that programs have are known (those of our own are close-on-exec, which theirs are not); others are EBADF.
struct FileRequest {
  static constexpr std::int64_t k_current_position = -1;

  FileOperation operation;
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may omit them.
  std::string path = {};
  /// CopyFile, Rename, Link, SymbolicLink: the other path, which comes into being (of links `path` is what
  /// they lead to). Write: the bytes.
  std::string other = {};
  // NOLINTEND(readability-redundant-member-init)
  /// Open: how (O_RDONLY and its kin). Access: permissions asked for. Truncate: the size. Read: how much at
  /// most. CopyFile: 1: the file must not be there. MakeDirectory: 1: with those above it; it need not be
  /// new. ChangeOwner: the user. SetModeMask: the mask; a negative one changes nothing. SendSignal: its
  /// number. MakeTemporaryDirectory: where its name's random characters come from.
  std::int64_t number = 0;
  /// Open, MakeDirectory, SetMode: permissions. ChangeOwner: the group. SendSignal: the process, or what else
  /// kill(2) takes.
  std::int64_t mode = 0;
  /// SetTimes, in nanoseconds since 1970.
  std::int64_t access_time = 0;
  std::int64_t modification_time = 0;
  /// Close, Read, Write, Sync; Stat, Truncate, SetMode, SetTimes, ChangeOwner.
  int descriptor = -1;
  /// Read, Write: where in the file.
  std::int64_t position = k_current_position;
  /// Write: the bytes go another way, and are not to be written. Not part of recordings.
  bool is_diverted = false;
};

/// https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/sys_stat.h.html; times in nanoseconds since
/// 1970.
struct FileStatus {
  std::int64_t device = 0;
  std::int64_t inode = 0;
  std::int64_t mode = 0;
  std::int64_t links = 0;
  std::int64_t user = 0;
  std::int64_t group = 0;
  std::int64_t special_device = 0;
  std::int64_t size = 0;
  std::int64_t block_size = 0;
  std::int64_t blocks = 0;
  std::int64_t access_time = 0;
  std::int64_t modification_time = 0;
  std::int64_t change_time = 0;
  std::int64_t birth_time = 0;

  bool is_file() const;
  bool is_directory() const;
  bool operator==(const FileStatus&) const = default;
};

struct FileAnswer {
  int error = 0;  // an errno; 0: done
  /// Open: the descriptor. Write: how much was written. SetModeMask: the mask before.
  std::int64_t number = 0;
  FileStatus status = {};  // Stat, LinkStat
  /// Read: the bytes. ReadLink, RealPath, MakeTemporaryDirectory: a path; MakeDirectory: the first that is
  /// new. ReadDirectory: for each entry the letter of its type, its name and a zero.
  std::string data = {};  // NOLINT(readability-redundant-member-init): designated initializers may omit it
  bool operator==(const FileAnswer&) const = default;
};

/// Does it. From any thread.
FileAnswer perform(const FileRequest& request);
/// The same, but where a signal handler has run while the system had it wait, the answer is EINTR, and
/// nothing was done.
FileAnswer perform_or_be_interrupted(const FileRequest& request);

/// How recordings name the request and write the answer.
std::string describe(const FileRequest& request);
std::string to_text(const FileAnswer& answer);
std::optional<FileAnswer> answer_from_text(std::string_view text);

/// By their numbers: "Stat".
std::span<const std::string_view> file_operation_names();
/// "stat", of Node's errors.
std::string_view verb_of(FileOperation operation);
/// Each once, of those that are done in the background.
std::vector<std::string_view> file_operation_verbs();
/// Whether it is one of these.
bool is_verb(std::string_view text);
/// "fstat" of a request by descriptor.
std::string_view verb_of(const FileRequest& request);
/// "ENOENT" and "no such file or directory", of an errno, as Node has them.
std::string error_name(int error);
std::string error_text(int error);

}  // namespace orrery::host
