// Leaving statements: break, continue, return, and what must be done on the way. See "Finally" in compiler.h.

#include <algorithm>
#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

// Regions ---------------------------------------------------------------------------------------------------

void FunctionCompiler::push(Control& control) {
  control.outer = control_;
  control.depth = control_ == nullptr ? 1 : control_->depth + 1;
  control_ = &control;
  if (control.kind == Control::Kind::Break || control.kind == Control::Kind::Continue) return;
  control.handler = builder_.make_label();
  open_region(control);
}

void FunctionCompiler::pop(Control& control) {
  assert(control_ == &control);
  if (control.is_region_open) close_region(control);
  control_ = control.outer;
}

void FunctionCompiler::open_region(Control& control) {
  control.region_start = builder_.bind_new_label();
  control.is_region_open = true;
}

void FunctionCompiler::close_region(Control& control) {
  builder_.add_handler(control.region_start, builder_.bind_new_label(), control.handler, control.handler_kind,
                       control.depth);
  control.is_region_open = false;
}

// Jumps -----------------------------------------------------------------------------------------------------

Control* FunctionCompiler::find_target(const Node* label, JumpKind kind) {
  const auto wanted = kind == JumpKind::Break ? Control::Kind::Break : Control::Kind::Continue;
  for (Control* control = control_; control != nullptr; control = control->outer) {
    if (control->kind != wanted) continue;
    if (label == nullptr) {
      if (control->takes_unlabelled) return control;
    } else if (control->labels != nullptr &&
               std::ranges::find(*control->labels, as<syntax::IdentifierName>(label).name) !=
                   control->labels->end()) {
      return control;
    }
  }
  assert(false);
  return nullptr;
}

void FunctionCompiler::leave(JumpKind kind, Control* target) {
  Temporaries temporaries(*this);
  Control* const first = control_;
  std::optional<Register> result;
  std::vector<Control*> left;
  bool goes_through_finally = false;
  for (Control* control = first; control != target && !goes_through_finally; control = control->outer) {
    if (control->kind == Control::Kind::Break || control->kind == Control::Kind::Continue) continue;
    if (control->is_region_open) {
      close_region(*control);
      left.push_back(control);
    }
    control_ = control->outer;
    if (control->kind == Control::Kind::Finally) {
      if (result) load(*result);
      go_through_finally(*control, kind, target);
      goes_through_finally = true;
      continue;
    }
    if (control->kind == Control::Kind::Handler) continue;
    if (kind == JumpKind::Return && !result) result = keep();
    if (control->kind == Control::Kind::Iterator) {
      emit<Op::IteratorClose>(control->iterator);
    } else {
      close_async_iterator(control->iterator);
    }
  }
  if (!goes_through_finally) {
    control_ = target;
    if (kind != JumpKind::Return) {
      emit<Op::Jump>(target->target);
    } else {
      if (result) load(*result);
      return_accumulator();
    }
  }
  control_ = first;
  for (Control* control : left) open_region(*control);
}

void FunctionCompiler::go_through_finally(Control& control, JumpKind kind, Control* target) {
  std::size_t index = 0;
  while (index < control.exits.size() &&
         (control.exits[index].kind != kind || control.exits[index].target != target))
    ++index;
  if (index == control.exits.size()) control.exits.push_back({kind, target, builder_.make_label()});
  if (kind != JumpKind::Return) emit<Op::LoadUndefined>();
  store(control.value);
  emit<Op::LoadSmall>(static_cast<std::int32_t>(index + 1));
  store(control.token);
  emit<Op::Jump>(control.finalizer);
}

/// Behind a finalizer: goes on with what led there.
void FunctionCompiler::continue_after_finally(Control& control) {
  const Label end = builder_.make_label();
  const Label rethrow = builder_.make_label();
  std::vector<Label> targets = {rethrow};
  for (const Control::Exit& exit : control.exits) targets.push_back(exit.label);
  load(control.token);
  emit<Op::JumpByTable>(builder_.jump_table(targets));
  emit<Op::Jump>(end);
  builder_.bind(rethrow);
  load(control.value);
  emit<Op::Throw>();
  for (const Control::Exit& exit : control.exits) {
    builder_.bind(exit.label);
    if (exit.kind == JumpKind::Return) load(control.value);
    leave(exit.kind, const_cast<Control*>(exit.target));
  }
  builder_.bind(end);
}

// Return ----------------------------------------------------------------------------------------------------

/// Returns acc; nothing is left to be done on the way.
void FunctionCompiler::return_accumulator() {
  if (header_.is_async) return emit<Op::ReturnFromAsync>();
  if (header_.kind != bytecode::FunctionKind::DerivedConstructor) return emit<Op::Return>();
  const std::uint32_t slot = builder_.scope(0).this_slot;
  if (slot == bytecode::Scope::k_none) return emit<Op::ReturnFromDerived>(Register{0});
  Temporaries temporaries(*this);
  const Register result = keep();
  const SlotPlace place = place_of(info_->scope, slot);
  emit<Op::LoadSlot>(place.environment, place.hops, place.slot);
  const Register this_value = keep();
  load(result);
  emit<Op::ReturnFromDerived>(this_value);
}

/// At the end of a function's body.
void FunctionCompiler::end_function(const Node* node) {
  if (!builder_.is_reachable()) return;
  at(node->end - std::min(node->end, 1u), node->end);
  emit<Op::LoadUndefined>();
  return_accumulator();
}

}  // namespace orrery::compiler
