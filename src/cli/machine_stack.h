#pragma once

#include <cstddef>

#include "base/address_sanitizer.h"

namespace orrery::cli {

/// What parser and nested native calls are made for, in bytes: no text and no program may want more. How deep
/// calls nest is counted (vm::NativeEntry), 8192 levels; a level of the greediest takes 2.6 KiB in a small
/// build and 9 KiB with AddressSanitizer. Only what is used ever gets memory.
#ifdef ORRERY_ADDRESS_SANITIZER
constexpr std::size_t k_machine_stack_size = std::size_t{512} << 20;
#else
constexpr std::size_t k_machine_stack_size = std::size_t{96} << 20;
#endif

/// Calls `run` on a machine stack of that size, on the same thread. \return what it returns; 1 if there is no
/// address space for that
int call_with_machine_stack(int (*run)(int argc, char** argv), int argc, char** argv);

}  // namespace orrery::cli
