#pragma once

#include <array>
#include <cstdint>

#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;
class Shape;
class ValidityCell;

/// OPTIMIZATION: where objects of a few shapes inherit `[Symbol.iterator]` and `next` from, as an inline
/// cache has it (shapes/shape.h), but without a place in bytecode: iteration is begun from builtins, too.
/// Holds nothing: each collection empties it.
class IterationLookups {
 public:
  /// What Get(object, @@iterator) gives; Empty: that has to be asked of the object. Runs no script.
  Value find_iterator_method(Agent& agent, const Object* object);
  /// What Get(object, "next") gives; Empty as above.
  Value find_next_method(Agent& agent, const Object* object);
  void clear();

 private:
  struct Place {
    const Shape* shape = nullptr;  // of the object that inherits
    const ValidityCell* validity = nullptr;
    const Object* holder = nullptr;
    std::uint32_t slot = 0;
  };
  using Places = std::array<Place, 8>;

  static Value find(Agent& agent, Places& places, const Object* object, PropertyKey key);

  Places iterator_methods_;
  Places next_methods_;
};

}  // namespace orrery::vm
