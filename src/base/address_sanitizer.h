#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ORRERY_ADDRESS_SANITIZER 1
#include <sanitizer/asan_interface.h>
#endif
#endif

namespace orrery::base {

/// Tells AddressSanitizer, where the build has it, that memory may not be touched, or may be again.
inline void forbid_memory([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t size) {
#ifdef ORRERY_ADDRESS_SANITIZER
  __asan_poison_memory_region(memory, size);
#endif
}
inline void permit_memory([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t size) {
#ifdef ORRERY_ADDRESS_SANITIZER
  __asan_unpoison_memory_region(memory, size);
#endif
}

}  // namespace orrery::base
