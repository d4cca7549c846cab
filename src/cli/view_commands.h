#pragma once

namespace CLI {
class App;
}

namespace orrery::cli {

/// The commands that show what becomes of a file: each adds itself to `app` and, when it was
/// asked for, leaves the process's exit status in `exit_status`, which must live as long as `app`.
void add_ast_command(CLI::App& app, int& exit_status);
void add_tokens_command(CLI::App& app, int& exit_status);
void add_bytecode_command(CLI::App& app, int& exit_status);

}  // namespace orrery::cli
