#include "loop/weak_clearings.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "vm/agent.h"

namespace orrery::loop {

namespace {

/// A heap that is nearly full does not collect without end for it.
constexpr std::uint64_t k_least_room_fraction = 16;

std::uint64_t half_of_room(const gc::Heap& heap) {
  const std::uint64_t room = heap.limit() - std::min(heap.used_bytes(), heap.limit());
  return std::max(heap.limit() / k_least_room_fraction, room / 2);
}

}  // namespace

bool AsynchronousDoor::clear_weak_references(vm::Agent& agent, std::uint64_t /*turn*/, bool is_due) {
  return is_due && !agent.weak_references().collect_and_clear(agent.heap()).is_empty();
}

std::uint64_t AsynchronousDoor::allocated_bytes(vm::Agent& agent) {
  return agent.heap().bytes_ever();
}

bool WeakClearings::clear(vm::Agent& agent, AsynchronousDoor& door, std::uint64_t turn) {
  const bool due = std::exchange(is_requested_, false) || is_due(agent, door);
  // What a script has left there is no reference to anything.
  assert(agent.execution.fp == nullptr);
  agent.execution.result = vm::Value::empty();
  const bool has_cleared = door.clear_weak_references(agent, turn, due);
  if (due) begin_again(agent, door);
  return has_cleared;
}

bool WeakClearings::is_due(vm::Agent& agent, AsynchronousDoor& door) const {
  const std::uint64_t room = room_ != 0 ? room_ : agent.heap().limit() / 2;
  // Both may go back a little, when runs of free cells are given back.
  const std::uint64_t heap_bytes = agent.heap().bytes_ever();
  return door.allocated_bytes(agent) >= allocated_ + growth_ || heap_bytes >= heap_bytes_ + room;
}

void WeakClearings::begin_again(vm::Agent& agent, AsynchronousDoor& door) {
  const gc::Heap& heap = agent.heap();
  allocated_ = door.allocated_bytes(agent);
  heap_bytes_ = heap.bytes_ever();
  // A power of two, so that a few cells that are there for other reasons than the program's change nothing.
  growth_ = std::max(k_least_growth, std::bit_ceil(std::uint64_t{2} * heap.used_bytes()));
  room_ = std::max<std::uint64_t>(half_of_room(heap), 1);
}

}  // namespace orrery::loop
