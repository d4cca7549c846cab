#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/run/run_command.h"

// Options that several of the commands share that run programs. Only for files that are compiled with
// exceptions (see CMakeLists.txt).

namespace orrery::cli {

/// \param most  in bytes; more is an error
void add_size_option(CLI::App& command, const std::string& name, std::size_t& bytes, std::size_t most,
                     const std::string& description);
void add_time_limit_option(CLI::App& command, RuntimeOptions& options);
void add_unresponsive_option(CLI::App& command, std::optional<std::chrono::milliseconds>& threshold);
void add_profile_option(CLI::App& command, RunSettings& settings);
void add_collector_option(CLI::App& command, RuntimeOptions& options);
void add_machine_code_option(CLI::App& command, vm::MachineCodeUse& use);
/// --max-heap, --stack-size, --time-limit, --gc, --jit
void add_limits(CLI::App& command, RunSettings& settings, RuntimeOptions& options);
void add_gc_option(CLI::App& command, RunSettings& settings);
void add_reports(CLI::App& command, RunReports& reports);
/// --virtual-time, and what needs it
void add_virtual_time_options(CLI::App& command, RunOptions& options);
/// "stat, lstat, …": of operations that --latency knows, in lines of at most so many columns.
std::string names_of_kinds(std::size_t width);
/// What to run instead of a file.
void add_code_options(CLI::App& command, RunOptions& options);
/// --require, --import, --env-file
void add_preload_options(CLI::App& command, RunOptions& options);
/// What the watch server starts a program with; nobody else needs to know.
void add_watch_server_options(CLI::App& command, RunOptions& options);
/// --max-turns of real time.
void add_max_turns_option(CLI::App& command, std::uint64_t& turns);
/// The number of a turn.
void add_turn_option(CLI::App& command, const std::string& name, std::uint64_t& turn,
                     const std::string& description);

}  // namespace orrery::cli
