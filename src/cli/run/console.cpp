#include "cli/run/console.h"

#include <utility>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "cli/run/console_format.h"
#include "vm/errors/error_object.h"
#include "vm/functions/builtin.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

Console::Console(Agent& agent, StandardOutput& output, Colours colours, trace::SemanticHash* hash)
    : agent_(agent), output_(output), colours_(colours), hash_(hash) {}

void Console::write_line(Stream stream, std::string_view text) {
  std::string line(indentation_, ' ');
  for (const char c : text) {
    line += c;
    if (c == '\n') line.append(indentation_, ' ');
  }
  line += '\n';
  line = base::utf8_from_wtf8(line);
  if (hash_ != nullptr) {
    const trace::Number number = stream == Stream::Output ? 1 : 2;
    hash_->add<trace::SemanticEvent::ConsoleOutput>(number, trace::Text(line));
  }
  if (stream == Stream::Output) {
    output_.buffer().append(line);
    return;
  }
  output_.buffer().flush();
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Completion<void> Console::print(Stream stream, std::span<const Value> arguments) {
  const std::string line = TRY(format_arguments(agent_, arguments, {.colour = uses_colour(stream)}));
  // Showing a value throws nothing, but may be ended.
  if (agent_.is_terminating()) return vm::Thrown{};
  write_line(stream, line);
  return {};
}

namespace {

/// The function's own console: its data is a number that is the address.
Console& console_of(NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  // A pointer of user space fits into a double's 53 bits.
  const auto address = static_cast<std::uintptr_t>(function->data().as_number());
  return *reinterpret_cast<Console*>(address);  // NOLINT(performance-no-int-to-ptr)
}

template <Console::Stream stream>
Completion<Value> log(Agent&, NativeFrame& frame) {
  TRY(console_of(frame).print(stream, frame.arguments()));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#assert
Completion<Value> console_assert(Agent& agent, NativeFrame& frame) {
  if (vm::to_boolean(frame.argument(0))) return Value::undefined();
  Console& console = console_of(frame);
  std::span<const Value> rest = frame.arguments();
  if (!rest.empty()) rest = rest.subspan(1);
  const std::string text =
      TRY(format_arguments(agent, rest, {.colour = console.uses_colour(Console::Stream::Error)}));
  if (agent.is_terminating()) return vm::Thrown{};
  console.write_line(Console::Stream::Error, text.empty() ? "Assertion failed" : "Assertion failed: " + text);
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#dir
Completion<Value> console_dir(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const display::ValueTextOptions options{.colour = console.uses_colour(Console::Stream::Output)};
  const std::string text = display::value_text(agent, frame.argument(0), options);
  if (agent.is_terminating()) return vm::Thrown{};
  console.write_line(Console::Stream::Output, text);
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#trace
Completion<Value> console_trace(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(format_arguments(agent, frame.arguments(), {}));
  vm::String* header =
      TRY(vm::make_string_from_utf8(agent, label.empty() ? std::string("Trace") : "Trace: " + label));
  if (agent.is_terminating()) return vm::Thrown{};
  const vm::StackTrace* trace = vm::capture_stack_trace(agent, header, frame.callee());
  console.write_line(Console::Stream::Error, vm::stack_text(agent, *trace)->to_wtf8());
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#group
Completion<Value> console_group(Agent&, NativeFrame& frame) {
  Console& console = console_of(frame);
  if (frame.argument_count() > 0) TRY(console.print(Console::Stream::Output, frame.arguments()));
  console.open_group();
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#groupend
Completion<Value> console_group_end(Agent&, NativeFrame& frame) {
  console_of(frame).close_group();
  return Value::undefined();
}

Completion<std::string> label_of(Agent& agent, NativeFrame& frame) {
  if (frame.argument(0).is_undefined()) return std::string("default");
  return TRY(vm::to_string(agent, frame.argument(0)))->to_utf8();
}

/// https://console.spec.whatwg.org/#count
Completion<Value> console_count(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  console.write_line(Console::Stream::Output, fmt::format("{}: {}", label, ++console.counts()[label]));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#countreset
Completion<Value> console_count_reset(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  if (console.counts().erase(label) == 0)
    console.write_line(Console::Stream::Error, fmt::format("Count for '{}' does not exist", label));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#time
Completion<Value> console_time(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  const bool is_new = console.timers().emplace(label, agent.door().monotonic_ns()).second;
  if (!is_new) console.write_line(Console::Stream::Error, fmt::format("Label '{}' already exists", label));
  return Value::undefined();
}

std::string duration_text(std::uint64_t ns) {
  const double ms = static_cast<double>(ns) / 1e6;
  if (ms >= 1000) return fmt::format("{:.3f}s", ms / 1000);
  return fmt::format("{:.3f}ms", ms);
}

/// https://console.spec.whatwg.org/#timelog and https://console.spec.whatwg.org/#timeend
template <bool ends>
Completion<Value> console_time_log(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  const auto timer = console.timers().find(label);
  if (timer == console.timers().end()) {
    console.write_line(Console::Stream::Error, fmt::format("No such label '{}'", label));
    return Value::undefined();
  }
  std::string line = fmt::format("{}: {}", label, duration_text(agent.door().monotonic_ns() - timer->second));
  if (ends) console.timers().erase(timer);
  if (!ends && frame.argument_count() > 1)
    line += " " + TRY(format_arguments(agent, frame.arguments().subspan(1), {}));
  console.write_line(Console::Stream::Output, line);
  return Value::undefined();
}

/// `print`, as the shells of other engines have it: the arguments as strings.
Completion<Value> print(Agent& agent, NativeFrame& frame) {
  std::string line;
  for (std::uint32_t i = 0; i < frame.argument_count(); i++) {
    if (i > 0) line += ' ';
    line += TRY(vm::to_string(agent, frame.argument(i)))->to_wtf8();
  }
  console_of(frame).write_line(Console::Stream::Output, line);
  return Value::undefined();
}

struct Method {
  std::string_view name;
  vm::NativeCode code;
};
constexpr Method k_methods[] = {
    {"log", log<Console::Stream::Output>},
    {"info", log<Console::Stream::Output>},
    {"debug", log<Console::Stream::Output>},
    {"warn", log<Console::Stream::Error>},
    {"error", log<Console::Stream::Error>},
    {"assert", console_assert},
    {"dir", console_dir},
    {"trace", console_trace},
    {"group", console_group},
    {"groupCollapsed", console_group},
    {"groupEnd", console_group_end},
    {"count", console_count},
    {"countReset", console_count_reset},
    {"time", console_time},
    {"timeLog", console_time_log<false>},
    {"timeEnd", console_time_log<true>},
};

vm::NativeFunction* make_method(Agent& agent, vm::Realm* realm, const Method& method, Console& console) {
  vm::NativeFunction* function =
      vm::create_builtin_function(agent, realm, method.code, 0, vm::intern(agent, method.name), 0, nullptr);
  function->set_data(Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(&console))));
  return function;
}

}  // namespace

// https://console.spec.whatwg.org/#console-namespace
void add_console(Agent& agent, vm::Realm* realm, Console& console) {
  vm::Object* object = vm::ordinary_object_create(
      agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype), std::size(k_methods));
  for (const Method& method : k_methods) {
    agent.shapes().add(object, vm::PropertyKey::atom(vm::intern(agent, method.name)),
                       make_method(agent, realm, method, console), vm::k_data_attributes);
  }
  vm::Object* global = realm->global_object();
  agent.shapes().add(global, vm::PropertyKey::atom(vm::intern(agent, "console")), object,
                     vm::k_hidden_attributes);
  agent.shapes().add(global, vm::PropertyKey::atom(vm::intern(agent, "print")),
                     make_method(agent, realm, {"print", print}, console), vm::k_hidden_attributes);
}

}  // namespace orrery::cli
