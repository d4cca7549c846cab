#pragma once

#include "regexp/back_reference.h"
#include "regexp/matcher_machine.h"
#include "regexp/surrogates.h"
#include "regexp/text_search.h"

namespace orrery::regexp {

constexpr bool is_line_terminator(char32_t unit) {
  return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029;
}
// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

/// The handlers of all instructions (instructions.def), for subjects of one kind of code unit.
template <typename Unit>
struct Handlers {
  static constexpr bool k_is_wide = k_has_surrogates<Unit>;

  static bool contains(const CharacterClass& character_class, Unit unit) {
    if constexpr (k_is_wide) {
      return character_class.contains(char32_t{unit});
    } else {
      return character_class.contains(unit);
    }
  }

  /// Is a member of `character_class` at `at`? Then `length` is its number of units.
  static bool contains_at(const CharacterClass& character_class, const Unit* at, const Unit* end,
                          std::ptrdiff_t& length) {
    if constexpr (k_is_wide) {
      return character_class.contains(code_point_at(at, end, length));
    } else {
      length = 1;
      return character_class.contains(*at);
    }
  }

#define HANDLER(name) static MATCHER_CONVENTION HandlerResult name(MATCHER_PARAMETERS)

  // Control -------------------------------------------------------------------------------------------------

  /// The steps are used up: with the next instruction at `pc`.
  HANDLER(poll) {
    if (machine->must_stop()) return static_cast<HandlerResult>(MatchResult::Interrupted);
    steps = static_cast<std::int32_t>(k_steps_per_poll);
    DISPATCH();
  }

  /// Runs the instruction again with more room on the stack.
  HANDLER(grow) {
    const std::ptrdiff_t used = sp - machine->stack;
    if (!machine->grow_stack(used)) return static_cast<HandlerResult>(MatchResult::OutOfMemory);
    sp = machine->stack + used;
    DISPATCH();
  }

  HANDLER(GiveUp) {
    machine->steps = steps;
    return static_cast<HandlerResult>(MatchResult::NoMatch);
  }

  HANDLER(Accept) {
    registers[1] = static_cast<std::int32_t>(at - begin);
    return static_cast<HandlerResult>(MatchResult::Match);
  }

  HANDLER(Fail) { BACKTRACK(); }

  /// What BACKTRACK() has taken for a position is the old value.
  HANDLER(RestoreRegister) {
    registers[first_operand(*pc)] = sp->value;
    BACKTRACK();
  }

  HANDLER(Jump) { GO_TO(first_operand(*pc)); }

  HANDLER(Loop) {
    pc = code + first_operand(*pc);
    if (--steps < 0) [[unlikely]]
      GO_ON_WITH(poll);
    DISPATCH();
  }

  HANDLER(Split) {
    NEED_STACK();
    PUSH(first_operand(*pc), at - begin);
    NEXT(1);
  }

  HANDLER(SplitTo) {
    NEED_STACK();
    PUSH(pc + 1 - code, at - begin);
    GO_TO(first_operand(*pc));
  }

  /// Goes on with the next instruction if what comes is in the first set, keeping the other way open if it is
  /// in the second set as well.
  HANDLER(SplitFirst) {
    if (at == end || !machine->first_sets[pc[1]].contains(*at)) GO_TO(first_operand(*pc));
    if (pc[2] == k_no_first_set || machine->first_sets[pc[2]].contains(*at)) {
      NEED_STACK();
      PUSH(first_operand(*pc), at - begin);
    }
    NEXT(3);
  }

  HANDLER(SkipUnless) {
    if (at == end || !machine->first_sets[pc[1]].contains(*at)) GO_TO(first_operand(*pc));
    NEXT(2);
  }

  /// Goes on with the first alternative that may match what comes.
  HANDLER(Switch) {
    if (at == end || *at > 0xFF) NEXT(1);
    GO_TO(machine->program->switches[first_operand(*pc)][*at]);
  }

  // Registers -----------------------------------------------------------------------------------------------

  HANDLER(SavePosition) {
    NEED_STACK();
    const Word target = first_operand(*pc);
    PUSH(machine->restores + target, registers[target]);
    registers[target] = static_cast<std::int32_t>(at - begin);
    NEXT(1);
  }

