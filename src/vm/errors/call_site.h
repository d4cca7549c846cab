#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/errors/error_object.h"
#include "vm/objects/array.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// INTEROP: V8's, of which Error.prepareStackTrace is given an array: a frame of a stack trace, for scripts.
/// https://v8.dev/docs/stack-trace-api#customizing-stack-traces
class CallSite final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::CallSite;
  /// \param is_closed  scripts may not get at its function: the frame, or one of those that it has called, is
  ///   strict, or it waits (in V8's hosts there is a strict one behind the jobs)
  CallSite(Shape* shape, StackTrace* trace, std::uint32_t index, bool is_closed)
      : Object(k_kind, shape), trace_(trace), index_(index), is_closed_(is_closed) {}

  const StackTrace::Entry& frame() const { return trace_->entries()[index_]; }
  bool is_closed() const { return is_closed_; }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(trace_);
  }

 private:
  gc::Field<StackTrace> trace_;
  std::uint32_t index_;
  bool is_closed_;
};

/// Of the current realm. Throws where there is no memory for them.
Completion<Array*> make_call_sites(Agent& agent, StackTrace* trace);

}  // namespace orrery::vm
