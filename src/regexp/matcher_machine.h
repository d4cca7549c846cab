#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "regexp/matcher.h"
#include "regexp/program_code.h"

namespace orrery::regexp {

/// [DOC] How programs are run
///
/// A backtracking matcher: the program goes on as long as instructions match, and remembers on the backtrack
/// stack where it could have gone on differently. When an instruction does not match, the last entry is
/// taken back, and the instruction it names is run at its position. The entry at the bottom gives up.
///
/// *Registers* hold positions (indices in the subject, -1: none) and counters. Whoever changes one pushes an
/// entry that names its RestoreRegister, with the old value in the place of a position: so going back
/// restores registers without further ado, and after an attempt that failed all captures are as before.
///
/// Each instruction has a handler, as in the bytecode interpreter: state is in the parameters, and handlers
/// end in a tail call to the next one. What must not be in a handler: variables with destructors, the address
/// of a parameter, and calls of other functions on the fast path, because nothing is saved around calls
/// (`preserve_none`). In the preset `portable` the parameters are references, and a loop calls the handlers.
///
///   pc         the instruction
///   at         the place in the subject
///   sp         behind the last entry of the backtrack stack
///   machine    what is needed less often
///   begin, end the subject
///   registers
///   code       the program's first word
///   steps      how many may be made until the interrupter is asked again
///
/// *Steps* are counted where a match could take long: at each return to an earlier choice, each round of a
/// loop, and for every 64 characters that an instruction looks at by itself.

struct BacktrackEntry {
  Word pc;             // index of the instruction
  std::int32_t value;  // a position, or what a register held
};

/// Entries that an instruction may push without a look at how many.
inline constexpr std::ptrdiff_t k_stack_slack = 4;

template <typename Unit>
struct Machine {
  const ProgramCode* program;
  const CharacterClass* classes;
  const FirstSet* first_sets;
  Word restores;
  /// The texts in the characters of the subject.
  const Unit* texts;
  const char16_t* masks;

  BacktrackEntry* stack;
  BacktrackEntry* limit;      // k_stack_slack entries before the end
  std::ptrdiff_t needed = 0;  // entries that grow() was called for, if more than the slack
  BacktrackEntry* heap_stack = nullptr;

  std::int32_t steps = static_cast<std::int32_t>(k_steps_per_poll);
  Interrupter interrupter;

  ~Machine() { std::free(heap_stack); }

  bool must_stop() const {
    return interrupter.must_stop != nullptr && interrupter.must_stop(interrupter.context);
  }

  void use_stack(BacktrackEntry* entries, std::ptrdiff_t count) {
    stack = entries;
    limit = entries + count - k_stack_slack;
  }

  /// Makes the stack larger, of which `used` entries are used. False: too large, or out of memory.
  bool grow_stack(std::ptrdiff_t used) {
    constexpr auto k_max = static_cast<std::ptrdiff_t>(k_max_backtrack_bytes / sizeof(BacktrackEntry));
    const std::ptrdiff_t least = used + needed + 2 * k_stack_slack;
    if (least > k_max) return false;
    const std::ptrdiff_t count = std::min(k_max, std::max(least, 2 * (limit - stack + k_stack_slack)));
    auto* grown =
        static_cast<BacktrackEntry*>(std::malloc(static_cast<std::size_t>(count) * sizeof(BacktrackEntry)));
    if (grown == nullptr) return false;
    std::memcpy(grown, stack, static_cast<std::size_t>(used) * sizeof(BacktrackEntry));
    std::free(heap_stack);
    heap_stack = grown;
    needed = 0;
    use_stack(grown, count);
    return true;
  }
};

#ifdef ORRERY_PORTABLE
#define MATCHER_TAIL_CALLS 0
#define MATCHER_REFERENCE &
#else
#define MATCHER_TAIL_CALLS 1
#define MATCHER_REFERENCE
#endif

#if MATCHER_TAIL_CALLS && !__has_feature(address_sanitizer)
#define MATCHER_CONVENTION __attribute__((preserve_none))
#else
#define MATCHER_CONVENTION
#endif

#define MATCHER_PARAMETERS                                                                              \
  [[maybe_unused]] const Word *MATCHER_REFERENCE pc, [[maybe_unused]] const Unit *MATCHER_REFERENCE at, \
      [[maybe_unused]] BacktrackEntry *MATCHER_REFERENCE sp, [[maybe_unused]] Machine<Unit>*machine,    \
      [[maybe_unused]] const Unit *begin, [[maybe_unused]] const Unit *end,                             \
      [[maybe_unused]] std::int32_t *registers, [[maybe_unused]] const Word *code,                      \
      [[maybe_unused]] std::int32_t MATCHER_REFERENCE steps
#define MATCHER_ARGUMENTS pc, at, sp, machine, begin, end, registers, code, steps

/// What handlers return: a MatchResult; only to the loop of the preset `portable`, that they are not done.
using HandlerResult = int;
inline constexpr HandlerResult k_not_done = -1;

template <typename Unit>
using MatcherHandler = MATCHER_CONVENTION HandlerResult (*)(MATCHER_PARAMETERS);

#if MATCHER_TAIL_CALLS
#define GO_ON_WITH(handler) [[clang::musttail]] return (handler)(MATCHER_ARGUMENTS)
#define DISPATCH() GO_ON_WITH(k_handlers[*pc & 0xFF])
#else
#define GO_ON_WITH(handler) return (handler)(MATCHER_ARGUMENTS)
#define DISPATCH() return k_not_done
#endif

/// Goes on with the instruction `size` words further.
#define NEXT(size) \
  do {             \
    pc += (size);  \
    DISPATCH();    \
  } while (false)

/// Goes on with the instruction at index `target`.
#define GO_TO(target)     \
  do {                    \
    pc = code + (target); \
    DISPATCH();           \
  } while (false)

/// Goes back to the last entry.
#define BACKTRACK()               \
  do {                            \
    --sp;                         \
    pc = code + sp->pc;           \
    at = begin + sp->value;       \
    if (--steps < 0) [[unlikely]] \
      GO_ON_WITH(poll);           \
    DISPATCH();                   \
  } while (false)

/// Makes room for entries, before the instruction has done anything: it is run again if the stack must grow.
#define NEED_STACK()                       \
  do {                                     \
    if (sp >= machine->limit) [[unlikely]] \
      GO_ON_WITH(grow);                    \
  } while (false)

#define PUSH(entry_pc, entry_value)                     \
  do {                                                  \
    sp->pc = static_cast<Word>(entry_pc);               \
    sp->value = static_cast<std::int32_t>(entry_value); \
    ++sp;                                               \
  } while (false)

}  // namespace orrery::regexp
