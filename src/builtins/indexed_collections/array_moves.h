#pragma once

#include <cstdint>
#include <span>

#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/value.h"

// What several functions that insert and remove elements have in common.

namespace orrery::builtins {

/// Moves the elements of [from, from + count) to [to, to + count), holes too; the lowest first.
vm::Completion<void> move_down(vm::Agent& agent, vm::Object* object, std::uint64_t from, std::uint64_t to,
                               std::uint64_t count);
/// The same, the highest first.
vm::Completion<void> move_up(vm::Agent& agent, vm::Object* object, std::uint64_t from, std::uint64_t to,
                             std::uint64_t count);

/// The arguments of splice and toSpliced.
struct SpliceRange {
  std::uint64_t start;
  std::uint64_t delete_count;
  std::span<const vm::Value> items;
};
/// https://tc39.es/ecma262/#sec-array.prototype.splice, steps 3 to 10.
vm::Completion<SpliceRange> splice_range(vm::Agent& agent, const vm::NativeFrame& frame,
                                         std::uint64_t length);

}  // namespace orrery::builtins
