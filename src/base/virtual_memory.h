#pragma once

#include <cstddef>

namespace orrery::base {

/// Address space apart from memory: a large stretch of addresses is reserved at once and gets memory where
/// and when it is needed. Sizes and addresses are multiples of `k_memory_page`.
///
/// Where the system's calls are not used (ORRERY_PORTABLE), a reservation comes from the C library, and what
/// is discarded stays.
constexpr std::size_t k_memory_page = 4096;

/// `size` bytes of addresses, aligned to `alignment` (a power of two), for release_memory(). Not to be
/// touched before commit_memory(). \return null if the system refuses.
/// A size below the alignment is what is left to ask for when the whole was refused: it is looked for at
/// aligned addresses one after the other, so that nothing more has to be reserved for a moment.
void* reserve_memory(std::size_t size, std::size_t alignment);
void release_memory(void* memory, std::size_t size);

/// Makes a part of a reservation readable, writable and zero. To be called once for each part. \return false
/// if the system has no memory left.
bool commit_memory(void* memory, std::size_t size);

/// Gives the memory of a committed part back to the system. The part may be used on, with contents that are
/// lost.
void discard_memory(void* memory, std::size_t size);

/// Says that all of a committed part is about to be used: so it gets its memory now, in one go instead of by
/// a page fault for each page. Only advice.
void populate_memory(void* memory, std::size_t size);

}  // namespace orrery::base
