#include "regexp/matcher.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdlib>

#include "regexp/matcher_handlers.h"
#include "regexp/matcher_machine.h"
#include "regexp/surrogates.h"
#include "regexp/text_search.h"

namespace orrery::regexp {

namespace {

/// Runs the program from `at` on.
template <typename Unit>
HandlerResult attempt(Machine<Unit>& machine, const Unit* at, const Unit* begin, const Unit* end,
                      std::int32_t* registers) {
  constexpr const auto& k_handlers = Handlers<Unit>::k_handlers;
  const Word* code = machine.program->words.data();
  const Word* pc = code + 1;
  BacktrackEntry* sp = machine.stack;
  sp->pc = 0;  // GiveUp
  sp->value = 0;
  ++sp;
  std::int32_t steps = machine.steps;
  registers[0] = static_cast<std::int32_t>(at - begin);
#if MATCHER_TAIL_CALLS
  return k_handlers[*pc & 0xFF](pc, at, sp, &machine, begin, end, registers, code, steps);
#else
  HandlerResult result = k_not_done;
  while (result == k_not_done)
    result = k_handlers[*pc & 0xFF](pc, at, sp, &machine, begin, end, registers, code, steps);
  return result;
#endif
}

/// One call of match().
template <typename Unit>
class Search {
 public:
  Search(const ProgramCode& program, std::span<const Unit> subject, std::int32_t* registers,
         std::span<BacktrackEntry> stack, Interrupter interrupter)
      : program_(program),
        begin_(subject.data()),
        end_(subject.data() + subject.size()),
        registers_(registers) {
    machine_.program = &program;
    machine_.classes = program.classes.data();
    machine_.first_sets = program.first_sets.data();
    machine_.restores = program.restores;
    if constexpr (k_has_surrogates<Unit>) {
      machine_.texts = program.units.data();
    } else {
      machine_.texts = program.latin1.data();
    }
    machine_.masks = program.masks.data();
    machine_.use_stack(stack.data(), static_cast<std::ptrdiff_t>(stack.size()));
    machine_.interrupter = interrupter;
  }

  MatchResult run(std::uint32_t start, SearchMode mode) {
    const SearchPlan& plan = program_.search;
    const Unit* at = begin_ + start;
    if (program_.is_unicode && is_within_pair(at, begin_, end_)) --at;
    if (static_cast<std::size_t>(end_ - at) < plan.min_length) return MatchResult::NoMatch;
    if (mode == SearchMode::AtStart) return result_of(attempt(machine_, at, begin_, end_, registers_));
    if (plan.kind == SearchKind::Beginning && at != begin_) return MatchResult::NoMatch;

    last_start_ = end_ - plan.min_length;
    while (true) {
      if (at > last_start_) return MatchResult::NoMatch;
      const Unit* candidate = find_candidate(at);
      if (candidate == nullptr || candidate > last_start_) return MatchResult::NoMatch;
      if (!count_steps(candidate - at)) return MatchResult::Interrupted;
      const HandlerResult result = attempt(machine_, candidate, begin_, end_, registers_);
      if (result != static_cast<HandlerResult>(MatchResult::NoMatch)) return result_of(result);
      if (plan.kind == SearchKind::Beginning) return MatchResult::NoMatch;
      at = next_start(candidate);
      if (at == nullptr) return MatchResult::NoMatch;
    }
  }

 private:
  static MatchResult result_of(HandlerResult result) { return static_cast<MatchResult>(result); }

  /// False: the match is to end.
  bool count_steps(std::ptrdiff_t searched_units) {
    machine_.steps -= static_cast<std::int32_t>(1 + (searched_units >> 6));
    if (machine_.steps >= 0) return true;
    machine_.steps = static_cast<std::int32_t>(k_steps_per_poll);
    return !machine_.must_stop();
  }

  /// The first place from `at` on where a match may begin, or null.
  const Unit* find_candidate(const Unit* at) const {
    while (true) {
      const Unit* found = find_by_plan(at);
      // A character never begins within a surrogate pair.
      if (found == nullptr || !program_.is_unicode || !is_within_pair(found, begin_, end_)) return found;
      at = found + 1;
      if (at > last_start_) return nullptr;
    }
  }

