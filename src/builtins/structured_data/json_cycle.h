#pragma once

#include <cstddef>
#include <vector>

#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/strings/property_key.h"

namespace orrery::builtins {

/// [[Stack]] of https://tc39.es/ecma262/#sec-json-serialization-record: the objects that are being written,
/// the innermost last. They are kept alive by who writes them.
class JsonCycle {
 public:
  /// A TypeError with the whole circle, if the object is there already.
  /// \param key  of the property whose value it is
  vm::Completion<void> push(vm::Agent& agent, vm::Object* object, vm::PropertyKey key);
  void pop() { entries_.pop_back(); }

 private:
  struct Entry {
    vm::Object* object;
    vm::PropertyKey key;
  };

  std::string describe_circle(vm::Agent& agent, std::size_t start, vm::PropertyKey closing_key) const;

  std::vector<Entry> entries_;
};

}  // namespace orrery::builtins
