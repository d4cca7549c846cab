#include "jit/code_memory.h"

#include <iterator>

#include <sys/mman.h>
#include <unistd.h>

namespace orrery::jit {

namespace {

constexpr std::size_t k_size = std::size_t{64} << 20;
constexpr std::size_t k_page = 4096;
constexpr std::size_t k_alignment = 16;

/// Addresses near the program's code; its zeros are never touched, so it takes no memory.
alignas(k_page) std::uint8_t reserved[k_size];  // NOLINT(readability-identifier-naming)

}  // namespace

CodeMemory& CodeMemory::instance() {
  static CodeMemory memory;
  return memory;
}

CodeMemory::CodeMemory() {
  const int file = memfd_create("orrery machine code", MFD_CLOEXEC);
  if (file < 0) return;
  if (ftruncate(file, k_size) == 0) {
    void* const view = mmap(nullptr, k_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (view != MAP_FAILED) {
      if (mmap(reserved, k_size, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED) {
        view_ = static_cast<std::uint8_t*>(view);
      } else {
        munmap(view, k_size);
      }
    }
  }
  close(file);
}

CodeMemory::Stretch CodeMemory::allocate(std::size_t size) {
  const std::size_t rounded = (size + k_alignment - 1) / k_alignment * k_alignment;
  const std::lock_guard lock(mutex_);
  if (view_ == nullptr) return {};
  std::size_t offset = end_;
  for (auto run = free_.begin(); run != free_.end(); ++run) {
    if (run->second < rounded) continue;
    offset = run->first;
    const std::size_t left = run->second - rounded;
    free_.erase(run);
    if (left != 0) free_.emplace(offset + rounded, left);
    break;
  }
  if (offset == end_) {
    if (rounded > k_size - end_) return {};
    end_ += rounded;
  }
  used_ += rounded;
  return {reserved + offset, view_ + offset, rounded};
}

void CodeMemory::release(const Stretch& stretch) {
  if (stretch.code == nullptr) return;
  const std::lock_guard lock(mutex_);
  used_ -= stretch.size;
  auto run = free_.emplace(stretch.code - reserved, stretch.size).first;
  if (const auto next = std::next(run); next != free_.end() && run->first + run->second == next->first) {
    run->second += next->second;
    free_.erase(next);
  }
  if (run != free_.begin()) {
    const auto before = std::prev(run);
    if (before->first + before->second == run->first) {
      before->second += run->second;
      free_.erase(run);
      run = before;
    }
  }
  if (run->first + run->second == end_) {
    end_ = run->first;
    free_.erase(run);
  }
}

bool CodeMemory::contains(const void* address) {
  const auto* at = static_cast<const std::uint8_t*>(address);
  return at >= reserved && at < reserved + k_size;
}

std::size_t CodeMemory::used_bytes() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

}  // namespace orrery::jit
