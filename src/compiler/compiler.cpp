#include "compiler/compiler.h"

#include <cassert>
#include <string>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

// Units -----------------------------------------------------------------------------------------------------

std::expected<std::shared_ptr<Unit>, ParseFailure> Unit::parse(syntax::SourceText source, syntax::Goal goal,
                                                               bool allows_await) {
  auto unit = std::make_shared<Unit>(std::move(source));
  auto tree =
      syntax::parse(unit->source_, {.goal = goal, .lazy_functions = true, .allows_await = allows_await});
  if (!tree) return std::unexpected(ParseFailure{std::move(tree.error()), std::move(unit->source_)});
  unit->tree_.emplace(std::move(*tree));
  return unit;
}

std::size_t Unit::size_in_bytes() const {
  return sizeof(Unit) + source_.text().size() + tree_->memory_bytes();
}

namespace {

/// What the function around a direct eval allows its code.
void allow(bytecode::FunctionKind kind, syntax::EvalContext& context) {
  using bytecode::FunctionKind;
  context.allows_new_target = true;
  switch (kind) {
    case FunctionKind::ClassFieldInitializer:
    case FunctionKind::ClassStaticBlock:
      context.forbids_arguments = true;
      break;
    case FunctionKind::DerivedConstructor:
      context.allows_super_call = true;
      break;
    case FunctionKind::Method:
    case FunctionKind::Accessor:
    case FunctionKind::ClassConstructor:
      break;
    default:
      return;
  }
  context.allows_super_property = true;
}

}  // namespace

std::expected<std::shared_ptr<Unit>, ParseFailure> Unit::parse_eval(syntax::SourceText source, bool is_strict,
                                                                    EvalEnvironment environment) {
  auto unit = std::make_shared<Unit>(std::move(source));
  unit->is_eval_ = true;
  syntax::EvalContext context;
  context.is_strict = is_strict;
  std::vector<std::string_view> private_names;
  bool has_function = false;
  for (const EvalScope& around : environment) {
    if (around.scope == nullptr) continue;
    if (!has_function && around.scope->kind == bytecode::ScopeKind::Function &&
        around.scope->function_kind != bytecode::FunctionKind::Arrow) {
      has_function = true;
      allow(around.scope->function_kind, context);
    }
    for (const bytecode::ScopeVariable& name : around.scope->private_names)
      private_names.push_back(around.program->string(name.name));
  }
  context.private_names = private_names;
  auto tree =
      syntax::parse(unit->source_, {.goal = syntax::Goal::Script, .lazy_functions = true, .eval = &context});
  if (!tree) return std::unexpected(ParseFailure{std::move(tree.error()), std::move(unit->source_)});
  unit->tree_.emplace(std::move(*tree));

  for (const EvalScope& around : environment) {
    bytecode::Scope copy;
    copy.kind = bytecode::ScopeKind::With;
    if (around.scope != nullptr) copy = *around.scope;
    for (bytecode::ScopeVariable& name : copy.private_names)
      name.name = string_id(unit->tree_->intern(around.program->string(name.name)));
    unit->eval_environment_.push_back(std::move(copy));
  }
  return unit;
}

namespace {

/// Whether the program is one function declaration with a body that begins at `body_start`.
std::optional<syntax::SyntaxError> find_loose_parts(const syntax::Program& program,
                                                    std::uint32_t body_start) {
  const syntax::Node* first = program.body.front();
  const auto* function = syntax::try_as<syntax::FunctionDeclaration>(first);
  if (function == nullptr || function->body->start != body_start)
    return syntax::SyntaxError{"Arg string terminates parameters early", {}, {}, {}};
  if (program.body.size() > 1)
    return syntax::SyntaxError{"Unexpected '}'", {function->end - 1, function->end}, {}, {}};
  return std::nullopt;
}

}  // namespace

std::expected<std::shared_ptr<Unit>, ParseFailure> Unit::parse_dynamic_function(syntax::SourceText source,
                                                                                std::uint32_t body_start) {
  // Once with the trees of functions, to look at; they are not kept.
  std::optional<syntax::SyntaxError> error;
  {
    const auto tree = syntax::parse(source, {.goal = syntax::Goal::Script});
    error = tree ? find_loose_parts(tree->program(), body_start) : tree.error();
  }
  if (error) return std::unexpected(ParseFailure{std::move(*error), std::move(source)});
  return parse(std::move(source), syntax::Goal::Script);
}

std::expected<std::shared_ptr<Unit>, ParseFailure> Unit::parse_function_body(
    syntax::SourceText source, std::span<const std::string_view> parameters) {
  auto unit = std::make_shared<Unit>(std::move(source));
  unit->is_function_body_ = true;
  auto tree = syntax::parse(unit->source_,
                            {.goal = syntax::Goal::Script, .lazy_functions = true, .body_of = &parameters});
  if (!tree) return std::unexpected(ParseFailure{std::move(tree.error()), std::move(unit->source_)});
  unit->tree_.emplace(std::move(*tree));
  return unit;
}

