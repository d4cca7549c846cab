#include "builtins/fundamental/object_lists.h"

#include <cstdint>

#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/consuming.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/property_descriptor.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// Properties that are going to be defined, kept alive until then.
class RootedDescriptors final : public gc::RootBase {
 public:
  struct Item {
    PropertyKey key;
    PropertyDescriptor descriptor;
  };

  explicit RootedDescriptors(Agent& agent) : RootBase(agent.heap()) {}
  std::vector<Item>& items() { return items_; }
  void visit(gc::Visitor& visitor) override {
    for (const Item& item : items_) {
      visit_key(visitor, item.key);
      const PropertyDescriptor& descriptor = item.descriptor;
      for (const std::optional<Value>& field : {descriptor.value, descriptor.get, descriptor.set}) {
        if (field && field->is_cell()) visitor.visit(field->as_cell());
      }
    }
  }
  void clear() override { items_.clear(); }

 private:
  std::vector<Item> items_;
};

}  // namespace

// https://tc39.es/ecma262/#sec-objectdefineproperties
Completion<void> define_properties(Agent& agent, Object* object, Value properties) {
  // 1., 2.
  Object* source = TRY(to_object(agent, properties));
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, source, keys.items()));
  // 3., 4. All descriptors are read before the first of them is applied.
  RootedDescriptors descriptors(agent);
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    const std::optional<PropertyDescriptor> own = TRY(internal_get_own_property(agent, source, key));
    if (!own || !*own->enumerable) continue;
    const Value value = TRY(get(agent, source, key));
    descriptors.items().push_back({key, TRY(to_property_descriptor(agent, value))});
  }
  // 5.
  for (const RootedDescriptors::Item& item : descriptors.items()) {
    TRY(loop.next_round());
    TRY(define_property_or_throw(agent, object, item.key, item.descriptor));
  }
  return {};
}

// From entries ----------------------------------------------------------------------------------------------

namespace {

Completion<void> add_entry(Agent& agent, Object* target, Value entry) {
  if (!entry.is_object())
    return agent.throw_type_error("Iterator value " + describe_value(agent, entry) +
                                  " is not an entry object");
  const Value name = TRY(get(agent, entry.as_object(), PropertyKey::index(0)));
  const Value value = TRY(get(agent, entry.as_object(), PropertyKey::index(1)));
  const PropertyKey key = TRY(to_property_key(agent, name));
  return create_data_property_or_throw(agent, target, key, value);
}

}  // namespace

// https://tc39.es/ecma262/#sec-add-entries-from-iterable
Completion<void> add_properties_from_iterable(Agent& agent, Object* target, Value iterable) {
  IteratorRecord iterator = TRY(get_iterator(agent, iterable));
  NativeLoop loop(agent);
  for (;;) {
    TRY(loop.next_round());
    const std::optional<Value> entry = TRY(iterator_step_value(agent, iterator));
    if (!entry) return {};
    if (add_entry(agent, target, *entry).is_thrown()) return iterator_close_thrown(agent, iterator);
  }
}

// Grouping --------------------------------------------------------------------------------------------------

namespace {

/// Groups of values by property key, in the order in which the keys came up.
class KeyedGroups {
 public:
  explicit KeyedGroups(Agent& agent)
      : agent_(agent), keys_(agent), lists_(ordinary_object_create(agent, nullptr)) {}

  // https://tc39.es/ecma262/#sec-add-value-to-keyed-group
  Completion<void> add(PropertyKey key, Value value) {
    OwnProperty found;
    if (ordinary_find_own_property(agent_, lists_, key, &found)) {
      static_cast<ValueList*>(found.value.as_cell())->append(agent_.heap(), value);
      return {};
    }
    ValueList* list = ValueList::make(agent_.heap(), 3);
    list->append(agent_.heap(), value);
    keys_.items().push_back(key);
    return add_property(agent_, lists_, key, Value::cell(list), k_data_attributes);
  }

  /// An object without a prototype that has an array for each group.
  Completion<Value> to_object() {
    Object* object = ordinary_object_create(agent_, nullptr);
    NativeLoop loop(agent_);
    for (const PropertyKey key : keys_) {
      TRY(loop.next_round());
      OwnProperty found;
      ordinary_find_own_property(agent_, lists_, key, &found);
      const auto* list = static_cast<ValueList*>(found.value.as_cell());
      TRY(create_data_property_or_throw(agent_, object, key,
                                        TRY(create_array_from_list(agent_, list->values()))));
    }
    return object;
  }

 private:
  Agent& agent_;
  RootedKeys keys_;
  Object* lists_;  // no script sees it: its values are ValueLists
};

}  // namespace

// https://tc39.es/ecma262/#sec-object.groupby
Completion<Value> group_by_property(Agent& agent, Value items, Value callback) {
  KeyedGroups groups(agent);
  const auto add = [&](Value key, Value value) -> Completion<void> {
    return groups.add(TRY(to_property_key(agent, key)), value);
  };
  TRY(group_by(agent, items, callback, add));
  return groups.to_object();
}

// Prototypes ------------------------------------------------------------------------------------------------

Completion<void> set_prototype_or_throw(Agent& agent, Object* object, Object* prototype) {
  if (TRY(internal_set_prototype_of(agent, object, prototype))) return {};
  if (object->has_flag(Object::k_has_immutable_prototype))
    return agent.throw_type_error("Immutable prototype object '" + constructor_name(agent, object) +
                                  ".prototype' cannot have their prototype set");
  if (!object->shape()->is_extensible())
    return agent.throw_type_error(describe_value(agent, object) + " is not extensible");
  if (object->kind() == CellKind::Proxy)
    return agent.throw_type_error("The proxy refused to change its prototype");
  return agent.throw_type_error("Cyclic __proto__ value");
}

}  // namespace orrery::builtins
