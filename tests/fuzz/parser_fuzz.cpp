// libFuzzer target: whatever the text, the parser gives a tree or an error that points into the text; it
// gives the same answer when it parses lazily, and then every function can be parsed again. The first byte
// picks the goal.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/parse/parser.h"
#include "syntax/print/estree.h"
#include "syntax/print/token_printer.h"
#include "syntax/print/tree_printer.h"

namespace {

using namespace orrery::syntax;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_error(const SyntaxError& error, const SourceText& source) {
  require(!error.message.empty());
  require(error.range.start <= error.range.end && error.range.end <= source.text().size());
  require(error.note_range.start <= error.note_range.end && error.note_range.end <= source.text().size());
  require(!describe(error, source, true).empty());
}

bool has_tree(const Node* function) {
  if (const auto* expression = try_as<FunctionExpression>(function)) return expression->body != nullptr;
  if (const auto* declaration = try_as<FunctionDeclaration>(function)) return declaration->body != nullptr;
  return as<ArrowFunctionExpression>(function).body != nullptr;
}

void parse_all_functions_again(SyntaxTree& tree) {
  for (FunctionInfo* function : tree.functions()) {
    switch (function->kind) {
      case FunctionKind::TopLevel:
      case FunctionKind::ClassFieldInitializer:
      case FunctionKind::ClassStaticBlock:
        break;
      default: {
        const SourceRange range = function->range;
        require(has_tree(parse_function(tree, *function)));
        require(function->range.start == range.start && function->range.end == range.end);
      }
    }
  }
}

/// Calls `write` with an output whose text nobody reads. \return how much it wrote
template <typename Function>
std::size_t written_by(Function write) {
  std::size_t size = 0;
  orrery::base::OutputBuffer output([&](std::string_view chunk) { size += chunk.size(); });
  write(output);
  output.flush();
  return size;
}

void print(const SyntaxTree& tree, const SourceText& source) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  require(written_by([&](auto& output) { write_estree(tree, output); }) > 0);
  require(written_by([&](auto& output) { print_tree(tree, output, {.colour = true}); }) > 0);
  written_by([&](auto& output) {
    TokenStream tokens(tree);
    print_tokens(tokens, source, size, output, true);
  });
  require(written_by([&](auto& output) {
            TokenStream tokens(tree);
            write_tokens_json(tokens, source, size, output);
          }) > 0);
}

void print_tokens_of_broken_text(const SourceText& source, Goal goal, std::uint32_t limit) {
  written_by([&](auto& output) {
    TokenStream tokens(source, goal);
    print_tokens(tokens, source, limit, output, false);
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Goal goal = (data[0] & 1) != 0 ? Goal::Module : Goal::Script;
  const auto source = SourceText::from_utf8("input.js", {reinterpret_cast<const char*>(data) + 1, size - 1});

  const auto eager = parse(source, {.goal = goal});
  auto lazy = parse(source, {.goal = goal, .lazy_functions = true});
  require(eager.has_value() == lazy.has_value());
  if (!eager) {
    check_error(eager.error(), source);
    print_tokens_of_broken_text(source, goal, eager.error().range.start);
    require(eager.error().message == lazy.error().message &&
            eager.error().range.start == lazy.error().range.start);
    return 0;
  }
  require(eager->functions().size() == lazy->functions().size());
  // Bounded, for text with many nested functions may be parsed again many times.
  if (lazy->functions().size() < 200) parse_all_functions_again(*lazy);
  print(*eager, source);
  return 0;
}
