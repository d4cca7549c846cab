// Expressions, but for literals, calls, assignments and functions:
// https://tc39.es/ecma262/#sec-ecmascript-language-expressions

#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

using syntax::BinaryOperator;
using syntax::LogicalOperator;
using syntax::UnaryOperator;

namespace {

/// May a call be the last thing that is done in evaluating it?
/// https://tc39.es/ecma262/#sec-static-semantics-hascallintailposition
bool ends_with_call(const Node* node) {
  switch (node->type) {
    case NodeType::CallExpression:
    case NodeType::TaggedTemplateExpression:
    case NodeType::LogicalExpression:
    case NodeType::ConditionalExpression:
    case NodeType::SequenceExpression:
      return true;
    default:
      return false;
  }
}

}  // namespace

// Values ----------------------------------------------------------------------------------------------------

/// acc = the value of `node`. Chains that grow to the left without limit are walked in a loop: see
/// ast_walk.h.
void FunctionCompiler::value(const Node* node) {
  const bool is_tail = std::exchange(is_tail_call_allowed_, false);
  const std::optional<Register> outer_left = std::exchange(left_register_, std::nullopt);
  const std::size_t first = spine_.size();
  const std::uint32_t begin = builder_.offset();
  while (const Node* child = spine_child(node)) {
    spine_.push_back(node);
    node = child;
  }
  const bool is_operand = spine_.size() > first && is_plain_register(node);
  if (is_operand) {
    left_register_ = plain_register(node);
    note_register(node, *left_register_);
  } else {
    is_tail_call_allowed_ = is_tail && spine_.size() == first && ends_with_call(node);
    spine_leaf(node);
    note_value(node, begin);
  }
  const Node* left = node;
  while (spine_.size() > first) {
    node = spine_.back();
    spine_.pop_back();
    is_tail_call_allowed_ = is_tail && spine_.size() == first && ends_with_call(node);
    finish_spine_node(node, left, spine_.size() > first ? spine_.back() : nullptr);
    note_value(node, begin);
    left = node;
  }
  left_register_ = outer_left;
}

/// The left child of `node`, if its value in acc is all that `node` needs of it.
const Node* FunctionCompiler::spine_child(const Node* node) const {
  switch (node->type) {
    case NodeType::BinaryExpression: {
      const Node* left = as<syntax::BinaryExpression>(node).left;
      return is<syntax::PrivateIdentifier>(left) ? nullptr : left;
    }
    case NodeType::LogicalExpression:
      return as<syntax::LogicalExpression>(node).left;
    case NodeType::MemberExpression: {
      const Node* object = as<syntax::MemberExpression>(node).object;
      return is<syntax::Super>(object) ? nullptr : object;
    }
    case NodeType::CallExpression:
    case NodeType::TaggedTemplateExpression: {
      const Node* callee = is<syntax::CallExpression>(node) ? as<syntax::CallExpression>(node).callee
                                                            : as<syntax::TaggedTemplateExpression>(node).tag;
      switch (callee->type) {
        case NodeType::MemberExpression:
          return is<syntax::Super>(as<syntax::MemberExpression>(callee).object) ? nullptr : callee;
        case NodeType::CallExpression:
        case NodeType::TaggedTemplateExpression:
          return callee;
        default:
          return nullptr;
      }
    }
    default:
      return nullptr;
  }
}

/// The left operand into acc, if it is in a register.
void FunctionCompiler::left_value() {
  if (left_register_) load(*std::exchange(left_register_, std::nullopt));
}

/// The register of the left operand: a new temporary, if it is in acc.
Register FunctionCompiler::left_register() {
  if (left_register_) return *std::exchange(left_register_, std::nullopt);
  return keep();
}

