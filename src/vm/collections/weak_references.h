#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/collections/weak_clearing.h"
#include "vm/value.h"

namespace orrery::vm {

class FinalizationRegistry;
class WeakRef;
class WeakTable;

/// [DOC] Weak references
///
/// All that an agent's objects refer to weakly: what the collector must ask for beside the references that
/// cells visit. The lists keep nothing alive.
///
/// Keys of WeakMaps are gone as soon as a collection finds them dead, as nobody can tell. Of targets of
/// WeakRefs and FinalizationRegistries scripts can, and when a collection comes depends on much that is not
/// the program: so a host that records its runs calls hold_targets(). Then collections take targets for
/// references, all but those of collect_and_clear(), which the host has between two tasks and writes down. A
/// replay has no such collections; it calls clear() with what was written. What it is to lose there it has
/// still: nothing else takes a target away, and a WeakRef or a registry that a script can come to in one run
/// it can come to in the other.
class WeakReferences {
 public:
  void add(WeakTable* table) { tables_.push_back(table); }
  /// One of the host's own, which no script sees: the collection that finds its target dead clears it.
  void add_of_host(WeakRef* weak_ref) { refs_of_host_.push_back(weak_ref); }
  // They get their ordinals here.
  void add(WeakRef* weak_ref);
  void add(FinalizationRegistry* registry);
  void note_registration() { has_targets_ = true; }

  /// https://tc39.es/ecma262/#sec-addtokeptobjects
  void keep_during_job(Value target) {
    has_kept_ = true;
    // Where nothing is cleared as long as something is kept, the collector need not know what.
    if (!holds_targets_) kept_.push_back(target);
  }
  /// https://tc39.es/ecma262/#sec-clear-kept-objects
  void clear_kept_objects() {
    if (has_kept_) kept_.clear();
    has_kept_ = false;
    job_++;
  }
  /// Counts the calls of clear_kept_objects(), from 1 on.
  std::uint64_t job() const { return job_; }

  /// Registries some of whose targets have died.
  std::vector<FinalizationRegistry*>& waiting_registries() { return waiting_registries_; }

  // For hosts that write down what is cleared (see above)
  // -----------------------------------------------------------------------------------------------
  /// From now on. Hooks::request_finalization is not called any more.
  void hold_targets(gc::Heap& heap) {
    holds_targets_ = true;
    heap.set_holds_weak_targets(true);
  }
  /// Whether scripts may hold anything weakly: what depends on when collections come does not decide that.
  bool has_targets() const { return has_targets_; }
  /// Something is kept until the end of a job, so that nothing may be cleared.
  bool has_kept_objects() const { return has_kept_; }
  /// Collects, as Heap::collect_weakly() does. \return what is cleared
  WeakClearing collect_and_clear(gc::Heap& heap);
  /// Clears that. \return whether it could be cleared; if not, this is no replay of the run that it was taken
  /// from
  bool clear(const WeakClearing& clearing);

  // For the agent.
  void visit_roots(gc::Visitor& visitor);
  void visit_ephemerons(gc::Visitor& visitor, const gc::Heap& heap);
  /// \return whether somebody is to be told that registries wait
  bool clear_dead(const gc::Liveness& liveness);

 private:
  void clear_dead_weak_refs(const gc::Liveness& liveness);
  void clear_dead_targets(const gc::Liveness& liveness);
  void begin_to_wait(FinalizationRegistry* registry);
  bool clear_weak_refs(const OrdinalRange& range);
  bool clear_registrations(const WeakClearing::Targets& targets);

  std::vector<WeakTable*> tables_;
  std::vector<WeakRef*> refs_of_host_;
  std::vector<WeakRef*> weak_refs_;                // as they were made
  std::size_t old_weak_refs_ = 0;                  // so many of them the last collection has looked at
  std::vector<FinalizationRegistry*> registries_;  // as they were made
  std::vector<FinalizationRegistry*> waiting_registries_;  // kept alive
  std::vector<Value> kept_;                                // [[KeptAlive]]
  std::uint64_t last_weak_ref_ = 0;
  std::uint64_t last_registry_ = 0;
  std::uint64_t job_ = 1;
  bool has_targets_ = false;  // unless none was left after the last collect_and_clear()
  bool has_kept_ = false;
  bool holds_targets_ = false;
  WeakClearing* clearing_ = nullptr;  // to be added to, in collect_and_clear()
};

}  // namespace orrery::vm
