#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery::gc {

class Heap;
class Cell;

/// The address space of one heap: reserved at once, committed block by block. It is aligned to its size, so
/// that any pointer into it leads to its start, where the heap is written down. Without the system's help
/// (base/virtual_memory.h) 64 GiB would be too much to ask for.
#ifdef ORRERY_PORTABLE
constexpr std::size_t k_region_size = std::size_t{1} << 30;
#else
constexpr std::size_t k_region_size = std::size_t{64} << 30;
#endif
constexpr std::size_t k_block_size = std::size_t{16} << 10;

/// The heap that the cell at `address` belongs to.
inline Heap& heap_of(const void* address) {
  const auto base = reinterpret_cast<std::uintptr_t>(address) & ~(std::uintptr_t{k_region_size} - 1);
  return **reinterpret_cast<Heap**>(base);  // NOLINT(performance-no-int-to-ptr): the whole point
}

/// A reference to a cell of the same heap in 32 bits: its distance from the region's start in units of 16
/// bytes. 0 is null.
using CompressedCell = std::uint32_t;

inline CompressedCell compress(const void* cell) {
  return static_cast<CompressedCell>((reinterpret_cast<std::uintptr_t>(cell) & (k_region_size - 1)) >> 4);
}
/// \param neighbour  any cell of the heap
template <typename T>
T* decompress(CompressedCell compressed, const void* neighbour) {
  const auto base = reinterpret_cast<std::uintptr_t>(neighbour) & ~(std::uintptr_t{k_region_size} - 1);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): see above
  return compressed == 0 ? nullptr : reinterpret_cast<T*>(base + (std::uintptr_t{compressed} << 4));
}

}  // namespace orrery::gc
