// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt).
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "cli/machine_stack.h"
#include "cli/run_commands.h"
#include "cli/shell_completion.h"
#include "cli/similar_name.h"
#include "cli/terminal.h"
#include "cli/tool_commands.h"
#include "cli/view_commands.h"
#include "host/files/file_requests.h"

namespace orrery::cli {
namespace {

constexpr int k_usage_error = 2;

/// Options with the names of their values and nothing else: CLI11 adds types, "REQUIRED" and what excludes
/// what.
class HelpFormatter : public CLI::Formatter {
  std::string make_option_opts(const CLI::Option* option) const override {
    const bool has_value = option->get_items_expected_max() > 0 && !option->get_positional();
    return has_value ? " " + option->get_type_name() : "";
  }
};

int write_text(const std::string& text) {
  StandardOutput output;
  output.buffer().append(text);
  return output.finish();
}

/// What `--help` and `--version` ask for.
int print_requested(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream text;
  app.exit(error, text, text);
  return write_text(text.str());
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

/// Whether it is for other processes of this program alone.
bool is_hidden(const CLI::Option& option) {
  return option.get_group().empty();
}

std::vector<std::string> names_of_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    if (is_hidden(*option)) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string unknown_command(const CLI::App& app, const std::string& name) {
  const std::string message = "There is no command '" + name + "'; ";
  const std::vector<std::string> commands = names_of_commands(app);
  if (const auto similar = similar_name(name, commands)) return message + "did you mean '" + *similar + "'?";
  std::string list;
  for (const std::string& command : commands) list += (list.empty() ? "" : ", ") + command;
  return message + "the commands are " + list;
}

struct NodeOption {
  std::string_view name;  // or what it begins with
  const char* hint;
};
/// What there is in the place of options of Node's.
constexpr NodeOption k_node_options[] = {
    {"-i", "orrery repl runs what is typed"},
    {"--interactive", "orrery repl runs what is typed"},
    {"--inspect", "orrery watch shows how a program runs"},
    {"--watch", "orrery watch runs a program again when its files change"},
    {"--max-old-space-size", "--max-heap limits memory"},
    {"--cpu-prof", "orrery trace says where time goes"},
    {"--trace-warnings", "warnings are told without their stack"},
    {"--no-warnings", "process.on('warning') is all that there is to deal with warnings"},
    {"--enable-source-maps", "source maps are not read"},
    {"--test", "there is no test runner"},
    {"--experimental", "it is one of Node's"},
    {"--no-experimental", "it is one of Node's"},
};

/// Null: nothing.
const char* hint_of_node(std::string_view name) {
  for (const auto& [option, hint] : k_node_options) {
    if (name.starts_with(option) && (option.starts_with("--") || name == option)) return hint;
  }
  return nullptr;
}

/// \param text  as it was written: a value may be behind it
std::string unknown_option(const CLI::App& command, const std::string& text) {
  const std::string name = text.substr(0, text.find('='));
  const auto similar = similar_name(name, names_of_options(command));
  if (const char* hint = hint_of_node(name)) return "There is no option " + name + "; " + hint;
  return "There is no option " + name + (similar ? "; did you mean " + *similar + "?" : "");
}

/// What is wrong with the arguments, in our words where CLI11's would mislead.
std::string complaint(const CLI::App& app, const CLI::ParseError& error) {
  // An unknown option comes first: CLI11 would rather speak of what is missing behind it.
  std::vector<std::string> unknown = app.remaining(true);
  std::erase(unknown, "--");
  if (unknown.empty()) return error.what();
  const std::vector<CLI::App*> commands = app.get_subcommands();
  if (unknown.front().starts_with("-"))
    return unknown_option(commands.empty() ? app : *commands.front(), unknown.front());
  if (!commands.empty()) return "There is an argument too many: " + unknown.front();
  return unknown_command(app, unknown.front());
}

int report(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return print_requested(app, error);
  print_error(complaint(app, error));
  std::string command = app.get_name();
  for (const CLI::App* subcommand : app.get_subcommands()) command += " " + subcommand->get_name();
  std::fprintf(stderr, "Run %s --help for more information.\n", command.c_str());
  return k_usage_error;
}

/// What `orrery help NAME` asks for, which is `orrery NAME --help`. \param name  empty: of all
int print_help(const CLI::App& app, const std::string& name) {
  const std::vector<std::string> commands = names_of_commands(app);
  if (!name.empty() && std::ranges::find(commands, name) == commands.end()) {
    print_error(unknown_command(app, name));
    return k_usage_error;
  }
  const CLI::App* asked = name.empty() ? &app : app.get_subcommand(name);
  const std::string usage = app.get_name() + (name.empty() ? "" : " " + name);
  return write_text(app.get_formatter()->make_help(asked, usage, CLI::AppFormatMode::Normal));
}

void add_help_command(CLI::App& app, int& exit_status) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("help", "Print this help, or that of a command");
  command->add_option("COMMAND", *name, "The command to explain");
  command->footer(
      "Examples:\n"
      "  orrery help                               the list of commands\n"
      "  orrery help run                           what orrery run can do");
  command->callback([&app, &exit_status, name] { exit_status = print_help(app, *name); });
}

/// Of options whose value is one of few.
std::vector<std::string> choices_of(const std::string& option) {
  if (option == "profile") return {"node", "web"};
  if (option == "colour") return {"auto", "always", "never"};
  if (option == "gc") return {"every-allocation", "steps", "verify-barriers"};
  if (option == "jit") return {"off", "baseline", "eager"};
  if (option == "latency") {
    std::vector<std::string> kinds;
    for (const std::string_view verb : host::file_operation_verbs()) kinds.push_back(std::string(verb) + "=");
    return kinds;
  }
  if (option == "input-type") return {"module", "commonjs"};
  return {};
}

/// \param wanted  which options; null: all
CompletableCommand completable(const CLI::App& app, const std::string& name,
                               bool (*wanted)(const CLI::Option&) = nullptr) {
  CompletableCommand command{
      .name = name, .description = name.empty() ? "" : app.get_description(), .options = {}, .words = {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional() || is_hidden(*option)) continue;
    CompletableOption made{.names = {},
                           .description = option->get_description(),
                           .has_value = option->get_items_expected_max() > 0,
                           .choices = {}};
    for (const std::string& each : option->get_snames()) made.names.push_back("-" + each);
    for (const std::string& each : option->get_lnames()) made.names.push_back("--" + each);
    if (wanted && !wanted(*option)) continue;
    if (!option->get_lnames().empty()) made.choices = choices_of(option->get_lnames().front());
    command.options.push_back(std::move(made));
  }
  return command;
}

int print_completion(const CLI::App& app, const std::string& shell) {
  std::vector<CompletableCommand> commands{completable(app, "")};
  // What works without the name of a command, too.
  const auto is_code_option = [](const CLI::Option& option) {
    return option.check_name("--eval") || option.check_name("--print") || option.check_name("--check");
  };
  for (CompletableOption& option : completable(*app.get_subcommand("run"), "", is_code_option).options)
    commands.front().options.push_back(std::move(option));
  for (const std::string& name : names_of_commands(app)) {
    commands.push_back(completable(*app.get_subcommand(name), name));
    if (name == "help") commands.back().words = names_of_commands(app);
    if (name == "completion") commands.back().words = {"bash", "zsh", "fish"};
  }
  if (const auto script = completion_script(shell, commands)) return write_text(*script);
  print_error("There is no completion for '" + shell + "'; there is one for bash, zsh and fish");
  return k_usage_error;
}

void add_completion_command(CLI::App& app, int& exit_status) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "Print what makes a shell complete these commands");
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required();
  command->footer(
      "Examples:\n"
      "  source <(orrery completion bash)          in ~/.bashrc\n"
      "  source <(orrery completion zsh)           in ~/.zshrc, behind compinit\n"
      "  orrery completion fish | source           in ~/.config/fish/config.fish");
  command->callback([&app, &exit_status, shell] { exit_status = print_completion(app, *shell); });
}