  HANDLER(ResetCaptures) {
    const auto count = static_cast<std::ptrdiff_t>(pc[1]);
    if (machine->limit - sp < count) [[unlikely]] {
      machine->needed = count;
      GO_ON_WITH(grow);
    }
    const Word first = first_operand(*pc);
    steps -= static_cast<std::int32_t>(count >> 6);
    for (Word i = first; i < first + static_cast<Word>(count); ++i) {
      if (registers[i] < 0) continue;
      PUSH(machine->restores + i, registers[i]);
      registers[i] = -1;
    }
    NEXT(2);
  }

  HANDLER(SaveCaptures) {
    const auto count = static_cast<std::ptrdiff_t>(pc[1]);
    if (machine->limit - sp < count) [[unlikely]] {
      machine->needed = count;
      GO_ON_WITH(grow);
    }
    const Word first = first_operand(*pc);
    steps -= static_cast<std::int32_t>(count >> 6);
    for (Word i = first; i < first + static_cast<Word>(count); ++i) PUSH(machine->restores + i, registers[i]);
    NEXT(2);
  }

  HANDLER(SetCounter) {
    NEED_STACK();
    const Word target = first_operand(*pc);
    PUSH(machine->restores + target, registers[target]);
    registers[target] = 0;
    NEXT(1);
  }

  /// An iteration that is not needed and matches nothing fails.
  HANDLER(CheckProgress) {
    if (begin + registers[first_operand(*pc)] == at) BACKTRACK();
    NEXT(1);
  }

  HANDLER(CheckProgressAfter) {
    if (begin + registers[first_operand(*pc)] == at && static_cast<Word>(registers[pc[1]]) >= pc[2])
      BACKTRACK();
    NEXT(3);
  }

  HANDLER(NextIteration) {
    NEED_STACK();
    const Word counter = pc[1];
    const std::int32_t done = registers[counter] + 1;
    PUSH(machine->restores + counter, done - 1);
    registers[counter] = done;
    if (static_cast<Word>(done) >= pc[3]) NEXT(4);
    if (static_cast<Word>(done) >= pc[2]) PUSH(pc + 4 - code, at - begin);
    pc = code + first_operand(*pc);
    if (--steps < 0) [[unlikely]]
      GO_ON_WITH(poll);
    DISPATCH();
  }

  HANDLER(NextIterationLazy) {
    NEED_STACK();
    const Word counter = pc[1];
    const std::int32_t done = registers[counter] + 1;
    PUSH(machine->restores + counter, done - 1);
    registers[counter] = done;
    if (static_cast<Word>(done) >= pc[3]) NEXT(4);
    if (static_cast<Word>(done) >= pc[2]) {
      PUSH(first_operand(*pc), at - begin);
      NEXT(4);
    }
    pc = code + first_operand(*pc);
    if (--steps < 0) [[unlikely]]
      GO_ON_WITH(poll);
    DISPATCH();
  }

  // Characters, forwards ------------------------------------------------------------------------------------

  HANDLER(Character) {
    if (at == end || *at != first_operand(*pc)) BACKTRACK();
    ++at;
    NEXT(1);
  }

  HANDLER(CharacterMasked) {
    if (at == end || (*at | pc[1]) != first_operand(*pc)) BACKTRACK();
    ++at;
    NEXT(2);
  }

  HANDLER(Text) {
    const auto length = static_cast<std::ptrdiff_t>(first_operand(*pc));
    if (end - at < length) BACKTRACK();
    steps -= static_cast<std::int32_t>(length >> 6);
    if (!equal_units(at, machine->texts + pc[1], static_cast<std::size_t>(length))) BACKTRACK();
    at += length;
    NEXT(2);
  }

  HANDLER(TextMasked) {
    const auto length = static_cast<std::ptrdiff_t>(first_operand(*pc));
    if (end - at < length) BACKTRACK();
    steps -= static_cast<std::int32_t>(length >> 6);
    if (!equal_masked(at, machine->texts + pc[1], machine->masks + pc[1], static_cast<std::size_t>(length)))
      BACKTRACK();
    at += length;
    NEXT(2);
  }

  /// A text with units that are no Latin-1 characters.
  HANDLER(WideText) {
    if constexpr (k_is_wide) {
      GO_ON_WITH(TextMasked);
    } else {
      BACKTRACK();
    }
  }

  HANDLER(Any) {
    if (at == end) BACKTRACK();
    ++at;
    NEXT(1);
  }

