#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/functions/builtin.h"
#include "vm/objects/object.h"

namespace orrery::web {
struct StructuredDataSteps;  // web/structured_data/platform_steps.h
}

namespace orrery::vm {

class PlatformObject;
class ValueList;

/// [DOC] Platform objects
///
/// The objects of Web APIs, which Web IDL calls platform objects
/// (https://webidl.spec.whatwg.org/#dfn-platform-object). An *Interface* is the constexpr description of what
/// scripts see of one C++ class; a *RealmInterface* (objects/realm_interface.h) is the pair of interface
/// object and interface prototype object that it has in a realm, made when first asked for, with lazy
/// properties.
///
/// All platform objects are of one cell kind, and each points to its Interface. So a brand check is a look at
/// the kind and a walk up the interfaces' parents, whatever a script has done to the prototypes. The state of
/// a C++ class is in the fields of a class derived from PlatformObject, which has no finalizer; what needs
/// one is in a PlatformCell, the one cell kind of all state that scripts do not see
/// (objects/platform_cell.h).
///
///   class Event : public PlatformObject {
///    public:
///     static const Interface k_interface;            // .visit_state = visit_state_of<Event>
///     explicit Event(Shape* shape, …) : PlatformObject(shape, k_interface) {}
///     void visit_state(gc::Visitor& visitor) { visitor.visit(type_); }   // a derived class: the parent's
///     first

/// Bits: where an interface is exposed (https://webidl.spec.whatwg.org/#Exposed).
struct Exposure {
  static constexpr std::uint8_t k_window = 1;
  static constexpr std::uint8_t k_worker = 2;
  static constexpr std::uint8_t k_shadow_realm = 4;
  static constexpr std::uint8_t k_everywhere = 0xff;
};

/// What an object of a Web API shows of itself to people, who would see no properties.
struct ObjectDescription {
  enum class Form : std::uint8_t {
    Properties,  // names and values by turns, as if they were its own properties
    Pairs,       // the same, of a list: `'name' => 'value'`
    List,        // values
  };
  Form form;
  ValueList* items;
};

/// https://webidl.spec.whatwg.org/#dfn-interface
struct Interface {
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may leave them out.
  std::string_view name = {};  // its identifier
  const Interface* parent = nullptr;
  std::uint8_t exposure = Exposure::k_everywhere;
  /// [LegacyNoInterfaceObject]
  bool has_no_interface_object = false;
  /// The value of the interface object's `length`.
  std::uint8_t length = 0;
  /// Steps 4 to 9 of an interface object's [[Construct]], with `new.target` in the frame; null: it has no
  /// constructor.
  NativeCode constructor = nullptr;
  /// Constants, of the interface object and the prototype object.
  std::span<const BuiltinRow> constants = {};
  /// Static attributes and operations.
  std::span<const BuiltinRow> statics = {};
  /// Regular attributes and operations.
  std::span<const BuiltinRow> members = {};
  /// [LegacyUnforgeable] attributes: accessors that every object has for its own.
  std::span<const BuiltinRow> unforgeables = {};
  /// The name of the operation that is the value of the prototype's @@iterator, too; empty: none.
  std::string_view iterator = {};
  std::string_view async_iterator = {};
  /// The [[Prototype]] of the prototype object, where there is no parent.
  Intrinsic prototype_parent = Intrinsic::ObjectPrototype;
  /// The kind of its objects: PlatformObject, unless C++ knows them by other means.
  CellKind object_kind = CellKind::PlatformObject;
  /// Visits the C++ state of the interface's objects; null: they have none.
  void (*visit_state)(PlatformObject*, gc::Visitor&) = nullptr;
  /// Of [Serializable] and [Transferable] interfaces; null: they are neither.
  const web::StructuredDataSteps* structured_data_steps = nullptr;
  /// For the console and its kin; runs no script. Null: the parent's; if there is none, its properties say
  /// all.
  Completion<ObjectDescription> (*describe)(Agent&, PlatformObject*) = nullptr;
  // NOLINTEND(readability-redundant-member-init)

