#include "cli/stages/stages.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/line_map.h"
#include "base/output_buffer.h"
#include "bytecode/code_block.h"
#include "bytecode/instruction_text.h"
#include "bytecode/names.h"
#include "bytecode/reader.h"
#include "cli/terminal.h"
#include "compiler/compiler.h"
#include "host/files/files.h"
#include "node/commonjs/commonjs.h"
#include "syntax/ast_walk.h"
#include "syntax/print/estree.h"
#include "syntax/print/token_printer.h"

namespace orrery::cli {

namespace {

using CodeBlocks = std::vector<std::shared_ptr<const bytecode::CodeBlock>>;

template <typename Write>
std::string written(const Write& write) {
  std::string text;
  base::OutputBuffer buffer([&text](std::string_view bytes) { text += bytes; });
  write(buffer);
  buffer.flush();
  return text;
}

std::string quoted(std::string_view text) {
  return written([text](base::OutputBuffer& output) { base::append_json_string(output, text); });
}

/// The byte of the text at which so many UTF-16 code units come before, at most its end.
std::uint32_t byte_offset(const syntax::SourceText& source, std::uint32_t utf16) {
  const base::LineMap& lines = source.line_map();
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const auto offsets = std::views::iota(std::uint32_t{0}, size + 1);
  const auto behind = std::ranges::upper_bound(
      offsets, utf16, {}, [&lines](std::uint32_t offset) { return lines.utf16_offset(offset); });
  return static_cast<std::uint32_t>(behind - offsets.begin()) - 1;
}

/// Is its text, or may it be, what a function's code has as its source?
bool is_of_function(syntax::NodeType type) {
  using enum syntax::NodeType;
  switch (type) {
    case FunctionDeclaration:
    case FunctionExpression:
    case ArrowFunctionExpression:
    case MethodDefinition:
    case Property:
    case PropertyDefinition:
    case StaticBlock:
    case ClassDeclaration:
    case ClassExpression:
      return true;
    default:
      return false;
  }
}

/// The outermost node that is the function with this text; null: there is none.
const syntax::Node* function_in_tree(const syntax::SyntaxTree& tree, syntax::SourceRange range) {
  const syntax::Node* node = &tree.program();
  while (node != nullptr) {
    if (node->start == range.start && node->end == range.end && is_of_function(node->type)) return node;
    const syntax::Node* inner = nullptr;
    syntax::for_each_child(node, [&](const syntax::Node* child) {
      if (child->start <= range.start && range.end <= child->end) inner = child;
    });
    node = inner;
  }
  return nullptr;
}

// Stages ----------------------------------------------------------------------------------------------------

class Stages {
 public:
  explicit Stages(const StagesRequest& request) : request_(request) {}

  std::string make() {
    syntax::SourceText source = syntax::SourceText::from_utf8(request_.url, request_.text);
    if (parse(source)) compile(std::move(source));
    return fmt::format(R"({{"tokens":{},"tree":{},"functions":[{}],"problem":{}}})", tokens_, tree_,
                       functions_, quoted(problem_));
  }

 private:
  bool is_body() const { return request_.goal == "body"; }

  /// \return whether it is sound
  bool parse(const syntax::SourceText& source) {
    const std::span<const std::string_view> parameters = node::k_commonjs_parameters;
    syntax::EvalContext around;
    // What there is around an eval's code, nobody knows here; where something is missing it has been refused.
    around.allows_new_target = around.allows_super_property = around.allows_super_call = true;
    syntax::ParseOptions options{.goal = goal()};
    if (is_body()) options.body_of = &parameters;
    if (request_.goal == "eval") options.eval = &around;
    const auto tree = syntax::parse(source, options);
    if (!tree) {
      problem_ = tree.error().message;
      return false;
    }
    const syntax::SourceRange range = range_in(source);
    syntax::TokenStream stream(*tree);
    tokens_ = written([&](base::OutputBuffer& output) {
      syntax::write_tokens_json(stream, source, {.range = range, .has_loc = false}, output);
    });
    const bool is_all = range.start == 0 && range.end == source.text().size();
    const syntax::Node* root = is_all ? &tree->program() : function_in_tree(*tree, range);
    if (root != nullptr)
      tree_ = written([&](base::OutputBuffer& output) {
        syntax::write_estree(*tree, output, {.root = root, .has_loc = false});
      });
    return true;
  }

  /// What is wanted of the text. The place of the whole text is that of the program.
  syntax::SourceRange range_in(const syntax::SourceText& source) const {
    if (request_.is_all) return {.start = 0, .end = static_cast<std::uint32_t>(source.text().size())};
    return {.start = byte_offset(source, request_.start), .end = byte_offset(source, request_.end)};
  }

  syntax::Goal goal() const {
    return request_.goal == "module" ? syntax::Goal::Module : syntax::Goal::Script;
  }

