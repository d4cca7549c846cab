#include "vm/objects/realm_interface.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_map>

#include "vm/functions/function.h"
#include "vm/objects/platform_errors.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

/// What Web APIs keep for a realm (Realm::platform_state()).
class PlatformState final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "PlatformState";

  PlatformState() : PlatformCell(k_platform_cell_type<PlatformState>) {}
  PlatformCell* find(const void* key) {
    Found& found = found_[place_of(key)];
    if (found.key == key) [[likely]]
      return found.cell;
    const auto item = items_.find(key);
    if (item == items_.end()) return nullptr;
    found = {key, item->second};
    return item->second;
  }
  void add(const void* key, PlatformCell* cell) {
    items_.emplace(key, cell);
    gc::write_barrier(this);
  }
  PlatformObject* global() const { return global_.get(); }
  void set_global(PlatformObject* object) { global_.set(this, object); }
  void visit(gc::Visitor& visitor) {
    visitor.visit(global_);
    for (const auto& item : items_) visitor.visit(static_cast<gc::Cell*>(item.second));
  }

 private:
  /// OPTIMIZATION: of what was found last, for the same is asked for again and again.
  struct Found {
    const void* key = nullptr;
    PlatformCell* cell = nullptr;
  };
  static std::size_t place_of(const void* key) {
    const auto address = reinterpret_cast<std::uintptr_t>(key);
    return (address >> 4 ^ address >> 11) % k_found_count;
  }
  static constexpr std::size_t k_found_count = 128;  // so many that two of them hardly ever share a place

  std::unordered_map<const void*, PlatformCell*> items_;  // nothing is ever taken out
  std::array<Found, k_found_count> found_{};
  gc::Field<PlatformObject> global_;
};

/// What the slots of lazy rows hold.
class LazyRows final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "LazyRows";

  LazyRows(Realm* realm, std::span<const LazyRow> rows)
      : PlatformCell(k_platform_cell_type<LazyRows>), realm_(realm), rows_(rows) {}

  Value make_lazy_property(Agent& agent, Object*, PropertyKey key) {
    const LazyRow& row =
        *std::ranges::find_if(rows_, [&](const LazyRow& each) { return is_name(key, each.name); });
    switch (row.kind) {
      case LazyRow::Kind::Interface:
        return RealmInterface::of(agent, *realm_, *row.interface).interface_object(agent);
      case LazyRow::Kind::Builtin:
        return make_builtin_property(agent, *realm_, {&row.builtin, 1}, key);
      case LazyRow::Kind::Made:
        return row.make(agent, *realm_);
    }
    __builtin_unreachable();
  }
  void visit(gc::Visitor& visitor) { visitor.visit(realm_); }

 private:
  gc::Field<Realm> realm_;
  std::span<const LazyRow> rows_;
};

/// The interface object as a function: steps 2.1 to 2.3 of
/// https://webidl.spec.whatwg.org/#create-an-interface-object, and then the interface's own code.
Completion<Value> call_interface_object(Agent& agent, NativeFrame& frame) {
  const Value data = static_cast<NativeFunction*>(frame.callee())->data();
  const Interface& interface = static_cast<RealmInterface*>(data.as_cell())->interface();
  // INTEROP: where errors have codes, that `new` is missing comes first.
  const bool wants_new = interface.constructor != nullptr || have_platform_errors_codes(agent);
  if (!wants_new || (interface.constructor == nullptr && frame.is_construct())) {
    return throw_platform_error(agent, ErrorType::TypeError, "ERR_ILLEGAL_CONSTRUCTOR",
                                "Illegal constructor");
  }
  if (!frame.is_construct()) {
    return agent.throw_type_error("Class constructor " + std::string(interface.name) +
                                  " cannot be invoked without 'new'");
  }
  const NativeEntry entry(agent);
  TRY(entry.check());
  return interface.constructor(agent, frame);
}

PlatformState& state_of(Agent& agent, Realm& realm) {
  if (realm.platform_state() == nullptr) realm.set_platform_state(agent.heap().make<PlatformState>(0));
  return *static_cast<PlatformState*>(realm.platform_state());
}

}  // namespace

PlatformObject* global_platform_object(Agent& agent, Value this_value) {
  const Realm& realm = agent.realm();
  const bool is_global = this_value.is_nullish() || this_value.is_identical(Value(realm.global_object()));
  if (!is_global || realm.platform_state() == nullptr) return nullptr;
  return static_cast<const PlatformState*>(realm.platform_state())->global();
}

