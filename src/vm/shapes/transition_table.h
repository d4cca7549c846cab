#pragma once

#include <cstdint>
#include <vector>

#include "gc/heap.h"
#include "vm/shapes/shape.h"

namespace orrery::vm {

/// What leads from one shape to another, or to a root shape.
struct Transition {
  enum class Sort : std::uint8_t { Root, Add, Reconfigure, SetPrototype, PreventExtensions, Seal, Freeze };

  const Shape* source;    // null: of root shapes
  std::uint64_t operand;  // the property key, or the prototype's address
  std::uint32_t detail;   // attributes; of root shapes the cell kind and the inline capacity
  Sort sort;

  bool operator==(const Transition&) const = default;
};

/// All transitions of an agent. An entry lasts as long as the shape that it leads to, which keeps alive all
/// that the transition names.
class TransitionTable {
 public:
  /// \return null: none
  Shape* find(const Transition& transition) const;
  void add(const Transition& transition, Shape* target);
  /// To be called after marking: forgets what leads to dead shapes.
  void clear_dead(const gc::Liveness& liveness);
  std::size_t size() const { return size_; }

 private:
  struct Entry {
    Transition transition;
    Shape* target;  // null: free
  };
  void resize(std::size_t capacity);
  void insert(const Entry& entry);
  static std::size_t hash(const Transition& transition);

  std::vector<Entry> entries_;  // a power of two, or empty
  std::size_t size_ = 0;
};

}  // namespace orrery::vm
