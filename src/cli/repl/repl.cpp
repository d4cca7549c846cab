#include "cli/repl/repl.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include "base/unicode/utf.h"
#include "cli/repl/completion.h"
#include "cli/repl/line_reader.h"
#include "cli/terminal.h"
#include "display/value_text.h"
#include "engine/engine.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::cli {

namespace {

using vm::Agent;
using vm::Completion;
using vm::Termination;
using vm::Value;

constexpr std::string_view k_help =
    ".exit    leave (or Ctrl-D)\n"
    ".help    this text\n"
    "_        the value of the last statement\n"
    "A statement may go on over several lines; Ctrl-C gives it up, or ends what runs.\n";

class Repl final : private IdleWork {
 public:
  Repl(Runtime& runtime, LineReader& reader)
      : runtime_(runtime), typed_(runtime.line_by_line()), reader_(reader) {}

  int run() {
    if (reader_.is_interactive())
      std::fputs("Welcome to Orrery. Type .help for what can be done here.\n", stdout);
    while (!is_over_) {
      runtime_.output().flush();
      const TypedLine line = reader_.read(unfinished_.empty() ? "> " : "... ", *this);
      switch (line.sort) {
        case TypedLine::Sort::End:
          end();
          break;
        case TypedLine::Sort::Interrupted:
          interrupt(line.text);
          break;
        case TypedLine::Sort::Line:
          was_interrupted_ = false;
          take(line.text);
      }
    }
    return was_ended_ ? exit_status_ : typed_.finish(exit_status_);
  }

 private:
  std::optional<std::chrono::milliseconds> work() override { return typed_.run_due_tasks(); }
  bool is_interrupted() override {
    if (typed_.termination() != Termination::None) return true;
    idle_interrupt_ = typed_.take_interrupt();
    return idle_interrupt_ != Termination::None;
  }
  std::vector<std::string> completions(const std::string& text) override {
    return complete_expression(runtime_.agent(), runtime_.realm(), text);
  }

  void end() {
    // What was not finished has an error, which is shown.
    if (!unfinished_.empty()) evaluate(std::exchange(unfinished_, {}), true);
    if (reader_.is_interactive()) std::fputs("\n", stdout);
    is_over_ = true;
  }

  /// The time limit and process.exit() end everything. So does Ctrl-C, and a heap that is full, where nobody
  /// sees it and could do something else.
  bool ends(Termination reason) {
    if (reader_.is_interactive() && reason != Termination::TimeLimit && reason != Termination::Exit)
      return false;
    is_over_ = true;
    was_ended_ = true;
    exit_status_ = reason == Termination::Exit ? typed_.exit_code() : exit_status_of(reason);
    return true;
  }

  /// Of what ran while nothing was typed, which has been reported; or of the waiting.
  /// \param typed  in the line that was not finished
  void interrupt(const std::string& typed) {
    const Termination reason = std::exchange(idle_interrupt_, Termination::None);
    if (reason == Termination::None) {
      ends(typed_.termination());
    } else if (ends(reason)) {
      std::fprintf(stderr, "%s\n", describe(reason));
    } else {
      give_up(typed);
    }
  }

  /// Gives up what was typed; where nothing was, the second time leaves.
  void give_up(const std::string& typed) {
    if (!typed.empty() || !unfinished_.empty()) {
      was_interrupted_ = false;
      return unfinished_.clear();
    }
    if (std::exchange(was_interrupted_, true)) is_over_ = true;
    if (!is_over_) std::fputs("(Ctrl-C again, Ctrl-D or .exit leaves)\n", stdout);
  }

  void take(const std::string& line) {
    if (unfinished_.empty() && line.starts_with('.') && command(line)) return;
    unfinished_ += line + "\n";
    if (unfinished_.find_first_not_of(" \t\r\n") == std::string::npos) return unfinished_.clear();
    if (evaluate(unfinished_, false)) {
      reader_.remember(unfinished_.substr(0, unfinished_.size() - 1));
      unfinished_.clear();
    }
  }

