#pragma once

#include "vm/iteration.h"

namespace orrery::vm {

class Agent;
class Object;

/// https://tc39.es/ecma262/#sec-createasyncfromsynciterator
/// \return [[Iterator]] of the record; its method `next` is %AsyncFromSyncIteratorPrototype%.next
Object* create_async_from_sync_iterator(Agent& agent, const IteratorRecord& sync_iterator_record);

}  // namespace orrery::vm
