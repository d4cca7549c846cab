// The interpreter's handlers, compiled once more: into stencils (stencil.h). This file is no part of the
// program; extract_stencils.py reads what the compiler makes of it.

#include "jit/stencil_dispatch.h"

namespace orrery::interpreter {
namespace {
/// The stencil of an opcode; null: it has no fast path.
template <Opcode opcode, bool is_wide>
struct HandlerOf {
  static constexpr Handler k_handler = nullptr;  // NOLINT(misc-misplaced-const): the pointer is constant
};
}  // namespace
}  // namespace orrery::interpreter

#include "interpreter/fast_paths.h"
#include "jit/variants.h"

namespace orrery::interpreter {

namespace {

/// In the cold part of an instruction: runs its slow path.
ORRERY_HANDLER HandlerResult go_slow(HANDLER_PARAMETERS) {
  agent->execution.next_machine_code = pointer_of<void>(CODE_ADDRESS(next));
  pc = pointer_of<const std::uint8_t>(IMMEDIATE_64(opcode_pc));
  GO_ON_WITH(orrery_hole_slow_path);
}

/// Of instructions without a fast path.
ORRERY_HANDLER HandlerResult only_slow(HANDLER_PARAMETERS) {
  SLOW();
}

/// Behind a call: where the callee returns to, with its frame.
ORRERY_HANDLER HandlerResult after_call(HANDLER_PARAMETERS) {
  fp = vm::frame_address<Value*>(fp, FrameWords::k_caller);
  data = pointer_of<FeedbackWord>(IMMEDIATE_64(data));
  NEXT();
}

ORRERY_HANDLER HandlerResult after_construct(HANDLER_PARAMETERS) {
  if (!acc.is_object()) acc = fp[0];
  fp = vm::frame_address<Value*>(fp, FrameWords::k_caller);
  data = pointer_of<FeedbackWord>(IMMEDIATE_64(data));
  NEXT();
}

template <Opcode opcode>
consteval Handler stencil_of() {
  constexpr auto k_handler = HandlerOf<opcode, false>::k_handler;
  if constexpr (k_handler == nullptr) return &only_slow;
  return k_handler;
}

}  // namespace

// NOLINTBEGIN(readability-identifier-naming): symbols that extract_stencils.py looks for.
extern "C" {
[[gnu::used]] extern const Handler orrery_stencils[] = {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) stencil_of<Opcode::name>(),
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
};
[[gnu::used]] extern const Handler orrery_variant_stencils[] = {
#define VARIANT(opcode, situation, handler) &handler<Opcode::opcode, false>,
#include "jit/variants.def"
#undef VARIANT
};
[[gnu::used]] extern const Handler orrery_special_stencils[] = {&go_slow, &after_call, &after_construct};
}
// NOLINTEND(readability-identifier-naming)

}  // namespace orrery::interpreter
