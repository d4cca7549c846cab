#pragma once

#include <cstdint>

#include "loop/asynchronous_door.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::loop {

/// [DOC] When weak references are cleared
///
/// Scripts see when targets of WeakRefs and FinalizationRegistries go, and when collections come must not
/// decide what a program does. So within a run collections keep targets (vm::WeakReferences::hold_targets()),
/// and what scripts lose they lose between two tasks: behind the checkpoint of one, of which ClearKeptObjects
/// is a step, and before the next is taken. There the loop asks the door, each time. A live door collects if
/// that is due; one that records writes down what was cleared, and one that replays clears what was written,
/// and collects nothing. A collection for it sees no machine stack: so a target lives because something
/// refers to it, and not because its address has been left somewhere.
///
/// It is due when as much was allocated since the last time as that has found alive, twice, and at least
/// k_least_growth; or half of the room that was left below the heap's limit, so that caches that rely on it
/// do not fill the heap. A program whose scripts hold nothing weakly is never asked for.
class WeakClearings {
 public:
  static constexpr std::uint64_t k_least_growth = std::uint64_t{64} << 20;

  /// The next time that is due.
  void request() { is_requested_ = true; }
  /// \return whether anything was cleared; registries may wait then
  bool clear(vm::Agent& agent, AsynchronousDoor& door, std::uint64_t turn);

 private:
  bool is_due(vm::Agent& agent, AsynchronousDoor& door) const;
  void begin_again(vm::Agent& agent, AsynchronousDoor& door);

  bool is_requested_ = false;
  // When it was done last,
  std::uint64_t allocated_ = 0;
  std::uint64_t heap_bytes_ = 0;
  // and after how much more of either it will be again.
  std::uint64_t growth_ = k_least_growth;
  std::uint64_t room_ = 0;  // 0: it was not done yet
};

}  // namespace orrery::loop