  bool command(const std::string& line) {
    if (line == ".exit") {
      is_over_ = true;
      return true;
    }
    if (line == ".help") {
      std::fwrite(k_help.data(), 1, k_help.size(), stdout);
      return true;
    }
    // No statement begins so, but a number may: `.5`.
    if (line.size() < 2 || line[1] < 'a' || line[1] > 'z') return false;
    runtime_.output().flush();
    const std::string name = line.substr(0, line.find_first_of(" \t"));
    std::fprintf(stderr, "There is no command %s; .help lists them.\n", name.c_str());
    return true;
  }

  /// \return false if it goes on in the next line
  bool evaluate(const std::string& text, bool is_last) {
    auto script = parse(text);
    if (!script && script.error().error.is_at_end && !is_last) return false;
    number_++;
    if (!script) {
      runtime_.output().flush();
      print_syntax_error(script.error());
      if (!reader_.is_interactive()) exit_status_ = EXIT_FAILURE;
      return true;
    }
    const std::optional<Value> value = typed_.evaluate(*script);
    if (value) {
      show(*value);
    } else if (typed_.termination() != Termination::None) {
      ends(typed_.termination());
    } else if (!reader_.is_interactive()) {
      exit_status_ = EXIT_FAILURE;
    }
    return true;
  }

  static void print_syntax_error(const compiler::ParseFailure& failure) {
    syntax::SyntaxError error = failure.error;
    const bool needs_module = std::exchange(error.needs_module, false);  // no option helps here
    cli::print_syntax_error(error, failure.source, Colour::Auto);
    if (needs_module) std::fputs("What is typed is a script; await import('…') loads a module.\n", stderr);
  }

  std::expected<engine::ParsedScript, compiler::ParseFailure> parse(const std::string& text) const {
    const auto as_script = [&](std::string_view source, bool allows_await) {
      return engine::parse_script(syntax::SourceText::from_utf8(fmt::format("REPL{}", number_), source),
                                  allows_await);
    };
    // `{a: 1}` is meant as an object, unless it can only be a block.
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if (text[first] == '{' && text[last] != ';') {
      auto object = as_script("(" + text + ")", true);
      if (object || object.error().error.is_at_end) return object;
    }
    // `await (x)` is a call in a script, but nobody who types it means that.
    const bool may_await = text.contains("await");
    auto script = as_script(text, may_await);
    if (script || !may_await) return script;
    auto without = as_script(text, false);
    return without ? std::move(without) : std::move(script);
  }

  void show(Value value) {
    Agent& agent = runtime_.agent();
    vm::Object* global = runtime_.realm()->global_object();
    const Completion<void> kept =
        vm::set(agent, global, vm::PropertyKey::atom(vm::intern(agent, "_")), value, false);
    if (kept.is_thrown() && !agent.is_terminating()) agent.take_exception();
    if (value.is_undefined() && !reader_.is_interactive()) return;
    const display::InspectOptions options{
        .colour = runtime_.console_output().uses_colour(ConsoleOutput::Stream::Output)};
    runtime_.output().append(base::utf8_from_wtf8(display::value_text(agent, value, options)) + "\n");
  }

  Runtime& runtime_;
  LineByLine& typed_;
  LineReader& reader_;
  std::string unfinished_;
  std::uint32_t number_ = 1;
  Termination idle_interrupt_ = Termination::None;
  bool was_interrupted_ = false;
  bool is_over_ = false;
  bool was_ended_ = false;  // by something else than who types
  int exit_status_ = EXIT_SUCCESS;
};

}  // namespace

int run_repl(const ReplOptions& options) {
  base::Result<std::unique_ptr<host::Session>> session = host::Session::live(std::nullopt);
  if (!session) {
    print_error(session.error().message);
    return EXIT_FAILURE;
  }
  RunSettings settings = options.settings;
  settings.colours_output = wants_colour(options.colour, STDOUT_FILENO);
  settings.colours_error = wants_colour(options.colour, STDERR_FILENO);
  settings.is_output_terminal = ::isatty(STDOUT_FILENO) == 1;
  const auto runtime =
      Runtime::create(*std::move(session), settings, options.runtime, __builtin_frame_address(0));
  if (!runtime) {
    print_error(runtime.error().message);
    return EXIT_FAILURE;
  }
  (*runtime)->line_by_line().add_globals();
  const std::unique_ptr<LineReader> reader = LineReader::open(options.history_file);
  return (*runtime)->finish(Repl(**runtime, *reader).run());
}

}  // namespace orrery::cli
