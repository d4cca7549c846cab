// RegExp.prototype[Symbol.split]

#include <algorithm>

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"

namespace orrery::builtins {

using namespace vm;
using regexp::SearchMode;

namespace {

constexpr std::uint32_t k_no_limit = 0xffff'ffff;

/// The parts of the string, as far as the limit goes.
class Parts {
 public:
  static Completion<Parts> make(Agent& agent, std::uint32_t limit) {
    Shape* shape = agent.realm().shape(agent, CommonShape::Array);
    return Parts(agent, TRY(make_array(agent, shape, {})), limit);
  }
  Completion<void> append(Value part) { return array_append(agent_, array_, part); }
  bool are_enough() const { return array_->length() >= limit_; }
  Value array() const { return array_; }

 private:
  Parts(Agent& agent, Array* array, std::uint32_t limit) : agent_(agent), array_(array), limit_(limit) {}

  Agent& agent_;
  Array* array_;
  std::uint32_t limit_;
};

/// Steps 13 to 23 for an untouched RegExp: as nobody sees the splitter, its pattern is looked for wherever it
/// is next, instead of at every place in turn.
Completion<void> split_untouched(Agent& agent, RegExpObject* regexp, String* string, Parts& parts) {
  Matching matching(agent);
  TRY(matching.prepare(regexp->pattern(), string));
  const std::uint32_t size = string->length();
  NativeLoop loop(agent);
  std::uint32_t part_start = 0;
  std::uint32_t index = 0;
  while (index < size || size == 0) {
    TRY(loop.next_round());
    // With an empty string all that matters is whether there is a match.
    if (!TRY(matching.find(index, SearchMode::Forward))) break;
    // The splitter is never tried at the end, unless that is all that there is.
    if (size != 0 && matching.start() >= size) break;
    note_last_match(agent, regexp, matching);
    if (size == 0) return {};
    if (matching.end() == part_start) {
      index = static_cast<std::uint32_t>(
          advance_string_index(string, matching.start(), matching.pattern()->has_either_unicode()));
      continue;
    }
    TRY(parts.append(substring(agent, string, part_start, matching.start())));
    if (parts.are_enough()) return {};
    part_start = matching.end();
    for (std::size_t i = 1; i < matching.captures().size(); i++) {
      TRY(parts.append(matching.capture(i)));
      if (parts.are_enough()) return {};
    }
    index = part_start;
  }
  return parts.append(substring(agent, string, part_start, size));
}

/// Steps 19.d.iv.7 - 10: the captures of a match go between the parts.
Completion<void> append_captures(Agent& agent, Object* match, Parts& parts) {
  const std::uint64_t length = TRY(length_of_array_like(agent, match));
  NativeLoop loop(agent);
  for (std::uint64_t i = 1; i < length && !parts.are_enough(); i++) {
    TRY(loop.next_round());
    TRY(parts.append(TRY(get(agent, match, index_key(agent, i)))));
  }
  return {};
}

/// Steps 15 to 23. \param splitter  with the flag y
Completion<void> split_by(Agent& agent, Object* splitter, String* string, bool is_unicode, Parts& parts) {
  const PropertyKey last_index = agent.names().lastIndex;
  const std::uint32_t size = string->length();
  // 15.
  if (size == 0) {
    if (TRY(regexp_exec(agent, splitter, string)).is_null()) TRY(parts.append(string));
    return {};
  }
  // 16. - 18.
  NativeLoop loop(agent);
  std::uint32_t part_start = 0;
  std::uint64_t index = 0;
  // 19.
  while (index < size) {
    TRY(loop.next_round());
    TRY(set(agent, splitter, last_index, Value::number(static_cast<double>(index)), true));
    const Value match = TRY(regexp_exec(agent, splitter, string));
    std::uint32_t end = part_start;
    if (!match.is_null()) {
      const std::uint64_t reached = TRY(to_length(agent, TRY(get(agent, splitter, last_index))));
      end = static_cast<std::uint32_t>(std::min<std::uint64_t>(reached, size));
    }
    if (end == part_start) {
      index = advance_string_index(string, index, is_unicode);
      continue;
    }
    TRY(parts.append(substring(agent, string, part_start, static_cast<std::uint32_t>(index))));
    if (parts.are_enough()) return {};
    part_start = end;
    TRY(append_captures(agent, match.as_object(), parts));
    if (parts.are_enough()) return {};
    index = part_start;
  }
  // 20. - 22.
  return parts.append(substring(agent, string, part_start, size));
}

}  // namespace

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.split%
Completion<Value> regexp_split(Agent& agent, Object* regexp, String* string, Value limit_value) {
  constexpr RegExpLookUps k_look_ups =
      RegExpLookUps::Exec | RegExpLookUps::Flags | RegExpLookUps::Match | RegExpLookUps::Species;
  // Converting another limit may run a script.
  if (limit_value.is_undefined() || limit_value.is_number()) {
    if (RegExpObject* untouched = untouched_regexp(agent, regexp, k_look_ups)) {
      const std::uint32_t limit =
          limit_value.is_undefined() ? k_no_limit : MUST(to_uint32(agent, limit_value));
      Parts parts = TRY(Parts::make(agent, limit));
      if (limit != 0) TRY(split_untouched(agent, untouched, string, parts));
      return parts.array();
    }
  }
  // 4.
  Object* constructor = TRY(species_constructor(agent, regexp, agent.intrinsic(Intrinsic::RegExp)));
  // 5. - 7.
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent.names().flags))));
  const bool is_unicode = has_flag(flags, u"uv");
  // 8. 9.
  String* new_flags = flags;
  if (!has_flag(flags, u"y")) new_flags = TRY(concatenate(agent, flags, single_character(agent, u'y')));
  // 10.
  const Value arguments[] = {regexp, new_flags};
  Object* splitter = TRY(construct(agent, constructor, arguments));
  // 11. - 14.
  std::uint32_t limit = k_no_limit;
  if (!limit_value.is_undefined()) limit = TRY(to_uint32(agent, limit_value));
  Parts parts = TRY(Parts::make(agent, limit));
  if (limit != 0) TRY(split_by(agent, splitter, string, is_unicode, parts));
  return parts.array();
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.split%
Completion<Value> regexp_prototype_split(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.@@split"));
  String* string = TRY(to_string(agent, frame.argument(0)));
  return regexp_split(agent, regexp, string, frame.argument(1));
}

}  // namespace orrery::builtins
