// RegExp.prototype[Symbol.replace]

#include <algorithm>
#include <vector>

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "builtins/text_processing/regexp_replacement.h"
#include "builtins/text_processing/substitution.h"
#include "gc/external_memory.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;
using regexp::Capture;
using regexp::SearchMode;

// Of an untouched RegExp ------------------------------------------------------------------------------------

namespace {

/// Calls `use` for the first match, or for all with the flag g, until it says false. It runs no script.
template <typename Use>
Completion<void> for_each_match(Agent& agent, RegExpObject* regexp, Matching& matching, Use use) {
  RegExpPattern* pattern = matching.pattern();
  String* string = matching.subject();
  const SearchMode mode = pattern->is_sticky() ? SearchMode::AtStart : SearchMode::Forward;
  regexp->set_last_index(0);
  NativeLoop loop(agent);
  std::uint32_t index = 0;
  while (index <= string->length() && TRY(matching.find(index, mode))) {
    TRY(loop.next_round());
    note_last_match(agent, regexp, matching);
    if (!TRY(use())) return {};
    index = matching.next_start();
  }
  return {};
}

/// The captures of matches, one match after the other.
class MatchOffsets {
 public:
  explicit MatchOffsets(Agent& agent) : heap_(agent.heap()) {}
  MatchOffsets(const MatchOffsets&) = delete;
  MatchOffsets& operator=(const MatchOffsets&) = delete;
  ~MatchOffsets() { heap_.remove_external(accounted_); }

  void append(std::span<const Capture> captures) {
    offsets_.insert(offsets_.end(), captures.begin(), captures.end());
    const std::size_t bytes = offsets_.capacity() * sizeof(Capture);
    if (bytes == accounted_) return;
    heap_.add_external(bytes - accounted_);
    accounted_ = bytes;
  }
  std::size_t size() const { return offsets_.size(); }
  std::span<const Capture> at(std::size_t index, std::size_t count) const {
    return std::span(offsets_).subspan(index, count);
  }

 private:
  gc::Heap& heap_;
  std::vector<Capture> offsets_;
  std::size_t accounted_ = 0;
};

/// Replaces each match by what `append_replacement(result, captures)` appends.
class Replacing {
 public:
  Replacing(Agent& agent, String* subject) : subject_(subject), result_(agent) {}

  StringBuilder& begin_match(std::span<const Capture> captures) {
    result_.append_range(subject_, position_, static_cast<std::uint32_t>(captures[0].start));
    position_ = static_cast<std::uint32_t>(captures[0].end);
    has_matches_ = true;
    return result_;
  }
  Completion<Value> finish() {
    if (!has_matches_) return subject_;
    result_.append_range(subject_, position_, subject_->length());
    return result_.finish();
  }
  bool has_failed() const { return result_.has_failed(); }

 private:
  String* subject_;
  StringBuilder result_;
  std::uint32_t position_ = 0;  // what is before it is in the result
  bool has_matches_ = false;
};

Completion<Value> replace_by_text(Agent& agent, RegExpObject* regexp, Matching& matching, String* text) {
  Replacing replacing(agent, matching.subject());
  const auto replace = [&](ReplacementText& replacement) -> Completion<bool> {
    TRY(replacement.append_to(replacing.begin_match(matching.captures()), matching.subject(),
                              matching.captures()));
    return !replacing.has_failed();
  };
  if (matching.pattern()->is_global()) {
    ReplacementText replacement(agent, text, matching.program());
    TRY(replacement.take_apart());
    TRY(for_each_match(agent, regexp, matching, [&] { return replace(replacement); }));
  } else if (TRY(regexp_builtin_find(agent, regexp, matching.subject(), matching))) {
    // Not before: converting lastIndex may have led to another pattern.
    ReplacementText replacement(agent, text, matching.program());
    TRY(replacement.take_apart());
    TRY(replace(replacement));
  }
  return replacing.finish();
}

/// Calls a function with the match, its captures, its position, the subject and, if there are names, the
/// groups.
class ReplacementCall {
 public:
  ReplacementCall(Agent& agent, Matching& matching, Value function)
      : agent_(agent), matching_(matching), function_(function) {}

