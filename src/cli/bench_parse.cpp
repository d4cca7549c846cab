#include "cli/bench_parse.h"

#include <chrono>
#include <cstdio>
#include <vector>

#include <fmt/format.h>

#include "cli/read_source.h"
#include "cli/terminal.h"
#include "host/files/files.h"

namespace orrery::cli {

namespace {

/// What a round has found out.
struct Round {
  double milliseconds = 0;
  std::size_t node_bytes = 0;
  std::size_t scope_bytes = 0;
};

/// Measures one round; nothing if the text has an error, which is then shown.
std::optional<Round> measure(const std::string& file, std::string_view bytes,
                             const syntax::ParseOptions& options) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const syntax::SourceText source = syntax::SourceText::from_utf8(file, bytes);
  const auto tree = syntax::parse(source, options);
  const std::chrono::duration<double, std::milli> elapsed = Clock::now() - start;
  if (!tree) {
    print_syntax_error(tree.error(), source, Colour::Auto);
    return std::nullopt;
  }
  return Round{elapsed.count(), tree->node_bytes(), tree->scope_bytes()};
}

void print_round(const Round& round) {
  print_text(stdout, fmt::format("{:.4f}\n", round.milliseconds));
  std::fflush(stdout);
}

void print_json(const std::string& bytes, const std::vector<Round>& rounds) {
  print_text(stdout,
             fmt::format("{{\"bytes\": {}, \"node_bytes\": {}, \"scope_bytes\": {}, \"milliseconds\": [",
                         bytes.size(), rounds.back().node_bytes, rounds.back().scope_bytes));
  for (std::size_t i = 0; i < rounds.size(); ++i)
    print_text(stdout, fmt::format("{}{:.4f}", i == 0 ? "" : ", ", rounds[i].milliseconds));
  print_text(stdout, fmt::format("]}}\n"));
}

int run_on_demand(const BenchParseOptions& options, std::string_view bytes,
                  const syntax::ParseOptions& parse) {
  char line[64];
  while (std::fgets(line, sizeof line, stdin) != nullptr) {
    const std::optional<Round> round = measure(options.file, bytes, parse);
    if (!round) return 1;
    print_round(*round);
  }
  return 0;
}

}  // namespace

int run_bench_parse(const BenchParseOptions& options) {
  const base::Result<std::string> bytes = host::read_file(options.file);
  if (!bytes) {
    print_error(bytes.error().message);
    return 1;
  }
  const syntax::ParseOptions parse{goal_for(options.file, options.goal), options.lazy_functions};
  if (options.on_demand) return run_on_demand(options, *bytes, parse);

  std::vector<Round> rounds;
  for (unsigned i = 0; i < options.rounds; ++i) {
    const std::optional<Round> round = measure(options.file, *bytes, parse);
    if (!round) return 1;
    if (!options.json) print_round(*round);
    rounds.push_back(*round);
  }
  if (options.json) {
    print_json(*bytes, rounds);
  } else {
    print_text(stdout, fmt::format("{} bytes of source, {} of nodes, {} of scopes\n", bytes->size(),
                                   rounds.back().node_bytes, rounds.back().scope_bytes));
  }
  return 0;
}

}  // namespace orrery::cli
