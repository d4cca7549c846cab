#include "cli/ast_command.h"

#include <cstdlib>

#include <unistd.h>

#include "cli/read_source.h"
#include "syntax/print/estree.h"
#include "syntax/print/tree_printer.h"

namespace orrery::cli {

int run_ast(const AstOptions& options) {
  const base::Result<syntax::SourceText> source = read_source(options.file);
  if (!source) {
    print_error(source.error().message);
    return EXIT_FAILURE;
  }
  const auto tree = syntax::parse(*source, {.goal = goal_for(options.file, options.goal)});
  if (!tree) {
    print_syntax_error(tree.error(), *source, options.colour);
    return EXIT_FAILURE;
  }
  StandardOutput output;
  if (options.json) {
    syntax::write_estree(*tree, output.buffer());
    output.buffer().append('\n');
  } else {
    syntax::print_tree(*tree, output.buffer(),
                       {.colour = wants_colour(options.colour, STDOUT_FILENO),
                        .show_scopes = options.show_scopes,
                        .max_depth = options.max_depth});
  }
  return output.finish();
}

}  // namespace orrery::cli
