// Loops (https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation).

#include <algorithm>

#include "regexp/compile/class_contents.h"
#include "regexp/compile/code_generator.h"

namespace orrery::regexp {

void CodeGenerator::emit_repeat(const RepeatNode& node, const FirstSet& follow) {
  if (!is_backward_ && try_emit_character_repeat(node, follow)) return;
  if (node.max == 1) return emit_optional(node, follow);
  const bool may_be_empty = node.body->min_length == 0;
  if (node.max == k_unbounded && (node.min == 0 || (node.min == 1 && !may_be_empty)))
    return emit_endless(node, follow);
  emit_counted(node, follow);
}

// Repeated characters ---------------------------------------------------------------------------------------

bool CodeGenerator::try_emit_character_repeat(const RepeatNode& node, const FirstSet& follow) {
  if (!is_character(*node.body)) return false;
  const CodePointSet set = set_of_character(*node.body);
  const bool is_disjoint = first_of(*node.body).is_disjoint_from(follow);
  if (is_disjoint && first_possessive_ == nullptr) first_possessive_ = &node;
  // What may not follow is taken completely, lazily or not.
  if (node.is_greedy || is_disjoint || node.min == node.max) {
    emit_greedy_characters(node, set, follow);
  } else {
    emit_lazy_characters(node, set, follow);
  }
  return true;
}

void CodeGenerator::emit_greedy_characters(const RepeatNode& node, const CodePointSet& set,
                                           const FirstSet& follow) {
  const bool is_possessive = node.min == node.max || first_of(*node.body).is_disjoint_from(follow);
  Word what_follows = k_no_first_set;
  if (is_possessive) {
    what_follows = k_possessive;
  } else if (!follow.may_be_empty && !follow.is_full()) {
    what_follows = first_index(follow);
  }
  emit_repeated_set(set, node.min, node.max, what_follows);
  // Where the instruction goes on when something behind it has failed; it passes over this otherwise.
  if (!is_possessive)
    write(is_one_unit(set) ? Opcode::GiveBack : Opcode::GiveBackCodePoint, {0, what_follows});
}

// The instruction that takes as many members of `set` as it can.
void CodeGenerator::emit_repeated_set(const CodePointSet& set, Word min, Word max, Word follow) {
  const bool is_one_unit = this->is_one_unit(set);
  CodePointSet missing = set;
  missing.complement(is_unicode_ ? k_last_code_point : 0xFFFF);
  const bool counts_units = is_one_unit || (min <= 1 && max == k_unbounded);
  if (counts_units && missing.is_empty()) {
    write(Opcode::RepeatAny, {is_one_unit ? 0U : 1U, min, max, follow});
    return;
  }

  // All but a few: then it is the next of these few that is looked for. (It is looked for unit by unit, which
  // is fine for characters of two units if nobody counts them.)
  std::vector<char32_t> stops;
  for (const auto range : missing.ranges())
    for (char32_t c = range.first; c <= range.last && stops.size() <= 4; ++c) stops.push_back(c);
  const auto is_plain = [](char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0xFFFF); };
  if (counts_units && stops.size() <= 4 && std::ranges::all_of(stops, is_plain)) {
    stops.resize(4, stops.back());
    write(Opcode::RepeatUntil,
          {is_one_unit ? 0U : 1U, min, max, follow, stops[0] | stops[1] << 16, stops[2] | stops[3] << 16});
    return;
  }
  write(is_one_unit ? Opcode::RepeatClass : Opcode::RepeatCodePointClass,
        {class_index(set), min, max, follow});
}

void CodeGenerator::emit_lazy_characters(const RepeatNode& node, const CodePointSet& set,
                                         const FirstSet& follow) {
  if (node.min != 0) emit_repeated_set(set, node.min, node.min, k_possessive);
  const Word what_follows = follow.may_be_empty || follow.is_full() ? k_no_first_set : first_index(follow);
  const Word index = class_index(set);
  const Word remaining = node.max == k_unbounded ? k_unbounded : node.max - node.min;
  const bool is_one_unit = this->is_one_unit(set);
  write(is_one_unit ? Opcode::LazyClass : Opcode::LazyCodePointClass, {index, remaining, what_follows});
  write(is_one_unit ? Opcode::LazyClassMore : Opcode::LazyCodePointClassMore, {index, what_follows});
}

// Repeated anything -----------------------------------------------------------------------------------------

// The decision whether to go into the body, which follows, or to leave the loop. Gives the instruction whose
// target is the exit.
CodeGenerator::Label CodeGenerator::emit_loop_exit(const RepeatNode& node, const FirstSet& follow) {
  if (node.is_greedy) return emit_split(is_backward_ ? follow : first_of(*node.body), follow);
  if (!is_backward_ && first_of(*node.body).is_disjoint_from(follow))
    return emit_split(first_of(*node.body), follow);
  return write(Opcode::SplitTo, {0});
}

void CodeGenerator::emit_iteration_start(const RepeatNode& node, Word mark) {
  // Step 4 of RepeatMatcher. The first iteration finds nothing to reset.
  if (!node.groups.is_empty() && node.max > 1)
    write(Opcode::ResetCaptures, {2 * node.groups.begin, 2 * (node.groups.end - node.groups.begin)});
  if (mark != 0) write(Opcode::SavePosition, {mark});
}

// {0,1}
void CodeGenerator::emit_optional(const RepeatNode& node, const FirstSet& follow) {
  const Word mark = node.body->min_length == 0 ? new_register() : 0;
  const Label exit = emit_loop_exit(node, follow);
  emit_iteration_start(node, mark);
  emit(*node.body, follow);
  if (mark != 0) write(Opcode::CheckProgress, {mark});
  if (!is_too_large_) land(exit);
}

// {0,} and, if an iteration cannot be empty, {1,}
void CodeGenerator::emit_endless(const RepeatNode& node, const FirstSet& follow) {
  FirstSet body_follow = is_backward_ ? FirstSet::anything() : first_of(*node.body);
  body_follow.add(follow);
  const Word mark = node.body->min_length == 0 ? new_register() : 0;

  const Label start = here();
  Label exit = 0;
  if (node.min == 0) exit = emit_loop_exit(node, follow);
  emit_iteration_start(node, mark);
  emit(*node.body, keep(body_follow));
  if (mark != 0) write(Opcode::CheckProgress, {mark});
  if (node.min != 0) exit = emit_loop_exit(node, follow);
  write(Opcode::Loop, {start});
  if (!is_too_large_) land(exit);
}

// All others, with a register that counts the iterations.
void CodeGenerator::emit_counted(const RepeatNode& node, const FirstSet& follow) {
  FirstSet body_follow = is_backward_ ? FirstSet::anything() : first_of(*node.body);
  body_follow.add(follow);
  const Word counter = new_register();
  const Word mark = node.body->min_length == 0 ? new_register() : 0;

  write(Opcode::SetCounter, {counter});
  Label exit = 0;
  if (node.min == 0) exit = emit_loop_exit(node, follow);
  const Label body = here();
  emit_iteration_start(node, mark);
  emit(*node.body, keep(body_follow));
  if (mark != 0) write(Opcode::CheckProgressAfter, {mark, counter, node.min});
  write(node.is_greedy ? Opcode::NextIteration : Opcode::NextIterationLazy,
        {body, counter, node.min, node.max});
  if (node.min == 0 && !is_too_large_) land(exit);
}

}  // namespace orrery::regexp
