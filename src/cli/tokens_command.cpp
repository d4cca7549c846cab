#include "cli/tokens_command.h"

#include <cstdlib>

#include <unistd.h>

#include "cli/read_source.h"
#include "syntax/print/token_printer.h"

namespace orrery::cli {

namespace {

/// \return the exit status
int print(syntax::TokenStream& tokens, const syntax::SourceText& source, std::uint32_t limit,
          const TokensOptions& options) {
  StandardOutput output;
  if (options.json) {
    syntax::write_tokens_json(tokens, source, {.range = {.start = 0, .end = limit}}, output.buffer());
    output.buffer().append('\n');
  } else {
    syntax::print_tokens(tokens, source, limit, output.buffer(), wants_colour(options.colour, STDOUT_FILENO));
  }
  return output.finish();
}

}  // namespace

int run_tokens(const TokensOptions& options) {
  const base::Result<syntax::SourceText> source = read_source(options.file);
  if (!source) {
    print_error(source.error().message);
    return EXIT_FAILURE;
  }
  const syntax::Goal goal = goal_for(options.file, options.goal);
  const auto tree = syntax::parse(*source, {.goal = goal});
  if (tree) {
    syntax::TokenStream tokens(*tree);
    return print(tokens, *source, UINT32_MAX, options);
  }
  syntax::TokenStream tokens(*source, goal);
  print(tokens, *source, tree.error().range.start, options);
  print_syntax_error(tree.error(), *source, options.colour);
  return EXIT_FAILURE;
}

}  // namespace orrery::cli
