#pragma once

#include <span>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/objects/realm_interface.h"
#include "vm/value_list.h"
#include "web/structured_data/deserializer.h"
#include "web/structured_data/serialized_data.h"
#include "web/structured_data/structured_serialize_options_bindings.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializewithtransfer, with an empty
/// list StructuredSerialize. A DataCloneError, or what a getter throws.
vm::Completion<void> structured_serialize_with_transfer(vm::Agent& agent, vm::Value value,
                                                        const vm::ValueList& transfer_list,
                                                        SerializedData& data);

struct DeserializedData {
  vm::Value value;
  vm::ValueList* transferred;  // [[TransferredValues]]
};
/// https://html.spec.whatwg.org/multipage/structured-data.html#structureddeserializewithtransfer, in the
/// current realm. What is transferred can be received once.
vm::Completion<DeserializedData> structured_deserialize_with_transfer(
    vm::Agent& agent, SerializedData& data, Deserializer::Buffers buffers = Deserializer::Buffers::Move);

/// https://html.spec.whatwg.org/multipage/structured-data.html#structured-cloning, of the global object.
class StructuredCloning {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  static vm::Completion<vm::Value> structured_clone(vm::Agent& agent, vm::Value value,
                                                    const StructuredSerializeOptions& options);
};

/// Puts structuredClone() on the global object.
void add_structured_clone(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
