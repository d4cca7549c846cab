#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "vm/value.h"

namespace orrery::vm {
class Agent;
class Object;
class String;
}  // namespace orrery::vm

namespace orrery::display {

/// [DOC] Values as people see them
///
/// What `console.log`, the read-eval-print loop and messages about uncaught exceptions show of a value, in
/// the notation of Node's `util.inspect` (https://nodejs.org/api/util.html#utilinspectobject-options), which
/// programmers know and whose output tests can be checked against.
///
/// *Looking runs no script.* Getters, proxy traps and toString() are not called: an accessor is shown as
/// `[Getter]`, a proxy as its target. So there is nothing to fail, and nothing changes because it was looked
/// at. Here Orrery differs from Node, which reads a few properties (`stack`, Symbol.toStringTag) the ordinary
/// way.
///
/// A value's text comes in four steps, each in a file of its own:
///
///   value_writer.cpp    the value's sort decides what stands in front of it, and its braces
///   write_contents.cpp  the entries between the braces: elements, properties, what collections hold
///   write_names.cpp     names of functions, classes and constructors; errors
///   layout.cpp          entries in one line, in columns, or one below the other
///
/// primitive_text.cpp has what needs no object.

struct ValueTextOptions {
  /// How deep objects are nested before only their name is shown: `[Object]`.
  std::uint32_t depth = 2;
  /// The columns after which objects take several lines.
  std::size_t break_length = 80;
  /// Elements and entries beyond that many are only counted.
  std::size_t max_elements = 100;
  bool colour = false;
  /// Non-enumerable properties, too.
  bool shows_hidden = false;
};

/// The text, WTF-8 with no lone surrogates but those in strings that are shown as they are.
std::string value_text(vm::Agent& agent, vm::Value value, const ValueTextOptions& options = {});

/// `string` as a literal, in the quotation marks that need the fewest escapes.
std::string quoted_text(vm::String* string);

/// A primitive value as it stands for itself: strings in quotation marks, -0, 1n, Symbol(description).
std::string primitive_text(vm::Agent& agent, vm::Value value);

}  // namespace orrery::display
