#pragma once

#include <string>
#include <string_view>

#include "display/inspect_options.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
class Object;
class String;
}  // namespace orrery::vm

namespace orrery::display {

/// [DOC] Values as people see them
///
/// What `console.log`, `util.inspect`, the read-eval-print loop and messages about uncaught exceptions show
/// of a value, in the notation of Node's `util.inspect`
/// (https://nodejs.org/api/util.html#utilinspectobject-options), which programmers know and whose output
/// tests can be checked against.
///
/// There are two ways of reading an object, and one writer for both (ADR 22):
///
///   Reading::Looking  (value_text(), here) runs no script. Getters, proxy traps and toString() are not
///   called, a proxy
///                     is shown as its target. So there is nothing to fail, and nothing changes because it
///                     was looked at: for debuggers, previews and uncaught errors.
///   Reading::Running  (inspect(), in inspect.h) runs what Node's util.inspect runs, such as
///                     `[nodejs.util.inspect.custom]`: for the console and for node:util, whose output
///                     scripts can see.
///
/// A value's text comes in four steps, each in files of their own:
///
///   inspector.cpp         proxies, circles, custom inspection; puts an object's parts together
///   inspect_sorts.cpp     the object's sort decides what stands in front of it, and its braces
///   inspect_contents.cpp  the entries between the braces: elements, what collections hold;
///                         inspect_properties.cpp: properties
///   layout.cpp            entries in one line, in columns, or one below the other
///
/// inspect_names.cpp has names of classes and functions, inspect_errors.cpp errors,
/// inspect_platform_objects.cpp what objects of Web APIs say of themselves, inspect_primitives.cpp
/// and primitive_text.cpp what is no object, format.cpp the specifiers of format strings, reading.cpp the two
/// ways of reading.

/// The text without running any script, WTF-8 with no lone surrogates but those in strings that are shown as
/// they are. Only the options that need no script are minded.
std::string value_text(vm::Agent& agent, vm::Value value, const InspectOptions& options = {});

/// `text` (WTF-8) as a literal, in the quotation marks that need the fewest escapes.
std::string quoted_text(std::string_view text);
/// With escapes for control characters, lone surrogates, backslashes and `mark`.
std::string escaped_text(std::string_view text, char mark);

/// A primitive value as it stands for itself: strings in quotation marks, -0, 1n, Symbol(description).
std::string primitive_text(vm::Agent& agent, vm::Value value);
/// A number in decimal; `-0`, and `1_000` if it has separators.
std::string number_text(double number, bool has_separators = false);
/// The same of a BigInt, with its `n`.
std::string bigint_text(vm::Agent& agent, vm::Value value, bool has_separators = false);

}  // namespace orrery::display
