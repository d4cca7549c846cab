#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inspect/process/messages.h"

namespace orrery::inspect {

/// A file without a name: nobody else can open it, and it goes with the last process that has it open,
/// however that ends.
class TemporaryFile {
 public:
  static base::Result<TemporaryFile> make();

  int descriptor() const { return descriptor_.get(); }
  /// A name by which a process can open it that has the descriptor.
  std::string path() const;
  std::uint64_t size() const { return size_; }
  base::Result<void> append(std::string_view bytes);
  /// \return less than `size` where it ends, or cannot be read
  std::string read(std::uint64_t offset, std::size_t size) const;

 private:
  explicit TemporaryFile(int descriptor) : descriptor_(descriptor) {}

  OwnDescriptor descriptor_;
  std::uint64_t size_ = 0;  // of what was appended here
};

/// A run's trace: in a file, so that it costs no memory, and who reads it from its beginning costs nobody
/// else anything.
class TraceFile {
 public:
  static base::Result<TraceFile> make();

  /// \param blocks  whole ones, or the header
  base::Result<void> append(std::string_view blocks);
  std::uint64_t size() const { return file_.size(); }
  /// What follows, in whole appended pieces: one, or more up to about `size` bytes. `offset` must be where
  /// one begins, or else the piece that it is in is given from there.
  std::string read(std::uint64_t offset, std::size_t size) const;

 private:
  explicit TraceFile(TemporaryFile file) : file_(std::move(file)) {}

  TemporaryFile file_;
  std::vector<std::uint64_t> ends_;  // of pieces
};

}  // namespace orrery::inspect