  void compile(syntax::SourceText source) {
    if (request_.goal == "eval") {
      problem_ = "eval";
      return;
    }
    const auto unit =
        is_body() ? compiler::Unit::parse_function_body(std::move(source), node::k_commonjs_parameters)
                  : compiler::Unit::parse(std::move(source), goal());
    if (!unit) return;
    CodeBlocks pending = {is_body() ? compiler::compile_dynamic_function(*unit)
                                    : compiler::compile_program(*unit)};
    bool is_wrapper = is_body();
    while (!pending.empty()) {
      const auto code = std::move(pending.back());
      pending.pop_back();
      // What makes the function that a module is the body of says nothing.
      if (!std::exchange(is_wrapper, false)) add(*unit, *code);
      for (const bytecode::FunctionHeader& header : std::views::reverse(code->functions))
        pending.push_back(compiler::compile_function(*unit, header));
    }
  }

  void add(const std::shared_ptr<compiler::Unit>& unit, const bytecode::CodeBlock& code) {
    const base::LineMap& lines = unit->source_text().line_map();
    if (!request_.is_all && !is_wanted(code, lines)) return;
    if (!functions_.empty()) functions_ += ',';
    const bytecode::FunctionHeader& header = code.header;
    const auto name = header.name == bytecode::StringId::none ? "" : unit->string(header.name);
    functions_ += fmt::format(R"({{"name":{},"kind":"{}","start":{},"end":{})", quoted(name),
                              bytecode::to_string(header.kind), lines.utf16_offset(header.source_start),
                              lines.utf16_offset(header.source_end));
    add_instructions(code);
    functions_ += R"(,"positions":[)";
    const char* separator = "";
    for (const bytecode::Position& position : code.positions)
      functions_ +=
          fmt::format("{}[{},{},{}]", std::exchange(separator, ","), position.offset,
                      lines.utf16_offset(position.source_start), lines.utf16_offset(position.source_end));
    functions_ += R"(],"notes":[)";
    separator = "";
    if (const auto map = compiler::expression_map(unit, code)) {
      for (const bytecode::ExpressionNote& note : map->notes()) {
        if (const std::optional<int> sort = sort_of(note.kind))
          functions_ +=
              fmt::format("{}[{},{},{},{}]", std::exchange(separator, ","), note.offset,
                          lines.utf16_offset(note.source_start), lines.utf16_offset(note.source_end), *sort);
      }
    }
    functions_ += R"(],"inner":[)";
    separator = "";
    for (const bytecode::FunctionHeader& inner : code.functions)
      functions_ +=
          fmt::format("{}[{},{},{}]", std::exchange(separator, ","),
                      quoted(inner.name == bytecode::StringId::none ? "" : unit->string(inner.name)),
                      lines.utf16_offset(inner.source_start), lines.utf16_offset(inner.source_end));
    functions_ += "]}";
  }

  static std::optional<int> sort_of(bytecode::ExpressionNote::Kind kind) {
    using Kind = bytecode::ExpressionNote::Kind;
    switch (kind) {
      case Kind::Statement:
        return 1;
      case Kind::True:
        return 2;
      case Kind::False:
        return 3;
      case Kind::Accumulator:
      case Kind::Register:
      case Kind::Remembered:
      case Kind::NotRemembered:
        return 0;
      case Kind::Remember:
      case Kind::Iteration:
      case Kind::IterationEnd:
        return std::nullopt;
    }
    return std::nullopt;
  }

  void add_instructions(const bytecode::CodeBlock& code) {
    functions_ += fmt::format(R"(,"facts":{},"code":[)", quoted(bytecode::facts_text(code)));
    const char* separator = "";
    bytecode::InstructionTexts texts(code);
    for (const bytecode::Instruction& instruction : bytecode::Instructions(code.code)) {
      const bytecode::InstructionText text = texts.next(instruction);
      functions_ +=
          fmt::format("{}[{},{},{},{},{}]", std::exchange(separator, ","), instruction.offset(),
                      quoted(text.label), quoted(text.name), quoted(bytecode::plain_text(text.operands)),
                      quoted(bytecode::plain_text(text.comment)));
    }
    functions_ += "]";
  }

  bool is_wanted(const bytecode::CodeBlock& code, const base::LineMap& lines) const {
    const bytecode::FunctionHeader& header = code.header;
    const std::uint32_t start = lines.utf16_offset(header.source_start);
    const std::uint32_t end = lines.utf16_offset(header.source_end);
    return start == request_.start && (end == request_.end || (start == 0 && end < request_.end));
  }

  const StagesRequest& request_;
  std::string tokens_ = "[]";
  std::string tree_ = "null";
  std::string functions_;
  std::string problem_;
};

}  // namespace

std::string stages_of(const StagesRequest& request) {
  return Stages(request).make();
}

int run_stages(const StagesOptions& options) {
  base::Result<std::string> text = host::read_file(options.file, syntax::SourceText::k_max_size);
  if (!text) {
    print_error(text.error().message);
    return EXIT_FAILURE;
  }
  StandardOutput output;
  output.buffer().append(stages_of({.url = options.url,
                                    .text = *std::move(text),
                                    .goal = options.goal,
                                    .start = options.start,
                                    .end = options.end,
                                    .is_all = false}));
  return output.finish();
}

}  // namespace orrery::cli