void set_global_platform_object(Agent& agent, Realm& realm, PlatformObject* object) {
  state_of(agent, realm).set_global(object);
}

PlatformCell* find_platform_state(const Realm& realm, const void* key) {
  auto* state = static_cast<PlatformState*>(realm.platform_state());
  return state == nullptr ? nullptr : state->find(key);
}

void add_platform_state(Agent& agent, Realm& realm, const void* key, PlatformCell* cell) {
  state_of(agent, realm).add(key, cell);
}

RealmInterface& RealmInterface::of(Agent& agent, Realm& realm, const Interface& interface) {
  if (PlatformCell* found = find_platform_state(realm, &interface))
    return *static_cast<RealmInterface*>(found);
  auto* made = agent.heap().make<RealmInterface>(0, &realm, interface);
  add_platform_state(agent, realm, &interface, made);
  return *made;
}

RealmInterface::RealmInterface(Realm* realm, const Interface& interface)
    : PlatformCell(k_platform_cell_type<RealmInterface>), interface_(&interface), realm_(realm) {
  for (const Interface* each = &interface; each != nullptr; each = each->parent)
    unforgeable_count_ += static_cast<std::uint32_t>(each->unforgeables.size());
}

void RealmInterface::visit(gc::Visitor& visitor) {
  visitor.visit(realm_);
  visitor.visit(interface_object_);
  visitor.visit(prototype_);
  visitor.visit(instance_shape_);
  visitor.visit(unforgeables_);
}

/// Numbers are added as they are, the rest when somebody looks.
void RealmInterface::add_lazy_rows(Agent& agent, Object* object, std::span<const BuiltinRow> rows) {
  add_builtin_rows(agent, *realm_, object, rows, Value::cell(this));
}

/// https://webidl.spec.whatwg.org/#create-an-interface-object
Object* RealmInterface::make_interface_object(Agent& agent) {
  const Interface& interface = *interface_;
  // 3. constructorProto
  Object* prototype = interface.parent == nullptr
                          ? realm_->intrinsic(agent, Intrinsic::FunctionPrototype)
                          : of(agent, *realm_, *interface.parent).interface_object(agent);
  // 4, 5.
  NativeFunction* function =
      create_builtin_function(agent, realm_.get(), call_interface_object, interface.length,
                              intern(agent, interface.name), Object::k_is_constructor, prototype);
  function->set_data(Value::cell(this));
  interface_object_.set(this, function);
  // 6, 7. `prototype`
  agent.shapes().add(function, agent.names().prototype, Value::cell(this), Attributes(Attributes::k_lazy));
  // 8. constants; 9. static attributes; 10. static operations
  add_lazy_rows(agent, function, interface.constants);
  add_lazy_rows(agent, function, interface.statics);
  return function;
}

/// https://webidl.spec.whatwg.org/#create-an-interface-prototype-object
Object* RealmInterface::make_prototype(Agent& agent) {
  const Interface& interface = *interface_;
  // 1 to 6. proto
  Object* parent = interface.parent == nullptr ? realm_->intrinsic(agent, interface.prototype_parent)
                                               : of(agent, *realm_, *interface.parent).prototype(agent);
  // 7. interfaceProtoObj
  Object* prototype = ordinary_object_create(agent, parent, 0);
  prototype_.set(this, prototype);
  // 10. regular attributes; 11. regular operations; 12, 13. iteration methods; 14. constants
  add_lazy_rows(agent, prototype, interface.members);
  if (!interface.iterator.empty()) add_iterator(agent, interface.iterator, agent.names().symbol_iterator);
  if (!interface.async_iterator.empty())
    add_iterator(agent, interface.async_iterator, agent.names().symbol_async_iterator);
  add_lazy_rows(agent, prototype, interface.constants);
  // 15. `constructor`
  if (!interface.has_no_interface_object) {
    agent.shapes().add(prototype, agent.names().constructor, Value::cell(this),
                       k_hidden_attributes.with(Attributes::k_lazy));
  }
  // https://webidl.spec.whatwg.org/#dfn-class-string
  agent.shapes().add(prototype, agent.names().symbol_to_string_tag, intern(agent, interface.name),
                     k_configurable_attribute);
  return prototype;
}

