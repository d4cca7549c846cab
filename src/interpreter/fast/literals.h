#pragma once

// Fast paths (fast_paths.h) of literals.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include "interpreter/dispatch.h"
#include "vm/objects/array.h"
#include "vm/objects/object.h"

namespace orrery::interpreter {

namespace {

using vm::Object;

/// The shape of what the site makes: the slow path, which knows it, leaves it there.
inline vm::Shape* shape_of_site(FeedbackWord word) {
  return reinterpret_cast<vm::Shape*>(word);  // NOLINT(performance-no-int-to-ptr): a word of feedback
}

HANDLER(CreateObject) {
  vm::Shape* const shape = shape_of_site(*FEEDBACK(1));
  if (shape == nullptr) [[unlikely]]
    SLOW();
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Object) + shape->inline_capacity() * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  acc = Value(::new (memory) vm::OrdinaryObject(shape));
  NEXT();
}

HANDLER(CreateArray) {
  vm::Shape* const shape = shape_of_site(*FEEDBACK(1));
  if (shape == nullptr || OPERAND_AT(0) != 0) [[unlikely]]
    SLOW();
  void* const memory = ALLOCATE_IF_ROOM(sizeof(vm::Array));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  acc = Value(::new (memory) vm::Array(shape, 0));
  NEXT();
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
