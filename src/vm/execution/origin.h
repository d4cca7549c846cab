#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Executable;
class JobRecord;

/// [DOC] Where things come from
///
/// What is to run later (a task, a tick) keeps where and by whom it was queued: the innermost script code
/// that ran, and the job in which that was. Nothing is made for it but one JobRecord for each job that queues
/// something.
///
/// Such chains would grow as long as a program runs, so they are kept short in two ways. A job that is queued
/// by the very place that queued the running one, as a function that sets a timer for itself, takes the
/// running one's place in the chain and counts it (Origin::repeats). And what lies JobRecord::k_longest jobs
/// back is forgotten.
struct Origin {
  /// The code that ran; null: none, so that the host has queued it.
  Executable* code = nullptr;
  /// The job in which that was; null: none, as while the program's text itself runs.
  JobRecord* job = nullptr;
  std::uint32_t offset = 0;  // in the code, as FrameIterator::offset()
  /// So many jobs before it, one after the other, were queued by the same place.
  std::uint32_t repeats = 0;
  /// The number that the host had given the job in which it was queued, be that job counted or not.
  std::uint32_t number = 0;

  bool is_known() const { return code != nullptr || job != nullptr; }
  void visit(gc::Visitor& visitor) const;
};

/// The same as a part of a cell.
class OriginField {
 public:
  OriginField() = default;
  /// For constructors of the cell alone.
  explicit OriginField(const Origin& origin)
      : code_(origin.code),
        job_(origin.job),
        offset_(origin.offset),
        repeats_(origin.repeats),
        number_(origin.number) {}
  Origin get() const {
    return {
        .code = code_.get(), .job = job_.get(), .offset = offset_, .repeats = repeats_, .number = number_};
  }
  void set(gc::Cell* owner, const Origin& origin);
  void visit(gc::Visitor& visitor);

 private:
  gc::Field<Executable> code_;
  gc::Field<JobRecord> job_;
  std::uint32_t offset_ = 0;
  std::uint32_t repeats_ = 0;
  std::uint32_t number_ = 0;
};

/// What is to be said of a job, by the host's own words.
struct JobTraits {
  std::uint8_t sort = 0;       // as the host counts them
  bool repeats = false;        // as an interval does
  std::uint32_t delay_ms = 0;  // that was asked for
};

/// A job, as what it has queued remembers it.
class JobRecord final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::JobRecord;
  static constexpr bool k_kind_has_finalizer = false;
  /// What a chain has at most.
  static constexpr std::uint32_t k_longest = 64;

  static JobRecord* make(Agent& agent, const JobTraits& traits, const Origin& origin);

  JobRecord(const JobTraits& traits, const Origin& origin, std::uint32_t depth)
      : Cell(static_cast<std::uint8_t>(k_kind)), traits_(traits), depth_(depth), origin_(origin) {}
  const JobTraits& traits() const { return traits_; }
  Origin origin() const { return origin_.get(); }
  /// What was before it is forgotten: origin() has no job, although there was one.
  bool is_cut() const { return is_cut_; }
  void visit(gc::Visitor& visitor) { origin_.visit(visitor); }

 private:
  void forget_before(std::uint32_t kept);

  JobTraits traits_;
  bool is_cut_ = false;
  std::uint32_t depth_;  // how many are before it, forgotten ones too in those that were made since
  OriginField origin_;
};

/// The innermost script code that runs, those of the host's own modules (`node:…`) left out: of an Origin the
/// code and the offset. No code: none runs.
Origin running_code(const Agent& agent);

}  // namespace orrery::vm
