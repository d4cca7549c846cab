#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "gc/roots.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
class Object;
}  // namespace orrery::vm

namespace orrery::display {

class InspectFunctions;

/// The options of `util.inspect`: https://nodejs.org/api/util.html#utilinspectobject-options. Numbers are
/// doubles, for a script may give Infinity.
struct InspectOptions {
  static constexpr double k_infinity = std::numeric_limits<double>::infinity();
  enum class Getters : std::uint8_t { No, All, WithoutSetter, WithSetter };
  /// `compact: true`, and `compact: false`, which is like 0.
  static constexpr double k_compact = -1;
  static constexpr double k_not_compact = -2;

  bool shows_hidden = false;
  /// How deep objects are nested before only their name is shown: `[Object]`.
  double depth = 2;
  bool colour = false;
  bool calls_custom = true;
  bool shows_proxy = false;
  double max_array_length = 100;
  double max_string_length = 10'000;
  /// The columns after which objects take several lines.
  double break_length = 80;
  /// How many levels of nesting go into one line.
  double compact = 3;
  bool is_sorted = false;
  Getters getters = Getters::No;
  bool has_numeric_separator = false;
  /// The function that sorts; null: the order of code units. Its owner keeps it alive.
  vm::Object* comparator = nullptr;
  /// What a script gave, if something in it is none of the above: methods of objects get it handed on. Its
  /// owner keeps it alive.
  vm::Object* given = nullptr;
  /// Of the realm; null: methods of objects get functions made for them.
  InspectFunctions* functions = nullptr;
};

/// Changes `options` as the properties of `given` say: step for step the part of util.inspect() that reads
/// them.
vm::Completion<void> read_inspect_options(vm::Agent& agent, vm::Object* given, InspectOptions& options);

/// The same as an object, for methods of objects (`[nodejs.util.inspect.custom](depth, options)`).
/// \param depth       NaN: null
/// \param is_foreign  only primitives, and no prototype: the method is another realm's, or a proxy's
vm::Completion<vm::Object*> make_options_object(vm::Agent& agent, const InspectOptions& options, double depth,
                                                bool is_foreign);

}  // namespace orrery::display
