#pragma once

#include <cstdint>
#include <vector>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class FinalizationRegistry;
class WeakRef;
class WeakTable;

/// All that an agent's objects refer to weakly: what the collector must ask for beside the references that
/// cells visit. The lists keep nothing alive.
class WeakReferences {
 public:
  void add(WeakTable* table) { tables_.push_back(table); }
  void add(WeakRef* weak_ref) { weak_refs_.push_back(weak_ref); }
  void add(FinalizationRegistry* registry) { registries_.push_back(registry); }

  /// https://tc39.es/ecma262/#sec-addtokeptobjects
  void keep_during_job(Value target) { kept_.push_back(target); }
  /// https://tc39.es/ecma262/#sec-clear-kept-objects
  void clear_kept_objects() {
    kept_.clear();
    job_++;
  }
  /// Counts the calls of clear_kept_objects(), from 1 on.
  std::uint64_t job() const { return job_; }

  /// Registries some of whose targets have died.
  std::vector<FinalizationRegistry*>& waiting_registries() { return waiting_registries_; }

  // For the agent.
  void visit_roots(gc::Visitor& visitor);
  void visit_ephemerons(gc::Visitor& visitor, const gc::Heap& heap);
  /// \return whether a registry has begun to wait
  bool clear_dead(const gc::Liveness& liveness);

 private:
  std::vector<WeakTable*> tables_;
  std::vector<WeakRef*> weak_refs_;
  std::vector<FinalizationRegistry*> registries_;
  std::vector<FinalizationRegistry*> waiting_registries_;  // kept alive
  std::vector<Value> kept_;                                // [[KeptAlive]]
  std::uint64_t job_ = 1;
};

}  // namespace orrery::vm
