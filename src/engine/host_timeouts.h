#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "gc/visitor.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::engine {

/// What a host without an event loop was asked to do later:
/// https://tc39.es/ecma262/#sec-hostenqueuetimeoutjob
class HostTimeouts {
 public:
  struct Timeout {
    vm::Object* function;
    vm::Realm* realm;
  };

  /// \param deadline_ns of the door's monotonic clock
  /// \return greater than zero, and no other timeout's
  std::int64_t add(std::uint64_t deadline_ns, const Timeout& timeout) {
    deadlines_.emplace(++last_id_, deadline_ns);
    timeouts_.emplace(std::pair(deadline_ns, last_id_), timeout);
    return last_id_;
  }
  /// Does nothing if it is not there any more.
  void remove(std::int64_t id) {
    const auto found = deadlines_.find(id);
    if (found == deadlines_.end()) return;
    timeouts_.erase({found->second, id});
    deadlines_.erase(found);
  }
  /// Nothing: there is none.
  std::optional<std::uint64_t> next_deadline() const {
    if (timeouts_.empty()) return std::nullopt;
    return timeouts_.begin()->first.first;
  }
  /// The first whose deadline has come, taken out. Of the same deadline, the one that was added first.
  std::optional<Timeout> take_due(std::uint64_t now_ns) {
    const auto first = timeouts_.begin();
    if (first == timeouts_.end() || first->first.first > now_ns) return std::nullopt;
    const Timeout due = first->second;
    deadlines_.erase(first->first.second);
    timeouts_.erase(first);
    return due;
  }
  void visit(gc::Visitor& visitor) const {
    for (const auto& [when, timeout] : timeouts_) {
      visitor.visit(timeout.function);
      visitor.visit(timeout.realm);
    }
  }
  void clear() {
    timeouts_.clear();
    deadlines_.clear();
  }

 private:
  std::map<std::pair<std::uint64_t, std::int64_t>, Timeout> timeouts_;  // by deadline, then id
  std::unordered_map<std::int64_t, std::uint64_t> deadlines_;           // by id
  std::int64_t last_id_ = 0;
};

}  // namespace orrery::engine
