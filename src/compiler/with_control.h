#pragma once

#include <utility>

#include "compiler/function_compiler.h"

// Bodies inside a Control, for the parts of FunctionCompiler that need one.

namespace orrery::compiler {

/// Emits `body` inside `control`, a Finally, and what leads to the finalizer: from its end, and from what it
/// throws. The finalizer comes next, then continue_after_finally().
template <typename Body>
void FunctionCompiler::with_finally(Control& control, Body&& body) {
  control.kind = Control::Kind::Finally;
  control.handler_kind = bytecode::Handler::Kind::Finally;
  control.token = allocate();
  control.value = allocate();
  control.finalizer = builder_.make_label();
  push(control);
  body();
  pop(control);
  // No entry of the table: goes on behind it.
  emit<Op::LoadUndefined>();
  store(control.value);
  emit<Op::LoadSmall>(std::int32_t{-1});
  store(control.token);
  emit<Op::Jump>(control.finalizer);
  builder_.bind(control.handler);
  store(control.value);
  emit<Op::LoadSmall>(std::int32_t{0});
  store(control.token);
  builder_.bind(control.finalizer);
}

/// Emits `body`, which uses the iterator: what leaves it closes that, apart from its end. There comes
/// `after`, which jumps elsewhere.
template <typename Body, typename After>
void FunctionCompiler::with_iterator(Register iterator, bool is_async, Body&& body, After&& after) {
  Control control{.kind = is_async ? Control::Kind::AsyncIterator : Control::Kind::Iterator,
                  .iterator = iterator};
  push(control);
  body();
  pop(control);
  after();
  builder_.bind(control.handler);
  Temporaries temporaries(*this);
  const Register exception = keep();
  if (is_async) {
    close_async_iterator_silently(iterator);
  } else {
    emit<Op::IteratorCloseSilently>(iterator);
  }
  load(exception);
  emit<Op::Throw>();
}

}  // namespace orrery::compiler
