#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/value_list.h"
#include "webidl/conversions.h"

namespace orrery::webidl {

template <typename T>
class Sequence;
template <typename T>
inline constexpr bool k_is_sequence = false;
template <typename T>
inline constexpr bool k_is_sequence<Sequence<T>> = true;

/// sequence<T> of objects, strings, sequences or any: in a list that the collector sees.
template <typename T>
class Sequence {
 public:
  /// Not yet a list: a member of a dictionary before it has a value.
  Sequence() = default;
  explicit Sequence(vm::Agent& agent) : items_(vm::ValueList::make(agent.heap())) {}
  explicit Sequence(vm::ValueList* items) : items_(items) {}
  std::uint32_t size() const { return items_->size(); }
  T operator[](std::uint32_t index) const {
    const vm::Value value = items_->at(index);
    if constexpr (std::is_same_v<T, vm::Value>) {
      return value;
    } else if constexpr (k_is_sequence<T>) {
      return T(static_cast<vm::ValueList*>(value.as_cell()));
    } else if constexpr (std::is_same_v<T, vm::String*>) {
      return value.as_string();
    } else {
      return static_cast<T>(value.as_object());
    }
  }
  void append(vm::Agent& agent, T item) {
    if constexpr (k_is_sequence<T>) {
      items_->append(agent.heap(), vm::Value::cell(&item.list()));
    } else {
      items_->append(agent.heap(), vm::Value(item));
    }
  }
  vm::ValueList& list() const { return *items_; }

 private:
  vm::ValueList* items_ = nullptr;
};

/// record<K, V> with strings for its keys, in their order.
template <typename V>
class Record {
 public:
  explicit Record(vm::Agent& agent) : keys_(agent), values_(agent) {}
  std::uint32_t size() const { return keys_.size(); }
  vm::String* key(std::uint32_t index) const { return keys_[index]; }
  V value(std::uint32_t index) const { return values_[index]; }
  /// Keys that were different may be the same USVString; then the last value counts.
  void set(vm::Agent& agent, vm::String* key, V value) {
    const std::uint32_t place = places_.try_emplace(key->to_wtf8(), size()).first->second;
    if (place != size()) return values_.list().set(place, vm::Value(value));
    keys_.append(agent, key);
    values_.append(agent, value);
  }

 private:
  Sequence<vm::String*> keys_;
  Sequence<V> values_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

/// https://webidl.spec.whatwg.org/#create-sequence-from-iterable: calls `append(value)`, a Completion<void>,
/// for each.
template <typename Append>
vm::Completion<void> for_each_of_iterable(vm::Agent& agent, vm::Value iterable, vm::Value method,
                                          Append append) {
  // 1. Let iteratorRecord be ? GetIteratorFromMethod(iterable, method).
  vm::IteratorRecord iterator = TRY(vm::get_iterator_from_method(agent, iterable, method));
  // 2, 3. Conversions that throw do not close the iterator.
  vm::NativeLoop loop(agent);
  for (;;) {
    TRY(loop.next_round());
    const std::optional<vm::Value> next = TRY(vm::iterator_step_value(agent, iterator));
    if (!next) return {};
    TRY(append(*next));
  }
}

/// https://webidl.spec.whatwg.org/#js-sequence
template <typename Append>
vm::Completion<void> convert_sequence(vm::Agent& agent, vm::Value value, std::string_view where,
                                      Append append) {
  // 1.
  if (!value.is_object()) return throw_not_convertible(agent, where, "is not an object.");
  // 2. Let method be ? GetMethod(V, %Symbol.iterator%).
  const vm::Value method = TRY(vm::get_method(agent, value, agent.names().symbol_iterator));
  // 3.
  if (method.is_undefined()) return throw_not_convertible(agent, where, "is not iterable.");
  // 4.
  return for_each_of_iterable(agent, value, method, append);
}

/// https://webidl.spec.whatwg.org/#js-record: calls `append(key, value)` for each own enumerable property;
/// the key is a String.
template <typename Append>
vm::Completion<void> convert_record(vm::Agent& agent, vm::Value value, std::string_view where,
                                    Append append) {
  // 1.
  if (!value.is_object()) return throw_not_convertible(agent, where, "is not an object.");
  vm::Object* object = value.as_object();
  // 3. Let keys be ? O.[[OwnPropertyKeys]]().
  vm::RootedKeys keys(agent);
  TRY(vm::internal_own_property_keys(agent, object, keys.items()));
  // 4.
  vm::NativeLoop loop(agent);
  for (const vm::PropertyKey key : keys) {
    TRY(loop.next_round());
    // 4.1, 4.2.
    const auto descriptor = TRY(vm::internal_get_own_property(agent, object, key));
    if (!descriptor || !descriptor->enumerable.value_or(false)) continue;
    // 4.2.1 to 4.2.4. A symbol is a TypeError in ToString.
    vm::String* name = TRY(vm::to_string(agent, vm::to_value(agent, key)));
    TRY(append(name, TRY(vm::get(agent, object, key))));
  }
  return {};
}

/// The value of a sequence that is returned: https://webidl.spec.whatwg.org/#js-sequence
vm::Completion<vm::Value> to_array(vm::Agent& agent, const vm::ValueList& items);
template <typename T>
vm::Completion<vm::Value> to_value(vm::Agent& agent, const Sequence<T>& sequence) {
  return to_array(agent, sequence.list());
}

}  // namespace orrery::webidl
