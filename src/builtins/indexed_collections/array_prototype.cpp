// %Array.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-array.prototype.tostring
Completion<Value> array_prototype_to_string(Agent& agent, NativeFrame& frame) {
  // 1.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.toString"));
  // 2., 3.
  Value function = TRY(get(agent, object, agent.names().join));
  if (!is_callable(function)) function = agent.intrinsic(Intrinsic::ObjectPrototypeToString);
  // 4.
  return call(agent, function, object);
}

constexpr BuiltinRow k_array_prototype_rows[] = {
    reference("constructor", Intrinsic::Array),
    method("at", 1, array_prototype_at),
    method("concat", 1, array_prototype_concat),
    method("copyWithin", 2, array_prototype_copy_within),
    method("entries", 0, array_prototype_entries),
    method("every", 1, array_prototype_every),
    method("fill", 1, array_prototype_fill),
    method("filter", 1, array_prototype_filter),
    method("find", 1, array_prototype_find),
    method("findIndex", 1, array_prototype_find_index),
    method("findLast", 1, array_prototype_find_last),
    method("findLastIndex", 1, array_prototype_find_last_index),
    method("flat", 0, array_prototype_flat),
    method("flatMap", 1, array_prototype_flat_map),
    method("forEach", 1, array_prototype_for_each),
    method("includes", 1, array_prototype_includes),
    method("indexOf", 1, array_prototype_index_of),
    method("join", 1, array_prototype_join),
    method("keys", 0, array_prototype_keys),
    method("lastIndexOf", 1, array_prototype_last_index_of),
    method("map", 1, array_prototype_map),
    method("pop", 0, array_prototype_pop),
    method("push", 1, array_prototype_push),
    method("reduce", 1, array_prototype_reduce),
    method("reduceRight", 1, array_prototype_reduce_right),
    method("reverse", 0, array_prototype_reverse),
    method("shift", 0, array_prototype_shift),
    method("slice", 2, array_prototype_slice),
    method("some", 1, array_prototype_some),
    method("sort", 1, array_prototype_sort),
    method("splice", 2, array_prototype_splice),
    method("toLocaleString", 0, array_prototype_to_locale_string),
    method("toReversed", 0, array_prototype_to_reversed),
    method("toSorted", 1, array_prototype_to_sorted),
    method("toSpliced", 2, array_prototype_to_spliced),
    reference("toString", Intrinsic::ArrayPrototypeToString),
    method("unshift", 1, array_prototype_unshift),
    reference("values", Intrinsic::ArrayPrototypeValues),
    method("with", 2, array_prototype_with),
    reference(&WellKnown::symbol_iterator, Intrinsic::ArrayPrototypeValues),
    reference(&WellKnown::symbol_unscopables, Intrinsic::ArrayPrototypeUnscopables)
        .with(k_configurable_attribute),
};

/// An array of its own, of length 0.
Object* make_array_prototype(Agent& agent, Realm& realm) {
  return MUST(array_create(agent, 0, realm.intrinsic(agent, Intrinsic::ObjectPrototype)));
}

// https://tc39.es/ecma262/#sec-array.prototype-%symbol.unscopables%
Object* make_unscopables(Agent& agent, Realm&) {
  constexpr std::string_view k_names[] = {
      "at",   "copyWithin", "entries",  "fill", "find",       "findIndex", "findLast",  "findLastIndex",
      "flat", "flatMap",    "includes", "keys", "toReversed", "toSorted",  "toSpliced", "values"};
  Object* unscopables = ordinary_object_create(agent, nullptr, std::size(k_names));
  for (const std::string_view name : k_names) {
    agent.shapes().add(unscopables, PropertyKey::atom(intern(agent, name)), Value::boolean(true),
                       k_data_attributes);
  }
  return unscopables;
}

}  // namespace

constexpr ObjectTable k_array_prototype = custom_table(make_array_prototype, k_array_prototype_rows);
constexpr ObjectTable k_array_prototype_to_string = function_table("toString", 0, array_prototype_to_string);
constexpr ObjectTable k_array_prototype_unscopables = custom_table(make_unscopables, {});

}  // namespace orrery::builtins
