#include "cli/repl/line_reader.h"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <dlfcn.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

namespace orrery::cli {

namespace {

/// Keeps the signals that interrupt scripts back, so that none comes between a look for them and the waiting.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    ::sigemptyset(&held);
    ::sigaddset(&held, SIGINT);
    ::sigaddset(&held, SIGALRM);
    ::pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_;
};

/// Waits until there is something to read, doing what is due meanwhile. \return false if interrupted
bool wait_for_input(IdleWork& idle) {
  while (true) {
    const std::optional<std::chrono::milliseconds> pause = idle.work();
    const SignalsHeld held;
    if (idle.is_interrupted()) return false;
    timespec timeout{};
    if (pause) {
      timeout.tv_sec = pause->count() / 1000;
      timeout.tv_nsec = (pause->count() % 1000 + 1) * 1'000'000 - 1;
    }
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    const int ready = ::ppoll(&input, 1, pause ? &timeout : nullptr, &held.before());
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // reading will tell
    if (ready < 0 && idle.is_interrupted()) return false;
  }
}

/// Lines as they come.
class PlainReader final : public LineReader {
 public:
  TypedLine read(const std::string& prompt, IdleWork& idle) override {
    if (is_interactive()) {
      std::fputs(prompt.c_str(), stdout);
      std::fflush(stdout);
    }
    while (true) {
      const std::size_t end = buffer_.find('\n');
      if (end != std::string::npos) return take(end, end + 1);
      if (is_at_end_ && buffer_.empty()) return {TypedLine::Sort::End, {}};
      if (is_at_end_) return take(buffer_.size(), buffer_.size());
      if (!wait_for_input(idle)) {
        return {TypedLine::Sort::Interrupted, std::exchange(buffer_, {})};
      }
      char chunk[4096];
      const ssize_t received = ::read(STDIN_FILENO, chunk, sizeof chunk);
      if (received > 0) {
        buffer_.append(chunk, static_cast<std::size_t>(received));
      } else if (received == 0 || errno != EINTR) {
        is_at_end_ = true;
      }
    }
  }

  void remember(const std::string&) override {}
  bool is_interactive() const override { return ::isatty(STDIN_FILENO) != 0; }

 private:
  TypedLine take(std::size_t size, std::size_t with_end) {
    TypedLine line{TypedLine::Sort::Line, buffer_.substr(0, size)};
    buffer_.erase(0, with_end);
    return line;
  }

  std::string buffer_;
  bool is_at_end_ = false;
};

/// What we need of https://tiswww.case.edu/php/chet/readline/readline.html, as its header declares it.
struct ReadlineLibrary {
  using LineHandler = void(char*);
  using Generator = char*(const char*, int);
  using Completer = char**(const char*, int, int);

  void (*callback_handler_install)(const char*, LineHandler*);
  void (*callback_read_char)();
  void (*callback_handler_remove)();
  char** (*completion_matches)(const char*, Generator*);
  void (*add_history)(const char*);
  int (*read_history)(const char*);
  int (*write_history)(const char*);
  void (*stifle_history)(int);
  Completer** attempted_completion_function;
  int* attempted_completion_over;
  int* completion_append_character;
  const char** basic_word_break_characters;
  int* catch_signals;
  char** line_buffer;

  /// \return false if something is missing
  bool open() {
    void* library = ::dlopen("libreadline.so.8", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return false;
    const auto find = [&](auto& symbol, const char* name) {
      symbol = reinterpret_cast<std::remove_reference_t<decltype(symbol)>>(::dlsym(library, name));
      return symbol != nullptr;
    };
    return find(callback_handler_install, "rl_callback_handler_install") &&
           find(callback_read_char, "rl_callback_read_char") &&
           find(callback_handler_remove, "rl_callback_handler_remove") &&
           find(completion_matches, "rl_completion_matches") && find(add_history, "add_history") &&
           find(read_history, "read_history") && find(write_history, "write_history") &&
           find(stifle_history, "stifle_history") &&
           find(attempted_completion_function, "rl_attempted_completion_function") &&
           find(attempted_completion_over, "rl_attempted_completion_over") &&
           find(completion_append_character, "rl_completion_append_character") &&
           find(basic_word_break_characters, "rl_basic_word_break_characters") &&
           find(catch_signals, "rl_catch_signals") && find(line_buffer, "rl_line_buffer");
  }
};

/// Lines that are edited. The library calls back without saying for whom, so there is one at a time.
class ReadlineReader final : public LineReader {
 public:
  ReadlineReader(const ReadlineLibrary& library, std::string history_file)
      : library_(library), history_file_(std::move(history_file)) {
    current = this;
    *library_.catch_signals = 0;
    // A word may have dots in it: `a.b.c` is completed as a whole.
    *library_.basic_word_break_characters = " \t\n\"\\'`@><=;|&{}()[],+-*/%!~^?:";
    *library_.attempted_completion_function = [](const char* text, int, int) {
      return current->complete(text);
    };
    if (!history_file_.empty()) library_.read_history(history_file_.c_str());
    library_.stifle_history(k_history_length);
  }

  ~ReadlineReader() override {
    if (!history_file_.empty()) library_.write_history(history_file_.c_str());
    current = nullptr;
  }

  TypedLine read(const std::string& prompt, IdleWork& idle) override {
    idle_ = &idle;
    is_done_ = false;
    library_.callback_handler_install(prompt.c_str(), [](char* line) { current->take(line); });
    while (!is_done_) {
      if (wait_for_input(idle)) {
        library_.callback_read_char();
        continue;
      }
      std::string typed = *library_.line_buffer == nullptr ? "" : *library_.line_buffer;
      library_.callback_handler_remove();
      std::fputs("\n", stdout);
      return {TypedLine::Sort::Interrupted, std::move(typed)};
    }
    return std::move(line_);
  }

  void remember(const std::string& text) override { library_.add_history(text.c_str()); }
  bool is_interactive() const override { return true; }

 private:
  static constexpr int k_history_length = 1000;

  /// \param line  to be freed; null: the end of the input
  void take(char* line) {
    is_done_ = true;
    library_.callback_handler_remove();
    line_ = {line == nullptr ? TypedLine::Sort::End : TypedLine::Sort::Line, line == nullptr ? "" : line};
    std::free(line);
  }

  char** complete(const char* text) {
    *library_.attempted_completion_over = 1;  // else names of files follow
    *library_.completion_append_character = '\0';
    words_ = idle_->completions(text);
    next_word_ = 0;
    return library_.completion_matches(text, [](const char*, int) -> char* {
      ReadlineReader& reader = *current;
      if (reader.next_word_ == reader.words_.size()) return nullptr;
      return ::strdup(reader.words_[reader.next_word_++].c_str());
    });
  }

  static ReadlineReader* current;
  const ReadlineLibrary library_;
  std::string history_file_;
  IdleWork* idle_ = nullptr;
  bool is_done_ = false;
  TypedLine line_;
  std::vector<std::string> words_;
  std::size_t next_word_ = 0;
};

ReadlineReader* ReadlineReader::current = nullptr;

}  // namespace

std::unique_ptr<LineReader> LineReader::open(const std::string& history_file) {
  ReadlineLibrary library;
  if (::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0 && library.open())
    return std::make_unique<ReadlineReader>(library, history_file);
  return std::make_unique<PlainReader>();
}

}  // namespace orrery::cli
