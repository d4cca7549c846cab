#include "cli/run/runtime.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli/run/uncaught.h"
#include "engine/engine.h"

namespace orrery::cli {

namespace {

/// What nested native calls may take of the machine stack: all but what the parser needs at its deepest.
std::size_t native_stack_size() {
  constexpr std::size_t k_reserve = std::size_t{5} << 20;
  constexpr std::size_t k_least = std::size_t{256} << 10;
  constexpr std::size_t k_most = std::size_t{3} << 20;
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return k_most;
  const std::size_t size = limit.rlim_cur;
  return std::clamp(size > k_reserve ? size - k_reserve : std::size_t{0}, k_least, k_most);
}

void show_last_words(const char* message) {
  std::fprintf(stderr, "orrery: %s\n", message);
}

}  // namespace

vm::AgentOptions agent_options(const RuntimeOptions& options) {
  vm::AgentOptions result;
  result.heap.limit = options.max_heap;
  result.heap.collect_at_every_allocation = options.collect_at_every_allocation;
  result.heap.verify_barriers = options.verify_barriers;
  result.heap.poison_freed = options.collect_at_every_allocation || options.verify_barriers;
  result.heap.on_fatal_error = show_last_words;
  result.stack_size = options.stack_size;
  result.native_stack_size = native_stack_size();
  return result;
}

std::unique_ptr<Runtime> Runtime::create(const RuntimeOptions& options, const void* stack_start) {
  auto door = std::make_unique<LiveDoor>();
  std::unique_ptr<vm::Agent> agent = vm::Agent::create(agent_options(options), *door);
  if (agent == nullptr) return nullptr;
  agent->set_stack_start(stack_start);
  engine::install(*agent);
  return std::unique_ptr<Runtime>(new Runtime(std::move(door), std::move(agent), options));
}

Runtime::Runtime(std::unique_ptr<LiveDoor> door, std::unique_ptr<vm::Agent> agent,
                 const RuntimeOptions& options)
    : door_(std::move(door)),
      agent_(std::move(agent)),
      jobs_(*agent_),
      realm_(agent_->heap(), engine::make_realm(*agent_)),
      console_(*agent_, output_, options.colour),
      interrupts_(*agent_) {
  agent_->set_realm(realm());
  add_console(*agent_, realm(), console_);
  interrupts_.catch_interrupt_key();
  if (options.time_limit.count() > 0) interrupts_.set_time_limit(options.time_limit);
}

Runtime::~Runtime() = default;

int Runtime::run_script(syntax::SourceText source) {
  const vm::Completion<vm::Value> result = engine::run_script(*agent_, realm(), std::move(source));
  return result.is_thrown() ? report_pending() : run_jobs();
}

int Runtime::run_jobs() {
  if (jobs_.run(*agent_).is_thrown()) return report_pending();
  if (const vm::Promise* promise = jobs_.take_unhandled()) {
    report(promise->result());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

int Runtime::report_pending() {
  if (agent_->is_terminating()) {
    output_.buffer().flush();
    std::fprintf(stderr, "%s\n", describe(agent_->termination()));
    return exit_status_of(agent_->termination());
  }
  report(agent_->take_exception());
  return EXIT_FAILURE;
}

void Runtime::report(vm::Value exception) {
  const bool colour = console_.uses_colour(Console::Stream::Error);
  console_.write_line(Console::Stream::Error, describe_uncaught(*agent_, exception, colour));
}

int Runtime::finish(int status) {
  const int written = output_.finish();
  return written == EXIT_SUCCESS ? status : written;
}

}  // namespace orrery::cli
