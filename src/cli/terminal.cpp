#include "cli/terminal.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "base/terminal_text.h"
#include "base/unicode/utf.h"

namespace orrery::cli {

namespace {

bool has_value(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool is_dumb_terminal() {
  const char* name = std::getenv("TERM");
  return name == nullptr || std::string_view(name) == "dumb";
}

}  // namespace

bool wants_colour(Colour colour, int descriptor) {
  if (colour != Colour::Auto) return colour == Colour::Always;
  return ::isatty(descriptor) != 0 && !has_value("NO_COLOR") && !is_dumb_terminal();
}

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      // Another program that has it, too, has made it one that does not wait.
      pollfd polled{.fd = descriptor, .events = POLLOUT, .revents = 0};
      ::poll(&polled, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void StandardOutput::write(std::string_view text) {
  if (error_ == 0) error_ = write_all(STDOUT_FILENO, text);
}

bool StandardOutput::has_lost_reader() const {
  return error_ == EPIPE;
}

bool StandardOutput::take_lost_reader() {
  buffer_.flush();
  if (!has_lost_reader()) return false;
  error_ = 0;
  return true;
}

void StandardOutput::write_unflushed() {
  (void)write_all(STDOUT_FILENO, buffer_.unflushed());
}

int StandardOutput::flush() {
  buffer_.flush();
  return std::exchange(error_, 0);
}

int StandardOutput::finish() {
  buffer_.flush();
  if (error_ == 0 || (error_ == EPIPE && ignores_closed_pipe_)) return EXIT_SUCCESS;
  if (error_ != EPIPE) print_error(fmt::format("standard output: {}", std::strerror(error_)));
  return EXIT_FAILURE;
}

void print_text(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

void print_error(std::string_view message) {
  print_text(stderr, fmt::format("orrery: {}\n", base::shown_text(base::replace_invalid_utf8(message))));
}

void print_syntax_error(const syntax::SyntaxError& error, const syntax::SourceText& source, Colour colour) {
  const std::string text = syntax::describe(error, source, wants_colour(colour, STDERR_FILENO));
  std::fwrite(text.data(), 1, text.size(), stderr);
  if (error.needs_module) print_text(stderr, fmt::format("{}\n", k_module_hint));
}

}  // namespace orrery::cli
