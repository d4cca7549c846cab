#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace orrery::vm {

class Activation;
class Agent;
struct CodePlace;
struct SourcePlace;
class Executable;
class Object;
class Value;

// Where something is in a program, for people: what stack traces say, without an error. Nothing here runs
// script code or makes cells.

struct NamedPlace {
  // NOLINTBEGIN(readability-redundant-member-init): may be left out
  std::string function = {};  // empty: it has none
  std::string file = {};      // empty: nobody knows
  // NOLINTEND(readability-redundant-member-init)
  // Both counted from 1, columns in UTF-16 code units; 0: nobody knows.
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool is_known() const { return !function.empty() || !file.empty(); }
  /// "f (file:1:2)", or what of that is known.
  std::string to_text() const;
};

/// Of running code. \param offset  as FrameIterator::offset()
NamedPlace place_in_code(const Executable& executable, std::uint32_t offset);
/// The same for excerpts of the source.
SourcePlace source_place(const CodePlace& place);
/// Where the value was thrown last, be it an error or not, as far as that is known
/// (Agent::thrown_places()); an error that no `throw` has thrown has no such place.
SourcePlace last_throw_place(Agent& agent, Value value);
/// Where a function that can be called begins; of one that C++ has written only the name.
NamedPlace place_of_function(Agent& agent, Object* function);
/// Where a generator or an async function goes on.
NamedPlace place_of_activation(Agent& agent, const Activation& activation);

/// The frames that run now, the innermost first, at most `limit`, and then the async functions that wait for
/// the outermost of them: lines as those of a stack trace, without "at".
std::vector<std::string> running_frames(Agent& agent, std::size_t limit);

}  // namespace orrery::vm