/// The left child's value is in acc or left_register_.
void FunctionCompiler::finish_spine_node(const Node* node, const Node* left, const Node* parent) {
  const bool is_callee = parent != nullptr && is<syntax::MemberExpression>(node) &&
                         spine_child(parent) == node &&
                         (is<syntax::CallExpression>(parent) || is<syntax::TaggedTemplateExpression>(parent));
  switch (node->type) {
    case NodeType::BinaryExpression: {
      const auto& binary = as<syntax::BinaryExpression>(node);
      const auto* identifier = try_as<syntax::Identifier>(left);
      if (left_register_ && identifier != nullptr && may_assign(binary.right, identifier->variable))
        left_value();
      return finish_binary(binary);
    }
    case NodeType::LogicalExpression:
      left_value();
      return finish_logical(as<syntax::LogicalExpression>(node));
    case NodeType::MemberExpression: {
      const auto& member = as<syntax::MemberExpression>(node);
      const auto* identifier = try_as<syntax::Identifier>(left);
      if (left_register_ && member.computed && identifier != nullptr &&
          may_assign(member.property, identifier->variable))
        left_value();
      return finish_member(member, is_callee ? parent : nullptr);
    }
    case NodeType::CallExpression:
      left_value();
      return finish_call(as<syntax::CallExpression>(node));
    case NodeType::TaggedTemplateExpression:
      left_value();
      return finish_tagged_template(as<syntax::TaggedTemplateExpression>(node));
    default:
      std::unreachable();
  }
}

void FunctionCompiler::spine_leaf(const Node* node) {
  switch (node->type) {
    case NodeType::Identifier:
      return load_variable(as<syntax::Identifier>(node));
    case NodeType::NullLiteral:
      return emit<Op::LoadNull>();
    case NodeType::BooleanLiteral:
      return as<syntax::BooleanLiteral>(node).value ? emit<Op::LoadTrue>() : emit<Op::LoadFalse>();
    case NodeType::NumericLiteral:
      return load_number(as<syntax::NumericLiteral>(node).value);
    case NodeType::StringLiteral:
      return load_string(as<syntax::StringLiteral>(node).value);
    case NodeType::BigIntLiteral:
      return compile_bigint(node);
    case NodeType::RegExpLiteral:
      return compile(as<syntax::RegExpLiteral>(node));
    case NodeType::TemplateLiteral:
      return compile(as<syntax::TemplateLiteral>(node));
    case NodeType::ThisExpression:
      at(node);
      return load_this();
    case NodeType::ArrayExpression:
      return compile(as<syntax::ArrayExpression>(node));
    case NodeType::ObjectExpression:
      return compile(as<syntax::ObjectExpression>(node));
    case NodeType::FunctionExpression:
    case NodeType::ArrowFunctionExpression:
    case NodeType::ClassExpression:
      return named_value(node, {});
    case NodeType::MemberExpression: {
      // Of `super`: others are no leaves.
      Temporaries temporaries(*this);
      return emit_load(prepare_member(as<syntax::MemberExpression>(node), nullptr, false));
    }
    case NodeType::CallExpression:
      return compile_call_leaf(as<syntax::CallExpression>(node));
    case NodeType::TaggedTemplateExpression: {
      Temporaries temporaries(*this);
      const auto& tagged = as<syntax::TaggedTemplateExpression>(node);
      const bool is_tail = std::exchange(is_tail_call_allowed_, false);
      const Register base = begin_call();
      load_callee(tagged.tag, base);
      is_tail_call_allowed_ = is_tail;
      return call_tag(tagged, base);
    }
    case NodeType::NewExpression:
      return compile(as<syntax::NewExpression>(node));
    case NodeType::ChainExpression:
      return compile_chain(as<syntax::ChainExpression>(node));
    case NodeType::MetaProperty:
      return compile(as<syntax::MetaProperty>(node));
    case NodeType::ImportExpression:
      return compile(as<syntax::ImportExpression>(node));
    case NodeType::UpdateExpression:
      return compile_update(as<syntax::UpdateExpression>(node), true);
    case NodeType::UnaryExpression:
      return compile(as<syntax::UnaryExpression>(node));
    case NodeType::BinaryExpression:
      return compile_private_in(as<syntax::BinaryExpression>(node));
    case NodeType::AssignmentExpression:
      return compile(as<syntax::AssignmentExpression>(node));
    case NodeType::ConditionalExpression:
      return compile(as<syntax::ConditionalExpression>(node));
    case NodeType::YieldExpression:
      return compile(as<syntax::YieldExpression>(node));
    case NodeType::AwaitExpression:
      value(as<syntax::AwaitExpression>(node).argument);
      return await(node);
    case NodeType::SequenceExpression: {
      const bool is_tail = std::exchange(is_tail_call_allowed_, false);
      const NodeList& expressions = as<syntax::SequenceExpression>(node).expressions;
      for (std::size_t i = 0; i + 1 < expressions.size(); ++i) effect(expressions[i]);
      is_tail_call_allowed_ = is_tail;
      return value(expressions.back());
    }
    default:
      assert(false);
  }
}

