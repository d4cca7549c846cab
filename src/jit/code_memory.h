#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace orrery::jit {

/// Memory for machine code: within 2 GiB of the program's own code, so that each can call the other by a
/// displacement of 32 bits; one memory for all agents of the process, on any thread.
///
/// The same pages lie at two places, executable at one, writable at the other. A process that is forked off
/// has its own from then on.
///
/// SAFETY: No address can be both written and executed, but all that is executed can be written at another
/// one: the writable view stays mapped for as long as the process runs. Who can write anywhere in the
/// process, and finds out where the view is, can change machine code.
class CodeMemory {
 public:
  static constexpr std::size_t k_size = std::size_t{64} << 20;

  static CodeMemory& instance();

  struct Stretch {
    std::uint8_t* code = nullptr;  // executable; null: there is no room
    std::uint8_t* view = nullptr;  // the same bytes, writable
    std::size_t size = 0;
  };
  /// \return a null stretch if there is no room, or the system does not give any such memory
  Stretch allocate(std::size_t size);
  /// Nobody may run the code any more.
  void release(const Stretch& stretch);

  /// Whether `address` lies in this memory.
  static bool contains(const void* address);
  std::size_t used_bytes() const;

 private:
  CodeMemory();
  static void prepare_fork();
  static void go_on_in_parent();
  static void go_on_in_child();

  mutable std::mutex mutex_;
  std::uint8_t* view_ = nullptr;  // null: the system refused
  std::size_t end_ = 0;           // everything behind is free
  std::size_t used_ = 0;
  std::map<std::size_t, std::size_t> free_;  // offset to size, before end_, merged
};

}  // namespace orrery::jit
