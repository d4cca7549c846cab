#include "vm/agent.h"

#include <cassert>
#include <string>

#include "base/virtual_memory.h"
#include "gc/dead_stack.h"
#include "vm/cell_kinds.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/atom_table.h"
#include "vm/strings/string.h"

namespace orrery::vm {

Agent::Agent(const AgentOptions& options, Door& door)
    : door_(door),
      system_time_zone_(door),
      native_stack_left_(static_cast<std::ptrdiff_t>(options.native_stack_size)),
      machine_stack_size_(options.machine_stack_size) {}

Agent::~Agent() {
  async_waiters_.clear();  // they are counted to the heap
  heap_.reset();           // finalizers may look at the rest
  if (execution.stack_start != nullptr) base::release_memory(execution.stack_start, stack_size_);
}

std::unique_ptr<Agent> Agent::create(const AgentOptions& options, Door& door) {
  std::unique_ptr<Agent> agent(new Agent(options, door));
  gc::HeapOptions heap_options = options.heap;
  if (heap_options.on_limit == nullptr) {
    heap_options.on_limit_context = agent.get();
    heap_options.on_limit = [](void* context) {
      auto* full = static_cast<Agent*>(context);
      full->request_interrupt(Termination::OutOfMemory);
      // Where nothing can be collected while a script runs, it must not run on for thousands of polls.
      if constexpr (ORRERY_SCAN_STACK == 0) full->execution.look_at_next_poll();
    };
  }
  agent->heap_ = gc::Heap::create(cell_kinds(), *agent, heap_options);
  if (agent->heap_ == nullptr) return nullptr;
  agent->atoms_ = std::make_unique<AtomTable>(*agent->heap_);
  agent->shapes_ = std::make_unique<Shapes>(*agent->heap_);
  if (!agent->make_stack(options.stack_size)) return nullptr;
  agent->make_names();
  return agent;
}

bool Agent::make_stack(std::size_t size) {
  // A guard page behind it is never committed.
  const std::size_t committed = (size + base::k_memory_page - 1) & ~(base::k_memory_page - 1);
  stack_size_ = committed + base::k_memory_page;
  void* memory = base::reserve_memory(stack_size_, base::k_memory_page);
  if (memory == nullptr) return false;
  execution.stack_start = static_cast<Value*>(memory);
  execution.stack_limit = execution.stack_start + committed / sizeof(Value);
  execution.tail_call_limit = execution.stack_start + committed / sizeof(Value) / 2;
  return base::commit_memory(memory, committed);
}

Realm& Agent::realm() const {
  const Value* fp = execution.fp;
  if (fp == realm_fp_) return *realm_;
  const Value executable = fp[FrameWords::k_executable];
  if (executable.bits() != 0) return *static_cast<Executable*>(executable.as_cell())->realm();
  return *static_cast<NativeFunction*>(fp[FrameWords::k_callee].as_object())->realm();
}

void Agent::make_names() {
  common_strings_.make(*this);
#define ATOM(field, text) names_.field = PropertyKey::atom(intern(*this, text));
#define SYMBOL(field, description)             \
  names_.symbol_##field = PropertyKey::symbol( \
      make_symbol(*this, Symbol::Sort::WellKnown, make_ascii_string(*this, description)));
#include "vm/well_known.def"
#undef SYMBOL
#undef ATOM
}

void Agent::set_stack_start(const void* address) {
  heap_->set_stack_start(address);
  machine_stack_limit_ = reinterpret_cast<std::uintptr_t>(address) - machine_stack_size_;
}

Termination Agent::take_interrupt_at(std::uint64_t look) {
  Termination reason = interrupt_.exchange(Termination::None, std::memory_order_relaxed);
  if (scheduled_ && scheduled_->look == look) reason = scheduled_->reason;
  if (reason != Termination::None) interruption_ = {reason, look};
  if (reason == Termination::None && deadline_ns_ != k_no_deadline && door_.monotonic_ns() >= deadline_ns_)
    return Termination::Deadline;
  return reason;
}

Thrown Agent::throw_stack_used_up() {
  return throw_range_error("Maximum call stack size exceeded");
}

// Exceptions and terminations -------------------------------------------------------------------------------

Thrown Agent::throw_value(Value exception) {
  assert(!exception.is_empty() && !exception.is_thrown());
  if (!is_terminating()) exception_ = exception;
  return {};
}

