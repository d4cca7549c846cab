// join and toLocaleString.

#include <algorithm>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// INTEROP: an array that contains itself, at any depth, is the empty string there, as in every engine. The
/// standard lets it recur without end.
class JoinScope {
 public:
  JoinScope(Agent& agent, const Object* object) : objects_(agent.arrays_being_joined()) {
    is_cyclic_ = std::ranges::find(objects_, object) != objects_.end();
    objects_.push_back(object);
  }
  ~JoinScope() { objects_.pop_back(); }
  JoinScope(const JoinScope&) = delete;
  JoinScope& operator=(const JoinScope&) = delete;
  bool is_cyclic() const { return is_cyclic_; }

 private:
  std::vector<const Object*>& objects_;
  bool is_cyclic_;
};

/// The texts of all elements with `separator` between them. `append_text(element, builder)` appends that
/// of an element that is neither undefined nor null.
template <typename AppendText>
Completion<Value> join(Agent& agent, Object* object, std::uint64_t length, String* separator,
                       AppendText append_text) {
  // What cannot be finished is not begun.
  if (length > 1 && separator->length() > String::k_max_length / (length - 1))
    return agent.throw_range_error("Invalid string length");
  StringBuilder builder(agent);
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    if (i != 0) builder.append(separator);
    const Value element = TRY(get_at(agent, object, i));
    if (!element.is_nullish()) TRY(append_text(element, builder));
    if (builder.has_failed()) break;
  }
  return builder.finish();
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.join
Completion<Value> array_prototype_join(Agent& agent, NativeFrame& frame) {
  // 1.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.join"));
  const NativeEntry entry(agent);
  TRY(entry.check());
  const JoinScope scope(agent, object);
  if (scope.is_cyclic()) return empty_string(agent);
  // 2.
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3., 4.
  String* separator = single_character(agent, u',');
  if (!frame.argument(0).is_undefined()) separator = TRY(to_string(agent, frame.argument(0)));
  // 5. - 8.
  return join(agent, object, length, separator,
              [&](Value element, StringBuilder& builder) -> Completion<void> {
                builder.append(TRY(to_string(agent, element)));
                return {};
              });
}

// https://tc39.es/ecma262/#sec-array.prototype.tolocalestring
Completion<Value> array_prototype_to_locale_string(Agent& agent, NativeFrame& frame) {
  // 1.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.toLocaleString"));
  const NativeEntry entry(agent);
  TRY(entry.check());
  const JoinScope scope(agent, object);
  if (scope.is_cyclic()) return empty_string(agent);
  // 2.
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 7.
  const PropertyKey method = PropertyKey::atom(intern(agent, "toLocaleString"));
  return join(agent, object, length, single_character(agent, u','),
              [&](Value element, StringBuilder& builder) -> Completion<void> {
                const Value text = TRY(invoke(agent, element, method));
                builder.append(TRY(to_string(agent, text)));
                return {};
              });
}

}  // namespace orrery::builtins