  /// Whether the objects of this interface are objects of `other`, too.
  constexpr bool inherits_from(const Interface& other) const {
    const Interface* interface = this;
    while (interface != nullptr && interface != &other) interface = interface->parent;
    return interface != nullptr;
  }
};

// Rows of such tables: https://webidl.spec.whatwg.org/#define-the-operations and what stands around it.

constexpr BuiltinRow operation(std::string_view name, std::uint8_t length, NativeCode code) {
  return method(name, length, code).with(k_data_attributes);
}
/// \param setter  null: a read-only attribute
constexpr BuiltinRow attribute(std::string_view name, NativeCode get, NativeCode set = nullptr) {
  return accessor(name, get, set).with(Attributes(Attributes::k_enumerable | Attributes::k_configurable));
}
constexpr BuiltinRow unforgeable_attribute(std::string_view name, NativeCode get, NativeCode set = nullptr) {
  return accessor(name, get, set).with(Attributes(Attributes::k_enumerable));
}
constexpr BuiltinRow constant(std::string_view name, double value) {
  return number(name, value).with(Attributes(Attributes::k_enumerable));
}

/// https://webidl.spec.whatwg.org/#dfn-platform-object: an ordinary object that implements an interface.
class PlatformObject : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::PlatformObject;
  /// For an unforgeable attribute (Event's isTrusted), or what a script adds first.
  static constexpr std::uint32_t k_inline_slots = 1;

  const Interface& interface() const { return *interface_; }
  bool implements(const Interface& other) const { return interface_->inherits_from(other); }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    if (interface_->visit_state != nullptr) interface_->visit_state(this, visitor);
  }

 protected:
  /// \param shape  of the interface: RealmInterface::instance_shape() or shape_for_new()
  PlatformObject(Shape* shape, const Interface& interface) : Object(k_kind, shape), interface_(&interface) {
    assert(shape->inline_capacity() == k_inline_slots);
  }

 private:
  // Where Object looks for inline slots.
  [[maybe_unused]] ValueField inline_slot_;
  const Interface* interface_;
};
static_assert(sizeof(PlatformObject) == 40);

/// For Interface::visit_state.
template <typename T>
void visit_state_of(PlatformObject* object, gc::Visitor& visitor) {
  static_cast<T*>(object)->visit_state(visitor);
}

/// For Interface::describe.
template <typename T>
Completion<ObjectDescription> description_of(Agent& agent, PlatformObject* object) {
  return static_cast<T*>(object)->describe(agent);
}

/// The platform object that `value` is, if it implements the interface of class T; else null.
template <typename T>
T* as_platform_object(Value value) {
  if (!value.is_cell_of(CellKind::PlatformObject)) return nullptr;
  auto* object = static_cast<PlatformObject*>(value.as_cell());
  return object->implements(T::k_interface) ? static_cast<T*>(object) : nullptr;
}

/// A TypeError (objects/platform_errors.h).
Thrown throw_illegal_invocation(Agent& agent, std::string_view name);
/// The global object is an ordinary one; this is the platform object that operations are to find where
/// `this_value` is the global object of the current realm, or undefined or null, which mean it. Null: it is
/// something else, or has none (set_global_platform_object()).
PlatformObject* global_platform_object(Agent& agent, Value this_value);
/// `this` of an operation or attribute, as https://webidl.spec.whatwg.org/#dfn-create-operation-function has
/// it in steps 2.1.2 and 2.1.3.
template <typename T>
Completion<T*> this_platform_object(Agent& agent, const NativeFrame& frame) {
  if (T* object = as_platform_object<T>(frame.this_value())) [[likely]]
    return object;
  PlatformObject* global = global_platform_object(agent, frame.this_value());
  if (global == nullptr || !global->implements(T::k_interface))
    return throw_illegal_invocation(agent, T::k_interface.name);
  return static_cast<T*>(global);
}

}  // namespace orrery::vm
