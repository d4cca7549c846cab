#pragma once

#include <cstdint>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/shapes/shape.h"
#include "vm/shapes/transition_table.h"
#include "vm/shapes/validity_chains.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

/// The shapes of an agent: all that makes them, and all that leads an object from one to the next (shape.h).
/// The functions that change objects check nothing of what the standard demands: callers have asked for
/// extensibility, configurability and the like.
class Shapes {
 public:
  explicit Shapes(gc::Heap& heap) : heap_(heap), validity_chains_(heap) {}

  /// The shape of new objects. `prototype` (which may be null) becomes a prototype by this.
  /// \param inline_capacity  of kinds Object, PlatformObject and Arguments only; see
  /// rounded_inline_capacity()
  Shape* root(Object* prototype, CellKind kind, std::uint32_t inline_capacity = 0);
  /// The number of inline slots to give to objects that are going to have `count` properties, such that no
  /// memory is lost to alignment.
  static std::uint32_t rounded_inline_capacity(std::uint32_t count);

  /// The shape that adding leads to, for whoever prepares or caches it. Null: an object of this shape would
  /// become a dictionary, or has its shape to itself.
  Shape* added(Shape* shape, PropertyKey key, Attributes attributes);

  /// Adds a property that is not there. \return its slot, which has been set
  std::uint32_t add(Object* object, PropertyKey key, Value value, Attributes attributes);
  /// The slots of a dictionary's other properties may change.
  void remove(Object* object, std::uint32_t slot);
  void reconfigure(Object* object, std::uint32_t slot, Attributes attributes);
  void set_prototype(Object* object, Object* prototype);
  void prevent_extensions(Object* object);
  enum class Integrity : std::uint8_t { Sealed, Frozen };
  /// What SetIntegrityLevel does to an ordinary object's named properties, private elements left out, at
  /// once.
  void set_integrity(Object* object, Integrity level);
  /// The value of a lazy property is there. Changes no meaning.
  void forget_lazy(Object* object, std::uint32_t slot);

  /// Gives the object a shape of its own that is replaced with every change. For the global object;
  /// prototypes become it without being asked.
  void make_prototype(Object* object);
  /// Replaces the shape of such an object by one that says the same, so that caches forget what they know of
  /// it: for the global object, whose property is hidden by a lexical declaration from now on.
  void renew(Object* object) { begin_change(object); }

  ValidityChains& validity_chains() { return validity_chains_; }
  /// Valid as long as no prototype has had an element, or another property with an array index: then a hole
  /// is undefined.
  ValidityCell* no_elements_on_prototypes();
  /// An object is going to have its first element.
  void note_element(Object* object);

  // For the agent.
  void visit_roots(gc::Visitor& visitor);
  void clear_dead(const gc::Liveness& liveness);
  std::size_t transition_count() const { return transitions_.size(); }

 private:
  /// With more properties than this, one of them reconfigured makes a dictionary.
  static constexpr std::uint32_t k_max_reconfigured = 64;

  Shape* derive(Shape* shape, const Transition& transition);
  /// Such a shape, unshared, with its own copy of the table.
  Shape* unshared_copy(Shape* shape, std::uint8_t flags);
  void make_dictionary(Object* object);
  /// The shape to change, of an object whose shape is unshared: its own, or the one that replaces it. What
  /// inherits from the object is told.
  Shape* begin_change(Object* object);
  std::uint32_t add_unshared(Object* object, PropertyKey key, Attributes attributes);
  void compact(Object* object);
  static void set_integrity(Shape* shape, Integrity level);

  gc::Heap& heap_;
  TransitionTable transitions_;
  ValidityChains validity_chains_;
  ValidityCell* no_elements_on_prototypes_ = nullptr;
};

}  // namespace orrery::vm