void FunctionCompiler::value_to(const Node* node, Register target) {
  if (is_plain_register(node)) {
    note_register(node, plain_register(node));
    return emit<Op::Move>(target, plain_register(node));
  }
  value(node);
  store(target);
}

/// Evaluates `node` for what it does; its value, in acc or not, does not matter.
void FunctionCompiler::effect(const Node* node) {
  if (const auto* update = try_as<syntax::UpdateExpression>(node)) {
    const std::uint32_t begin = builder_.offset();
    compile_update(*update, false);
    // What acc is now is the value of `++x` only.
    if (update->prefix) return note_value(node, begin);
    return note_remembered(node, begin, bytecode::ExpressionNote::Kind::Remembered);
  }
  value(node);
}

Register FunctionCompiler::operand(const Node* node, const Node* behind) {
  if (is_plain_register(node)) {
    const auto* identifier = try_as<syntax::Identifier>(node);
    if (identifier == nullptr || !may_assign(behind, identifier->variable)) {
      note_register(node, plain_register(node));
      return plain_register(node);
    }
  }
  value(node);
  return keep();
}

// Names of anonymous functions ------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-isanonymousfunctiondefinition
bool FunctionCompiler::is_anonymous_function(const Node* node) {
  if (is<syntax::ArrowFunctionExpression>(node)) return true;
  if (const auto* function = try_as<syntax::FunctionExpression>(node)) return function->id == nullptr;
  const auto* class_expression = try_as<syntax::ClassExpression>(node);
  return class_expression != nullptr && class_expression->id == nullptr;
}

/// The value of `node`, which gets `name` if it is an anonymous function or class.
void FunctionCompiler::named_value(const Node* node, const FunctionName& name) {
  const std::uint32_t begin = builder_.offset();
  switch (node->type) {
    case NodeType::FunctionExpression:
    case NodeType::ArrowFunctionExpression:
      compile_closure(node, name);
      return note_function(node, begin);
    case NodeType::ClassExpression:
      compile_class(as<syntax::ClassExpression>(node), name);
      return note_function(node, begin);
    default:
      return value(node);
  }
}

// Binary operators ------------------------------------------------------------------------------------------

void FunctionCompiler::emit_binary(BinaryOperator op, Register lhs) {
  switch (op) {
    case BinaryOperator::Equals:
      return emit<Op::Equal>(lhs);
    case BinaryOperator::NotEquals:
      return emit<Op::NotEqual>(lhs);
    case BinaryOperator::StrictEquals:
      return emit<Op::StrictEqual>(lhs);
    case BinaryOperator::StrictNotEquals:
      return emit<Op::StrictNotEqual>(lhs);
    case BinaryOperator::LessThan:
      return emit<Op::Less>(lhs);
    case BinaryOperator::LessThanEquals:
      return emit<Op::LessOrEqual>(lhs);
    case BinaryOperator::GreaterThan:
      return emit<Op::Greater>(lhs);
    case BinaryOperator::GreaterThanEquals:
      return emit<Op::GreaterOrEqual>(lhs);
    case BinaryOperator::ShiftLeft:
      return emit<Op::ShiftLeft>(lhs);
    case BinaryOperator::ShiftRight:
      return emit<Op::ShiftRight>(lhs);
    case BinaryOperator::UnsignedShiftRight:
      return emit<Op::ShiftRightUnsigned>(lhs);
    case BinaryOperator::Add:
      return emit<Op::Add>(lhs);
    case BinaryOperator::Subtract:
      return emit<Op::Subtract>(lhs);
    case BinaryOperator::Multiply:
      return emit<Op::Multiply>(lhs);
    case BinaryOperator::Divide:
      return emit<Op::Divide>(lhs);
    case BinaryOperator::Remainder:
      return emit<Op::Remainder>(lhs);
    case BinaryOperator::Exponentiate:
      return emit<Op::Exponentiate>(lhs);
    case BinaryOperator::BitwiseAnd:
      return emit<Op::BitAnd>(lhs);
    case BinaryOperator::BitwiseOr:
      return emit<Op::BitOr>(lhs);
    case BinaryOperator::BitwiseXor:
      return emit<Op::BitXor>(lhs);
    case BinaryOperator::In:
      return emit<Op::HasProperty>(lhs);
    case BinaryOperator::Instanceof:
      return emit<Op::InstanceOf>(lhs);
  }
}

