#pragma once

#include <cstddef>

namespace orrery::cli {

/// What parser and nested native calls are made for: no text and no program may want more.
constexpr std::size_t k_least_machine_stack = std::size_t{8} << 20;

/// Calls `run`, with at least k_least_machine_stack bytes of machine stack: where `ulimit -s` says less, on a
/// thread of its own, which the caller waits for. \return what it returns; 1 if there is no memory for that
int call_with_machine_stack(int (*run)(int argc, char** argv), int argc, char** argv);

}  // namespace orrery::cli
