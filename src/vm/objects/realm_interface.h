#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "gc/heap.h"
#include "vm/agent.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"

namespace orrery::vm {

/// What Web APIs keep for a realm, by the address of something constant; null: not yet made.
PlatformCell* find_platform_state(const Realm& realm, const void* key);
void add_platform_state(Agent& agent, Realm& realm, const void* key, PlatformCell* cell);
/// The one T of a realm, a class derived from PlatformCell; made from `(agent, realm)` when first asked for.
template <typename T>
T& platform_state(Agent& agent, Realm& realm) {
  const void* key = &k_platform_cell_type<T>;
  if (PlatformCell* found = find_platform_state(realm, key)) return *static_cast<T*>(found);
  T* made = agent.heap().make<T>(0, agent, realm);
  add_platform_state(agent, realm, key, made);
  return *made;
}

/// What an interface is in one realm: https://webidl.spec.whatwg.org/#js-interfaces
class RealmInterface final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "RealmInterface";

  /// Made when first asked for.
  static RealmInterface& of(Agent& agent, Realm& realm, const Interface& interface);

  RealmInterface(Realm* realm, const Interface& interface);
  const Interface& interface() const { return *interface_; }
  Realm& realm() const { return *realm_; }
  /// https://webidl.spec.whatwg.org/#dfn-interface-object
  Object* interface_object(Agent& agent) {
    return interface_object_ ? interface_object_.get() : make_interface_object(agent);
  }
  /// https://webidl.spec.whatwg.org/#dfn-interface-prototype-object
  Object* prototype(Agent& agent) { return prototype_ ? prototype_.get() : make_prototype(agent); }
  /// Of objects of this interface that no script has subclassed.
  Shape* instance_shape(Agent& agent) {
    return instance_shape_ ? instance_shape_.get() : make_instance_shape(agent);
  }
  /// The shape of the object that a constructor of this interface is to make, when it was called with
  /// `new_target`. https://webidl.spec.whatwg.org/#internally-create-a-new-object-implementing-the-interface,
  /// steps 3.1 to 3.3
  Completion<Shape*> shape_for_new(Agent& agent, Value new_target);
  /// Step 8 of that: the unforgeable attributes of an object that was made with such a shape.
  void add_unforgeables(Agent& agent, PlatformObject* object) {
    if (unforgeable_count_ != 0) fill_unforgeables(agent, object);
  }

  Value make_lazy_property(Agent& agent, Object* holder, PropertyKey key);
  void visit(gc::Visitor& visitor);

 private:
  Object* make_interface_object(Agent& agent);
  Object* make_prototype(Agent& agent);
  Shape* make_instance_shape(Agent& agent);
  Shape* shape_of(Agent& agent, Object* prototype);
  void add_iterator(Agent& agent, std::string_view operation, PropertyKey symbol);
  void fill_unforgeables(Agent& agent, PlatformObject* object);
  void add_lazy_rows(Agent& agent, Object* object, std::span<const BuiltinRow> rows);

  const Interface* interface_;
  std::uint32_t unforgeable_count_ = 0;  // of the parents, too
  gc::Field<Realm> realm_;
  gc::Field<Object> interface_object_;
  gc::Field<Object> prototype_;
  gc::Field<Shape> instance_shape_;
  gc::Field<Slots> unforgeables_;  // the Accessors of this interface itself
};

/// A new object of class T, as its constructor makes it for a script: in the realm of the interface object,
/// with the prototype that `new.target` asks for.
/// \param arguments  of T's constructor, behind the shape
template <typename T, typename... Arguments>
Completion<T*> construct_platform_object(Agent& agent, const NativeFrame& frame, Arguments&&... arguments) {
  const Value data = static_cast<NativeFunction*>(frame.callee())->data();
  auto* interface = static_cast<RealmInterface*>(data.as_cell());
  static_assert(std::is_trivially_destructible_v<T>, "platform objects have no finalizer");
  Shape* shape = TRY(interface->shape_for_new(agent, frame.new_target()));
  T* object = agent.heap().make<T>(0, shape, std::forward<Arguments>(arguments)...);
  interface->add_unforgeables(agent, object);
  return object;
}

/// https://webidl.spec.whatwg.org/#new: a new object of class T, made by the platform.
template <typename T, typename... Arguments>
T* make_platform_object(Agent& agent, Realm& realm, Arguments&&... arguments) {
  RealmInterface& interface = RealmInterface::of(agent, realm, T::k_interface);
  Shape* shape = interface.instance_shape(agent);
  T* object = agent.heap().make<T>(0, shape, std::forward<Arguments>(arguments)...);
  interface.add_unforgeables(agent, object);
  return object;
}

/// A property that the platform adds to an object that is there, such as the global object: made when
/// somebody looks.
struct LazyRow {
  enum class Kind : std::uint8_t {
    Interface,  // `interface`: its interface object; not where it is not exposed
    Builtin,    // `builtin`
    Made,       // `make` makes the value, and runs no script
  };
  Kind kind;
  std::uint8_t attributes = k_hidden_attributes.bits();
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may leave them out.
  std::string_view name = {};
  const Interface* interface = nullptr;
  Value (*make)(Agent&, Realm&) = nullptr;
  BuiltinRow builtin = {.kind = BuiltinRow::Kind::Undefined};
  // NOLINTEND(readability-redundant-member-init)

  constexpr LazyRow with(Attributes other) const {
    LazyRow row = *this;
    row.attributes = other.bits();
    row.builtin.attributes = other.bits();
    return row;
  }
};

/// https://webidl.spec.whatwg.org/#define-the-global-property-references
constexpr LazyRow lazy_interface(std::string_view name, const Interface& interface) {
  return {.kind = LazyRow::Kind::Interface, .name = name, .interface = &interface};
}
constexpr LazyRow lazy_builtin(const BuiltinRow& row) {
  return {.kind = LazyRow::Kind::Builtin, .attributes = row.attributes, .name = row.name, .builtin = row};
}
constexpr LazyRow lazy_value(std::string_view name, Value (*make)(Agent&, Realm&)) {
  return {.kind = LazyRow::Kind::Made, .name = name, .make = make};
}

/// Adds the rows to an object that has none of these properties. They cost nothing but their keys until
/// somebody looks.
/// \param rows  to live as long as the agent: a constexpr table
/// \param exposure  what the realm's global object is: only interfaces that are exposed there are added
void add_lazy_rows(Agent& agent, Realm& realm, Object* object, std::span<const LazyRow> rows,
                   std::uint8_t exposure = Exposure::k_everywhere);
/// The same for the global object of the realm.
void add_global_rows(Agent& agent, Realm& realm, std::span<const LazyRow> rows,
                     std::uint8_t exposure = Exposure::k_everywhere);

}  // namespace orrery::vm
