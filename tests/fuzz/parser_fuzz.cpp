// libFuzzer target: whatever the text, the parser gives a tree or an error that points into the text; it
// gives the same answer when it parses lazily, and then every function can be parsed again. The first byte
// picks the goal.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/parser.h"
#include "syntax/print/estree.h"

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
      default:
        require(has_tree(parse_function(tree, *function)));
    }
  }
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
    require(eager.error().message == lazy.error().message &&
            eager.error().range.start == lazy.error().range.start);
    return 0;
  }
  require(eager->functions().size() == lazy->functions().size());
  // Bounded, for text with many nested functions may be parsed again many times.
  if (lazy->functions().size() < 200) parse_all_functions_again(*lazy);
  std::size_t written = 0;
  orrery::base::OutputBuffer output([&](std::string_view chunk) { written += chunk.size(); });
  write_estree(*eager, output);
  output.flush();
  require(written > 0);
  return 0;
}
