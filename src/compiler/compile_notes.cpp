// Notes for the map of expressions (bytecode/expression_map.h). One note is one step that can be seen:
// something is read, made, called, compared, assigned. Literals of primitive values get none, for they stand
// in the text as they are; nor do parentheses, commas and spreads, which do nothing by themselves.

#include "compiler/function_compiler.h"

namespace orrery::compiler {

using bytecode::ExpressionNote;

namespace {

/// Is it to be seen that the expression has a value? Of functions and classes named_value() tells.
bool is_step(const Node* node) {
  switch (node->type) {
    case NodeType::NullLiteral:
    case NodeType::BooleanLiteral:
    case NodeType::NumericLiteral:
    case NodeType::StringLiteral:
    case NodeType::BigIntLiteral:
    case NodeType::SequenceExpression:
    case NodeType::ChainExpression:
    case NodeType::FunctionExpression:
    case NodeType::ArrowFunctionExpression:
    case NodeType::ClassExpression:
      return false;
    case NodeType::TemplateLiteral:
      return !as<syntax::TemplateLiteral>(node).expressions.empty();
    case NodeType::UnaryExpression: {
      const auto& unary = as<syntax::UnaryExpression>(node);
      const bool is_number =
          unary.operator_ == syntax::UnaryOperator::Minus && is<syntax::NumericLiteral>(unary.argument);
      return !is_number;
    }
    default:
      return true;
  }
}

ExpressionNote note_of(ExpressionNote::Kind kind, std::uint32_t start, std::uint32_t end) {
  return {.offset = 0, .source_start = start, .source_end = end, .kind = kind};
}

}  // namespace

// Expressions -----------------------------------------------------------------------------------------------

void FunctionCompiler::note_value(const Node* node, std::uint32_t begin) {
  if (builder_.keeps_notes() && is_step(node)) note_function(node, begin);
}

void FunctionCompiler::note_function(const Node* node, std::uint32_t begin) {
  if (!builder_.keeps_notes()) return;
  ExpressionNote note = note_of(ExpressionNote::Kind::Accumulator, node->start, node->end);
  note.from = begin;
  note.to = builder_.offset();
  builder_.note(note);
}

void FunctionCompiler::note_register(const Node* node, Register place) {
  if (!builder_.keeps_notes()) return;
  ExpressionNote note = note_of(ExpressionNote::Kind::Register, node->start, node->end);
  note.register_index = static_cast<std::uint32_t>(place);
  builder_.note(note);
}

void FunctionCompiler::note_comparison(const Node* node, std::uint32_t jump, bool sense, Label target) {
  if (!builder_.keeps_notes()) return;
  using Kind = ExpressionNote::Kind;
  ExpressionNote note = note_of(sense ? Kind::True : Kind::False, node->start, node->end);
  note.from = jump;
  note.to = jump + 1;
  builder_.note(target, note);
  note.kind = sense ? Kind::False : Kind::True;
  builder_.note(note);
}

void FunctionCompiler::note_test(const Node* node, std::uint32_t begin, Label target) {
  if (!builder_.keeps_notes()) return;
  const auto* logical = try_as<syntax::LogicalExpression>(node);
  // A literal as a condition is no code, and has not been remembered.
  const Node* last = logical != nullptr ? logical->right : as<syntax::UnaryExpression>(node).argument;
  if (is<syntax::BooleanLiteral>(last)) return;
  ExpressionNote note =
      note_of(logical != nullptr ? ExpressionNote::Kind::Remembered : ExpressionNote::Kind::NotRemembered,
              node->start, node->end);
  note.from = begin;
  note.to = builder_.offset();
  builder_.note(target, note);
  builder_.note(note);
}

/// `kind` Remember: acc; Remembered: what it was then is the value of `node`, whose code begins at `begin`.
void FunctionCompiler::note_remembered(const Node* node, std::uint32_t begin, ExpressionNote::Kind kind) {
  if (!builder_.keeps_notes()) return;
  ExpressionNote note = note_of(kind, node->start, node->end);
  if (kind != ExpressionNote::Kind::Remember) {
    note.from = begin;
    note.to = builder_.offset();
  }
  builder_.note(note);
}

// Statements ------------------------------------------------------------------------------------------------

namespace {

/// From the start of a statement to where what is in it begins, without what stands between.
syntax::SourceRange head(const Node* node, const Node* inside, std::string_view source) {
  std::uint32_t end = inside->start;
  while (end > node->start && std::string_view(" \t\r\n{").contains(source[end - 1])) --end;
  return {node->start, end};
}

}  // namespace

/// What of a statement is shown when it is come to; nothing if nothing is done at its start but what is in
/// it.
std::optional<syntax::SourceRange> FunctionCompiler::statement_head(const Node* node,
                                                                    std::string_view source) {
  switch (node->type) {
    case NodeType::ExpressionStatement:
    case NodeType::DebuggerStatement:
    case NodeType::ReturnStatement:
    case NodeType::BreakStatement:
    case NodeType::ContinueStatement:
    case NodeType::ThrowStatement:
    case NodeType::ClassDeclaration:
    case NodeType::ExportDefaultDeclaration:
      return node->range();
    case NodeType::VariableDeclaration:
      // Of several each is told for itself.
      if (as<syntax::VariableDeclaration>(node).declarations.size() > 1) return std::nullopt;
      return node->range();
    case NodeType::WithStatement:
      return head(node, as<syntax::WithStatement>(node).body, source);
    case NodeType::IfStatement:
      return head(node, as<syntax::IfStatement>(node).consequent, source);
    case NodeType::SwitchStatement: {
      const auto& cases = as<syntax::SwitchStatement>(node).cases;
      if (cases.empty()) return node->range();
      return head(node, cases.front(), source);
    }
    case NodeType::WhileStatement:
      return head(node, as<syntax::WhileStatement>(node).body, source);
    case NodeType::ForStatement:
      return head(node, as<syntax::ForStatement>(node).body, source);
    case NodeType::ForInStatement:
      return head(node, as<syntax::ForInStatement>(node).body, source);
    case NodeType::ForOfStatement:
      return head(node, as<syntax::ForOfStatement>(node).body, source);
    default:
      return std::nullopt;
  }
}

std::size_t FunctionCompiler::begin_statement(const Node* node) {
  if (!builder_.keeps_notes()) return 0;
  const std::size_t note = builder_.next_note();
  if (const auto range = statement_head(node, unit_.source_text().text())) note_statement(*range);
  return note;
}

void FunctionCompiler::note_statement(syntax::SourceRange range) {
  if (!builder_.keeps_notes()) return;
  ExpressionNote note = note_of(ExpressionNote::Kind::Statement, range.start, range.end);
  note.from = note.to = builder_.offset();
  if (scope_ != nullptr) note.scope = scope_->index;
  builder_.note(note);
}

/// One that is no code (`var x;`) is never come to.
void FunctionCompiler::end_statement(std::size_t note) {
  if (!builder_.keeps_notes() || builder_.next_note() <= note) return;
  ExpressionNote& begun = builder_.note_at(note);
  const bool is_statement = begun.kind == ExpressionNote::Kind::Statement && begun.to == begun.offset;
  if (!is_statement) return;
  begun.to = builder_.offset();
  if (begun.to == begun.offset) builder_.drop_note(note);
}

void FunctionCompiler::note_next_turn(const Node* node, const OpenScope& open) {
  if (!builder_.keeps_notes()) return;
  if (open.scope != nullptr && !open.environment)
    builder_.note(note_of(ExpressionNote::Kind::IterationEnd, 0, 0));
  const auto range = statement_head(node, unit_.source_text().text());
  ExpressionNote note = note_of(ExpressionNote::Kind::Statement, range->start, range->end);
  note.to = builder_.offset();
  builder_.note(note);
}

/// Of `while`: the next instruction goes back to the loop's head.
void FunctionCompiler::note_jump_back(std::size_t note) {
  if (builder_.keeps_notes() && builder_.is_reachable() && note < builder_.next_note())
    builder_.note_at(note).again = builder_.offset();
}

void FunctionCompiler::note_iteration(const OpenScope& open) {
  if (!builder_.keeps_notes() || open.scope == nullptr || open.environment) return;
  builder_.note(note_of(ExpressionNote::Kind::Iteration, 0, 0));
}

}  // namespace orrery::compiler
