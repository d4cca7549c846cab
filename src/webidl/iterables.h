#pragma once

#include <cstdint>
#include <string_view>

#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/realm_interface.h"

namespace orrery::webidl {

/// [DOC] Pair iterators
///
/// https://webidl.spec.whatwg.org/#js-iterable: a class whose IDL says `iterable<K, V>` has
///
///   static const vm::Interface k_iterator_interface;    // = pair_iterator_interface<T>("T Iterator")
///   bool pair_at(vm::Agent&, std::uint32_t index, IteratedPair* pair);   // false: there are no more
///
/// and gets entries(), keys(), values(), forEach() and @@iterator as rows of its table. Pairs are asked for
/// one by one, as they are at that moment: they may change while they are iterated.

/// https://webidl.spec.whatwg.org/#dfn-value-pair
struct IteratedPair {
  vm::Value key;
  vm::Value value;
};

/// https://webidl.spec.whatwg.org/#dfn-default-iterator-object
class PairIterator final : public vm::PlatformObject {
 public:
  enum class Kind : std::uint8_t { Keys, Values, KeysAndValues };
  using PairAt = bool (*)(vm::Agent&, vm::PlatformObject*, std::uint32_t index, IteratedPair* pair);

  PairIterator(vm::Shape* shape, const vm::Interface& interface, vm::PlatformObject* target, Kind kind)
      : PlatformObject(shape, interface), target_(target), kind_(kind) {}
  /// https://webidl.spec.whatwg.org/#js-iterator-prototype-object, steps 5 and on of `next`
  vm::Value next(vm::Agent& agent, PairAt pair_at);
  /// What is still to come.
  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent, PairAt pair_at) const;
  void visit_state(gc::Visitor& visitor) { visitor.visit(target_); }

 private:
  vm::Value item_of(vm::Agent& agent, const IteratedPair& pair) const;

  gc::Field<vm::PlatformObject> target_;
  Kind kind_;
  std::uint32_t index_ = 0;
};

vm::Completion<vm::Value> for_each_pair(vm::Agent& agent, const vm::NativeFrame& frame,
                                        vm::PlatformObject* target, PairIterator::PairAt pair_at);

template <typename T>
bool pair_of(vm::Agent& agent, vm::PlatformObject* target, std::uint32_t index, IteratedPair* pair) {
  return static_cast<T*>(target)->pair_at(agent, index, pair);
}

template <typename T, PairIterator::Kind kind>
vm::Completion<vm::Value> make_pair_iterator(vm::Agent& agent, vm::NativeFrame& frame) {
  T* self = TRY(vm::this_platform_object<T>(agent, frame));
  vm::RealmInterface& interface = vm::RealmInterface::of(agent, agent.realm(), T::k_iterator_interface);
  vm::Shape* shape = interface.instance_shape(agent);
  return agent.heap().make<PairIterator>(0, shape, T::k_iterator_interface, self, kind);
}

template <typename T>
vm::Completion<vm::Value> for_each(vm::Agent& agent, vm::NativeFrame& frame) {
  return for_each_pair(agent, frame, TRY(vm::this_platform_object<T>(agent, frame)), pair_of<T>);
}

template <typename T>
vm::Completion<vm::Value> next_pair(vm::Agent& agent, vm::NativeFrame& frame) {
  const vm::Value value = frame.this_value();
  auto* object = value.is_cell_of(vm::CellKind::PlatformObject)
                     ? static_cast<vm::PlatformObject*>(value.as_cell())
                     : nullptr;
  if (object == nullptr || !object->implements(T::k_iterator_interface))
    return vm::throw_illegal_invocation(agent, T::k_iterator_interface.name);
  return static_cast<PairIterator*>(object)->next(agent, pair_of<T>);
}

template <typename T>
vm::Completion<vm::ObjectDescription> describe_pair_iterator(vm::Agent& agent, vm::PlatformObject* iterator) {
  return static_cast<PairIterator*>(iterator)->describe(agent, pair_of<T>);
}

template <typename T>
inline constexpr vm::BuiltinRow k_pair_iterator_members[] = {vm::operation("next", 0, next_pair<T>)};

/// \param name  "T Iterator"
template <typename T>
constexpr vm::Interface pair_iterator_interface(std::string_view name) {
  return {.name = name,
          .has_no_interface_object = true,
          .members = k_pair_iterator_members<T>,
          .prototype_parent = vm::Intrinsic::IteratorPrototype,
          .visit_state = vm::visit_state_of<PairIterator>,
          .describe = describe_pair_iterator<T>};
}

// Rows of T's table, whose `iterator` is "entries".
template <typename T>
inline constexpr vm::BuiltinRow k_entries_row =
    vm::operation("entries", 0, make_pair_iterator<T, PairIterator::Kind::KeysAndValues>);
template <typename T>
inline constexpr vm::BuiltinRow k_keys_row =
    vm::operation("keys", 0, make_pair_iterator<T, PairIterator::Kind::Keys>);
template <typename T>
inline constexpr vm::BuiltinRow k_values_row =
    vm::operation("values", 0, make_pair_iterator<T, PairIterator::Kind::Values>);
template <typename T>
inline constexpr vm::BuiltinRow k_for_each_row = vm::operation("forEach", 1, for_each<T>);

}  // namespace orrery::webidl
