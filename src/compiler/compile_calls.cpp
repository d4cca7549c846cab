// Calls: https://tc39.es/ecma262/#sec-function-calls. How their registers lie: instruction.h.

#include <algorithm>
#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

using bytecode::k_arguments_in_call;
using bytecode::k_callee_in_call;
using bytecode::k_new_target_in_call;
using bytecode::k_this_in_call;

bool FunctionCompiler::has_spread(const NodeList& arguments) {
  return std::ranges::any_of(arguments, [](const Node* node) { return is<syntax::SpreadElement>(node); });
}

/// https://tc39.es/ecma262/#sec-static-semantics-isinstrictmode of a call that `return` returns
bool FunctionCompiler::is_in_tail_position() const {
  if (!is_strict() || is_suspendable()) return false;
  switch (header_.kind) {
    case bytecode::FunctionKind::Normal:
    case bytecode::FunctionKind::Arrow:
    case bytecode::FunctionKind::Method:
    case bytecode::FunctionKind::Accessor:
      break;
    default:
      return false;
  }
  // Nothing may be left to do in this frame.
  for (const Control* control = control_; control != nullptr; control = control->outer) {
    if (control->kind != Control::Kind::Break && control->kind != Control::Kind::Continue) return false;
  }
  return true;
}

// Arguments -------------------------------------------------------------------------------------------------

/// Straight into place. \pre the registers up to `this` have been taken, and none behind
void FunctionCompiler::compile_arguments(const NodeList& arguments, Register base) {
  assert(static_cast<std::uint32_t>(base) + k_arguments_in_call == next_register_);
  (void)base;
  for (const Node* argument : arguments) {
    const Register target = allocate();
    value_to(argument, target);
  }
}

/// As a list, for the instructions …WithList.
void FunctionCompiler::compile_argument_list(const NodeList& arguments, Register base) {
  const Register list = allocate();
  assert(list == base + k_arguments_in_call);
  (void)base;
  emit<Op::CreateList>(static_cast<std::uint32_t>(arguments.size()));
  store(list);
  append_elements(arguments, 0, list);
}

// Calls -----------------------------------------------------------------------------------------------------

/// The callee is in acc, or was put in its place as a member.
void FunctionCompiler::finish_call(const syntax::CallExpression& node) {
  if (is<syntax::MemberExpression>(node.callee)) {
    const Register base = pending_calls_.back();
    pending_calls_.pop_back();
    if (node.optional) jump_out_of_chain();
    call_with(node, base);
    next_register_ = static_cast<std::uint32_t>(base);
    return;
  }
  if (node.optional) jump_out_of_chain();
  Temporaries temporaries(*this);
  const Register base = begin_call();
  store(base + k_callee_in_call);
  emit<Op::LoadUndefined>();
  store(base + k_this_in_call);
  call_with(node, base);
}

/// Callee and `this` are in place.
void FunctionCompiler::call_with(const syntax::CallExpression& node, Register base) {
  const bool is_tail = std::exchange(is_tail_call_allowed_, false) && is_in_tail_position();
  if (has_spread(node.arguments)) {
    compile_argument_list(node.arguments, base);
    at_callee(node.callee);
    return emit<Op::CallWithList>(base, std::uint32_t{is_tail});
  }
  compile_arguments(node.arguments, base);
  const auto count = static_cast<std::uint32_t>(node.arguments.size());
  at_callee(node.callee);
  if (is_tail) return emit<Op::TailCall>(base, count);
  emit<Op::Call>(base, count);
}

/// Calls of names, of members of `super`, of parenthesized chains, and of what else is no member and no call.
void FunctionCompiler::compile_call_leaf(const syntax::CallExpression& node) {
  if (is<syntax::Super>(node.callee)) return compile_super_call(node);
  const bool is_tail = std::exchange(is_tail_call_allowed_, false);
  Temporaries temporaries(*this);
  const Register base = begin_call();
  load_callee(node.callee, base);
  if (node.optional) {
    load(base + k_callee_in_call);
    jump_out_of_chain();
  }
  if (!node.is_direct_eval) {
    is_tail_call_allowed_ = is_tail;
    return call_with(node, base);
  }
  const std::uint32_t is_tail_call =
      is_tail && is_in_tail_position() ? 1 : 0;  // if it turns out to be no eval
  const Register environment = environment_register();
  const ConstantIndex scope = builder_.constant(bytecode::ScopeReference{scope_->index});
  if (has_spread(node.arguments)) {
    compile_argument_list(node.arguments, base);
    at(node.callee);
    return emit<Op::CallDirectEvalWithList>(base, is_tail_call, environment, scope);
  }
  compile_arguments(node.arguments, base);
  at(node.callee);
  emit<Op::CallDirectEval>(base, static_cast<std::uint32_t>(node.arguments.size()), is_tail_call, environment,
                           scope);
}