namespace {

/// A literal that is a whole number of 32 bits.
std::optional<std::int32_t> small_literal(const Node* node) {
  const auto* literal = try_as<syntax::NumericLiteral>(node);
  if (literal == nullptr || !(literal->value >= 0 && literal->value <= 0x7fffffff)) return std::nullopt;
  const auto small = static_cast<std::int32_t>(literal->value);
  if (small != literal->value) return std::nullopt;
  return small;
}

}  // namespace

bool FunctionCompiler::finish_binary_with_small(const syntax::BinaryExpression& node) {
  const std::optional<std::int32_t> small = small_literal(node.right);
  if (!small) return false;
  auto emit_small = [&]<Op opcode>() {
    left_value();
    at(&node);
    emit<opcode>(*small);
    return true;
  };
  switch (node.operator_) {
    case BinaryOperator::Add:
      return emit_small.operator()<Op::AddSmall>();
    case BinaryOperator::Subtract:
      return emit_small.operator()<Op::SubtractSmall>();
    case BinaryOperator::Multiply:
      return emit_small.operator()<Op::MultiplySmall>();
    case BinaryOperator::BitwiseAnd:
      return emit_small.operator()<Op::BitAndSmall>();
    case BinaryOperator::BitwiseOr:
      return emit_small.operator()<Op::BitOrSmall>();
    case BinaryOperator::ShiftLeft:
      return emit_small.operator()<Op::ShiftLeftSmall>();
    case BinaryOperator::ShiftRight:
      return emit_small.operator()<Op::ShiftRightSmall>();
    case BinaryOperator::UnsignedShiftRight:
      return emit_small.operator()<Op::ShiftRightUnsignedSmall>();
    default:
      return false;
  }
}

void FunctionCompiler::finish_binary(const syntax::BinaryExpression& node) {
  if (finish_binary_with_small(node)) return;
  Temporaries temporaries(*this);
  const Register lhs = left_register();
  value(node.right);
  at(&node);
  emit_binary(node.operator_, lhs);
}

/// `#x in object`
void FunctionCompiler::compile_private_in(const syntax::BinaryExpression& node) {
  Temporaries temporaries(*this);
  load_private_name(as<syntax::PrivateIdentifier>(node.left).name);
  const Register name = keep();
  value(node.right);
  at(&node);
  emit<Op::HasPrivate>(name);
}

// Logical operators and conditions --------------------------------------------------------------------------

void FunctionCompiler::finish_logical(const syntax::LogicalExpression& node) {
  const Label end = builder_.make_label();
  // The flag goes on to the right operand.
  switch (node.operator_) {
    case LogicalOperator::And:
      emit<Op::JumpIfFalse>(end);
      break;
    case LogicalOperator::Or:
      emit<Op::JumpIfTrue>(end);
      break;
    case LogicalOperator::Coalesce:
      emit<Op::JumpIfNotNullish>(end);
      break;
  }
  value(node.right);
  builder_.bind(end);
}

void FunctionCompiler::jump_if(const Node* test, bool sense, Label target) {
  // What is to be tested behind the left operand.
  struct Pending {
    const Node* test;
    bool sense;
    Label target;
    std::optional<Label> skip;  // goes here, if the left operand has decided it
  };
  std::vector<Pending> pending;
  // For the map: whose code begins here, and what of `pending` belongs to what is around them.
  struct Begun {
    const Node* test;
    Label target;
    std::size_t around;
  };
  std::vector<Begun> begun;
  const std::uint32_t begin = builder_.offset();
  const auto note_ended = [&] {
    for (; !begun.empty() && begun.back().around == pending.size(); begun.pop_back())
      note_test(begun.back().test, begin, begun.back().target);
  };
  for (;;) {
    const auto* unary = try_as<syntax::UnaryExpression>(test);
    if (unary != nullptr && unary->operator_ == UnaryOperator::LogicalNot) {
      begun.push_back({test, target, pending.size()});
      test = unary->argument;
      sense = !sense;
      continue;
    }
    const auto* logical = try_as<syntax::LogicalExpression>(test);
    if (logical == nullptr || logical->operator_ == LogicalOperator::Coalesce) break;
    begun.push_back({test, target, pending.size()});
    // `a && b` is false, and `a || b` true, if one of them is.
    const bool either = sense == (logical->operator_ == LogicalOperator::Or);
    if (either) {
      pending.push_back({logical->right, sense, target, std::nullopt});
    } else {
      const Label skip = builder_.make_label();
      pending.push_back({logical->right, sense, target, skip});
      target = skip;
      sense = !sense;
    }
    test = logical->left;
  }
  jump_if_simple(test, sense, target);
  note_ended();
  while (!pending.empty()) {
    const Pending next = pending.back();
    pending.pop_back();
    jump_if(next.test, next.sense, next.target);
    if (next.skip) builder_.bind(*next.skip);
    note_ended();
  }
}

