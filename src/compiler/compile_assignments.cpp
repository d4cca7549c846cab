// Assignments, updates and delete: https://tc39.es/ecma262/#sec-assignment-operators

#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

using syntax::AssignmentOperator;

// References ------------------------------------------------------------------------------------------------

/// Strict code may not create a global by assigning to it; and whether there is one is asked before the value
/// is evaluated, which might make it.
bool FunctionCompiler::must_resolve_first(const syntax::Resolution& resolution, const Node* behind) const {
  if (!is_strict() || resolution.location != VariableLocation::Global || resolution.variable != nullptr)
    return false;
  return behind != nullptr && !is<syntax::NumericLiteral>(behind) && !is<syntax::StringLiteral>(behind) &&
         !is<syntax::FunctionExpression>(behind) && !is<syntax::ArrowFunctionExpression>(behind);
}

/// Evaluates what of `target` must be evaluated before the value that it gets. The registers are temporaries,
/// or variables that evaluating `behind` does not change.
Reference FunctionCompiler::prepare_reference(const Node* target, const Node* behind, bool is_updated) {
  switch (target->type) {
    case NodeType::Identifier: {
      const auto& identifier = as<syntax::Identifier>(target);
      const auto resolution = resolve(identifier);
      if (resolution.location != VariableLocation::Dynamic && !must_resolve_first(resolution, behind))
        return {.kind = Reference::Kind::Variable, .node = target};
      const Register reference = allocate();
      at(target);
      emit<Op::ResolveDynamic>(environment_register(), constant(identifier.name), reference);
      return {.kind = Reference::Kind::Resolved, .node = target, .base = reference, .name = identifier.name};
    }
    case NodeType::MemberExpression:
      return prepare_member(as<syntax::MemberExpression>(target), behind, is_updated);
    case NodeType::ArrayPattern:
    case NodeType::ObjectPattern:
      return {.kind = Reference::Kind::Pattern, .node = target};
    default:
      // INTEROP: a call, which sloppy code may assign to. It is called, and then throws.
      value(target);
      at(target);
      emit<Op::ThrowError>(bytecode::ErrorKind::ReferenceError,
                           constant(intern("Invalid left-hand side in assignment")));
      return {.kind = Reference::Kind::Invalid, .node = target};
  }
}

Reference FunctionCompiler::prepare_member(const syntax::MemberExpression& node, const Node* behind,
                                           bool is_updated) {
  Reference reference{.kind = Reference::Kind::Element, .node = &node};
  if (is<syntax::Super>(node.object)) {
    // https://tc39.es/ecma262/#sec-super-keyword-runtime-semantics-evaluation, SuperProperty
    reference.kind = Reference::Kind::Super;
    at(&node);
    load_this();
    reference.receiver = keep();
    if (node.computed) {
      value(node.property);
    } else {
      load_string(as<syntax::IdentifierName>(node.property).name);
    }
    reference.key = keep();
    at(&node);
    load_home_prototype();
    reference.base = keep();
    if (is_updated && node.computed) {
      load(reference.key);
      emit<Op::ToPropertyKey>();
      store(reference.key);
    }
    return reference;
  }

  const auto* object = try_as<syntax::Identifier>(node.object);
  const bool is_changed_by_key =
      node.computed && object != nullptr && may_assign(node.property, object->variable);
  if (is_changed_by_key) {
    value(node.object);
    reference.base = keep();
  } else {
    reference.base = operand(node.object, behind);
  }
  if (const auto* private_name = try_as<syntax::PrivateIdentifier>(node.property)) {
    reference.kind = Reference::Kind::Private;
    load_private_name(private_name->name);
    reference.key = keep();
  } else if (is_named_key(node.property, reference.name)) {
    reference.kind = Reference::Kind::Named;
  } else if (is_updated && !is<syntax::NumericLiteral>(node.property)) {
    // The object is looked at before the key is converted, and the key is converted once.
    value(node.property);
    reference.key = keep();
    at(&node);
    const Label is_object = builder_.make_label();
    load(reference.base);
    emit<Op::JumpIfNotNullish>(is_object);
    load(reference.key);
    emit<Op::GetElement>(reference.base);  // throws
    builder_.bind(is_object);
    load(reference.key);
    emit<Op::ToPropertyKey>();
    store(reference.key);
  } else {
    reference.key = operand(node.property, behind);
  }
  return reference;
}

