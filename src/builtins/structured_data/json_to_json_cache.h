#pragma once

#include <array>
#include <cstdint>

#include "vm/agent.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/object.h"
#include "vm/shapes/shape.h"

namespace orrery::builtins {

/// Remembers of which shapes the objects have no property `toJSON`, own or inherited: nearly all that a text
/// is made of. On the machine stack, where the collector sees what it holds.
class JsonToJsonCache {
 public:
  /// Whether Get(object, "toJSON") is known to give undefined, and to run no script.
  bool has_no_to_json(vm::Agent& agent, vm::Object* object) {
    vm::Shape* shape = object->shape();
    Entry& entry = entries_[reinterpret_cast<std::uintptr_t>(shape) / 64 % entries_.size()];
    if (entry.shape == shape && entry.validity->is_valid()) [[likely]]
      return true;
    const vm::PropertyKey name = agent.names().toJSON;
    for (const vm::Object* place = object; place != nullptr; place = place->prototype()) {
      if (!place->methods().has_only_shape_names || place->shape()->find(name)) return false;
    }
    // A shape that changes in place says nothing of later.
    if (!shape->is_unshared()) entry = {shape, shape->chain_validity(agent)};
    return true;
  }

 private:
  struct Entry {
    vm::Shape* shape = nullptr;
    vm::ValidityCell* validity = nullptr;
  };

  std::array<Entry, 16> entries_{};
};

}  // namespace orrery::builtins