  const Unit* find_by_plan(const Unit* at) const {
    const SearchPlan& plan = program_.search;
    switch (plan.kind) {
      case SearchKind::Everywhere:
      case SearchKind::Beginning:
        return at;
      case SearchKind::LineStart:
        if (at == begin_ || is_line_terminator(at[-1])) return at;
        at = find_any(at, end_, u'\n', u'\r', u'\u2028', u'\u2029');
        return at == end_ ? nullptr : at + 1;
      case SearchKind::Text:
        if (plan.prefix_is_wide && !k_has_surrogates<Unit>) return nullptr;
        return find_text(at, end_, program_.units.data() + plan.prefix_offset,
                         program_.masks.data() + plan.prefix_offset, plan.prefix_length);
      case SearchKind::AnyOf: {
        const auto [a, b, c, d] = plan.units;
        const SearchFilter& filter = plan.filter;
        // The filter is not longer than a match, so that it sees no more than there is.
        for (; at <= last_start_; ++at) {
          const Unit* found =
              find_any(at + filter.best_offset, last_start_ + filter.best_offset + 1, a, b, c, d);
          at = found - filter.best_offset;
          if (at > last_start_ || filter.allows(at)) break;
        }
        return at > last_start_ ? nullptr : at;
      }
      case SearchKind::Filter: {
        const SearchFilter& filter = plan.filter;
        const std::uint32_t offset = filter.best_offset;
        for (; at <= last_start_; ++at)
          if (filter.allows(at[offset], offset) && filter.allows(at)) return at;
        return nullptr;
      }
    }
    return at;
  }

  /// Where to go on when there is no match at `at`; null: nowhere.
  const Unit* next_start(const Unit* at) const {
    if (program_.search.skips_lines) at = find_any(at, end_, u'\n', u'\r', u'\u2028', u'\u2029');
    if (program_.search.run_class != k_no_class) {
      const CharacterClass& run = program_.classes[program_.search.run_class];
      while (at != end_ && Handlers<Unit>::contains(run, *at)) ++at;
    }
    if (at == end_) return nullptr;
    std::ptrdiff_t length = 1;
    if (program_.is_unicode) code_point_at(at, end_, length);
    return at + length;
  }

  const ProgramCode& program_;
  const Unit* begin_;
  const Unit* end_;
  const Unit* last_start_ = nullptr;  // behind it there is not enough for a match
  std::int32_t* registers_;
  Machine<Unit> machine_{};
};

constexpr std::size_t k_inline_registers = 64;
constexpr std::size_t k_inline_stack = 512;

template <typename Unit>
MatchResult run(const Program& program, std::span<const Unit> subject, std::uint32_t start, SearchMode mode,
                std::span<Capture> captures, Interrupter interrupter) {
  assert(start <= subject.size() && captures.size() == program.capture_count());
  static constexpr Unit k_nothing[1] = {};
  if (subject.data() == nullptr) subject = std::span(k_nothing).first(0);

  const ProgramCode& code = program.code();
  std::array<std::int32_t, k_inline_registers> inline_registers;
  std::array<BacktrackEntry, k_inline_stack> inline_stack;
  std::int32_t* registers = inline_registers.data();
  if (code.register_count > k_inline_registers) {
    registers = static_cast<std::int32_t*>(std::malloc(code.register_count * sizeof(std::int32_t)));
    if (registers == nullptr) return MatchResult::OutOfMemory;
  }
  std::fill_n(registers, code.register_count, -1);

  const MatchResult result =
      Search<Unit>(code, subject, registers, inline_stack, interrupter).run(start, mode);
  if (result == MatchResult::Match) {
    for (std::size_t i = 0; i < captures.size(); ++i) {
      const Capture capture{.start = registers[2 * i], .end = registers[2 * i + 1]};
      captures[i] = capture.start < 0 || capture.end < 0 ? Capture{} : capture;
    }
  }
  if (registers != inline_registers.data()) std::free(registers);
  return result;
}

}  // namespace

MatchResult match(const Program& program, std::span<const std::uint8_t> subject, std::uint32_t start,
                  SearchMode mode, std::span<Capture> captures, Interrupter interrupter) {
  return run(program, subject, start, mode, captures, interrupter);
}

MatchResult match(const Program& program, std::span<const char16_t> subject, std::uint32_t start,
                  SearchMode mode, std::span<Capture> captures, Interrupter interrupter) {
  return run(program, subject, start, mode, captures, interrupter);
}

}  // namespace orrery::regexp
