#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "vm/binary_data/array_buffer.h"
#include "vm/functions/builtin_arguments.h"

// What the functions of ArrayBuffer and SharedArrayBuffer begin with.

namespace orrery::builtins {

/// The arguments of both constructors; the length is not above the greatest.
vm::Completion<vm::BufferSize> requested_size(vm::Agent& agent, const vm::NativeFrame& frame,
                                              std::string_view name);

/// The arguments of slice: [first, first + length) of a buffer.
struct ByteRange {
  std::size_t first;
  std::size_t length;
};
vm::Completion<ByteRange> byte_range(vm::Agent& agent, const vm::NativeFrame& frame, std::size_t length);

/// What `slice` makes by the species of `buffer`: of the same sort, another one, and long enough.
template <typename Buffer>
vm::Completion<Buffer*> slice_target(vm::Agent& agent, Buffer* buffer, vm::Intrinsic default_constructor,
                                     std::size_t length, std::string_view method);

extern template vm::Completion<vm::ArrayBuffer*> slice_target(vm::Agent&, vm::ArrayBuffer*, vm::Intrinsic,
                                                              std::size_t, std::string_view);
extern template vm::Completion<vm::SharedArrayBuffer*> slice_target(vm::Agent&, vm::SharedArrayBuffer*,
                                                                    vm::Intrinsic, std::size_t,
                                                                    std::string_view);

}  // namespace orrery::builtins
