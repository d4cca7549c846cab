#pragma once

#include <cstdint>

#include "gc/cell.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Executable;

/// What there is to be said of a job that was queued, in the host's own words.
struct JobTraits {
  std::uint8_t sort = 0;       // as the host counts them
  bool repeats = false;        // as an interval does
  std::uint32_t delay_ms = 0;  // that was asked for

  bool operator==(const JobTraits&) const = default;
};

/// Code, and an instruction in it, as FrameIterator::offset().
struct CodePlace {
  Executable* code = nullptr;  // null: none
  std::uint32_t offset = 0;

  bool operator==(const CodePlace&) const = default;
};

/// [DOC] Where jobs come from
///
/// What is to run later (a task, a tick) knows where and by whom it was queued: the innermost script code
/// that ran then, and the job in which that was, which has an origin itself; and so on, back to the text of
/// the program. Jobs that were queued by the same place in the same job have one origin together, so a loop
/// that sets a hundred thousand timers makes one.
///
/// Such chains would grow as long as a program runs, so they are kept short in two ways. A job that was
/// queued by the very place that queued the running one, as a function that sets a timer for itself, has the
/// same origin, which counts that (repeats()). And what lies k_longest jobs back is forgotten.
class JobOrigin final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::JobOrigin;
  static constexpr bool k_kind_has_finalizer = false;
  /// What a chain has at most.
  static constexpr std::uint32_t k_longest = 64;

  /// \param before  the job in which that was; null: none, as while the program's text itself runs
  /// \param number  of that job, as the host counts them
  static JobOrigin* make(Agent& agent, const JobTraits& traits, CodePlace place, JobOrigin* before,
                         std::uint64_t number);

  JobOrigin(const JobTraits& traits, CodePlace place, JobOrigin* before, std::uint64_t number)
      : Cell(static_cast<std::uint8_t>(k_kind)),
        traits_(traits),
        offset_(place.offset),
        depth_(before == nullptr ? 0 : before->depth_ + 1),
        code_(place.code),
        before_(before),
        number_(number) {}

  /// Of the job that has this origin.
  const JobTraits& traits() const { return traits_; }
  /// Who has queued it; no code: the host.
  CodePlace place() const { return {code_.get(), offset_}; }
  JobOrigin* before() const { return before_.get(); }
  std::uint64_t number() const { return number_; }
  /// What was before() is forgotten.
  bool is_cut() const { return is_cut_; }
  /// So often a job of this origin has queued another one.
  std::uint64_t repeats() const { return repeats_; }
  void count_repeat() { repeats_++; }

  void visit(gc::Visitor& visitor);

 private:
  void forget_before(std::uint32_t kept);

  JobTraits traits_;
  std::uint32_t offset_;
  std::uint32_t depth_;  // how many are before it, as far as was known when it was made
  bool is_cut_ = false;
  gc::Field<Executable> code_;
  gc::Field<JobOrigin> before_;
  std::uint64_t number_;
  std::uint64_t repeats_ = 0;
};

/// Where the innermost script code is that runs, that of the host's own modules (`node:…`) left out.
CodePlace running_code(const Agent& agent);

}  // namespace orrery::vm
