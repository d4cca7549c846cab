#include "base/virtual_memory.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#if defined(__linux__) && !defined(ORRERY_PORTABLE)
#define ORRERY_MAPS_MEMORY 1
#include <sys/mman.h>
#endif

namespace orrery::base {

#ifdef ORRERY_MAPS_MEMORY

namespace {

constexpr int k_no_access = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

void* reserve_part(std::size_t size, std::size_t alignment) {
  constexpr std::uintptr_t k_addresses_end = std::uintptr_t{1} << 46;  // of user space, at least
  constexpr std::size_t k_tries = 256;
  for (std::size_t i = 1; i <= k_tries && i * alignment + size <= k_addresses_end; ++i) {
    auto* wanted =
        reinterpret_cast<void*>(i * alignment);  // NOLINT(performance-no-int-to-ptr): it is an address
    void* mapped = mmap(wanted, size, PROT_NONE, k_no_access | MAP_FIXED_NOREPLACE, -1, 0);
    if (mapped == wanted) return mapped;
    // Older systems take it for a wish.
    if (mapped != MAP_FAILED) munmap(mapped, size);
    if (mapped == MAP_FAILED && errno == ENOMEM) return nullptr;
  }
  return nullptr;
}

}  // namespace

void* reserve_memory(std::size_t size, std::size_t alignment) {
  if (size < alignment) return reserve_part(size, alignment);
  // Of so many addresses some are aligned; the others are given back.
  const std::size_t mapped_size = size + alignment - k_memory_page;
  void* mapped = mmap(nullptr, mapped_size, PROT_NONE, k_no_access, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;

  auto* start = static_cast<std::byte*>(mapped);
  const std::size_t before = -reinterpret_cast<std::uintptr_t>(start) & (alignment - 1);
  const std::size_t after = mapped_size - before - size;
  if (before != 0) munmap(start, before);
  if (after != 0) munmap(start + before + size, after);
  return start + before;
}

void release_memory(void* memory, std::size_t size) {
  munmap(memory, size);
}

bool commit_memory(void* memory, std::size_t size) {
  return mprotect(memory, size, PROT_READ | PROT_WRITE) == 0;
}

void discard_memory(void* memory, std::size_t size) {
  madvise(memory, size, MADV_DONTNEED);
}

void populate_memory([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t size) {
#ifdef MADV_POPULATE_WRITE
  madvise(memory, size, MADV_POPULATE_WRITE);  // older systems refuse, which does no harm
#endif
}

#else

void* reserve_memory(std::size_t size, std::size_t alignment) {
  return std::aligned_alloc(alignment, size);
}

void release_memory(void* memory, std::size_t) {
  std::free(memory);
}

bool commit_memory(void* memory, std::size_t size) {
  std::memset(memory, 0, size);
  return true;
}

void discard_memory(void*, std::size_t) {}

void populate_memory(void*, std::size_t) {}

#endif

}  // namespace orrery::base
