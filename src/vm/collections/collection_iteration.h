#pragma once

#include <optional>

#include "vm/completion.h"

namespace orrery::vm {

class Agent;
class KeyedCollectionIterator;
class NativeFrame;

/// A step of the closures in https://tc39.es/ecma262/#sec-createmapiterator and
/// https://tc39.es/ecma262/#sec-createsetiterator. \return nothing at the end
Completion<std::optional<Value>> collection_iterator_step(Agent& agent, KeyedCollectionIterator* iterator);
/// https://tc39.es/ecma262/#sec-%mapiteratorprototype%.next. Here, so that whoever iterates can tell that a
/// method is this one, and do without a call and a result object.
Completion<Value> map_iterator_next(Agent& agent, NativeFrame& frame);
/// https://tc39.es/ecma262/#sec-%setiteratorprototype%.next
Completion<Value> set_iterator_next(Agent& agent, NativeFrame& frame);

}  // namespace orrery::vm
