#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "host/files/file_requests.h"

namespace orrery::host {

/// Which files the descriptors of a program are that it reads from, and how far it has come: so that what it
/// read can be read once more, for recordings that leave it out.
class OpenedFiles {
 public:
  /// A request was answered so.
  void note(const FileRequest& request, const FileAnswer& answer);
  /// Does a request to read again, by the file's name; before note() is told of it. Nothing: it is none, or
  /// reads what cannot be read twice: what is no file, was not opened for reading alone, or is written by
  /// the program itself.
  std::optional<FileAnswer> read_again(const FileRequest& request) const;
  /// The file that a request is about; empty: that is not known.
  std::string path_of(const FileRequest& request) const;

 private:
  struct Opened {
    std::string path;
    std::int64_t position = 0;
  };

  std::unordered_map<int, Opened> files_;    // by descriptor
  std::unordered_set<std::string> changed_;  // files that the program itself writes
};

/// The file at `path` again; nothing: there is no such file.
std::optional<std::string> read_file_again(const std::string& path);

}  // namespace orrery::host