/// acc = its value
void FunctionCompiler::load_reference(const Reference& reference) {
  const std::uint32_t begin = builder_.offset();
  emit_load(reference);
  note_value(reference.node, begin);
}

void FunctionCompiler::emit_load(const Reference& reference) {
  at(reference.node);
  switch (reference.kind) {
    case Reference::Kind::Variable:
      return load_variable(as<syntax::Identifier>(reference.node));
    case Reference::Kind::Resolved:
      return emit<Op::LoadResolved>(reference.base, constant(reference.name));
    case Reference::Kind::Named:
      return emit<Op::GetNamed>(reference.base, constant(reference.name));
    case Reference::Kind::Element:
      load(reference.key);
      return emit<Op::GetElement>(reference.base);
    case Reference::Kind::Private:
      return emit<Op::GetPrivate>(reference.base, reference.key);
    case Reference::Kind::Super:
      load(reference.key);
      return emit<Op::GetSuper>(reference.base, reference.receiver);
    case Reference::Kind::Pattern:
    case Reference::Kind::Invalid:
      return;
  }
}

void FunctionCompiler::store_reference(const Reference& reference) {
  at(reference.node);
  switch (reference.kind) {
    case Reference::Kind::Variable:
      return assign_variable(as<syntax::Identifier>(reference.node));
    case Reference::Kind::Resolved:
      return emit<Op::StoreResolved>(reference.base, constant(reference.name));
    case Reference::Kind::Named:
      return emit<Op::SetNamed>(reference.base, constant(reference.name));
    case Reference::Kind::Element:
      return emit<Op::SetElement>(reference.base, reference.key);
    case Reference::Kind::Private:
      return emit<Op::SetPrivate>(reference.base, reference.key);
    case Reference::Kind::Super:
      return emit<Op::SetSuper>(reference.base, reference.key, reference.receiver);
    case Reference::Kind::Pattern: {
      Temporaries temporaries(*this);
      const Register whole = keep();
      assign_pattern(reference.node, Binding::Assign, reference.source);
      return load(whole);
    }
    case Reference::Kind::Invalid:
      return;
  }
}

// Assignments -----------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-assignment-operators-runtime-semantics-evaluation
void FunctionCompiler::compile(const syntax::AssignmentExpression& node) {
  switch (node.operator_) {
    case AssignmentOperator::LogicalAnd:
    case AssignmentOperator::LogicalOr:
    case AssignmentOperator::Coalesce:
      return compile_logical_assignment(node);
    case AssignmentOperator::Assign:
      break;
    default:
      return compile_compound_assignment(node);
  }
  Temporaries temporaries(*this);
  Reference reference = prepare_reference(node.left, node.right);
  reference.source = node.right;
  named_value(node.right, name_for(node.left));
  if (reference.kind != Reference::Kind::Variable) return store_reference(reference);
  assign_variable(as<syntax::Identifier>(node.left));
}

void FunctionCompiler::compile_logical_assignment(const syntax::AssignmentExpression& node) {
  Temporaries temporaries(*this);
  const Reference reference = prepare_reference(node.left, node.right, true);
  load_reference(reference);
  const Label end = builder_.make_label();
  if (node.operator_ == AssignmentOperator::LogicalAnd) {
    emit<Op::JumpIfFalse>(end);
  } else if (node.operator_ == AssignmentOperator::LogicalOr) {
    emit<Op::JumpIfTrue>(end);
  } else {
    emit<Op::JumpIfNotNullish>(end);
  }
  named_value(node.right, name_for(node.left));
  store_reference(reference);
  builder_.bind(end);
}

namespace {

syntax::BinaryOperator operator_of(AssignmentOperator op) {
  using syntax::BinaryOperator;
  switch (op) {
    case AssignmentOperator::Add:
      return BinaryOperator::Add;
    case AssignmentOperator::Subtract:
      return BinaryOperator::Subtract;
    case AssignmentOperator::Multiply:
      return BinaryOperator::Multiply;
    case AssignmentOperator::Divide:
      return BinaryOperator::Divide;
    case AssignmentOperator::Remainder:
      return BinaryOperator::Remainder;
    case AssignmentOperator::Exponentiate:
      return BinaryOperator::Exponentiate;
    case AssignmentOperator::ShiftLeft:
      return BinaryOperator::ShiftLeft;
    case AssignmentOperator::ShiftRight:
      return BinaryOperator::ShiftRight;
    case AssignmentOperator::UnsignedShiftRight:
      return BinaryOperator::UnsignedShiftRight;
    case AssignmentOperator::BitwiseAnd:
      return BinaryOperator::BitwiseAnd;
    case AssignmentOperator::BitwiseOr:
      return BinaryOperator::BitwiseOr;
    case AssignmentOperator::BitwiseXor:
      return BinaryOperator::BitwiseXor;
    default:
      std::unreachable();
  }
}

}  // namespace

