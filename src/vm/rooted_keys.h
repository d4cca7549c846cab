#pragma once

#include <cstdint>
#include <vector>

#include "gc/roots.h"
#include "gc/visitor.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

class Array;
class Object;

/// A list of property keys that keeps them alive: for [[OwnPropertyKeys]]().
class RootedKeys final : public gc::RootBase {
 public:
  explicit RootedKeys(Agent& agent) : RootBase(agent.heap()) {}
  std::vector<PropertyKey>& items() { return items_; }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  std::size_t size() const { return items_.size(); }

  void visit(gc::Visitor& visitor) override {
    for (const PropertyKey key : items_) {
      if (!key.is_index()) visitor.visit(key.cell());
    }
  }
  void clear() override { items_.clear(); }

 private:
  std::vector<PropertyKey> items_;
};

enum class KeysWanted : std::uint8_t { Strings, Symbols, All };

/// An array of what object.[[OwnPropertyKeys]]() gives: https://tc39.es/ecma262/#sec-getownpropertykeys
Completion<Array*> create_array_of_own_keys(Agent& agent, Object* object, KeysWanted wanted);

/// Room for more keys of an object that needs no memory for each property: a RangeError if they are more than
/// would fit into the heap.
inline Completion<void> reserve_keys(Agent& agent, std::vector<PropertyKey>& keys, std::size_t more) {
  const std::size_t bytes = more * sizeof(PropertyKey);
  if (!agent.heap().try_add_external(bytes))
    return agent.throw_range_error("Out of memory: too many properties to enumerate");
  agent.heap().remove_external(bytes);
  keys.reserve(keys.size() + more);
  return {};
}

}  // namespace orrery::vm
