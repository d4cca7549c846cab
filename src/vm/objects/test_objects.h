#pragma once

// What tests about objects need: intrinsics, and functions in C++.

#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "gc/roots.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/property_descriptor.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"
#include "vm/test_agent.h"

namespace orrery::vm {

class ObjectTest : public AgentTest {
 protected:
  using Code = std::function<Completion<Value>(Value this_value, std::span<const Value> arguments)>;

  ObjectTest() : kept_(agent().heap()) {
    current = this;
    agent().hooks().intrinsic = [](Agent&, Intrinsic which) { return current->intrinsic(which); };
    agent().hooks().call = [](Agent&, Object* function, Value this_value, std::span<const Value> arguments) {
      return current->functions_.at(function)(this_value, arguments);
    };
    agent().hooks().construct = [](Agent&, Object* constructor, std::span<const Value> arguments,
                                   Object* new_target) -> Completion<Object*> {
      const Value result = TRY(current->functions_.at(constructor)(Value(new_target), arguments));
      return result.as_object();
    };
    object_prototype_ = keep(ordinary_object_create(agent(), nullptr));
    for (std::size_t i = 0; i < k_intrinsic_count; i++) {
      intrinsics_[i] = keep(ordinary_object_create(agent(), object_prototype_));
    }
    intrinsics_[static_cast<std::size_t>(Intrinsic::ObjectPrototype)] = object_prototype_;
    agent().hooks().make_intrinsic = [](Agent&, Realm&, Intrinsic which) {
      return current->intrinsic(which);
    };
    agent().set_realm(Realm::make(agent()));
  }
  ~ObjectTest() override { current = nullptr; }

  Object* intrinsic(Intrinsic which) { return intrinsics_[static_cast<std::size_t>(which)]; }
  Object* object_prototype() { return object_prototype_; }

  /// Keeps what only a test's own data refer to.
  Object* keep(Object* object) {
    kept_.items().push_back(object);
    return object;
  }
  Value keep(Value value) {
    if (value.is_object()) keep(value.as_object());
    return value;
  }
  Object* make() { return ordinary_object_create(agent(), object_prototype_); }
  Object* make(Object* prototype) { return ordinary_object_create(agent(), prototype); }
  Array* make_array_of(std::initializer_list<int> numbers) {
    std::vector<Value> values;
    for (const int number : numbers) values.push_back(Value::int32(number));
    return MUST(create_array_from_list(agent(), values));
  }
  Object* make_function(Code code) {
    Object* function = keep(make());
    function->set_flag(Object::k_is_callable);
    function->set_flag(Object::k_is_constructor);
    functions_[function] = std::move(code);
    return function;
  }
  PropertyKey key(std::string_view name) { return to_key(agent(), string(name)); }
  PropertyKey key(std::uint32_t index) { return PropertyKey::index(index); }
  Symbol* symbol(std::string_view description, Symbol::Sort sort = Symbol::Sort::Unique) {
    return make_symbol(agent(), sort, string(description));
  }

  void put(Object* object, PropertyKey property, Value value) {
    ASSERT_FALSE(set(agent(), object, property, value, true).is_thrown()) << take_exception();
  }
  void put(Object* object, std::string_view name, int number) {
    put(object, key(name), Value::int32(number));
  }
  Value look(Object* object, PropertyKey property) { return MUST(get(agent(), object, property)); }
  /// A number; -1 for undefined.
  int look(Object* object, std::string_view name) {
    const Value value = look(object, key(name));
    return value.is_undefined() ? -1 : static_cast<int>(value.as_number());
  }
  bool define(Object* object, PropertyKey property, const PropertyDescriptor& descriptor) {
    return MUST(internal_define_own_property(agent(), object, property, descriptor));
  }
  bool erase(Object* object, PropertyKey property) {
    return MUST(internal_delete(agent(), object, property));
  }
  std::optional<PropertyDescriptor> own(Object* object, PropertyKey property) {
    return MUST(internal_get_own_property(agent(), object, property));
  }
  /// The own keys, in order, with a blank between them.
  std::string keys_of(Object* object) {
    RootedKeys keys(agent());
    MUST(internal_own_property_keys(agent(), object, keys.items()));
    std::string text;
    for (const PropertyKey property : keys) {
      if (!text.empty()) text += ' ';
      text += property.is_symbol() ? describe(property) : to_value(agent(), property).as_string()->to_utf8();
    }
    return text;
  }
  /// Three letters, - for what is not set: writable, enumerable, configurable; "none" without a property.
  std::string attributes_of(Object* object, PropertyKey property) {
    const std::optional<PropertyDescriptor> descriptor = own(object, property);
    if (!descriptor) return "none";
    std::string text = descriptor->is_accessor_descriptor() ? "a" : *descriptor->writable ? "w" : "-";
    text += *descriptor->enumerable ? "e" : "-";
    text += *descriptor->configurable ? "c" : "-";
    return text;
  }

 private:
  static inline ObjectTest* current = nullptr;
  gc::RootVector<Object> kept_;
  std::map<Object*, Code> functions_;
  Object* object_prototype_ = nullptr;
  std::array<Object*, k_intrinsic_count> intrinsics_{};
};

#define ORRERY_OBJECT_TEST(Name)                                               \
  class Name : public ObjectTest {};                                           \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      Modes, Name, testing::Values(TestMode::Normal, TestMode::CollectAlways), \
      [](const auto& info) { return info.param == TestMode::Normal ? "Normal" : "CollectAlways"; })

}  // namespace orrery::vm
