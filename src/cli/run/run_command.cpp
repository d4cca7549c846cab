#include "cli/run/run_command.h"

#include <cstdlib>

#include "cli/read_source.h"
#include "cli/terminal.h"

namespace orrery::cli {

int run_program(const RunOptions& options) {
  base::Result<syntax::SourceText> source = read_source(options.file);
  if (!source) {
    print_error(source.error().message);
    return EXIT_FAILURE;
  }
  const auto runtime = Runtime::create(options.runtime, __builtin_frame_address(0));
  if (!runtime) {
    print_error(runtime.error().message);
    return EXIT_FAILURE;
  }
  const bool is_module = goal_for(options.file, options.goal) == syntax::Goal::Module;
  const int status =
      is_module ? (*runtime)->run_module(*std::move(source)) : (*runtime)->run_script(*std::move(source));
  return (*runtime)->finish(status);
}

}  // namespace orrery::cli