  HANDLER(NotLineTerminator) {
    if (at == end || is_line_terminator(*at)) BACKTRACK();
    ++at;
    NEXT(1);
  }

  HANDLER(Class) {
    if (at == end || !contains(machine->classes[first_operand(*pc)], *at)) BACKTRACK();
    ++at;
    NEXT(1);
  }

  HANDLER(CodePointClass) {
    if (at == end) BACKTRACK();
    std::ptrdiff_t length;
    if (!contains_at(machine->classes[first_operand(*pc)], at, end, length)) BACKTRACK();
    at += length;
    NEXT(1);
  }

  // Characters, backwards -----------------------------------------------------------------------------------

  HANDLER(CharacterBack) {
    if (at == begin || at[-1] != first_operand(*pc)) BACKTRACK();
    --at;
    NEXT(1);
  }

  HANDLER(CharacterMaskedBack) {
    if (at == begin || (at[-1] | pc[1]) != first_operand(*pc)) BACKTRACK();
    --at;
    NEXT(2);
  }

  HANDLER(ClassBack) {
    if (at == begin || !contains(machine->classes[first_operand(*pc)], at[-1])) BACKTRACK();
    --at;
    NEXT(1);
  }

  HANDLER(CodePointClassBack) {
    if (at == begin) BACKTRACK();
    const std::ptrdiff_t before = length_before(at, begin);
    std::ptrdiff_t length;
    if (!contains_at(machine->classes[first_operand(*pc)], at - before, at, length)) BACKTRACK();
    at -= before;
    NEXT(1);
  }

  // Repeated characters -------------------------------------------------------------------------------------

  /// The end of what may be taken by `max` units.
  static const Unit* bound_of(const Unit* at, const Unit* end, Word max) {
    return static_cast<std::size_t>(end - at) <= max ? end : at + max;
  }

  // What is common to the instructions that take as much as they can: `limit` is how far, `low` how far they
  // must. Then comes an instruction that gives back, unless nothing is to be given back.
#define FINISH_REPEAT(size)                                \
  do {                                                     \
    steps -= static_cast<std::int32_t>((limit - at) >> 6); \
    if (pc[3] == k_possessive) {                           \
      at = limit;                                          \
      NEXT(size);                                          \
    }                                                      \
    at = limit;                                            \
    if (limit == low) NEXT((size) + 2);                    \
    PUSH(0, low - begin);                                  \
    pc += (size);                                          \
    GO_ON_WITH(retry);                                     \
  } while (false)

  HANDLER(RepeatAny) {
    NEED_STACK();
    if (static_cast<std::size_t>(end - at) < pc[1]) BACKTRACK();
    const Unit* limit = bound_of(at, end, pc[2]);
    const Unit* low = at + pc[1];
    constexpr auto retry = retry_giving_back_any;
    if (first_operand(*pc) != 0 && pc[1] != 0) low = behind_code_point(at, end);
    FINISH_REPEAT(4);
  }

  HANDLER(RepeatUntil) {
    NEED_STACK();
    const Unit* limit = find_any(at, bound_of(at, end, pc[2]), static_cast<char16_t>(pc[4]),
                                 static_cast<char16_t>(pc[4] >> 16), static_cast<char16_t>(pc[5]),
                                 static_cast<char16_t>(pc[5] >> 16));
    if (static_cast<std::size_t>(limit - at) < pc[1]) BACKTRACK();
    const Unit* low = at + pc[1];
    if (first_operand(*pc) != 0 && pc[1] != 0) low = behind_code_point(at, end);
    constexpr auto retry = retry_giving_back_any;
    FINISH_REPEAT(6);
  }

  HANDLER(RepeatClass) {
    NEED_STACK();
    const CharacterClass& character_class = machine->classes[first_operand(*pc)];
    const Unit* bound = bound_of(at, end, pc[2]);
    const Unit* limit = at;
    while (limit != bound && contains(character_class, *limit)) ++limit;
    if (static_cast<std::size_t>(limit - at) < pc[1]) BACKTRACK();
    const Unit* low = at + pc[1];
    constexpr auto retry = retry_giving_back;
    FINISH_REPEAT(4);
  }

