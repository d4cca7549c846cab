#include "host/operations/signal_operations.h"

#include <atomic>
#include <utility>

#include <signal.h>

#include "host/live_door.h"

namespace orrery::host {

namespace {

// Signal handlers know nothing but what is in static storage.
std::atomic<LiveDoor*> woken_door = nullptr;
std::array<std::atomic<unsigned>, NSIG> arrived;

void on_signal(int signal) {
  arrived[static_cast<std::size_t>(signal)].fetch_add(1);
  if (LiveDoor* door = woken_door.load()) door->wake();
}

}  // namespace

SignalOperations::SignalOperations(LiveDoor& door) {
  woken_door = &door;
}

SignalOperations::~SignalOperations() {
  for (int signal = 1; signal < NSIG; signal++) end(signal);
  woken_door = nullptr;
}

void SignalOperations::begin(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  const int signal = operation->awaited_signal();
  Awaited& awaited = awaited_[static_cast<std::size_t>(signal)];
  const bool is_new = awaited.last == 0;
  awaited.last = id;
  awaited.operation = std::move(operation);
  if (!is_new) return;
  count_++;
  arrived[static_cast<std::size_t>(signal)] = 0;
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, &awaited.before);
}

std::optional<loop::CompletedOperation> SignalOperations::take() {
  if (count_ == 0) return std::nullopt;
  for (std::size_t signal = 1; signal < NSIG; signal++) {
    Awaited& awaited = awaited_[signal];
    if (awaited.operation == nullptr || arrived[signal].load() == 0) continue;
    arrived[signal].fetch_sub(1);
    return loop::CompletedOperation{awaited.last, std::move(awaited.operation)};
  }
  return std::nullopt;
}

bool SignalOperations::cancel(loop::OperationId id) {
  if (count_ == 0) return false;
  for (int signal = 1; signal < NSIG; signal++) {
    if (awaited_[static_cast<std::size_t>(signal)].last != id) continue;
    end(signal);
    return true;
  }
  return false;
}

void SignalOperations::end(int signal) {
  Awaited& awaited = awaited_[static_cast<std::size_t>(signal)];
  if (awaited.last == 0) return;
  ::sigaction(signal, &awaited.before, nullptr);
  awaited.last = 0;
  awaited.operation = nullptr;
  count_--;
}

}  // namespace orrery::host