void FunctionCompiler::jump_if_simple(const Node* test, bool sense, Label target) {
  if (const auto* binary = try_as<syntax::BinaryExpression>(test)) {
    if (jump_if_comparison(*binary, sense, target)) return;
  }
  if (const auto* literal = try_as<syntax::BooleanLiteral>(test)) {
    if (literal->value == sense) emit<Op::Jump>(target);
    return;
  }
  value(test);
  note_remembered(test, 0, bytecode::ExpressionNote::Kind::Remember);
  if (sense) {
    emit<Op::JumpIfTrue>(target);
  } else {
    emit<Op::JumpIfFalse>(target);
  }
}

bool FunctionCompiler::jump_if_comparison(const syntax::BinaryExpression& node, bool sense, Label target) {
  const bool is_null = is<syntax::NullLiteral>(node.right);
  const bool is_loose =
      node.operator_ == BinaryOperator::Equals || node.operator_ == BinaryOperator::NotEquals;
  if (is_null && is_loose) {
    value(node.left);
    const std::uint32_t jump = builder_.offset();
    if (sense == (node.operator_ == BinaryOperator::Equals)) {
      emit<Op::JumpIfNullish>(target);
    } else {
      emit<Op::JumpIfNotNullish>(target);
    }
    note_comparison(&node, jump, sense, target);
    return true;
  }
  auto compare = [&]<Op if_true, Op if_false>() {
    Temporaries temporaries(*this);
    const Register lhs = operand(node.left, node.right);
    value(node.right);
    at(&node);
    const std::uint32_t jump = builder_.offset();
    if (sense) {
      emit<if_true>(lhs, target);
    } else {
      emit<if_false>(lhs, target);
    }
    note_comparison(&node, jump, sense, target);
    return true;
  };
  switch (node.operator_) {
    case BinaryOperator::LessThan:
      return compare.operator()<Op::JumpIfLess, Op::JumpIfNotLess>();
    case BinaryOperator::LessThanEquals:
      return compare.operator()<Op::JumpIfLessOrEqual, Op::JumpIfNotLessOrEqual>();
    case BinaryOperator::GreaterThan:
      return compare.operator()<Op::JumpIfGreater, Op::JumpIfNotGreater>();
    case BinaryOperator::GreaterThanEquals:
      return compare.operator()<Op::JumpIfGreaterOrEqual, Op::JumpIfNotGreaterOrEqual>();
    case BinaryOperator::StrictEquals:
      return compare.operator()<Op::JumpIfStrictEqual, Op::JumpIfStrictNotEqual>();
    case BinaryOperator::StrictNotEquals:
      return compare.operator()<Op::JumpIfStrictNotEqual, Op::JumpIfStrictEqual>();
    default:
      return false;
  }
}

void FunctionCompiler::compile(const syntax::ConditionalExpression& node) {
  const Label alternate = builder_.make_label();
  const Label end = builder_.make_label();
  const bool is_tail = std::exchange(is_tail_call_allowed_, false);
  jump_if(node.test, false, alternate);
  is_tail_call_allowed_ = is_tail;
  value(node.consequent);
  emit<Op::Jump>(end);
  builder_.bind(alternate);
  is_tail_call_allowed_ = is_tail;
  value(node.alternate);
  builder_.bind(end);
}

// Members and chains ----------------------------------------------------------------------------------------

