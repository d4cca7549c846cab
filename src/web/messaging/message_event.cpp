#include "web/messaging/message_event.h"

#include "vm/operations/object_operations.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

Completion<vm::Object*> make_frozen_array(Agent& agent, const vm::ValueList& items) {
  const vm::Value array = TRY(webidl::to_array(agent, items));
  TRY(vm::set_integrity_level(agent, array.as_object(), vm::IntegrityLevel::Frozen));
  return array.as_object();
}

Completion<MessageEvent*> MessageEvent::construct(Agent& agent, const vm::NativeFrame& frame,
                                                  vm::String* type, const MessageEventInit& init) {
  vm::Object* ports = init.ports.size() == 0 ? nullptr : TRY(make_frozen_array(agent, init.ports.list()));
  return vm::construct_platform_object<MessageEvent>(agent, frame, start_event(agent, type, init), init,
                                                     ports);
}

Completion<vm::Object*> MessageEvent::ports(Agent& agent) {
  if (!ports_) ports_.set(this, TRY(make_frozen_array(agent, *vm::ValueList::make(agent.heap()))));
  return ports_.get();
}

Completion<void> MessageEvent::init_message_event(Agent& agent, vm::String* type, bool bubbles,
                                                  bool cancelable, vm::Value data, vm::String* origin,
                                                  vm::String* last_event_id, MessagePort* source,
                                                  const webidl::Sequence<MessagePort*>& ports) {
  if (is_being_dispatched()) return {};
  vm::Object* array = TRY(make_frozen_array(agent, ports.list()));
  initialize(agent, type, bubbles, cancelable);
  data_.set(this, data);
  origin_.set(this, origin);
  last_event_id_.set(this, last_event_id);
  source_.set(this, source);
  ports_.set(this, array);
  return {};
}

}  // namespace orrery::web