namespace {

std::string_view name_of(ErrorType type) {
  switch (type) {
    case ErrorType::Error:
      return "Error";
    case ErrorType::EvalError:
      return "EvalError";
    case ErrorType::RangeError:
      return "RangeError";
    case ErrorType::ReferenceError:
      return "ReferenceError";
    case ErrorType::SyntaxError:
      return "SyntaxError";
    case ErrorType::TypeError:
      return "TypeError";
    case ErrorType::URIError:
      return "URIError";
  }
  return "Error";
}

}  // namespace

Thrown Agent::throw_error(ErrorType type, std::string_view message) {
  if (is_terminating()) return {};
  // The heap is full, and the script about to be ended for it: no error may keep that up.
  if (heap().is_over_limit()) {
    take_interrupt();
    return terminate(Termination::OutOfMemory);
  }
  if (hooks_.make_error == nullptr) {
    const std::string text = std::string(name_of(type)) + ": " + std::string(message);
    Completion<String*> string = make_string_from_utf8(*this, text);
    return string.is_thrown() ? Thrown{} : throw_value(string.value());
  }
  Completion<String*> text = make_string_from_utf8(*this, message);
  return text.is_thrown() ? Thrown{} : throw_value(hooks_.make_error(*this, type, text.value()));
}

Thrown Agent::terminate(Termination reason) {
  assert(reason != Termination::None);
  exception_ = Value::empty();
  const bool is_new = termination_ == Termination::None;
  const bool is_of_all = reason != Termination::Exit && reason != Termination::Deadline;
  termination_ = reason;
  // Where that was is only to be seen now.
  if (is_new && is_of_all && hooks_.look != nullptr && execution.fp != nullptr) hooks_.look(*this);
  return {};
}

void Agent::end_termination() {
  assert(execution.fp == nullptr);
  termination_ = Termination::None;
  make_room_after_full_heap();
}

void Agent::make_room_after_full_heap() {
  assert(execution.fp == nullptr);
  if (!heap().is_over_limit()) return;
  // What the script held is garbage now; and the limit is to be noticed again.
  gc::clear_dead_stack();
  heap().collect(gc::Heap::Collection::Major);
  heap().set_limit(heap().limit());
  Termination pending = Termination::OutOfMemory;  // for a script that ended before it noticed
  interrupt_.compare_exchange_strong(pending, Termination::None, std::memory_order_relaxed);
}

Value Agent::take_exception() {
  assert(!is_terminating() && has_exception());
  return std::exchange(exception_, Value::empty());
}

// Collections -----------------------------------------------------------------------------------------------

void Agent::visit_roots(gc::Visitor& visitor) {
#define ATOM(field, text) visit_key(visitor, names_.field);
#define SYMBOL(field, description) visit_key(visitor, names_.symbol_##field);
#include "vm/well_known.def"
#undef SYMBOL
#undef ATOM
  common_strings_.visit(visitor);
  if (shapes_) shapes_->visit_roots(visitor);
  if (exception_.is_cell()) visitor.visit(exception_.as_cell());
  if (execution.result.is_cell()) visitor.visit(execution.result.as_cell());
  visitor.visit(realm_);
  if (async_context_ != nullptr) visitor.visit(async_context_);
  weak_references_.visit_roots(visitor);
  async_waiters_.visit(visitor);
  visit_stack(visitor);
}

void Agent::visit_stack(gc::Visitor& visitor) {
  if (execution.fp == nullptr) return;
  // Registers that hold nothing any more may have the address of a cell that is gone.
  for (const Value* word = execution.stack_start; word < frame_end(execution.fp); word++) {
    visitor.visit_conservatively(word->bits());
  }
}

void Agent::visit_ephemerons(gc::Visitor& visitor) {
  weak_references_.visit_ephemerons(visitor, *heap_);
}

void Agent::clear_weak(const gc::Liveness& liveness) {
  if (atoms_) atoms_->clear_dead(liveness);
  if (shapes_) shapes_->clear_dead(liveness);
  common_strings_.clear_dead(liveness);
  symbol_registry_.clear_dead(liveness);
  identity_hashes_.clear_dead(liveness);
  iteration_lookups_.clear();
  thrown_places_.clear_dead(liveness);
  regexp_patterns_.clear_dead(liveness);
  if (weak_references_.clear_dead(liveness) && hooks_.request_finalization != nullptr)
    hooks_.request_finalization(*this);
}

}  // namespace orrery::vm