void FunctionCompiler::compile_compound_assignment(const syntax::AssignmentExpression& node) {
  Temporaries temporaries(*this);
  const Reference reference = prepare_reference(node.left, node.right, true);
  const bool is_invalid = reference.kind == Reference::Kind::Invalid;
  if (is_invalid) return emit<Op::LoadUndefined>();

  syntax::BinaryExpression operation(node.range());
  operation.operator_ = operator_of(node.operator_);
  operation.left = node.left;
  operation.right = node.right;
  const auto* identifier = try_as<syntax::Identifier>(node.left);
  const bool is_register =
      identifier != nullptr && is_plain_register(node.left) && !may_assign(node.right, identifier->variable);
  const std::optional<Register> outer = std::exchange(left_register_, std::nullopt);
  if (is_register) {
    left_register_ = plain_register(node.left);
    note_register(node.left, *left_register_);
  } else {
    load_reference(reference);
  }
  finish_binary(operation);
  left_register_ = outer;
  store_reference(reference);
}

/// https://tc39.es/ecma262/#sec-update-expressions
void FunctionCompiler::compile_update(const syntax::UpdateExpression& node, bool needs_value) {
  Temporaries temporaries(*this);
  const Reference reference = prepare_reference(node.argument, nullptr, true);
  if (reference.kind == Reference::Kind::Invalid) return emit<Op::LoadUndefined>();
  load_reference(reference);
  std::optional<Register> old_value;
  at(&node);
  if (!node.prefix && needs_value) {
    emit<Op::ToNumeric>();
    old_value = keep();
  }
  if (!node.prefix && !needs_value) note_remembered(&node, 0, bytecode::ExpressionNote::Kind::Remember);
  if (node.operator_ == syntax::UpdateOperator::Increment) {
    emit<Op::Increment>();
  } else {
    emit<Op::Decrement>();
  }
  store_reference(reference);
  if (old_value) load(*old_value);
}

// Delete ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-delete-operator
void FunctionCompiler::compile_delete(const Node* argument) {
  if (const auto* identifier = try_as<syntax::Identifier>(argument)) {
    const auto resolution = resolve(*identifier);
    const bool is_by_name =
        resolution.location == VariableLocation::Global || resolution.location == VariableLocation::Dynamic;
    if (!is_by_name) return emit<Op::LoadFalse>();
    at(argument);
    return emit<Op::DeleteDynamic>(environment_register(), constant(identifier->name));
  }
  if (const auto* member = try_as<syntax::MemberExpression>(argument)) return delete_member(*member);
  if (const auto* chain = try_as<syntax::ChainExpression>(argument)) {
    if (const auto* member = try_as<syntax::MemberExpression>(chain->expression)) {
      const Label end = builder_.make_label();
      const Label cut = builder_.make_label();
      const std::optional<Label> outer = std::exchange(chain_end_, cut);
      delete_member(*member);
      chain_end_ = outer;
      emit<Op::Jump>(end);
      builder_.bind(cut);
      emit<Op::LoadTrue>();
      return builder_.bind(end);
    }
  }
  value(argument);
  emit<Op::LoadTrue>();
}

void FunctionCompiler::delete_member(const syntax::MemberExpression& node) {
  Temporaries temporaries(*this);
  if (is<syntax::Super>(node.object)) {
    at(&node);
    load_this();
    if (node.computed) effect(node.property);
    at(&node);
    emit<Op::ThrowError>(bytecode::ErrorKind::ReferenceError,
                         constant(intern("Unsupported reference to 'super'")));
    return emit<Op::LoadTrue>();
  }
  Register object;
  if (node.optional) {
    value(node.object);
    jump_out_of_chain();
    object = keep();
  } else {
    object = operand(node.object, node.property);
  }
  if (node.computed) {
    value(node.property);
  } else {
    load_string(as<syntax::IdentifierName>(node.property).name);
  }
  at(&node);
  emit<Op::DeleteElement>(object);
}

}  // namespace orrery::compiler
