#pragma once

namespace CLI {
class App;
}

namespace orrery::cli {

/// The commands that check and measure rather than run: each adds itself to `app` and, when it was asked for,
/// leaves the process's exit status in `exit_status`, which must live as long as `app`.
void add_check_command(CLI::App& app, int& exit_status);
void add_test262_command(CLI::App& app, int& exit_status);
void add_bench_parse_command(CLI::App& app, int& exit_status);

}  // namespace orrery::cli
