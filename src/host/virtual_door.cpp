#include "host/virtual_door.h"

#include <algorithm>
#include <utility>

#include <unistd.h>

#include "host/facts.h"

namespace orrery::host {

std::uint64_t LatencyModel::of(std::string_view kind) const {
  for (const auto& [name, latency_ns] : by_kind) {
    if (name == kind) return latency_ns;
  }
  return usual_ns;
}

// Clocks ----------------------------------------------------------------------------------------------------

std::uint64_t VirtualDoor::polls() const {
  if (agent_ == nullptr) return 0;
  const vm::Execution& execution = agent_->execution;
  return execution.polls_before +
         static_cast<std::uint64_t>(vm::Execution::k_polls_between_looks - execution.polls_left);
}

std::uint64_t VirtualDoor::read() {
  passed_ns_ += k_reading_ns;
  return now();
}

std::uint64_t VirtualDoor::monotonic_ns() {
  return read();
}

double VirtualDoor::wall_clock_ms() {
  constexpr std::uint64_t k_millisecond = 1'000'000;
  const std::uint64_t whole_milliseconds = (read() - k_first_ns) / k_millisecond;
  return k_first_date_ms + static_cast<double>(whole_milliseconds);
}

void VirtualDoor::wait_until(std::uint64_t deadline_ns) {
  // Somebody wants the loop to look before the operation is done.
  if (performed_ != 0) return machine_.wait_until(k_never);
  std::uint64_t moment = deadline_ns;
  if (!in_flight_.empty()) moment = std::min(moment, in_flight_.begin()->first.first);
  // Nothing is ever going to happen here: an interrupt may.
  if (moment == k_never) return machine_.wait_until(k_never);
  const std::uint64_t before = now();
  if (moment > before) pass(moment - before);
}

// Everything else -------------------------------------------------------------------------------------------

/// https://prng.di.unimi.it/splitmix64.c: the same numbers in each run.
void VirtualDoor::fill_random(std::span<std::byte> bytes) {
  for (std::byte& byte : bytes) {
    random_state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = random_state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    byte = static_cast<std::byte>(mixed >> 56);
  }
}

std::optional<std::string> VirtualDoor::fact(const std::string& name) {
  std::optional<std::string> text = virtual_fact(name, {.start_ns = k_first_ns,
                                                        .now_ns = now(),
                                                        .worked_ns = worked(),
                                                        .process_id = k_process_id,
                                                        .parent_process_id = k_parent_process_id});
  return text ? std::move(text) : machine_.fact(name);
}

FileAnswer VirtualDoor::access_file(const FileRequest& request) {
  if (request.operation != FileOperation::SendSignal) return machine_.access_file(request);
  FileRequest real = request;
  if (request.mode == k_process_id || request.mode == -k_process_id)
    real.mode = request.mode < 0 ? -::getpid() : ::getpid();
  if (request.mode == k_parent_process_id) real.mode = ::getppid();
  return machine_.access_file(real);
}

// Operations ------------------------------------------------------------------------------------------------

void VirtualDoor::begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  // Signals and input come when they come.
  if (operation->awaited_signal() != 0 || operation->awaits_input())
    return machine_.begin_operation(id, std::move(operation));
  const std::uint64_t moment = now() + latencies_.of(operation->kind());
  in_flight_.emplace(std::pair(moment, id), std::move(operation));
}

std::uint64_t VirtualDoor::allocated_bytes(vm::Agent& agent) {
  return polls() * k_poll_bytes + agent.heap().external_bytes_ever();
}

std::optional<loop::CompletedOperation> VirtualDoor::take_completion() {
  if (performed_ == 0) {
    if (in_flight_.empty() || in_flight_.begin()->first.first > now()) return machine_.take_completion();
    auto first = in_flight_.extract(in_flight_.begin());
    performed_ = first.key().second;
    machine_.begin_operation(performed_, std::move(first.mapped()));
  }
  std::optional<loop::CompletedOperation> completed = machine_.take_completion();
  if (!completed) {
    machine_.wait_until(k_never);
    completed = machine_.take_completion();
  }
  if (completed && completed->id == performed_) performed_ = 0;
  return completed;
}

void VirtualDoor::cancel_operation(loop::OperationId id) {
  if (performed_ == id) {
    machine_.cancel_operation(id);
    performed_ = 0;
    return;
  }
  if (std::erase_if(in_flight_, [id](const auto& each) { return each.first.second == id; }) == 0)
    machine_.cancel_operation(id);
}

}  // namespace orrery::host
