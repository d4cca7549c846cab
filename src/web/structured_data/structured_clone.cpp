#include "web/structured_data/structured_clone.h"

#include "vm/binary_data/array_buffer.h"
#include "vm/objects/realm_interface.h"
#include "web/structured_data/serializer.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Thrown;
using vm::Value;

namespace {

Thrown refuse(Agent& agent, std::string_view message) {
  return webidl::throw_dom_exception(agent, "DataCloneError", message);
}

/// A platform object that is [Transferable]; null: it is none.
vm::PlatformObject* as_transferable(Value value) {
  if (!value.is_cell_of(vm::CellKind::PlatformObject)) return nullptr;
  auto* object = static_cast<vm::PlatformObject*>(value.as_cell());
  const StructuredDataSteps* steps = object->interface().structured_data_steps;
  return steps != nullptr && steps->transfer != nullptr ? object : nullptr;
}

/// Step 2
Completion<void> number_transferables(Agent& agent, const vm::ValueList& transfer_list,
                                      Serializer& serializer) {
  for (const Value each : transfer_list.values()) {
    // 2.1. 2.2.
    const bool is_buffer = each.is_cell_of(vm::CellKind::ArrayBuffer);
    if (!is_buffer && as_transferable(each) == nullptr)
      return refuse(agent, "Found invalid value in transferList.");
    // 2.3. 2.4.
    if (!serializer.add_transferred(each.as_object())) {
      return refuse(agent, is_buffer ? "Transfer list contains duplicate ArrayBuffer"
                                     : "Transfer list contains duplicate object");
    }
  }
  return {};
}

/// Step 5
Completion<TransferDataHolder> transfer(Agent& agent, Value transferable) {
  if (transferable.is_cell_of(vm::CellKind::ArrayBuffer)) {
    auto* buffer = static_cast<vm::ArrayBuffer*>(transferable.as_object());
    // 5.1.
    if (buffer->is_detached()) return refuse(agent, "An ArrayBuffer is detached and could not be cloned.");
    if (buffer->is_immutable())
      return refuse(agent, "An ArrayBuffer is immutable and could not be transferred.");
    // 5.4.
    return TransferDataHolder{.buffer = buffer->release(), .interface = nullptr, .data = nullptr};
  }
  vm::PlatformObject* object = as_transferable(transferable);
  const StructuredDataSteps& steps = *object->interface().structured_data_steps;
  // 5.2.
  if (steps.is_detached(object)) {
    return refuse(agent, std::string(object->interface().name) + " in transfer list is already detached");
  }
  // 5.5.
  return TransferDataHolder{
      .buffer = std::nullopt, .interface = &object->interface(), .data = steps.transfer(agent, object)};
}

}  // namespace

Completion<void> structured_serialize_with_transfer(Agent& agent, Value value,
                                                    const vm::ValueList& transfer_list,
                                                    SerializedData& data) {
  // 1. 2. 3.
  Serializer serializer(agent, data);
  TRY(number_transferables(agent, transfer_list, serializer));
  TRY(serializer.run(value));
  // 4. to 6.
  data.transferred.reserve(transfer_list.size());
  for (const Value each : transfer_list.values()) data.transferred.push_back(TRY(transfer(agent, each)));
  return {};
}

Completion<DeserializedData> structured_deserialize_with_transfer(Agent& agent, SerializedData& data,
                                                                  Deserializer::Buffers buffers) {
  // 1. to 3.
  Deserializer deserializer(agent, data, buffers);
  vm::ValueList* transferred = vm::ValueList::make(agent.heap());
  for (TransferDataHolder& holder : data.transferred) {
    vm::Object* received = nullptr;
    if (holder.buffer) {
      received = vm::ArrayBuffer::adopt(agent, std::move(*holder.buffer));
    } else {
      received = holder.interface->structured_data_steps->receive(agent, *holder.data);
    }
    transferred->append(agent.heap(), Value(received));
    deserializer.add_transferred(received);
  }
  // 4. 5.
  return DeserializedData{TRY(deserializer.run()), transferred};
}

// https://html.spec.whatwg.org/multipage/structured-data.html#dom-structuredclone
Completion<Value> StructuredCloning::structured_clone(Agent& agent, Value value,
                                                      const StructuredSerializeOptions& options) {
  // 1.
  RootedSerializedData data(agent.heap());
  TRY(structured_serialize_with_transfer(agent, value, options.transfer.list(), data));
  // 2. 3.
  return TRY(structured_deserialize_with_transfer(agent, data)).value;
}

void add_structured_clone(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, StructuredCloning::k_global_rows);
}

}  // namespace orrery::web