  Completion<void> append_to(StringBuilder& result) {
    const std::size_t count = matching_.captures().size();
    const Value groups = TRY(make_groups_object(agent_, matching_));
    const std::size_t argument_count = count + (groups.is_undefined() ? 2 : 3);
    Value inline_arguments[k_inline_arguments];
    Slots* more_arguments = nullptr;
    if (argument_count > k_inline_arguments)
      more_arguments = Slots::make(agent_.heap(), static_cast<std::uint32_t>(argument_count));
    const auto set = [&](std::size_t index, Value value) {
      if (more_arguments != nullptr) {
        more_arguments->set(static_cast<std::uint32_t>(index), value);
      } else {
        inline_arguments[index] = value;
      }
    };
    for (std::size_t i = 0; i < count; i++) set(i, matching_.capture(i));
    set(count, Value::number(matching_.start()));
    set(count + 1, matching_.subject());
    if (!groups.is_undefined()) set(count + 2, groups);
    const auto arguments =
        more_arguments != nullptr ? more_arguments->values() : std::span<const Value>(inline_arguments);
    const Value replacement =
        TRY(call(agent_, function_, Value::undefined(), arguments.first(argument_count)));
    result.append(TRY(to_string(agent_, replacement)));
    return {};
  }

 private:
  static constexpr std::size_t k_inline_arguments = 12;

  Agent& agent_;
  Matching& matching_;
  Value function_;
};

/// The function may see and change everything, so all matches are looked for before it is called.
Completion<Value> replace_by_function(Agent& agent, RegExpObject* regexp, Matching& matching,
                                      Value function) {
  Replacing replacing(agent, matching.subject());
  ReplacementCall replacement(agent, matching, function);
  if (!matching.pattern()->is_global()) {
    if (TRY(regexp_builtin_find(agent, regexp, matching.subject(), matching)))
      TRY(replacement.append_to(replacing.begin_match(matching.captures())));
    return replacing.finish();
  }
  MatchOffsets matches(agent);
  TRY(for_each_match(agent, regexp, matching, [&]() -> Completion<bool> {
    matches.append(matching.captures());
    return true;
  }));
  NativeLoop loop(agent);
  const std::size_t count = matching.captures().size();
  for (std::size_t i = 0; i < matches.size() && !replacing.has_failed(); i += count) {
    TRY(loop.next_round());
    matching.set_captures(matches.at(i, count));
    TRY(replacement.append_to(replacing.begin_match(matching.captures())));
  }
  return replacing.finish();
}

}  // namespace

// Step by step ----------------------------------------------------------------------------------------------

