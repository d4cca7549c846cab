#include "jit/code_memory.h"

#include <cstdlib>
#include <cstring>
#include <iterator>

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

namespace orrery::jit {

namespace {

constexpr std::size_t k_page = 4096;
constexpr std::size_t k_alignment = 16;

/// Addresses near the program's code; its zeros are never touched, so it takes no memory.
alignas(k_page) std::uint8_t reserved[CodeMemory::k_size];  // NOLINT(readability-identifier-naming)

void* map(void* place, int access, int flags, int file) {
  return mmap(place, CodeMemory::k_size, access, MAP_SHARED | flags, file, 0);
}

/// Fresh pages, full of zeros, that can be mapped more than once. \return a file descriptor, or -1
int make_pages() {
  const int file = memfd_create("orrery machine code", MFD_CLOEXEC);
  if (file < 0 || ftruncate(file, CodeMemory::k_size) == 0) return file;
  close(file);
  return -1;
}

}  // namespace

CodeMemory& CodeMemory::instance() {
  // Never destroyed: agents may end later than variables do.
  static auto* const k_memory = new CodeMemory;
  return *k_memory;
}

CodeMemory::CodeMemory() {
  const int file = make_pages();
  if (file < 0) return;
  void* const view = map(nullptr, PROT_READ | PROT_WRITE, 0, file);
  if (view != MAP_FAILED) {
    if (map(reserved, PROT_READ | PROT_EXEC, MAP_FIXED, file) != MAP_FAILED) {
      view_ = static_cast<std::uint8_t*>(view);
      pthread_atfork(prepare_fork, go_on_in_parent, go_on_in_child);
    } else {
      munmap(view, k_size);
    }
  }
  close(file);
}

// Pages that are mapped as shared stay so when a process forks: child and parent would write their code into
// each other's.

void CodeMemory::prepare_fork() {
  instance().mutex_.lock();
}

void CodeMemory::go_on_in_parent() {
  instance().mutex_.unlock();
}

void CodeMemory::go_on_in_child() {
  CodeMemory& memory = instance();
  const int file = make_pages();
  void* const view = file < 0 ? MAP_FAILED : map(nullptr, PROT_READ | PROT_WRITE, 0, file);
  // There is no way on: what the code here will be is up to the parent.
  if (view == MAP_FAILED) std::abort();
  std::memcpy(view, memory.view_, memory.end_);
  if (map(reserved, PROT_READ | PROT_EXEC, MAP_FIXED, file) == MAP_FAILED) std::abort();
  munmap(memory.view_, k_size);
  memory.view_ = static_cast<std::uint8_t*>(view);
  close(file);
  memory.mutex_.unlock();
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
