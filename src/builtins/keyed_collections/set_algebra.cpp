// The methods of Set.prototype that take another set, or what looks like one.

#include "builtins/keyed_collections/collection_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-set-records
struct SetRecord {
  Object* object;
  double size;  // may be infinite
  Value has_function;
  Value keys_function;

  Completion<bool> has(Agent& agent, Value key) const {
    return to_boolean(TRY(call(agent, has_function, object, std::span(&key, 1))));
  }
  /// https://tc39.es/ecma262/#sec-getiteratorfrommethod with [[Keys]]
  Completion<IteratorRecord> keys(Agent& agent) const {
    const Value iterator = TRY(call(agent, keys_function, object));
    if (!iterator.is_object())
      return agent.throw_type_error(describe_value(agent, iterator) + " is not an object");
    return get_iterator_direct(agent, iterator.as_object());
  }
};

Completion<Value> get_function(Agent& agent, Object* object, PropertyKey name) {
  const Value function = TRY(get(agent, object, name));
  if (is_callable(function)) return function;
  return agent.throw_type_error("The " + describe(name) + " property must be a function");
}

/// https://tc39.es/ecma262/#sec-getsetrecord
Completion<SetRecord> get_set_record(Agent& agent, Value value) {
  // 1.
  if (!value.is_object()) return agent.throw_type_error(describe_value(agent, value) + " is not an object");
  Object* object = value.as_object();
  // 2. - 7.
  const Value raw_size = TRY(get(agent, object, PropertyKey::atom(intern(agent, "size"))));
  const Value size = TRY(to_number(agent, raw_size));
  if (size.as_number() != size.as_number())
    return agent.throw_type_error("The 'size' property must be a number");
  const double integer_size = to_integer_or_infinity(size.as_number());
  if (integer_size < 0)
    return agent.throw_range_error("'" + std::string(NumberText(integer_size).view()) +
                                   "' is an invalid size");
  // 8. - 12.
  const Value has_function = TRY(get_function(agent, object, agent.names().has));
  const Value keys_function = TRY(get_function(agent, object, PropertyKey::atom(intern(agent, "keys"))));
  return SetRecord{object, integer_size, has_function, keys_function};
}

/// `this` and the argument.
struct Operands {
  Set* set;
  SetRecord other;
};

Completion<Operands> operands(Agent& agent, const NativeFrame& frame, std::string_view method) {
  Set* set = TRY(this_of<Set>(agent, frame, method));
  const SetRecord other = TRY(get_set_record(agent, frame.argument(0)));
  return Operands{set, other};
}

Completion<void> add(Agent& agent, Set* set, Value key) {
  return set->set(agent, key, Value::undefined());
}

Completion<Set*> copy_of(Agent& agent, const Set* set) {
  Set* copy = make_set(agent);
  TableCursor cursor{set->table()};
  NativeLoop loop(agent);
  while (const auto place = cursor.next()) {
    TRY(loop.next_round());
    TRY(add(agent, copy, cursor.table->key(*place)));
  }
  return copy;
}

/// Calls `use(key)` with each key of `other`, until that says true; then the iterator is closed.
/// \return whether it did
template <typename Use>
Completion<bool> for_each_key(Agent& agent, const SetRecord& other, Use use) {
  IteratorRecord record = TRY(other.keys(agent));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> key = TRY(iterator_step_value(agent, record));
    if (!key) return false;
    if (TRY(use(canonical_key(*key)))) {
      TRY(iterator_close(agent, record));
      return true;
    }
  }
}

/// Calls `use(key, is_in_other)` with each key of `set`, which scripts may change meanwhile, until that says
/// true.
/// \return whether it did
template <typename Use>
Completion<bool> for_each_own_key(Agent& agent, const Set* set, const SetRecord& other, Use use) {
  TableCursor cursor{set->table()};
  NativeLoop loop(agent);
  while (const auto place = cursor.next()) {
    TRY(loop.next_round());
    const Value key = cursor.table->key(*place);
    const bool is_in_other = TRY(other.has(agent, key));
    if (TRY(use(key, is_in_other))) return true;
  }
  return false;
}

}  // namespace

