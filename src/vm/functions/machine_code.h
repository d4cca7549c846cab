#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace orrery::vm {

class Executable;

/// Where no opcode is: what a function with machine code has in place of its first instruction when bytecode
/// calls it (Executable::entry_pc()).
constexpr std::uint8_t k_enter_machine_code = 254;

/// The machine code of a function. Its frames are those of the bytecode, at every instruction: either may go
/// on where the other stopped.
class MachineCode {
 public:
  static constexpr std::uint32_t k_no_entry = UINT32_MAX;

  virtual ~MachineCode() = default;
  MachineCode(const MachineCode&) = delete;
  MachineCode& operator=(const MachineCode&) = delete;

  const std::uint8_t* start() const { return start_; }
  std::size_t size() const { return size_; }
  /// Where the instruction whose first byte is at `offset` of the bytecode begins: a handler's address
  /// (interpreter/dispatch.h).
  void* entry_at(std::size_t offset) const { return const_cast<std::uint8_t*>(start_) + entries_[offset]; }
  /// By offsets in the bytecode: offsets from start(), or k_no_entry.
  const std::vector<std::uint32_t>& entries() const { return entries_; }

 protected:
  MachineCode(const std::uint8_t* start, std::size_t size, std::vector<std::uint32_t> entries)
      : start_(start), size_(size), entries_(std::move(entries)) {}

 private:
  const std::uint8_t* start_;
  std::size_t size_;
  std::vector<std::uint32_t> entries_;
};

/// Of the memory for machine code.
struct MachineCodeRoom {
  std::size_t bytes = 0;  // 0: builds without machine code
  std::size_t used = 0;
};

/// Is told what is compiled to machine code: for reports, which may ask a clock.
class MachineCodeObserver {
 public:
  virtual void on_compilation_begins() = 0;
  /// \param refusal  why there is none; empty: there is
  virtual void on_compilation_ends(const Executable& executable, std::string_view refusal) = 0;

 protected:
  ~MachineCodeObserver() = default;
};

}  // namespace orrery::vm