namespace {

/// Steps 9 to 12: the results of exec.
Completion<ValueList*> collect_results(Agent& agent, Object* regexp, String* string, String* flags) {
  const PropertyKey last_index = agent.names().lastIndex;
  // 7. - 9.
  const bool is_global = has_flag(flags, u"g");
  const bool is_unicode = has_flag(flags, u"uv");
  if (is_global) TRY(set(agent, regexp, last_index, Value::int32(0), true));
  // 10. - 12.
  NativeLoop loop(agent);
  auto* results = ValueList::make(agent.heap());
  while (true) {
    TRY(loop.next_round());
    const Value result = TRY(regexp_exec(agent, regexp, string));
    if (result.is_null()) return results;
    results->append(agent.heap(), result);
    if (!is_global) return results;
    String* match = TRY(to_string(agent, TRY(get(agent, result.as_object(), PropertyKey::index(0)))));
    if (!match->is_empty()) continue;
    const std::uint64_t index = TRY(to_length(agent, TRY(get(agent, regexp, last_index))));
    const auto next = static_cast<double>(advance_string_index(string, index, is_unicode));
    TRY(set(agent, regexp, last_index, Value::number(next), true));
  }
}

/// What replaces one of the results.
struct Replaced {
  std::uint32_t position;
  std::uint32_t length;  // of what was matched, which may be longer than the string is
  String* replacement;
};

/// Steps 15.g to 15.i: the captures of a result, Strings or undefined.
Completion<void> append_captures(Agent& agent, NativeLoop& loop, Object* result, std::uint64_t count,
                                 ValueList* captures) {
  for (std::uint64_t i = 1; i <= count; i++) {
    TRY(loop.next_round());
    Value capture = TRY(get(agent, result, index_key(agent, i)));
    if (!capture.is_undefined()) capture = TRY(to_string(agent, capture));
    captures->append(agent.heap(), capture);
  }
  return {};
}

/// Steps 15.a to 15.l.
/// \param loop  that over the results
/// \param replace_value  a function or a String
Completion<Replaced> replace_result(Agent& agent, NativeLoop& loop, Object* result, String* string,
                                    Value replace_value) {
  // a. b.
  const std::uint64_t length = TRY(length_of_array_like(agent, result));
  // c. d.
  String* matched = TRY(to_string(agent, TRY(get(agent, result, PropertyKey::index(0)))));
  // e. f.
  const double index = TRY(to_integer_or_infinity(agent, TRY(get(agent, result, agent.names().index))));
  const auto position =
      static_cast<std::uint32_t>(std::clamp(index, 0.0, static_cast<double>(string->length())));
  // g. - i. Behind the match, as they are passed to a function.
  auto* arguments = ValueList::make(agent.heap());
  arguments->append(agent.heap(), matched);
  TRY(append_captures(agent, loop, result, length == 0 ? 0 : length - 1, arguments));
  const std::size_t capture_count = arguments->size() - 1;
  // j.
  Value named_captures = TRY(get(agent, result, agent.names().groups));
  // k.
  if (is_callable(replace_value)) {
    arguments->append(agent.heap(), Value::number(position));
    arguments->append(agent.heap(), string);
    if (!named_captures.is_undefined()) arguments->append(agent.heap(), named_captures);
    const Value value = TRY(call(agent, replace_value, Value::undefined(), arguments->values()));
    return Replaced{position, matched->length(), TRY(to_string(agent, value))};
  }
  // l.
  if (!named_captures.is_undefined()) named_captures = TRY(to_object(agent, named_captures));
  StringBuilder replacement(agent);
  const std::span<const Value> captures = arguments->values().subspan(1, capture_count);
  TRY(get_substitution(agent, {matched, string, position, captures, named_captures},
                       replace_value.as_string(), replacement));
  return Replaced{position, matched->length(), TRY(replacement.finish())};
}

}  // namespace

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.replace%
Completion<Value> regexp_replace(Agent& agent, Object* regexp, String* string, Value replace_value) {
  // 5. 6.
  if (!is_callable(replace_value)) replace_value = TRY(to_string(agent, replace_value));
  if (RegExpObject* untouched = untouched_regexp(agent, regexp, RegExpLookUps::Exec | RegExpLookUps::Flags)) {
    Matching matching(agent);
    TRY(matching.prepare(untouched->pattern(), string));
    if (replace_value.is_string())
      return replace_by_text(agent, untouched, matching, replace_value.as_string());
    return replace_by_function(agent, untouched, matching, replace_value);
  }
  // 7.
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent.names().flags))));
  // 8. - 12.
  ValueList* results = TRY(collect_results(agent, regexp, string, flags));
  // 13. 14.
  StringBuilder accumulated(agent);
  std::uint32_t next_position = 0;
  // 15.
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < results->size(); i++) {
    TRY(loop.next_round());
    const Replaced replaced =
        TRY(replace_result(agent, loop, results->at(i).as_object(), string, replace_value));
    if (replaced.position < next_position) continue;
    accumulated.append_range(string, next_position, replaced.position);
    accumulated.append(replaced.replacement);
    next_position = replaced.position + replaced.length;
  }
  // 16. 17.
  if (next_position < string->length()) accumulated.append_range(string, next_position, string->length());
  return accumulated.finish();
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.replace%
Completion<Value> regexp_prototype_replace(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.@@replace"));
  String* string = TRY(to_string(agent, frame.argument(0)));
  return regexp_replace(agent, regexp, string, frame.argument(1));
}

}  // namespace orrery::builtins
