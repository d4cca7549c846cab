#pragma once

// Memory that agents on several threads have in common.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <orrery/value.h>

namespace orrery {

namespace detail {
struct SharedBlock;
}  // namespace detail

/// The bytes of SharedArrayBuffers (https://tc39.es/ecma262/#sec-sharedarraybuffer-objects), of any number of
/// agents: Value::shared_buffer(), Realm::shared_array_buffer(). Belongs to none of them, and may be copied,
/// passed on and used on any thread. It exists as long as anybody has it.
class ORRERY_API SharedBuffer {
 public:
  /// Zeros. \return nothing if there is not so much memory
  static std::optional<SharedBuffer> make(std::size_t size);
  /// What they are now, of one that can grow: they stay where they are. Other threads may be writing them, so
  /// use std::atomic_ref.
  std::span<std::byte> bytes() const;

 private:
  friend struct detail::Access;
  explicit SharedBuffer(std::shared_ptr<detail::SharedBlock> block) : block_(std::move(block)) {}
  std::shared_ptr<detail::SharedBlock> block_;
};

}  // namespace orrery
