#include "cli/run/console_output.h"

#include <cerrno>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "base/unicode/utf.h"

namespace orrery::cli {

void ConsoleOutput::write(Stream stream, std::string_view lines) {
  if (hash_ != nullptr) {
    const trace::Number number = stream == Stream::Output ? 1 : 2;
    hash_->add<trace::SemanticEvent::ConsoleOutput>(number, trace::Text(lines));
  }
  emit(stream, lines);
}

void ConsoleOutput::emit(Stream stream, std::string_view text) {
  has_written_[index(stream)] = true;
  if (listener_ != nullptr) return listener_->write(stream, text);
  base::OutputBuffer& buffer = output_.buffer();
  if (stream == Stream::Error) {
    buffer.flush();
    const int error = write_all(STDERR_FILENO, text);
    if (error_of_standard_error_ == 0) error_of_standard_error_ = error;
    return;
  }
  if (buffer.is_empty()) agent_.request_look();
  buffer.append(text);
  if (terminal_.is_output_terminal) buffer.flush();
}

int ConsoleOutput::flush(Stream stream) {
  has_written_[index(stream)] = false;
  return stream == Stream::Output ? output_.flush() : std::exchange(error_of_standard_error_, 0);
}

bool ConsoleOutput::lose_reader(Stream stream) {
  has_written_[index(stream)] = false;
  if (listener_ != nullptr) return false;
  if (stream == Stream::Output) return output_.take_lost_reader();
  if (error_of_standard_error_ != EPIPE) return false;
  error_of_standard_error_ = 0;
  return true;
}

void ConsoleOutput::write_line(Stream stream, std::string_view text) {
  write(stream, base::utf8_from_wtf8(text) + "\n");
}

void ConsoleOutput::warn(std::string_view message) {
  write_line(Stream::Error, fmt::format("Warning: {}", message));
}

void ConsoleOutput::clear() {
  // As Node does it: to the first place, and what is below is gone.
  constexpr std::string_view k_clear = "\x1b[1;1H\x1b[0J";
  if (terminal_.is_output_terminal && listener_ == nullptr) emit(Stream::Output, k_clear);
}

}  // namespace orrery::cli