/// CLI11 would take what stands behind `--option=` for its value. \return the option, or null
const char* option_without_value(int argc, char** argv) {
  for (int i = 1; i < argc; i++) {
    const std::string_view argument = argv[i];
    if (argument == "--") return nullptr;
    if (argument.starts_with("--") && argument.ends_with('=')) return argv[i];
  }
  return nullptr;
}

/// Where the option `text` ends, which is argument `i`: behind its value, if that is an argument of its own.
std::size_t end_of_option(const CLI::App& command, const std::vector<std::string>& arguments, std::size_t i) {
  const std::string& text = arguments[i];
  const bool is_long = text.starts_with("--");
  const CLI::Option* option =
      command.get_option_no_throw(is_long ? text.substr(0, text.find('=')) : text.substr(0, 2));
  const bool has_value = option != nullptr && option->get_items_expected_max() > 0;
  const bool is_written_here = is_long ? text.contains('=') : text.size() > 2;
  return i + (has_value && !is_written_here ? 2 : 1);
}

struct Command {
  std::string_view name;
  void (*add)(CLI::App& app, int& exit_status);
};
constexpr Command k_commands[] = {
    {"run", add_run_command},
#ifndef ORRERY_NO_TRACING
    {"loop", add_loop_command},
    {"trace", add_trace_command},
#endif
    {"replay", add_replay_command},
#ifndef ORRERY_NO_TRACING
    {"watch", add_watch_command},
#endif
    {"repl", add_repl_command},
    {"ast", add_ast_command},
    {"tokens", add_tokens_command},
    {"bytecode", add_bytecode_command},
    {"check", add_check_command},
    {"test262", add_test262_command},
    {"bench-parse", add_bench_parse_command},
    {"completion", add_completion_command},
    {"help", add_help_command},
};