  HANDLER(RepeatCodePointClass) {
    NEED_STACK();
    const CharacterClass& character_class = machine->classes[first_operand(*pc)];
    const Unit* limit = at;
    const Unit* low = nullptr;
    Word count = 0;
    for (std::ptrdiff_t length; true; ++count, limit += length) {
      if (count == pc[1]) low = limit;
      if (count == pc[2] || limit == end || !contains_at(character_class, limit, end, length)) break;
    }
    if (low == nullptr) BACKTRACK();
    constexpr auto retry = retry_giving_back_code_point;
    FINISH_REPEAT(4);
  }
#undef FINISH_REPEAT

  static const Unit* behind_code_point(const Unit* at, const Unit* end) {
    std::ptrdiff_t length;
    code_point_at(at, end, length);
    return at + length;
  }

  /// At the GiveBack; the entry on the top of the stack has the least position. Goes on from `at`, or from
  /// the last place before where what follows may begin.
  HANDLER(retry_giving_back) {
    const Unit* low = begin + sp[-1].value;
    if (pc[1] != k_no_first_set) {
      const FirstSet& follow = machine->first_sets[pc[1]];
      const Unit* limit = at;
      while (at != low && (at == end || !follow.contains(*at))) --at;
      steps -= static_cast<std::int32_t>((limit - at) >> 6);
    }
    if (at == low) {
      --sp;
    } else {
      PUSH(pc - code, at - begin);
    }
    NEXT(2);
  }

  HANDLER(GiveBack) {
    --at;
    GO_ON_WITH(retry_giving_back);
  }

  HANDLER(retry_giving_back_code_point) {
    const Unit* low = begin + sp[-1].value;
    if (pc[1] != k_no_first_set) {
      const FirstSet& follow = machine->first_sets[pc[1]];
      const Unit* limit = at;
      while (at != low && (at == end || !follow.contains(*at))) at -= length_before(at, low);
      steps -= static_cast<std::int32_t>((limit - at) >> 6);
    }
    if (at == low) {
      --sp;
    } else {
      PUSH(pc - code, at - begin);
    }
    NEXT(2);
  }

  HANDLER(GiveBackCodePoint) {
    at -= length_before(at, begin + sp[-1].value);
    GO_ON_WITH(retry_giving_back_code_point);
  }

  /// Of a GiveBack or a GiveBackCodePoint.
  HANDLER(retry_giving_back_any) {
    if (k_is_wide && opcode_of(*pc) == Opcode::GiveBackCodePoint) GO_ON_WITH(retry_giving_back_code_point);
    GO_ON_WITH(retry_giving_back);
  }