/// The function that the whole text is the body of has no text of its own that could be parsed again.
const syntax::Node* Unit::kept_function(const syntax::FunctionInfo& info) const {
  const bool is_whole_text = is_function_body_ && info.parent != nullptr && info.parent->parent == nullptr;
  return is_whole_text ? tree_->program().body.front() : nullptr;
}

// Entry points ----------------------------------------------------------------------------------------------

namespace {

bytecode::FunctionHeader header_of_program(Unit& unit) {
  const syntax::FunctionInfo* info = unit.tree().functions().front();
  bytecode::FunctionHeader header;
  header.kind = unit.is_module() ? bytecode::FunctionKind::Module
                : unit.is_eval() ? bytecode::FunctionKind::Eval
                                 : bytecode::FunctionKind::Script;
  header.is_async = info->is_async;
  header.is_strict = info->is_strict;
  header.uses_this = info->mentions.has(syntax::Mention::This);
  header.source_end = info->range.end;
  header.index = info->index;
  return header;
}

}  // namespace

std::shared_ptr<const bytecode::CodeBlock> compile_program(const std::shared_ptr<Unit>& unit) {
  syntax::FunctionInfo* info = unit->tree().functions().front();
  return FunctionCompiler(*unit, header_of_program(*unit), info).compile_program();
}

std::shared_ptr<const bytecode::CodeBlock> compile_dynamic_function(const std::shared_ptr<Unit>& unit) {
  syntax::FunctionInfo* info = unit->tree().functions().front();
  return FunctionCompiler(*unit, header_of_program(*unit), info).compile_dynamic_function();
}

namespace {

std::shared_ptr<const bytecode::CodeBlock> compile_function_with(FunctionCompiler& compiler, Unit& unit,
                                                                 const bytecode::FunctionHeader& header) {
  if (header.is_default_constructor()) return compiler.compile_default_constructor();
  if (const Node* initializer = unit.initializer(header.index))
    return compiler.compile_initializer(initializer);
  syntax::FunctionInfo& info = *unit.tree().functions()[header.index];
  if (const Node* kept = unit.kept_function(info)) return compiler.compile_function(kept);
  return compiler.compile_function(syntax::parse_function(unit.tree(), info));
}

/// What describes the function; null: a default constructor.
syntax::FunctionInfo* info_of(Unit& unit, const bytecode::FunctionHeader& header) {
  return header.is_default_constructor() ? nullptr : unit.tree().functions()[header.index];
}

std::shared_ptr<const bytecode::CodeBlock> compile_function_now(Unit& unit,
                                                                const bytecode::FunctionHeader& header) {
  FunctionCompiler compiler(unit, header, info_of(unit, header));
  return compile_function_with(compiler, unit, header);
}

bool is_program(bytecode::FunctionKind kind) {
  return kind == bytecode::FunctionKind::Script || kind == bytecode::FunctionKind::Module ||
         kind == bytecode::FunctionKind::Eval;
}

}  // namespace

std::shared_ptr<const bytecode::CodeBlock> compile_function(const std::shared_ptr<Unit>& unit,
                                                            const bytecode::FunctionHeader& header) {
  const bool is_kept = unit->keeps_code_ && !header.is_default_constructor();
  if (!is_kept) return compile_function_now(*unit, header);
  std::shared_ptr<const bytecode::CodeBlock>& kept = unit->kept_code_[header.index];
  if (kept == nullptr) kept = compile_function_now(*unit, header);
  return kept;
}

std::unique_ptr<const bytecode::ExpressionMap> expression_map(const std::shared_ptr<Unit>& unit,
                                                              const bytecode::CodeBlock& code) {
  auto map = std::make_unique<bytecode::ExpressionMap>();
  FunctionCompiler compiler(*unit, code.header, info_of(*unit, code.header));
  compiler.make_map(*map);
  // What parse_function_body() has made is no program that could be compiled as one.
  const syntax::NodeList& body = unit->tree().program().body;
  const bool only_makes_function = !body.empty() && is<syntax::FunctionExpression>(body.front());
  const auto again =
      !is_program(code.header.kind)
          ? compile_function_with(compiler, *unit, code.header)
          : (only_makes_function ? compiler.compile_dynamic_function() : compiler.compile_program());
  if (again->code != code.code) return nullptr;
  return map;
}

std::vector<std::string_view> captured_names(Unit& unit, const bytecode::FunctionHeader& header) {
  std::vector<std::string_view> names;
  const syntax::FunctionInfo* info = info_of(unit, header);
  const syntax::Variable* capture = info == nullptr ? nullptr : info->first_capture;
  for (; capture != nullptr; capture = capture->next) names.push_back(unit.tree().text(capture->name));
  return names;
}

}  // namespace orrery::compiler