bool can_only_be_a_file(std::string_view argument) {
  return argument == "-" || argument.contains('/') || argument.ends_with(".js") ||
         argument.ends_with(".mjs") || argument.ends_with(".cjs");
}

/// Making the options of all commands takes longer than all else that is done before a program runs. Where
/// the first argument leaves no doubt, its command is the only one that is made.
void add_commands(CLI::App& app, std::string_view first, int& exit_status) {
  const std::string_view wanted = can_only_be_a_file(first) ? "run" : first;
  const auto* only = std::ranges::find(k_commands, wanted, &Command::name);
  // Nobody types it, so it is in no list.
  if (wanted == "replayer") return add_replayer_command(app, exit_status);
  if (wanted == "stages") return add_stages_command(app, exit_status);
  const bool needs_all = only == std::end(k_commands) || wanted == "help" || wanted == "completion";
  for (const Command& command : k_commands) {
    if (needs_all || &command == only) command.add(app, exit_status);
  }
}

/// As is customary with Node: `-pe CODE` and `-p -e CODE` are `-p CODE`.
void join_print_options(std::vector<std::string>& arguments) {
  const auto is_eval = [](std::string_view text) {
    return text == "-e" || text == "--eval" || text.starts_with("--eval=");
  };
  for (std::size_t i = 1; i < arguments.size() && arguments[i].starts_with('-') && arguments[i] != "-"; i++) {
    std::string& option = arguments[i];
    if (option == "-pe") option = "-p";
    const bool is_print = option == "-p" || option == "--print";
    if (!is_print || i + 1 == arguments.size() || !is_eval(arguments[i + 1])) continue;
    std::string& next = arguments[i + 1];
    if (next.contains('=')) {
      next.erase(0, next.find('=') + 1);
    } else if (i + 2 < arguments.size()) {
      arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    return;
  }
}

/// `orrery FILE` is `orrery run FILE`, and what stands behind the file is the program's, options included.
std::vector<std::string> complete_arguments(const CLI::App& app, std::vector<std::string> arguments) {
  // A program that is piped in needs no name.
  if (arguments.empty() && ::isatty(STDIN_FILENO) == 0) return {"run", "--unnamed", "-"};
  if (arguments.empty()) return arguments;
  const std::string first = arguments.front();
  if (std::ranges::find(k_commands, first, &Command::name) == std::end(k_commands)) {
    const auto has_option = [&](const CLI::App* command) {
      return command->get_option_no_throw(first.starts_with("--") ? first.substr(0, first.find('='))
                                                                  : first.substr(0, 2)) != nullptr;
    };
    const bool is_option = first.starts_with('-') && first != "-";
    const bool is_file = can_only_be_a_file(first) || ::access(first.c_str(), F_OK) == 0 ||
                         ::access((first + ".js").c_str(), F_OK) == 0;
    const bool is_run = first == "--" ? arguments.size() > 1
                        : is_option   ? !has_option(&app) && has_option(app.get_subcommand("run"))
                                      : is_file;
    if (is_run) arguments.insert(arguments.begin(), "run");
  }
  constexpr std::string_view k_runners[] = {"run", "loop", "watch"};
  if (std::ranges::find(k_runners, arguments.front()) == std::end(k_runners)) return arguments;
  if (arguments.front() == "run") join_print_options(arguments);

  const CLI::App* runner = app.get_subcommand(arguments.front());
  std::size_t i = 1;
  while (i < arguments.size() && arguments[i].starts_with('-') && arguments[i] != "-") {
    if (arguments[i] == "--") return arguments;
    i = end_of_option(*runner, arguments, i);
  }
  if (i < arguments.size()) arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(i), "--");
  return arguments;
}