/// Callee and `this` into the registers of a call.
void FunctionCompiler::load_callee(const Node* callee, Register base) {
  const Register function = base + k_callee_in_call;
  const Register receiver = base + k_this_in_call;
  if (const auto* identifier = try_as<syntax::Identifier>(callee)) {
    const auto resolution = resolve(*identifier);
    if (resolution.location == VariableLocation::Dynamic) {
      at(callee);
      const std::uint32_t begin = builder_.offset();
      emit<Op::LoadDynamicCallee>(environment_register(), constant(identifier->name), receiver);
      note_value(callee, begin);
      return store(function);
    }
  } else if (const auto* member = try_as<syntax::MemberExpression>(callee)) {
    if (!is<syntax::Super>(member->object)) {
      value_to(member->object, receiver);
      const Reference reference = [&] {
        Name name = Name::none;
        if (is_named_key(member->property, name))
          return Reference{.kind = Reference::Kind::Named, .node = callee, .base = receiver, .name = name};
        if (const auto* private_name = try_as<syntax::PrivateIdentifier>(member->property)) {
          load_private_name(private_name->name);
          return Reference{.kind = Reference::Kind::Private, .node = callee, .base = receiver, .key = keep()};
        }
        value(member->property);
        return Reference{.kind = Reference::Kind::Element, .node = callee, .base = receiver, .key = keep()};
      }();
      load_reference(reference);
      next_register_ = static_cast<std::uint32_t>(base) + k_arguments_in_call;
      return store(function);
    }
    {
      Temporaries temporaries(*this);
      const Reference reference = prepare_member(*member, nullptr, false);
      emit<Op::Move>(receiver, reference.receiver);
      load_reference(reference);
    }
    return store(function);
  } else if (const auto* chain = try_as<syntax::ChainExpression>(callee)) {
    return load_chain_callee(*chain, base);
  }
  value_to(callee, function);
  emit<Op::LoadUndefined>();
  store(receiver);
}

/// `(a?.b)(…)`: a chain in parentheses ends there, but its `this` is kept.
void FunctionCompiler::load_chain_callee(const syntax::ChainExpression& chain, Register base) {
  const Register function = base + k_callee_in_call;
  const Register receiver = base + k_this_in_call;
  const auto* member = try_as<syntax::MemberExpression>(chain.expression);
  if (member == nullptr) {
    value_to(&chain, function);
    emit<Op::LoadUndefined>();
    return store(receiver);
  }
  const Label cut = builder_.make_label();
  const Label end = builder_.make_label();
  const std::optional<Label> outer = std::exchange(chain_end_, cut);
  if (member->optional) {
    const std::uint32_t begin = builder_.offset();
    value(member->object);
    jump_out_of_chain();
    store(receiver);
    Temporaries temporaries(*this);
    Name name = Name::none;
    if (const auto* private_name = try_as<syntax::PrivateIdentifier>(member->property)) {
      load_private_name(private_name->name);
      const Register key = keep();
      at(member);
      emit<Op::GetPrivate>(receiver, key);
    } else if (is_named_key(member->property, name)) {
      at(member);
      emit<Op::GetNamed>(receiver, constant(name));
    } else {
      value(member->property);
      at(member);
      emit<Op::GetElement>(receiver);
    }
    note_value(member, begin);
    store(function);
  } else {
    load_callee(member, base);
  }
  chain_end_ = outer;
  emit<Op::Jump>(end);
  builder_.bind(cut);
  emit<Op::LoadUndefined>();
  store(function);
  store(receiver);
  builder_.bind(end);
}

