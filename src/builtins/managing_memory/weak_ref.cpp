// %WeakRef%: https://tc39.es/ecma262/#sec-weak-ref-objects

#include "vm/collections/weak_ref.h"

#include "builtins/managing_memory/tables.h"
#include "vm/collections/weak_collections.h"
#include "vm/functions/builtin_arguments.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-weak-ref-target
Completion<Value> weak_ref(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!frame.is_construct()) return throw_constructor_called(agent, "WeakRef");
  if (!can_be_held_weakly(frame.argument(0)))
    return agent.throw_type_error("Invalid value used as WeakRef target");
  // 3. - 6.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::WeakRefPrototype));
  return make_weak_ref(agent, prototype, frame.argument(0));
}

// https://tc39.es/ecma262/#sec-weak-ref.prototype.deref
Completion<Value> deref(Agent& agent, NativeFrame& frame) {
  return weak_ref_deref(agent, TRY(this_of<WeakRef>(agent, frame, "WeakRef.prototype.deref")));
}

constexpr BuiltinRow k_weak_ref_rows[] = {
    reference("constructor", Intrinsic::WeakRef),
    method("deref", 0, deref),
    text(&WellKnown::symbol_to_string_tag, "WeakRef"),
};

}  // namespace

constexpr ObjectTable k_weak_ref = constructor_table("WeakRef", 1, weak_ref, Intrinsic::WeakRefPrototype);
constexpr ObjectTable k_weak_ref_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_weak_ref_rows);

}  // namespace orrery::builtins
