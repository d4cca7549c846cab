#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "regexp/matcher.h"
#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/regexps/regexp_object.h"
#include "vm/regexps/regexp_statics.h"

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-isregexp
vm::Completion<bool> is_regexp(vm::Agent& agent, vm::Value argument);

/// A pattern and the string that it is looked for in, as often as wanted. Lives on the machine stack, where
/// the collector sees what it refers to.
class Matching {
 public:
  explicit Matching(vm::Agent& agent);
  Matching(const Matching&) = delete;
  Matching& operator=(const Matching&) = delete;

  /// To be called first. Compiles the pattern if nobody has yet.
  vm::Completion<void> prepare(vm::RegExpPattern* pattern, vm::String* subject);
  /// Whether there is a match; then captures() says where. Runs no script.
  /// \param start  0 to the subject's length
  vm::Completion<bool> find(std::uint32_t start, regexp::SearchMode mode);

  vm::RegExpPattern* pattern() const { return pattern_; }
  const regexp::Program& program() const { return *program_; }
  vm::String* subject() const { return subject_; }
  /// Of the last match; the first is all of it.
  std::span<const regexp::Capture> captures() const { return captures_; }
  /// Goes back to an earlier match, of which these were the captures.
  void set_captures(std::span<const regexp::Capture> captures) {
    std::ranges::copy(captures, captures_.begin());
  }
  std::uint32_t start() const { return static_cast<std::uint32_t>(captures_[0].start); }
  std::uint32_t end() const { return static_cast<std::uint32_t>(captures_[0].end); }
  /// A String, or undefined.
  vm::Value capture(std::size_t number) const;
  /// Where to look for the next match: behind this one, and behind where it began, too.
  std::uint32_t next_start() const;

 private:
  static constexpr std::size_t k_inline_captures = 10;

  vm::Agent& agent_;
  regexp::Interrupter interrupter_;
  vm::RegExpPattern* pattern_ = nullptr;
  vm::String* subject_ = nullptr;
  std::span<const std::uint8_t> latin1_;  // the subject's code units,
  std::span<const char16_t> utf16_;       // in one form or the other
  const regexp::Program* program_ = nullptr;
  std::span<regexp::Capture> captures_;
  std::array<regexp::Capture, k_inline_captures> inline_captures_;
  std::vector<regexp::Capture> more_captures_;  // instead, where there are many
};

/// The captures by name; undefined if the pattern has no names.
vm::Completion<vm::Value> make_groups_object(vm::Agent& agent, const Matching& matching);
/// The match as RegExp.prototype.exec gives it: steps 20 to 35 of
/// https://tc39.es/ecma262/#sec-regexpbuiltinexec
vm::Completion<vm::Value> make_match_result(vm::Agent& agent, const Matching& matching);

/// The rest of it: whether there is a match, which `matching` has then. Sets lastIndex.
vm::Completion<bool> regexp_builtin_find(vm::Agent& agent, vm::RegExpObject* regexp, vm::String* string,
                                         Matching& matching);
/// https://tc39.es/ecma262/#sec-regexpbuiltinexec
vm::Completion<vm::Value> regexp_builtin_exec(vm::Agent& agent, vm::RegExpObject* regexp, vm::String* string);
/// https://tc39.es/ecma262/#sec-regexpexec \return an object or null
vm::Completion<vm::Value> regexp_exec(vm::Agent& agent, vm::Object* regexp, vm::String* string);

/// `value` as a RegExp object of which nobody can tell whether the current realm's methods look up what
/// `look_ups` name: else null. Its lastIndex can be written.
vm::RegExpObject* untouched_regexp(vm::Agent& agent, vm::Value value, vm::RegExpLookUps look_ups);

/// https://tc39.es/ecma262/#sec-advancestringindex
std::uint64_t advance_string_index(vm::String* string, std::uint64_t index, bool is_unicode);
/// Whether the text of flags has one of `letters`.
bool has_flag(vm::String* flags, std::u16string_view letters);
/// For the static properties: `matching` has found the last match. UpdateLegacyRegExpStaticProperties
void note_last_match(vm::Agent& agent, const vm::RegExpObject* regexp, const Matching& matching);

}  // namespace orrery::builtins
