// %TypedArray%.prototype: https://tc39.es/ecma262/#sec-properties-of-the-%typedarrayprototype%-object

#include "builtins/indexed_collections/tables.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/binary_data/typed_array_length.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/iteration/array_iterator.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.buffer
Completion<Value> buffer(Agent& agent, NativeFrame& frame) {
  return TRY(this_of<TypedArray>(agent, frame, "%TypedArray%.prototype.buffer"))->buffer();
}

// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.bytelength
Completion<Value> byte_length(Agent& agent, NativeFrame& frame) {
  return Value::number(
      TRY(this_of<TypedArray>(agent, frame, "%TypedArray%.prototype.byteLength"))->byte_length());
}

// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.byteoffset
Completion<Value> byte_offset(Agent& agent, NativeFrame& frame) {
  const auto* array = TRY(this_of<TypedArray>(agent, frame, "%TypedArray%.prototype.byteOffset"));
  return array->is_out_of_bounds() ? Value::int32(0) : Value::number(array->byte_offset());
}

// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype-%symbol.tostringtag%
Completion<Value> to_string_tag(Agent& agent, NativeFrame& frame) {
  const TypedArray* array = as_typed_array(frame.this_value());
  if (array == nullptr) return Value::undefined();
  return Value(intern(agent, array->array_name()));
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.entries
Completion<Value> entries(Agent& agent, NativeFrame& frame) {
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.entries"));
  return create_array_iterator(agent, array, IterationKind::Entries);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.keys
Completion<Value> keys(Agent& agent, NativeFrame& frame) {
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.keys"));
  return create_array_iterator(agent, array, IterationKind::Keys);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.values
Completion<Value> values(Agent& agent, NativeFrame& frame) {
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.values"));
  return create_array_iterator(agent, array, IterationKind::Values);
}

constexpr BuiltinRow k_typed_array_prototype_rows[] = {
    reference("constructor", Intrinsic::TypedArray),
    method("at", 1, typed_array_at),
    getter("buffer", buffer),
    getter("byteLength", byte_length),
    getter("byteOffset", byte_offset),
    method("copyWithin", 2, typed_array_copy_within),
    method("entries", 0, entries),
    method("every", 1, typed_array_every),
    method("fill", 1, typed_array_fill),
    method("filter", 1, typed_array_filter),
    method("find", 1, typed_array_find),
    method("findIndex", 1, typed_array_find_index),
    method("findLast", 1, typed_array_find_last),
    method("findLastIndex", 1, typed_array_find_last_index),
    method("forEach", 1, typed_array_for_each),
    method("includes", 1, typed_array_includes),
    method("indexOf", 1, typed_array_index_of),
    method("join", 1, typed_array_join),
    method("keys", 0, keys),
    method("lastIndexOf", 1, typed_array_last_index_of),
    getter("length", typed_array_length),
    method("map", 1, typed_array_map),
    method("reduce", 1, typed_array_reduce),
    method("reduceRight", 1, typed_array_reduce_right),
    method("reverse", 0, typed_array_reverse),
    method("set", 1, typed_array_set),
    method("slice", 2, typed_array_slice),
    method("some", 1, typed_array_some),
    method("sort", 1, typed_array_sort),
    method("subarray", 2, typed_array_subarray),
    method("toLocaleString", 0, typed_array_to_locale_string),
    method("toReversed", 0, typed_array_to_reversed),
    method("toSorted", 1, typed_array_to_sorted),
    reference("toString", Intrinsic::ArrayPrototypeToString),
    reference("values", Intrinsic::TypedArrayPrototypeValues),
    method("with", 2, typed_array_with),
    reference(&WellKnown::symbol_iterator, Intrinsic::TypedArrayPrototypeValues),
    getter(&WellKnown::symbol_to_string_tag, to_string_tag),
};

}  // namespace

constexpr ObjectTable k_typed_array_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_typed_array_prototype_rows);
constexpr ObjectTable k_typed_array_prototype_values = function_table("values", 0, values);

}  // namespace orrery::builtins