// https://tc39.es/ecma262/#sec-set.prototype.union
Completion<Value> set_prototype_union(Agent& agent, NativeFrame& frame) {
  const auto [set, other] = TRY(operands(agent, frame, "Set.prototype.union"));
  // The keys are asked for before the set is copied.
  IteratorRecord record = TRY(other.keys(agent));
  Set* result = TRY(copy_of(agent, set));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> key = TRY(iterator_step_value(agent, record));
    if (!key) return result;
    TRY(add(agent, result, *key));
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.intersection
Completion<Value> set_prototype_intersection(Agent& agent, NativeFrame& frame) {
  const Operands both = TRY(operands(agent, frame, "Set.prototype.intersection"));
  Set* result = make_set(agent);
  if (both.set->size() <= both.other.size) {
    TRY(for_each_own_key(agent, both.set, both.other, [&](Value key, bool is_in_other) -> Completion<bool> {
      if (is_in_other) TRY(add(agent, result, key));
      return false;
    }));
  } else {
    TRY(for_each_key(agent, both.other, [&](Value key) -> Completion<bool> {
      if (both.set->has(agent, key)) TRY(add(agent, result, key));
      return false;
    }));
  }
  return result;
}

// https://tc39.es/ecma262/#sec-set.prototype.difference
Completion<Value> set_prototype_difference(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const auto [set, other] = TRY(operands(agent, frame, "Set.prototype.difference"));
  // 4. What `has`, `keys` and `next` do to the set from here on has no effect: neither on the result nor on
  // what is asked.
  Set* result = TRY(copy_of(agent, set));
  // 5.
  if (set->size() <= other.size) {
    TRY(for_each_own_key(agent, result, other, [&](Value key, bool is_in_other) -> Completion<bool> {
      if (is_in_other) result->remove(agent, key);
      return false;
    }));
    return result;
  }
  // 6.
  IteratorRecord record = TRY(other.keys(agent));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> key = TRY(iterator_step_value(agent, record));
    if (!key) return result;
    result->remove(agent, *key);
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.symmetricdifference
Completion<Value> set_prototype_symmetric_difference(Agent& agent, NativeFrame& frame) {
  const auto [set, other] = TRY(operands(agent, frame, "Set.prototype.symmetricDifference"));
  IteratorRecord record = TRY(other.keys(agent));
  Set* result = TRY(copy_of(agent, set));
  NativeLoop loop(agent);
  while (true) {
    TRY(loop.next_round());
    const std::optional<Value> key = TRY(iterator_step_value(agent, record));
    if (!key) return result;
    // What is in both goes, and what is in the other alone comes; the set itself may have been changed
    // meanwhile.
    if (set->has(agent, *key)) {
      result->remove(agent, *key);
    } else {
      TRY(add(agent, result, *key));
    }
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.issubsetof
Completion<Value> set_prototype_is_subset_of(Agent& agent, NativeFrame& frame) {
  const Operands both = TRY(operands(agent, frame, "Set.prototype.isSubsetOf"));
  if (both.set->size() > both.other.size) return Value::boolean(false);
  const bool has_missing = TRY(for_each_own_key(
      agent, both.set, both.other, [](Value, bool is_in_other) -> Completion<bool> { return !is_in_other; }));
  return Value::boolean(!has_missing);
}

// https://tc39.es/ecma262/#sec-set.prototype.issupersetof
Completion<Value> set_prototype_is_superset_of(Agent& agent, NativeFrame& frame) {
  const Operands both = TRY(operands(agent, frame, "Set.prototype.isSupersetOf"));
  if (both.set->size() < both.other.size) return Value::boolean(false);
  const bool has_missing = TRY(for_each_key(
      agent, both.other, [&](Value key) -> Completion<bool> { return !both.set->has(agent, key); }));
  return Value::boolean(!has_missing);
}

// https://tc39.es/ecma262/#sec-set.prototype.isdisjointfrom
Completion<Value> set_prototype_is_disjoint_from(Agent& agent, NativeFrame& frame) {
  const Operands both = TRY(operands(agent, frame, "Set.prototype.isDisjointFrom"));
  bool has_common = false;
  if (both.set->size() <= both.other.size) {
    has_common =
        TRY(for_each_own_key(agent, both.set, both.other,
                             [](Value, bool is_in_other) -> Completion<bool> { return is_in_other; }));
  } else {
    has_common = TRY(for_each_key(agent, both.other,
                                  [&](Value key) -> Completion<bool> { return both.set->has(agent, key); }));
  }
  return Value::boolean(!has_common);
}

}  // namespace orrery::builtins
