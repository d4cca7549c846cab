#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace orrery::cli {

/// Instructions of x86-64 as text, by Zydis (https://zydis.re), which is opened when this is first asked for.
class Disassembler {
 public:
  /// An instruction.
  struct Line {
    std::uint32_t offset;
    std::string text;
  };
  /// What numbers of four or eight bytes at these offsets are called, instead of what they are.
  using Names = std::map<std::uint32_t, std::string>;

  /// An error: this machine has no Zydis, or Orrery was built without its headers.
  static base::Result<std::unique_ptr<Disassembler>> create();
  virtual ~Disassembler() = default;
  Disassembler(const Disassembler&) = delete;
  Disassembler& operator=(const Disassembler&) = delete;

  /// \param offset  what the first byte's is called: jumps within the code are shown as jumps to offsets
  /// \param names  by offsets from the first byte
  virtual std::vector<Line> lines(std::span<const std::uint8_t> code, std::uint32_t offset,
                                  const Names& names) const = 0;

 protected:
  Disassembler() = default;
};

}  // namespace orrery::cli
