#include "engine/api_state.h"

#include <cassert>
#include <utility>

#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/function.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::detail {

HandleReference::HandleReference(const HandleReference& other) : handle_(other.handle_) {
  if (handle_ != nullptr) handle_->add_reference();
}

HandleReference::~HandleReference() {
  if (handle_ != nullptr) handle_->drop_reference();
}

// Data of the host ------------------------------------------------------------------------------------------

void Data::drop() {
  next_dropped_ = std::exchange(state_.first_dropped, this);
}

void AgentState::delete_dropped() {
  while (Data* data = first_dropped) {
    first_dropped = data->next_dropped_;
    delete data;
  }
}

AgentState::~AgentState() {
  assert(depth == 0 && "an agent must not be destroyed by what it calls");
  waiting.reset();
  realm.reset();
  agent.reset();  // drops what is left
  delete_dropped();
}

void Entry::begin(AgentState& state, const void* frame) {
  state.agent->set_stack_start(frame);
  // A synchronous sequence of evaluations is over. https://tc39.es/ecma262/#sec-weakref-execution
  state.agent->weak_references().clear_kept_objects();
  // Here no native frame holds a cell, so builds that cannot look for them collect here.
  state.agent->heap().collect_if_due();
  state.agent->make_room_after_full_heap();
  state.delete_dropped();
}

// Errors ----------------------------------------------------------------------------------------------------

namespace {

Termination public_reason(vm::Termination reason) {
  switch (reason) {
    case vm::Termination::None:
    case vm::Termination::Interrupted:
    case vm::Termination::Deadline:  // which no embedder sees
      break;
    case vm::Termination::TimeLimit:
      return Termination::TimeLimit;
    case vm::Termination::OutOfMemory:
      return Termination::OutOfMemory;
    case vm::Termination::Exit:
      return Termination::Exit;
  }
  return Termination::Interrupted;
}

vm::Termination inner_reason(Termination reason) {
  switch (reason) {
    case Termination::Interrupted:
      return vm::Termination::Interrupted;
    case Termination::TimeLimit:
      return vm::Termination::TimeLimit;
    case Termination::OutOfMemory:
      return vm::Termination::OutOfMemory;
    case Termination::Exit:
      return vm::Termination::Exit;
  }
  return vm::Termination::Interrupted;
}

std::string_view text_of(Termination reason) {
  switch (reason) {
    case Termination::Interrupted:
      return "the script was interrupted";
    case Termination::TimeLimit:
      return "the script ran too long";
    case Termination::OutOfMemory:
      return "the script used too much memory";
    case Termination::Exit:
      return "the script has ended the program";
  }
  return "the script was ended";
}

/// Runs no script.
std::string message_of(vm::Agent& agent, vm::Value exception) {
  if (exception.is_cell_of(vm::CellKind::Error)) {
    const auto message = vm::look_up_data_property(agent, exception.as_object(), agent.names().message);
    if (message && message->is_string()) return message->as_string()->to_utf8();
    return vm::error_text(agent, exception.as_object())->to_utf8();
  }
  if (exception.is_string()) return exception.as_string()->to_utf8();
  return vm::describe_value(agent, exception);
}

}  // namespace

Error AgentState::take_error() {
  if (agent->is_terminating()) {
    const Termination reason = public_reason(agent->termination());
    if (is_outermost()) end_termination();
    return Error::terminate(reason).error();
  }
  const vm::Value exception = agent->take_exception();
  Error error;
  error.message = message_of(*agent, exception);
  error.stack = vm::describe_exception(*agent, exception)->to_utf8();
  error.thrown = Access::wrap(*this, exception);
  return error;
}

vm::Thrown AgentState::throw_error(const Error& error) {
  if (agent->is_terminating()) return {};
  if (error.termination) return agent->terminate(inner_reason(*error.termination));
  if (!error.thrown) return agent->throw_error(static_cast<vm::ErrorType>(error.type), error.message);
  const vm::Completion<vm::Value> thrown = Access::unwrap(*this, *error.thrown);
  return thrown.is_thrown() ? vm::Thrown{} : agent->throw_value(thrown.value());
}

/// What the script was in the middle of must not go on by itself.
void AgentState::end_termination() {
  waiting->jobs.clear();
  waiting->rejections.clear();
  agent->end_termination();
}

static_assert(static_cast<int>(ErrorType::URIError) == static_cast<int>(vm::ErrorType::URIError));
static_assert(static_cast<int>(ErrorType::TypeError) == static_cast<int>(vm::ErrorType::TypeError));

// Values ----------------------------------------------------------------------------------------------------

vm::Completion<vm::Value> Access::unwrap(AgentState& state, const Value& value) {
  Handle* handle = value.handle_.get();
  if (handle != nullptr && handle->state() != &state)
    return state.agent->throw_type_error("The value belongs to another agent");
  return unwrap(value);
}

Value Access::wrap(AgentState& state, vm::Value value) {
  if (!value.is_cell()) return Value(bits_of(value));
  return Value(bits_of(vm::Value::undefined()),
               HandleReference(new Handle(state, state.agent->heap(), value)));
}

orrery::Realm Access::wrap(AgentState& state, vm::Realm* realm) {
  return orrery::Realm(HandleReference(new Handle(state, state.agent->heap(), vm::Value::cell(realm))));
}

orrery::Module Access::wrap(AgentState& state, vm::Module* module) {
  return orrery::Module(HandleReference(new Handle(state, state.agent->heap(), vm::Value::cell(module))));
}

vm::Completion<vm::ValueList*> unwrap_list(AgentState& state, std::span<const Value> values) {
  gc::Heap& heap = state.agent->heap();
  auto* list = vm::ValueList::make(heap, static_cast<std::uint32_t>(values.size()));
  for (const Value& value : values) list->append(heap, TRY(Access::unwrap(state, value)));
  return list;
}

vm::Completion<vm::PropertyKey> key_of(AgentState& state, std::string_view name) {
  return vm::to_key(*state.agent, TRY(vm::make_string_from_utf8(*state.agent, name)));
}

}  // namespace orrery::detail

namespace orrery {

std::unexpected<Error> Error::make(ErrorType type, std::string message) {
  Error error;
  error.stack = message;
  error.message = std::move(message);
  error.type = type;
  return std::unexpected(std::move(error));
}

std::unexpected<Error> Error::of(Value thrown) {
  Error error;
  error.message = error.stack = thrown.describe();
  error.thrown = std::move(thrown);
  return std::unexpected(std::move(error));
}

std::unexpected<Error> Error::terminate(Termination reason) {
  Error error;
  error.termination = reason;
  error.message = error.stack = detail::text_of(reason);
  return std::unexpected(std::move(error));
}

}  // namespace orrery
