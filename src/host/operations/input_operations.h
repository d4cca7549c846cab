#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <pthread.h>

#include "loop/operation.h"

namespace orrery::host {

class LiveDoor;

/// Operations that wait for input from outside (loop::Operation::awaits_input()): each gets a line of what
/// comes through a descriptor, in the order in which they were begun. A thread reads, so that a run to which
/// nothing comes does not ask the system in each turn.
class InputOperations {
 public:
  /// Lines that are longer are passed over.
  static constexpr std::size_t k_longest_line = std::size_t{1} << 20;

  /// \param door  is woken; outlives it
  explicit InputOperations(LiveDoor& door) : door_(door) {}
  ~InputOperations();
  InputOperations(const InputOperations&) = delete;
  InputOperations& operator=(const InputOperations&) = delete;

  /// Once. \param descriptor  stays open for as long as this lives
  void read_from(int descriptor);
  void begin(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
    waiting_.push_back({id, std::move(operation)});
  }
  std::optional<loop::CompletedOperation> take();
  /// \return whether it was one of these
  bool cancel(loop::OperationId id);

 private:
  void read_all();
  void add(std::string_view bytes);

  LiveDoor& door_;
  std::deque<loop::CompletedOperation> waiting_;
  std::atomic<std::size_t> count_ = 0;  // of lines_
  std::mutex mutex_;                    // of lines_
  std::deque<std::string> lines_;
  std::string rest_;     // the reader's: of the line that has begun
  int end_ = -1;         // an eventfd that ends the reader
  int descriptor_ = -1;  // that the reader reads
  std::optional<pthread_t> reader_;
};

}  // namespace orrery::host
