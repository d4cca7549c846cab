#include "cli/check.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/read_source.h"
#include "cli/terminal.h"
#include "host/files/files.h"

namespace orrery::cli {

namespace {

bool check_file(const std::string& path, const CheckOptions& options) {
  const base::Result<syntax::SourceText> source = read_source(path);
  if (!source) {
    print_error(source.error().message);
    return false;
  }
  const auto tree = syntax::parse(*source, {goal_for(path, options.goal), options.lazy_functions});
  if (!tree) print_syntax_error(tree.error(), *source, options.colour);
  return tree.has_value();
}

}  // namespace

int run_check(const CheckOptions& options) {
  bool all_good = true;
  for (const std::string& path : options.files) all_good &= check_file(path, options);
  return all_good ? 0 : 1;
}

std::string batch_verdict(std::string_view bytes, const syntax::ParseOptions& options) {
  const syntax::SourceText source = syntax::SourceText::from_utf8("batch", bytes);
  const auto tree = syntax::parse(source, options);
  if (tree) return "ok";
  const base::LineColumn place = source.line_map().locate(tree.error().range.start);
  return fmt::format("error {}:{} {}", place.line, place.column_code_points + 1, tree.error().message);
}

int run_check_batch(const CheckOptions& options) {
  const base::Result<std::string> input = host::read_standard_input();
  if (!input) {
    print_error(input.error().message);
    return 1;
  }
  const syntax::ParseOptions parse_options{options.goal.value_or(syntax::Goal::Script),
                                           options.lazy_functions};
  std::string_view rest = *input;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    print_text(stdout, fmt::format("{}\n", batch_verdict(rest.substr(0, end), parse_options)));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return 0;
}

}  // namespace orrery::cli