void FunctionCompiler::call_function(Register receiver, std::optional<Register> argument) {
  Temporaries temporaries(*this);
  const Register base = begin_call();
  store(base + k_callee_in_call);
  emit<Op::Move>(base + k_this_in_call, receiver);
  if (argument) emit<Op::Move>(allocate(), *argument);
  emit<Op::Call>(base, std::uint32_t{argument ? 1u : 0u});
}

// super() and new -------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-super-keyword-runtime-semantics-evaluation, SuperCall
void FunctionCompiler::compile_super_call(const syntax::CallExpression& node) {
  is_tail_call_allowed_ = false;
  Temporaries temporaries(*this);
  const Register base = begin_call();
  load_active_function();
  at(node.callee);
  emit<Op::LoadSuperConstructor>();
  store(base + k_callee_in_call);
  load_new_target();
  store(base + k_new_target_in_call);
  if (has_spread(node.arguments)) {
    compile_argument_list(node.arguments, base);
    at(&node);
    emit<Op::ConstructWithList>(base);
  } else {
    compile_arguments(node.arguments, base);
    at(&node);
    emit<Op::Construct>(base, static_cast<std::uint32_t>(node.arguments.size()));
  }
  bind_this_of_super_call();
}

/// acc, what the super constructor has made, becomes `this`, once, and gets its fields. acc stays.
void FunctionCompiler::bind_this_of_super_call() {
  Temporaries temporaries(*this);
  const Register object = keep();
  if (header_.kind == bytecode::FunctionKind::DerivedConstructor &&
      builder_.scope(0).this_slot == bytecode::Scope::k_none) {
    load(Register{0});
  } else {
    const SlotPlace place = header_.kind == bytecode::FunctionKind::DerivedConstructor
                                ? place_of(info_->scope, builder_.scope(0).this_slot)
                                : *find_lender(Lent::This).place;
    emit<Op::LoadSlot>(place.environment, place.hops, place.slot);
  }
  emit<Op::CheckThisIsEmpty>();
  load_active_function();
  const Register constructor = keep();
  load(object);
  store_this();
  emit<Op::InitializeInstance>(constructor);
  load(object);
}

/// https://tc39.es/ecma262/#sec-new-operator
void FunctionCompiler::compile(const syntax::NewExpression& node) {
  Temporaries temporaries(*this);
  const Register base = begin_call();
  value(node.callee);
  store(base + k_callee_in_call);
  store(base + k_new_target_in_call);
  if (has_spread(node.arguments)) {
    compile_argument_list(node.arguments, base);
    at(&node);
    return emit<Op::ConstructWithList>(base);
  }
  compile_arguments(node.arguments, base);
  at(&node);
  emit<Op::Construct>(base, static_cast<std::uint32_t>(node.arguments.size()));
}

// Tagged templates ------------------------------------------------------------------------------------------

void FunctionCompiler::finish_tagged_template(const syntax::TaggedTemplateExpression& node) {
  if (is<syntax::MemberExpression>(node.tag)) {
    const Register base = pending_calls_.back();
    pending_calls_.pop_back();
    call_tag(node, base);
    next_register_ = static_cast<std::uint32_t>(base);
    return;
  }
  Temporaries temporaries(*this);
  const Register base = begin_call();
  store(base + k_callee_in_call);
  emit<Op::LoadUndefined>();
  store(base + k_this_in_call);
  call_tag(node, base);
}

/// https://tc39.es/ecma262/#sec-tagged-templates: the tag and `this` are in place.
void FunctionCompiler::call_tag(const syntax::TaggedTemplateExpression& node, Register base) {
  const bool is_tail = std::exchange(is_tail_call_allowed_, false) && is_in_tail_position();
  const auto& literal = as<syntax::TemplateLiteral>(node.quasi);
  const Register object = allocate();
  load_template_object(literal);
  store(object);
  for (const Node* expression : literal.expressions) {
    const Register target = allocate();
    value_to(expression, target);
  }
  const auto count = static_cast<std::uint32_t>(1 + literal.expressions.size());
  at(node.tag);
  if (is_tail) return emit<Op::TailCall>(base, count);
  emit<Op::Call>(base, count);
}

}  // namespace orrery::compiler
