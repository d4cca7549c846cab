#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loop/task_queues.h"
#include "vm/execution/origin.h"

namespace orrery::loop {

// Words for what runs, and for where it comes from.

/// Of JobTraits::sort: a task by its source, or what else runs callbacks.
constexpr std::uint8_t k_tick_sort = 0;
/// What listeners of Node's 'beforeExit' do when nothing was left to be done.
constexpr std::uint8_t k_before_exit_sort = 255;
/// What a FinalizationRegistry calls its callback in.
constexpr std::uint8_t k_finalization_sort = 254;
constexpr std::uint8_t sort_of(TaskSource source) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(source) + 1);
}

/// "a timer of 10 ms"
std::string describe_job(const vm::JobTraits& traits);
/// What somebody did to have it run: "set"
std::string_view queued_verb(const vm::JobTraits& traits);

/// The jobs that led to one, from that one back to the program's text: a line for each, such as "a timer of
/// 10 ms, set by f (file:1:2)".
std::vector<std::string> describe_chain(const vm::JobOrigin& origin);

}  // namespace orrery::loop