  /// Takes no more than it must. The entry on the top of the stack has how many more may be taken.
  HANDLER(LazyClass) {
    NEED_STACK();
    PUSH(0, std::min<Word>(pc[1], 0x7FFF'FFFF));
    pc += 3;
    GO_ON_WITH(retry_taking_more);
  }

  /// At the LazyClassMore: goes on from `at`, or from the next place where what follows may begin.
  HANDLER(retry_taking_more) {
    std::int32_t remaining = sp[-1].value;
    if (pc[1] != k_no_first_set) {
      const FirstSet& follow = machine->first_sets[pc[1]];
      const CharacterClass& character_class = machine->classes[first_operand(*pc)];
      const std::int32_t before = remaining;
      while (at != end && !follow.contains(*at) && remaining != 0 && contains(character_class, *at)) {
        ++at;
        --remaining;
      }
      steps -= (before - remaining) >> 6;
      if (at == end || !follow.contains(*at)) {
        --sp;
        BACKTRACK();
      }
    }
    if (remaining == 0 || at == end) {
      --sp;
    } else {
      sp[-1].value = remaining;
      PUSH(pc - code, at - begin);
    }
    NEXT(2);
  }

  HANDLER(LazyClassMore) {
    if (!contains(machine->classes[first_operand(*pc)], *at)) {
      --sp;
      BACKTRACK();
    }
    ++at;
    --sp[-1].value;
    GO_ON_WITH(retry_taking_more);
  }

  HANDLER(LazyCodePointClass) {
    NEED_STACK();
    PUSH(0, std::min<Word>(pc[1], 0x7FFF'FFFF));
    pc += 3;
    GO_ON_WITH(retry_taking_more_code_points);
  }

  HANDLER(retry_taking_more_code_points) {
    std::int32_t remaining = sp[-1].value;
    if (pc[1] != k_no_first_set) {
      const FirstSet& follow = machine->first_sets[pc[1]];
      const CharacterClass& character_class = machine->classes[first_operand(*pc)];
      const std::int32_t before = remaining;
      std::ptrdiff_t length;
      while (at != end && !follow.contains(*at) && remaining != 0 &&
             contains_at(character_class, at, end, length)) {
        at += length;
        --remaining;
      }
      steps -= (before - remaining) >> 6;
      if (at == end || !follow.contains(*at)) {
        --sp;
        BACKTRACK();
      }
    }
    if (remaining == 0 || at == end) {
      --sp;
    } else {
      sp[-1].value = remaining;
      PUSH(pc - code, at - begin);
    }
    NEXT(2);
  }

  HANDLER(LazyCodePointClassMore) {
    std::ptrdiff_t length;
    if (!contains_at(machine->classes[first_operand(*pc)], at, end, length)) {
      --sp;
      BACKTRACK();
    }
    at += length;
    --sp[-1].value;
    GO_ON_WITH(retry_taking_more_code_points);
  }

  // Assertions ----------------------------------------------------------------------------------------------

  HANDLER(Start) {
    if (at != begin) BACKTRACK();
    NEXT(1);
  }

  HANDLER(End) {
    if (at != end) BACKTRACK();
    NEXT(1);
  }

  HANDLER(LineStart) {
    if (at != begin && !is_line_terminator(at[-1])) BACKTRACK();
    NEXT(1);
  }

  HANDLER(LineEnd) {
    if (at != end && !is_line_terminator(*at)) BACKTRACK();
    NEXT(1);
  }

  // All word characters are single units.
  static bool is_at_boundary(const CharacterClass& word, const Unit* at, const Unit* begin, const Unit* end) {
    const bool is_word_before = at != begin && contains(word, at[-1]);
    const bool is_word_behind = at != end && contains(word, *at);
    return is_word_before != is_word_behind;
  }

  HANDLER(WordBoundary) {
    if (!is_at_boundary(machine->classes[first_operand(*pc)], at, begin, end)) BACKTRACK();
    NEXT(1);
  }

  HANDLER(NotWordBoundary) {
    if (is_at_boundary(machine->classes[first_operand(*pc)], at, begin, end)) BACKTRACK();
    NEXT(1);
  }

  // References and look-around ------------------------------------------------------------------------------

  HANDLER(BackReference) {
    const auto [behind, compared] = match_back_reference(pc, at, begin, end, registers);
    steps -= static_cast<std::int32_t>(compared >> 6);
    if (behind == nullptr) BACKTRACK();
    at = behind;
    NEXT(2 + pc[1]);
  }

  HANDLER(LookBegin) {
    std::int32_t* kept = registers + first_operand(*pc);
    kept[0] = static_cast<std::int32_t>(sp - machine->stack);
    kept[1] = static_cast<std::int32_t>(at - begin);
    NEXT(1);
  }

  HANDLER(LookEnd) {
    const std::int32_t* kept = registers + first_operand(*pc);
    sp = machine->stack + kept[0];
    at = begin + kept[1];
    ++pc;
    // The place is what it was before: without this, many a look at the same text would need no other step.
    if (steps < 0) [[unlikely]]
      GO_ON_WITH(poll);
    DISPATCH();
  }

  HANDLER(NegativeLookBegin) {
    NEED_STACK();
    registers[pc[1]] = static_cast<std::int32_t>(sp - machine->stack);
    PUSH(first_operand(*pc), at - begin);
    NEXT(2);
  }

  HANDLER(NegativeLookEnd) {
    sp = machine->stack + registers[first_operand(*pc)];
    BACKTRACK();
  }

  HANDLER(LookClass) {
    const CharacterClass& character_class = machine->classes[first_operand(*pc)];
    const bool is_there = (pc[1] & k_look_behind) != 0 ? at != begin && contains(character_class, at[-1])
                                                       : at != end && contains(character_class, *at);
    if (is_there == ((pc[1] & k_look_negative) != 0)) BACKTRACK();
    NEXT(2);
  }

#undef HANDLER

  static constexpr MatcherHandler<Unit> k_handlers[] = {
#define INSTRUCTION(name, ...) &Handlers::name,
#include "regexp/instructions.def"
#undef INSTRUCTION
  };
};

// NOLINTEND(readability-identifier-naming)

}  // namespace orrery::regexp
