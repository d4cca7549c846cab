#pragma once

#include <cstddef>
#include <deque>

#include "gc/visitor.h"
#include "vm/promises/job.h"

namespace orrery::engine {

/// Jobs that wait until nothing runs, first in first out: https://tc39.es/ecma262/#sec-hostenqueuepromisejob
class JobQueue {
 public:
  void enqueue(vm::Job* job) { jobs_.push_back(job); }
  bool is_empty() const { return jobs_.empty(); }
  std::size_t size() const { return jobs_.size(); }
  /// Of a queue that is not empty.
  vm::Job* take() {
    vm::Job* job = jobs_.front();
    jobs_.pop_front();
    return job;
  }
  void visit(gc::Visitor& visitor) const {
    for (vm::Job* job : jobs_) visitor.visit(job);
  }
  void clear() { jobs_.clear(); }

 private:
  std::deque<vm::Job*> jobs_;
};

}  // namespace orrery::engine
