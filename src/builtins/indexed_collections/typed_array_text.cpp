// join and toLocaleString of typed arrays.

#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/bigint/bigint.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// The texts of all elements with `separator` between them. `append_text(element, builder)` appends that of
/// an element that is there.
template <typename AppendText>
Completion<Value> join(Agent& agent, const TypedArray* array, std::size_t length, String* separator,
                       AppendText append_text) {
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (std::size_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    if (i != 0) builder.append(separator);
    const Value element = element_or_undefined(agent, array, i);
    if (!element.is_undefined()) TRY(append_text(element, builder));
    if (builder.has_failed()) break;
  }
  return builder.finish();
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.join
Completion<Value> typed_array_join(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.join"));
  const std::size_t length = array->length();
  // 4., 5.
  String* separator = single_character(agent, u',');
  if (!frame.argument(0).is_undefined()) separator = TRY(to_string(agent, frame.argument(0)));
  // 6. - 9.
  return join(agent, array, length, separator,
              [&](Value element, StringBuilder& builder) -> Completion<void> {
                if (element.is_int32()) {
                  builder.append(NumberText(element.as_int32()).latin1());
                } else if (element.is_number()) {
                  builder.append(NumberText(element.as_number()).latin1());
                } else {
                  builder.append(TRY(bigint_to_string(agent, element.as_bigint())));
                }
                return {};
              });
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.tolocalestring
Completion<Value> typed_array_to_locale_string(Agent& agent, NativeFrame& frame) {
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.toLocaleString"));
  const PropertyKey method = PropertyKey::atom(intern(agent, "toLocaleString"));
  return join(agent, array, array->length(), single_character(agent, u','),
              [&](Value element, StringBuilder& builder) -> Completion<void> {
                const Value text = TRY(invoke(agent, element, method));
                builder.append(TRY(to_string(agent, text)));
                return {};
              });
}

}  // namespace orrery::builtins
