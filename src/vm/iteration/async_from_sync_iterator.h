#pragma once

#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-properties-of-async-from-sync-iterator-instances. No script ever sees one:
/// the methods of %AsyncFromSyncIteratorPrototype% (src/builtins/control_abstraction) are called by the
/// engine.
class AsyncFromSyncIterator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::AsyncFromSyncIterator;

  AsyncFromSyncIterator(Shape* shape, const IteratorRecord& record)
      : Object(k_kind, shape),
        iterator_(record.iterator),
        next_method_(record.next_method),
        is_done_(record.done) {}

  /// [[SyncIteratorRecord]]
  IteratorRecord sync_iterator_record() const { return {iterator_.get(), next_method_.get(), is_done_}; }
  /// Keeps its [[Done]].
  void set_done(bool is_done) { is_done_ = is_done; }
  void visit(gc::Visitor& visitor);

 private:
  ValueField iterator_;
  ValueField next_method_;
  bool is_done_;
};

/// https://tc39.es/ecma262/#sec-createasyncfromsynciterator
/// \return [[Iterator]] of the record; its method `next` is %AsyncFromSyncIteratorPrototype%.next
Object* create_async_from_sync_iterator(Agent& agent, const IteratorRecord& sync_iterator_record);

}  // namespace orrery::vm