/// The object is in acc or left_register_.
/// \param parent  the call or tagged template whose callee this is, or null: then it begins here, and goes
/// into pending_calls_
void FunctionCompiler::finish_member(const syntax::MemberExpression& node, const Node* parent) {
  if (node.optional) {
    left_value();
    jump_out_of_chain();
  }
  const std::uint32_t first_free = next_register_;
  std::optional<Register> base;
  Register object;
  if (parent != nullptr) {
    base = begin_call();
    const Register receiver = *base + bytecode::k_this_in_call;
    if (left_register_) {
      object = left_register();
      emit<Op::Move>(receiver, object);
    } else {
      store(receiver);
      object = receiver;
    }
  } else {
    object = left_register();
  }

  Name name = Name::none;
  if (const auto* private_name = try_as<syntax::PrivateIdentifier>(node.property)) {
    load_private_name(private_name->name);
    Temporaries temporaries(*this);
    const Register key = keep();
    at(&node);
    emit<Op::GetPrivate>(object, key);
  } else if (is_named_key(node.property, name)) {
    at(&node);
    emit<Op::GetNamed>(object, constant(name));
  } else {
    value(node.property);
    at(&node);
    emit<Op::GetElement>(object);
  }
  if (base) {
    store(*base + bytecode::k_callee_in_call);
    pending_calls_.push_back(*base);
  } else {
    next_register_ = first_free;
  }
}

/// Around a chain that `?.` may cut short: then its value is undefined.
void FunctionCompiler::compile_chain(const syntax::ChainExpression& node) {
  const Label cut = builder_.make_label();
  const Label end = builder_.make_label();
  const std::optional<Label> outer = std::exchange(chain_end_, cut);
  value(node.expression);
  chain_end_ = outer;
  emit<Op::Jump>(end);
  builder_.bind(cut);
  const std::uint32_t begin = builder_.offset();
  emit<Op::LoadUndefined>();
  note_value(node.expression, begin);
  builder_.bind(end);
}

void FunctionCompiler::jump_out_of_chain() {
  emit<Op::JumpIfNullish>(*chain_end_);
}

// Unary operators -------------------------------------------------------------------------------------------

void FunctionCompiler::compile(const syntax::UnaryExpression& node) {
  switch (node.operator_) {
    case UnaryOperator::Delete:
      return compile_delete(node.argument);
    case UnaryOperator::Typeof:
      return compile_typeof(node.argument);
    case UnaryOperator::Void:
      effect(node.argument);
      return emit<Op::LoadUndefined>();
    case UnaryOperator::LogicalNot:
      value(node.argument);
      return emit<Op::Not>();
    case UnaryOperator::Plus:
      value(node.argument);
      at(&node);
      return emit<Op::ToNumber>();
    case UnaryOperator::Minus:
      if (const auto* literal = try_as<syntax::NumericLiteral>(node.argument))
        return load_number(-literal->value);
      value(node.argument);
      at(&node);
      return emit<Op::Negate>();
    case UnaryOperator::BitwiseNot:
      value(node.argument);
      at(&node);
      return emit<Op::BitNot>();
  }
}

void FunctionCompiler::compile_typeof(const Node* argument) {
  if (const auto* identifier = try_as<syntax::Identifier>(argument)) {
    const std::uint32_t begin = builder_.offset();
    load_variable(*identifier, true);
    note_value(identifier, begin);
  } else {
    value(argument);
  }
  emit<Op::TypeOf>();
}

// Others ----------------------------------------------------------------------------------------------------

void FunctionCompiler::compile(const syntax::MetaProperty& node) {
  if (as<syntax::IdentifierName>(node.meta).name == Name::keyword_New) return load_new_target();
  at(&node);
  emit<Op::LoadImportMeta>();
}

void FunctionCompiler::compile(const syntax::ImportExpression& node) {
  const auto phase = node.phase == syntax::ImportPhase::Defer    ? bytecode::ImportPhase::Defer
                     : node.phase == syntax::ImportPhase::Source ? bytecode::ImportPhase::Source
                                                                 : bytecode::ImportPhase::Evaluation;
  Temporaries temporaries(*this);
  const Register specifier = operand(node.source, node.options);
  if (node.options != nullptr) {
    value(node.options);
  } else {
    emit<Op::LoadUndefined>();
  }
  const Register options = keep();
  load(specifier);
  at(&node);
  emit<Op::DynamicImport>(options, phase);
}

}  // namespace orrery::compiler
