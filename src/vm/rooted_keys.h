#pragma once

#include <vector>

#include "gc/roots.h"
#include "gc/visitor.h"
#include "vm/agent.h"
#include "vm/property_key.h"

namespace orrery::vm {

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

}  // namespace orrery::vm