/// The same function by both names: it is made now, for a script might change one of them later.
void RealmInterface::add_iterator(Agent& agent, std::string_view operation, PropertyKey symbol) {
  const PropertyKey key = PropertyKey::atom(intern(agent, operation));
  const Value function = MUST(get(agent, prototype_.get(), key));
  agent.shapes().add(prototype_.get(), symbol, function, k_hidden_attributes);
}

Value RealmInterface::make_lazy_property(Agent& agent, Object* holder, PropertyKey key) {
  if (holder == interface_object_.get()) {
    if (key == agent.names().prototype) return prototype(agent);
    return make_builtin_property(agent, *realm_, interface_->statics, key);
  }
  assert(holder == prototype_.get());
  if (key == agent.names().constructor) return interface_object(agent);
  return make_builtin_property(agent, *realm_, interface_->members, key);
}

// Instances -------------------------------------------------------------------------------------------------

Shape* RealmInterface::shape_of(Agent& agent, Object* prototype) {
  const CellKind kind = interface_->object_kind;
  Shape* shape = agent.shapes().root(prototype, kind,
                                     kind == CellKind::PlatformObject ? PlatformObject::k_inline_slots : 0);
  // Those of the parents come last; scripts see the order, but nobody has said what it is.
  for (const Interface* each = interface_; each != nullptr; each = each->parent) {
    for (const BuiltinRow& row : each->unforgeables) {
      shape = agent.shapes().added(shape, PropertyKey::atom(intern(agent, row.name)),
                                   Attributes(row.attributes).with(Attributes::k_accessor));
    }
  }
  return shape;
}

Shape* RealmInterface::make_instance_shape(Agent& agent) {
  instance_shape_.set(this, shape_of(agent, prototype(agent)));
  return instance_shape_.get();
}

Completion<Shape*> RealmInterface::shape_for_new(Agent& agent, Value new_target) {
  Object* constructor = new_target.as_object();
  // OPTIMIZATION: the interface object's `prototype` cannot change.
  if (constructor == interface_object_.get()) return instance_shape(agent);
  // 3.2. Let prototype be ? Get(newTarget, "prototype").
  const Value found = TRY(get(agent, constructor, agent.names().prototype));
  Object* prototype = nullptr;
  if (found.is_object()) {
    prototype = found.as_object();
  } else {
    // 3.3. that of the interface in newTarget's realm
    Realm* realm = TRY(get_function_realm(agent, constructor));
    prototype = of(agent, *realm, *interface_).prototype(agent);
  }
  return shape_of(agent, prototype);
}

void RealmInterface::fill_unforgeables(Agent& agent, PlatformObject* object) {
  std::uint32_t slot = 0;
  for (const Interface* each = interface_; each != nullptr; each = each->parent) {
    const auto count = static_cast<std::uint32_t>(each->unforgeables.size());
    if (count == 0) continue;
    RealmInterface& owner = of(agent, *realm_, *each);
    if (!owner.unforgeables_) {
      owner.unforgeables_.set(&owner, Slots::make(agent.heap(), count));
      for (std::uint32_t i = 0; i < count; i++) {
        const BuiltinRow& row = each->unforgeables[i];
        const PropertyKey key = PropertyKey::atom(intern(agent, row.name));
        owner.unforgeables_->set(i, make_builtin_property(agent, *realm_, {&row, 1}, key));
      }
    }
    object->reserve_slot(agent.heap(), slot + count - 1);
    for (std::uint32_t i = 0; i < count; i++) object->set_slot(slot++, owner.unforgeables_->get(i));
  }
}

// Lazy rows -------------------------------------------------------------------------------------------------

void add_lazy_rows(Agent& agent, Realm& realm, Object* object, std::span<const LazyRow> rows,
                   std::uint8_t exposure) {
  auto* source = agent.heap().make<LazyRows>(0, &realm, rows);
  for (const LazyRow& row : rows) {
    if (row.kind == LazyRow::Kind::Interface && (row.interface->exposure & exposure) == 0) continue;
    if (row.kind == LazyRow::Kind::Builtin) {
      add_builtin_rows(agent, realm, object, {&row.builtin, 1}, Value::cell(source));
      continue;
    }
    agent.shapes().add(object, PropertyKey::atom(intern(agent, row.name)), Value::cell(source),
                       Attributes(row.attributes).with(Attributes::k_lazy));
  }
}

void add_global_rows(Agent& agent, Realm& realm, std::span<const LazyRow> rows, std::uint8_t exposure) {
  add_lazy_rows(agent, realm, realm.global_object(), rows, exposure);
}

}  // namespace orrery::vm
