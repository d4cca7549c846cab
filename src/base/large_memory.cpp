#include "base/large_memory.h"

#include <cstdlib>

#if defined(__linux__) && !defined(ORRERY_PORTABLE)
#include <sys/mman.h>
#endif

namespace orrery::base {

void* allocate_large(std::size_t size) {
#if defined(__linux__) && !defined(ORRERY_PORTABLE)
  if (size >= k_huge_page) {
    const std::size_t whole_pages = (size + k_huge_page - 1) & ~(k_huge_page - 1);
    void* memory = std::aligned_alloc(k_huge_page, whole_pages);
    // Only advice: where it cannot be had, ordinary pages do.
    if (memory != nullptr) madvise(memory, whole_pages, MADV_HUGEPAGE);
    return memory;
  }
#endif
  return std::malloc(size);
}

void free_large(void* memory) {
  std::free(memory);
}

}  // namespace orrery::base
