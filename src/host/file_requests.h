#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orrery::host {

enum class FileOperation : std::uint8_t {
#define FILE_OPERATION(Name, verb) Name,
#include "host/file_operations.def"
#undef FILE_OPERATION
};

/// Something that a program asks of the file system. What is not named by the operation does not matter.
struct FileRequest {
  FileOperation operation;
  std::string path;
  /// CopyFile, Rename, Link, SymbolicLink: the other path, which comes into being (of links `path` is what
  /// they lead to). WriteFile, AppendFile: the contents.
  std::string other = {};  // NOLINT(readability-redundant-member-init): designated initializers may omit it
  /// WriteFile, AppendFile, MakeDirectory, SetMode: permissions. Access: those asked for. Truncate: the size.
  /// CopyFile, WriteFile: 1: the file must not be there.
  std::int64_t number = 0;
  std::int64_t mode = 0;
  /// SetTimes, in nanoseconds since 1970.
  std::int64_t access_time = 0;
  std::int64_t modification_time = 0;
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
  int error = 0;           // an errno; 0: done
  FileStatus status = {};  // Stat, LinkStat
  std::string data = {};   // NOLINT(readability-redundant-member-init): a file's contents, a path; of
                           // ReadDirectory for each entry the letter of its type, its name and a zero
  bool operator==(const FileAnswer&) const = default;
};

/// Does it.
FileAnswer perform(const FileRequest& request);

/// How recordings name the request and write the answer.
std::string describe(const FileRequest& request);
std::string to_text(const FileAnswer& answer);
std::optional<FileAnswer> answer_from_text(std::string_view text);

/// "stat", of Node's errors.
std::string_view verb_of(FileOperation operation);

}  // namespace orrery::host
