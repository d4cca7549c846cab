#include "cli/run/runtime.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "cli/machine_stack.h"
#include "cli/read_source.h"
#include "cli/run/expose_gc.h"
#include "cli/run/globals.h"
#include "engine/engine.h"
#include "host/blocking.h"
#include "interpreter/tracing.h"

namespace orrery::cli {

namespace {

/// What nested native calls may take of the machine stack, in bytes: all but what the parser needs at its
/// deepest, and what lies above them.
constexpr std::size_t k_machine_stack_of_calls = k_machine_stack_size - (std::size_t{6} << 20);

void show_last_words(const char* message) {
  std::fprintf(stderr, "orrery: %s\n", message);
}

}  // namespace

vm::AgentOptions agent_options(const RunSettings& settings, const RuntimeOptions& options) {
  vm::AgentOptions result;
  result.heap.limit = settings.max_heap;
  result.heap.collect_at_every_allocation = options.collect_at_every_allocation;
  result.heap.verify_barriers = options.verify_barriers;
  result.heap.step_at_every_allocation = options.step_at_every_allocation;
  result.heap.poison_freed =
      options.collect_at_every_allocation || options.step_at_every_allocation || options.verify_barriers;
  result.heap.on_fatal_error = show_last_words;
  result.stack_size = settings.stack_size;
  result.machine_stack_size = k_machine_stack_of_calls;
  return result;
}

base::Result<std::unique_ptr<Runtime>> Runtime::create(std::unique_ptr<host::Session> session,
                                                       const RunSettings& settings,
                                                       const RuntimeOptions& options,
                                                       const void* stack_start) {
  std::unique_ptr<vm::Agent> agent = vm::Agent::create(agent_options(settings, options), session->door());
  if (agent == nullptr)
    return base::error("there is no address space for a heap: it needs 2 GiB (see `ulimit -v`)");
  agent->set_stack_start(stack_start);
  session->attach(*agent);
  engine::install(*agent, options.machine_code);
  agent->execution.machine_code_observer = options.machine_code_observer;
  if (session->has_virtual_time() || session->is_replay())
    host::allow_virtual_blocking(*agent);
  else
    host::allow_blocking(*agent);
  if (session->live_door() != nullptr) host::wake_for_async_waiters(*agent, *session->live_door());
  return std::unique_ptr<Runtime>(new Runtime(std::move(session), std::move(agent), settings, options));
}

Runtime::Runtime(std::unique_ptr<host::Session> session, std::unique_ptr<vm::Agent> agent,
                 const RunSettings& settings, const RuntimeOptions& options)
    : session_(std::move(session)),
      agent_(std::move(agent)),
      host_(parts_, builtins_, settings.file == k_standard_input ? "" : settings.file),
      node_(settings.is_node
                ? std::make_unique<node::Environment>(*agent_, static_cast<node::Host&>(host_),
                                                      node::ProcessSettings{.arguments = settings.arguments})
                : nullptr),
      parts_{.session = *session_,
             .agent = *agent_,
             .realm = realm_,
             .loop = loop_,
             .door = door_,
             .node = node_.get(),
             .output = output_,
             .console_output = console_output_,
             .reporter = options.reporter},
      virtual_end_(parts_),
      errors_(parts_, virtual_end_),
      door_(parts_, virtual_end_),
      loop_(*agent_, door_, errors_, node_.get()),
      realm_(agent_->heap(), engine::make_realm(*agent_)),
      console_output_(*agent_, output_,
                      {.colours_output = settings.colours_output,
                       .colours_error = settings.colours_error,
                       .is_output_terminal = settings.is_output_terminal},
                      session_->semantic_hash(), node_.get()),
      console_(*agent_, realm(), console_output_),
      builtins_(*agent_, session_->door(), console_.inspect_functions()),
      modules_(*agent_, realm_.get(), session_->door(), settings.is_node ? &builtins_ : nullptr),
      interrupts_(*agent_, session_->live_door(), &door_),
      program_(parts_, {errors_, virtual_end_, host_, modules_, console_}),
      line_by_line_(parts_, errors_, interrupts_) {
  agent_->set_realm(realm());
  if (settings.has_virtual_time) virtual_end_.begin(settings);
  door_.attach();
  loop_.set_semantic_hash(session_->semantic_hash());
  web::console::add_console(*agent_, realm(), console_);
  if (node_ != nullptr) {
    node_->install(*realm());
  } else {
    web::add_timer_globals(*agent_, *realm());
    rendering_.emplace(*agent_, loop_);
    web::Rendering::install(*agent_, *realm());
  }
  add_web_globals(*agent_, *realm(), host_, settings.is_node ? Profile::Node : Profile::Page);
  if (settings.exposes_gc) add_gc_function(*agent_, *realm());
  if (settings.input != InputSort::None) door_.open_input_pad();
  interrupts_.catch_interrupt_key();
  if (options.time_limit.count() > 0) interrupts_.set_time_limit(options.time_limit);
  if (options.unresponsive.count() > 0 && session_->live_door() != nullptr) door_.watch(options.unresponsive);
  if (options.instructions != nullptr) interpreter::set_instruction_observer(*agent_, options.instructions);
}

std::string Runtime::why_it_ended() const {
  switch (agent_->termination()) {
    case vm::Termination::TimeLimit:
      return "the time limit was reached";
    case vm::Termination::Interrupted:
      return "it was interrupted";
    case vm::Termination::OutOfMemory:
      return "it was out of memory";
    case vm::Termination::Exit:
    case vm::Termination::Deadline:
      return "the program asked for it";
    case vm::Termination::None:
      break;
  }
  if (virtual_end_.is_reached()) return "virtual time was over";
  if (errors_.exit_status() != 0) return "there was an error that nobody caught";
  return "";
}

int Runtime::finish(int status) {
  const int written = output_.finish();
  const base::Result<void> ended = session_->end(status, *agent_);
  if (ended) return written == EXIT_SUCCESS ? status : written;
  print_error(ended.error().message);
  return EXIT_FAILURE;
}

}  // namespace orrery::cli
