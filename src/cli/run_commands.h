#pragma once

namespace CLI {
class App;
}

namespace orrery::cli {

/// The commands that run programs: each adds itself to `app` and, when it was asked for, leaves the process's
/// exit status in `exit_status`, which must live as long as `app`.
void add_run_command(CLI::App& app, int& exit_status);
void add_loop_command(CLI::App& app, int& exit_status);
void add_trace_command(CLI::App& app, int& exit_status);
void add_replay_command(CLI::App& app, int& exit_status);
void add_repl_command(CLI::App& app, int& exit_status);
void add_watch_command(CLI::App& app, int& exit_status);
/// For `orrery watch` alone.
void add_replayer_command(CLI::App& app, int& exit_status);
void add_stages_command(CLI::App& app, int& exit_status);

}  // namespace orrery::cli
