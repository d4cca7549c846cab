#include "node/messages/port_functions.h"

#include "gc/roots.h"
#include "node/bindings.h"
#include "node/errors.h"
#include "node/messages/message_handles.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/objects/array.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "vm/value_list.h"
#include "web/messaging/broadcast_channel.h"
#include "web/messaging/message_event.h"
#include "web/messaging/message_port.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;
using web::MessagePort;
using web::MessageReceiver;

namespace {

MessageHandles& handles_of(const MessageReceiver& receiver) {
  return static_cast<MessageHandles&>(receiver.scheduler());
}

// References ------------------------------------------------------------------------------------------------

template <typename T, bool is_referenced>
Completion<Value> set_referenced(Agent& agent, NativeFrame& frame) {
  T* receiver = TRY(vm::this_platform_object<T>(agent, frame));
  handles_of(*receiver).set_referenced(*receiver, is_referenced);
  // Channels give themselves.
  return std::is_same_v<T, MessagePort> ? Value::undefined() : Value(receiver);
}

Completion<Value> has_ref(Agent& agent, NativeFrame& frame) {
  const auto* port = TRY(vm::this_platform_object<MessagePort>(agent, frame));
  return Value::boolean(MessageHandle::of(*port).is_referenced());
}

// Listeners that get what was sent, not the event -----------------------------------------------------------

/// What such a listener captures; its wrapper is the event listener.
enum Captured : std::uint8_t { k_listener, k_port, k_type, k_is_once };

Completion<void> remove_wrapper(Agent& agent, MessagePort* port, vm::String* type, vm::Object* wrapper) {
  port->remove_event_listener(agent, type, wrapper, false);
  return {};
}

Completion<Value> call_listener(Agent& agent, NativeFrame& frame) {
  const auto* captures = vm::captured_cell<vm::Slots>(frame);
  auto* port = static_cast<MessagePort*>(captures->get(k_port).as_object());
  if (captures->get(k_is_once).is_true())
    TRY(remove_wrapper(agent, port, captures->get(k_type).as_string(), frame.callee()));
  Value argument = frame.argument(0);
  if (const auto* event = vm::as_platform_object<web::MessageEvent>(argument)) argument = event->data();
  const Value arguments[] = {argument};
  return vm::call(agent, captures->get(k_listener), port, arguments);
}

/// \param captures  of the function, if it is such a wrapper; null: it is none
const vm::Slots* captures_of(const vm::Object* function) {
  if (function->kind() != vm::CellKind::NativeFunction) return nullptr;
  const auto* native = static_cast<const vm::NativeFunction*>(function);
  return native->code() == call_listener ? static_cast<const vm::Slots*>(native->data().as_cell()) : nullptr;
}

/// The wrapper that stands for the listener; null: there is none.
vm::Object* find_wrapper(Agent& agent, MessagePort& port, vm::String* type, Value listener) {
  const Value key = Value::from_bits(vm::to_key(agent, type).bits());
  const web::EventListenerList& listeners = port.listeners();
  for (std::uint32_t i = 0; i < listeners.size(); i++) {
    const web::EventListenerRecord record = listeners.at(i);
    if (!record.type.is_identical(key) || (record.flags & web::EventListenerRecord::k_removed) != 0) continue;
    const vm::Slots* captures = captures_of(record.callback);
    if (captures != nullptr && captures->get(k_listener).is_identical(listener)) return record.callback;
  }
  return nullptr;
}

Completion<void> add_wrapper(Agent& agent, MessagePort* port, vm::String* type, Value listener,
                             bool is_once) {
  if (find_wrapper(agent, *port, type, listener) != nullptr) return {};
  vm::Slots* captures = vm::make_captures(agent, {listener, port, type, Value::boolean(is_once)});
  vm::NativeFunction* wrapper = vm::make_closure(agent, call_listener, 1, Value::cell(captures));
  port->add_event_listener(agent, type, wrapper, false);
  return {};
}

template <bool is_once>
Completion<Value> on(Agent& agent, NativeFrame& frame) {
  auto* port = TRY(vm::this_platform_object<MessagePort>(agent, frame));
  vm::String* type = TRY(vm::to_string(agent, frame.argument(0)));
  const Value listener = TRY(require_function(agent, "listener", frame.argument(1)));
  TRY(add_wrapper(agent, port, type, listener, is_once));
  return port;
}

Completion<Value> off(Agent& agent, NativeFrame& frame) {
  auto* port = TRY(vm::this_platform_object<MessagePort>(agent, frame));
  vm::String* type = TRY(vm::to_string(agent, frame.argument(0)));
  vm::Object* wrapper = find_wrapper(agent, *port, type, frame.argument(1));
  if (wrapper == nullptr && frame.argument(1).is_object()) wrapper = frame.argument(1).as_object();
  if (wrapper != nullptr) TRY(remove_wrapper(agent, port, type, wrapper));
  return port;
}

Completion<Value> listener_count(Agent& agent, NativeFrame& frame) {
  auto* port = TRY(vm::this_platform_object<MessagePort>(agent, frame));
  const Value key = Value::from_bits(vm::to_key(agent, TRY(vm::to_string(agent, frame.argument(0)))).bits());
  std::int32_t count = 0;
  for (std::uint32_t i = 0; i < port->listeners().size(); i++) {
    const web::EventListenerRecord record = port->listeners().at(i);
    if (record.type.is_identical(key) && (record.flags & web::EventListenerRecord::k_removed) == 0) count++;
  }
  return Value::int32(count);
}

/// https://nodejs.org/api/worker_threads.html#portclose; a callback hears of `close`.
Completion<Value> close(Agent& agent, NativeFrame& frame) {
  auto* port = TRY(vm::this_platform_object<MessagePort>(agent, frame));
  if (vm::is_callable(frame.argument(0)))
    TRY(add_wrapper(agent, port, vm::intern(agent, "close"), frame.argument(0), true));
  port->close(agent);
  return Value::undefined();
}

/// `receive(port)`: [message], or undefined if none has come; null if it is no port.
/// https://nodejs.org/api/worker_threads.html#workerreceivemessageonportport
Completion<Value> receive(Agent& agent, NativeFrame& frame) {
  auto* port = vm::as_platform_object<MessagePort>(frame.argument(0));
  if (port == nullptr) return Value::null();
  web::MessageQueue* queue = port->queue();
  // That the other port was closed is told by an event.
  if (queue == nullptr || queue->first() == nullptr || queue->is_close_next()) return Value::undefined();
  const gc::Root<web::Message> message(agent.heap(), queue->take());
  const Value received[] = {TRY(port->receive(agent, *message.get()))};
  return TRY(vm::create_array_from_list(agent, received));
}

// Tables ----------------------------------------------------------------------------------------------------

constexpr vm::LazyRow k_port_rows[] = {
    vm::lazy_builtin(vm::operation("ref", 0, set_referenced<MessagePort, true>)),
    vm::lazy_builtin(vm::operation("unref", 0, set_referenced<MessagePort, false>)),
    vm::lazy_builtin(vm::operation("hasRef", 0, has_ref)),
    vm::lazy_builtin(vm::operation("on", 2, on<false>)),
    vm::lazy_builtin(vm::operation("addListener", 2, on<false>)),
    vm::lazy_builtin(vm::operation("once", 2, on<true>)),
    vm::lazy_builtin(vm::operation("off", 2, off)),
    vm::lazy_builtin(vm::operation("removeListener", 2, off)),
    vm::lazy_builtin(vm::operation("listenerCount", 1, listener_count)),
};
constexpr vm::LazyRow k_channel_rows[] = {
    vm::lazy_builtin(vm::operation("ref", 0, set_referenced<web::BroadcastChannel, true>)),
    vm::lazy_builtin(vm::operation("unref", 0, set_referenced<web::BroadcastChannel, false>)),
};

constexpr vm::BuiltinRow k_port_functions_rows[] = {vm::method("receive", 1, receive)};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_message_bindings = k_port_functions_rows;

void add_port_functions(Agent& agent, vm::Realm& realm) {
  vm::Object* port = vm::RealmInterface::of(agent, realm, MessagePort::k_interface).prototype(agent);
  vm::add_lazy_rows(agent, realm, port, k_port_rows);
  vm::NativeFunction* function =
      vm::create_builtin_function(agent, close, 0, vm::PropertyKey::atom(vm::intern(agent, "close")));
  MUST(vm::define_property_or_throw(agent, port, vm::PropertyKey::atom(vm::intern(agent, "close")),
                                    vm::PropertyDescriptor::data(function, vm::k_data_attributes)));
  vm::Object* channel =
      vm::RealmInterface::of(agent, realm, web::BroadcastChannel::k_interface).prototype(agent);
  vm::add_lazy_rows(agent, realm, channel, k_channel_rows);
}

}  // namespace orrery::node
