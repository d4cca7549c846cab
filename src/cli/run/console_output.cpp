#include "cli/run/console_output.h"

#include <cstdio>
#include <string>

#include <fmt/format.h>

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
  if (listener_ != nullptr) return listener_->write(stream, text);
  if (stream == Stream::Output) return output_.buffer().append(text);
  output_.buffer().flush();
  std::fwrite(text.data(), 1, text.size(), stderr);
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
  if (terminal_.is_output_terminal && listener_ == nullptr) output_.buffer().append(k_clear);
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
