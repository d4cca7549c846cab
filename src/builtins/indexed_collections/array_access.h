#pragma once

#include <cstdint>
#include <span>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/object.h"

namespace orrery::builtins {

/// [DOC] How the functions of Array.prototype reach elements
///
/// They are generic: `this` is any object with a length. Each is written once, as the standard has it, in
/// terms of the functions below, which are quick where an element is an ordinary one. Where an array can be
/// worked on as a whole (push, slice, splice…) there is a fast path before the loop; it asks once whether the
/// array is *plain* (vm::Array::is_plain()), after everything that may run a script.

/// 2^53 - 1: no array-like is longer.
constexpr std::uint64_t k_max_array_like_length = 9007199254740991;

/// Get(object, index)
vm::Completion<vm::Value> get_at(vm::Agent& agent, vm::Object* object, std::uint64_t index);
/// HasProperty(object, index), then Get. \return Empty if there is no such property
vm::Completion<vm::Value> get_at_or_empty(vm::Agent& agent, vm::Object* object, std::uint64_t index);
/// Set(object, index, value, true)
vm::Completion<void> set_at(vm::Agent& agent, vm::Object* object, std::uint64_t index, vm::Value value);
/// CreateDataPropertyOrThrow(object, index, value)
vm::Completion<void> create_at(vm::Agent& agent, vm::Object* object, std::uint64_t index, vm::Value value);
/// DeletePropertyOrThrow(object, index)
vm::Completion<void> delete_at(vm::Agent& agent, vm::Object* object, std::uint64_t index);
/// Set(object, "length", length, true)
vm::Completion<void> set_length(vm::Agent& agent, vm::Object* object, std::uint64_t length);

/// `value` as an array that may be worked on as a whole: it is plain, and no prototype has elements. Null: it
/// is not.
vm::Array* try_plain_array_fast(vm::Agent& agent, vm::Value value);
/// The dense elements of an array, of which Empty ones are not there, nor are those behind them; no prototype
/// has any. Valid until a script runs. \return nothing if that is not all there is to know
std::optional<std::span<const vm::Value>> try_dense_elements_fast(vm::Agent& agent, vm::Object* object);

/// What ArraySpeciesCreate (https://tc39.es/ecma262/#sec-arrayspeciescreate) would construct. \return
/// undefined: an array of the current realm
vm::Completion<vm::Value> array_species_constructor(vm::Agent& agent, vm::Object* original);
/// The rest of it.
vm::Completion<vm::Object*> create_by_species(vm::Agent& agent, vm::Value constructor, std::uint64_t length);
/// https://tc39.es/ecma262/#sec-arrayspeciescreate
vm::Completion<vm::Object*> array_species_create(vm::Agent& agent, vm::Object* original,
                                                 std::uint64_t length);

/// An array of the current realm with these elements.
vm::Completion<vm::Array*> make_plain_array(vm::Agent& agent, std::span<const vm::Value> items);

/// Calls `function(element, index, object)`.
struct ElementCallback {
  vm::Value function;
  vm::Value this_argument;
  vm::Object* object;

  vm::Completion<vm::Value> operator()(vm::Agent& agent, vm::Value element, std::uint64_t index) const;
};

}  // namespace orrery::builtins
