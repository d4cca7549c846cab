#pragma once

// Fast paths (fast_paths.h) of values and registers.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include "interpreter/dispatch.h"

namespace orrery::interpreter {

namespace {

using vm::CellKind;
using vm::FrameWords;

HANDLER(LoadUndefined) {
  acc = Value::undefined();
  NEXT();
}
HANDLER(LoadNull) {
  acc = Value::null();
  NEXT();
}
HANDLER(LoadTrue) {
  acc = Value::boolean(true);
  NEXT();
}
HANDLER(LoadFalse) {
  acc = Value::boolean(false);
  NEXT();
}
HANDLER(LoadEmpty) {
  acc = Value::empty();
  NEXT();
}
HANDLER(LoadSmall) {
  acc = SMALL_AT(0);
  NEXT();
}
HANDLER(LoadConstant) {
  acc = CONSTANT(0);
  NEXT();
}
HANDLER(LoadRegister) {
  acc = REGISTER(0);
  NEXT();
}
HANDLER(StoreRegister) {
  REGISTER(0) = acc;
  NEXT();
}
HANDLER(Move) {
  REGISTER(0) = REGISTER(1);
  NEXT();
}
HANDLER(LoadNewTarget) {
  acc = fp[FrameWords::k_new_target];
  // Generators and async functions have their Activation there, and no new.target.
  if (tag.is_cell_of(acc, CellKind::Activation)) [[unlikely]]
    acc = Value::undefined();
  NEXT();
}
HANDLER(LoadCallee) {
  acc = fp[FrameWords::k_callee];
  NEXT();
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
