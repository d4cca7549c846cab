#include "cli/shell_completion.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace orrery::cli {

namespace {

std::string joined(std::span<const std::string> words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

/// Between single quotes, in which `'` itself has to be written as these shells want it.
std::string quoted(std::string_view text, std::string_view quote) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string(quote) : std::string(1, c);
  return result + "'";
}
constexpr std::string_view k_posix_quote = R"('\'')";
constexpr std::string_view k_fish_quote = R"(\')";

std::vector<std::string> names_of_commands(const std::vector<CompletableCommand>& commands) {
  std::vector<std::string> names;
  for (const CompletableCommand& command : commands)
    if (!command.name.empty()) names.push_back(command.name);
  return names;
}

// bash ------------------------------------------------------------------------------------------------------

/// "    --profile | --colour) words='…' ;;" for each value that is one of few, once.
std::string bash_values(const std::vector<CompletableCommand>& commands) {
  std::string cases;
  std::vector<std::string> told;
  for (const CompletableCommand& command : commands) {
    for (const CompletableOption& option : command.options) {
      const std::string pattern = joined(option.names, " | ");
      if (option.choices.empty() || std::ranges::find(told, pattern) != told.end()) continue;
      told.push_back(pattern);
      cases += fmt::format("    {}) words='{}' ;;\n", pattern, joined(option.choices, " "));
    }
  }
  return cases;
}

std::string bash_script(const std::vector<CompletableCommand>& commands) {
  std::string options;
  std::string words;
  for (const CompletableCommand& command : commands) {
    std::vector<std::string> names;
    for (const CompletableOption& option : command.options)
      names.insert(names.end(), option.names.begin(), option.names.end());
    options += fmt::format("      '{}':-*) words='{}' ;;\n", command.name, joined(names, " "));
    if (!command.words.empty())
      words += fmt::format("      '{}':*) words='{}' ;;\n", command.name, joined(command.words, " "));
  }
  const std::vector<std::string> names = names_of_commands(commands);
  return fmt::format(
      R"(# Completion of orrery for bash. In ~/.bashrc: source <(orrery completion bash)
_orrery() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command= words= i
  # bash takes `=` for a word of its own.
  if [[ $current == = ]]; then current=
  elif [[ $previous == = ]]; then previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in {}) command=${{COMP_WORDS[i]}}; break ;; esac
  done
  case $previous in
{}    *) case $command:$current in
{}{}      :*) words='{}' ;;
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o bashdefault -o default -F _orrery orrery
)",
      joined(names, " | "), bash_values(commands), options, words, joined(names, " "));
}

// zsh -------------------------------------------------------------------------------------------------------

/// For _arguments: colons and brackets mean something there.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_option(const CompletableOption& option) {
  std::string specs;
  for (const std::string& name : option.names) {
    std::string spec = name;
    if (option.has_value && name.starts_with("--")) spec += '=';
    spec += fmt::format("[{}]", zsh_text(option.description));
    if (option.has_value) {
      const std::string choices =
          option.choices.empty() ? "_files" : fmt::format("({})", joined(option.choices, " "));
      spec += fmt::format(":value:{}", choices);
    }
    specs += fmt::format(" \\\n        {}", quoted(spec, k_posix_quote));
  }
  return specs;
}

std::string zsh_script(const std::vector<CompletableCommand>& commands) {
  std::string names;
  std::string cases;
  for (const CompletableCommand& command : commands) {
    std::string options;
    for (const CompletableOption& option : command.options) options += zsh_option(option);
    const std::string argument =
        command.words.empty() ? "_files" : fmt::format("({})", joined(command.words, " "));
    if (command.name.empty()) continue;
    names += "    " + quoted(command.name + ":" + zsh_text(command.description), k_posix_quote) + "\n";
    cases +=
        fmt::format("    {}) _arguments{} \\\n        '*:argument:{}' ;;\n", command.name, options, argument);
  }
  return fmt::format(
      R"(#compdef orrery
# Completion of orrery for zsh. In ~/.zshrc, behind compinit: source <(orrery completion zsh)
_orrery() {{
  local -a commands
  commands=(
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    _files
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
{}    *) _files ;;
  esac
}}
compdef _orrery orrery
)",
      names, cases);
}

// fish ------------------------------------------------------------------------------------------------------

std::string fish_option(const CompletableOption& option, std::string_view condition) {
  std::string line = fmt::format("complete -c orrery -n {}", quoted(condition, k_fish_quote));
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                   : fmt::format(" -s {}", name.substr(1));
  if (!option.choices.empty()) {
    line += fmt::format(" -xa {}", quoted(joined(option.choices, " "), k_fish_quote));
  } else if (option.has_value) {
    line += " -r";
  }
  return line + fmt::format(" -d {}\n", quoted(option.description, k_fish_quote));
}

std::string fish_script(const std::vector<CompletableCommand>& commands) {
  std::string text =
      "# Completion of orrery for fish. In ~/.config/fish/config.fish: orrery completion fish | source\n";
  for (const CompletableCommand& command : commands) {
    std::string condition = "__fish_use_subcommand";
    if (!command.name.empty()) {
      text += fmt::format("complete -c orrery -n __fish_use_subcommand -a {} -d {}\n", command.name,
                          quoted(command.description, k_fish_quote));
      condition = "__fish_seen_subcommand_from " + command.name;
    }
    for (const CompletableOption& option : command.options) text += fish_option(option, condition);
    if (!command.words.empty())
      text += fmt::format("complete -c orrery -n {} -xa {}\n", quoted(condition, k_fish_quote),
                          quoted(joined(command.words, " "), k_fish_quote));
  }
  return text;
}

}  // namespace

std::optional<std::string> completion_script(std::string_view shell,
                                             const std::vector<CompletableCommand>& commands) {
  if (shell == "bash") return bash_script(commands);
  if (shell == "zsh") return zsh_script(commands);
  if (shell == "fish") return fish_script(commands);
  return std::nullopt;
}

}  // namespace orrery::cli
