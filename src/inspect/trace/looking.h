#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vm/objects/object.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
class BigInt;
class String;
}  // namespace orrery::vm

namespace orrery::inspect {

// Looking at values as they are: nothing is run, made, flattened, interned, nor is what is lazy made. What
// cannot be seen so is left out.

/// The first `units` UTF-16 code units as WTF-8. Empty if that would take long: of a rope that is deep on its
/// left.
std::string start_of(const vm::String* text, std::size_t units);
/// In decimal; of many hundreds of digits only how large it is: "(5000 bits)", behind its sign.
std::string digits_of(const vm::BigInt* number);
/// The same, with "…" behind `most` characters if there are more.
std::string start_of_digits(const vm::BigInt* number, std::size_t most);

/// An own property whose place is in the object's shape or elements.
struct SeenProperty {
  vm::Value key;          // a number, String or Symbol
  vm::Value value;        // empty: an accessor's, or not made yet
  bool is_entry = false;  // no property, but what a Map or Set holds, or [[PrimitiveValue]] and its kin
};
/// Nothing: there is none that can be seen.
std::optional<vm::Value> look_at_own(const vm::Object* object, vm::PropertyKey key);

struct SeenProperties {
  std::vector<SeenProperty> items;
  std::uint64_t more = 0;  // are left out
};
/// What people would want to see of the object first, `limit` at most: elements and entries, then named
/// properties. Of builtin objects what is lazy is left out, and of functions what every function has.
SeenProperties look_at(const vm::Object* object, std::size_t limit);

/// The name of a function, as its code or its property has it.
std::string name_of(const vm::Object* function);
/// What the object is an instance of, by the `constructor` of its prototypes or by what it is: "Array",
/// "Point".
std::string class_of(vm::Agent& agent, const vm::Object* object);
/// A line of text: `[1, 2, "three"]`, `Point {x: 1}`, `Map(2) {…}`, `Promise {pending}`.
std::string preview_of(vm::Agent& agent, const vm::Object* object);

}  // namespace orrery::inspect
