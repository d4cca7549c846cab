#include "cli/run/console_output.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "base/unicode/utf.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

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

namespace {

vm::Completion<vm::Value> print(vm::Agent& agent, vm::NativeFrame& frame) {
  std::string line;
  for (std::uint32_t i = 0; i < frame.argument_count(); i++) {
    if (i > 0) line += ' ';
    line += TRY(vm::to_string(agent, frame.argument(i)))->to_wtf8();
  }
  // Its data is a number that is the address; a pointer of user space fits into a double's 53 bits.
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  const auto address = static_cast<std::uintptr_t>(function->data().as_number());
  auto* output = reinterpret_cast<ConsoleOutput*>(address);  // NOLINT(performance-no-int-to-ptr)
  output->write_line(ConsoleOutput::Stream::Output, line);
  return vm::Value::undefined();
}

}  // namespace

void add_print(vm::Agent& agent, vm::Realm* realm, ConsoleOutput& output) {
  vm::String* name = vm::intern(agent, "print");
  vm::NativeFunction* function = vm::create_builtin_function(agent, realm, print, 0, name, 0, nullptr);
  function->set_data(vm::Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(&output))));
  agent.shapes().add(realm->global_object(), vm::PropertyKey::atom(name), function, vm::k_hidden_attributes);
}

}  // namespace orrery::cli