/// Files that are opened must not become standard input or output because those are closed. Closed input is
/// empty, as in Node; what is open in the place of output cannot be written, and so the error is that of a
/// closed one.
void keep_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1) (void)::open("/dev/null", O_RDONLY);  // the lowest that is free
  }
}

int run(int argc, char** argv) {
  keep_standard_descriptors();
  if (const char* option = option_without_value(argc, argv)) {
    print_error(std::string(option) + " has no value behind it");
    return k_usage_error;
  }
  CLI::App app("A JavaScript engine whose execution can be watched", "orrery");
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_version_flag("-v,--version", "orrery " ORRERY_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("Positionals", "Arguments");

  int exit_status = 0;
  add_commands(app, argc > 1 ? argv[1] : ::isatty(STDIN_FILENO) == 0 ? "-" : "", exit_status);
  // Behind a command its name, or another's, is an argument like any other.
  app.require_subcommand(0, 1);
  for (CLI::App* command : app.get_subcommands({})) command->group("Commands");
  app.footer(
      "orrery FILE means orrery run FILE; so do orrery -e CODE and -p CODE, which run a text, and -p prints "
      "its value,\n"
      "and orrery -c FILE, which looks for syntax errors. Without arguments a program is read that is piped "
      "in.\n"
      "Run orrery help COMMAND for what a command can do, with examples.\n"
      "Exit status: 0 done; 1 a program has an error, or something cannot be read or written; 2 wrong "
      "arguments;\n"
      "run has more.");
  try {
    std::vector<std::string> arguments =
        complete_arguments(app, std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
    std::ranges::reverse(arguments);  // as CLI11 takes them
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return report(app, error);
  }
  if (!app.get_subcommands().empty()) return exit_status;
  std::fputs(app.help().c_str(), stderr);
  return k_usage_error;
}

/// Where the C++ library has no memory: an end as where the heap has none.
[[noreturn]] void end_without_memory() {
  constexpr std::string_view k_message = "orrery: out of memory\n";
  constexpr int k_out_of_memory = 137;
  (void)!::write(STDERR_FILENO, k_message.data(), k_message.size());
  ::_exit(k_out_of_memory);
}

}  // namespace
}  // namespace orrery::cli

int main(int argc, char** argv) {
  std::set_new_handler(orrery::cli::end_without_memory);
  return orrery::cli::call_with_machine_stack(orrery::cli::run, argc, argv);
}
