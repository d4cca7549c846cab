// The console namespace: https://console.spec.whatwg.org/#console-namespace

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "vm/errors/error_object.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/objects/platform_cell.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"
#include "web/console/console.h"
#include "web/console/duration.h"
#include "web/console/table.h"

namespace orrery::web::console {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

using Stream = Port::Stream;

/// What the functions of a console have as their data.
class ConsoleReference final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "ConsoleReference";
  explicit ConsoleReference(Console& console)
      : PlatformCell(vm::k_platform_cell_type<ConsoleReference>), console_(&console) {}
  Console& console() const { return *console_; }
  void visit(gc::Visitor&) {}

 private:
  Console* console_;
};

Console& console_of(NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  return static_cast<ConsoleReference*>(function->data().as_cell())->console();
}

// Logging ---------------------------------------------------------------------------------------------------

/// https://console.spec.whatwg.org/#log, #info, #debug, #dirxml; #warn, #error
template <Stream stream>
Completion<Value> log(Agent&, NativeFrame& frame) {
  TRY(console_of(frame).log(stream, frame.arguments()));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#assert
Completion<Value> assert_that(Agent& agent, NativeFrame& frame) {
  // 1. If condition is true, return.
  if (vm::to_boolean(frame.argument(0))) return Value::undefined();
  // 2. Let message be a string without any formatting specifiers indicating generically an assertion failure.
  constexpr std::string_view k_message = "Assertion failed";
  auto* data = vm::ValueList::make(agent.heap(), frame.argument_count() + 1);
  std::uint32_t used = 1;
  // 3., 4. It goes in front of data; of a first that is a string it becomes a part.
  if (frame.argument(1).is_string()) {
    vm::String* start = vm::make_ascii_string(agent, "Assertion failed: ");
    data->append(agent.heap(), TRY(vm::concatenate(agent, start, frame.argument(1).as_string())));
    used = 2;
  } else {
    data->append(agent.heap(), vm::make_ascii_string(agent, k_message));
  }
  for (; used < frame.argument_count(); used++) data->append(agent.heap(), frame.argument(used));
  // 5. Perform Logger("assert", data).
  TRY(console_of(frame).log(Stream::Error, data->values()));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#clear
Completion<Value> clear(Agent&, NativeFrame& frame) {
  console_of(frame).clear();
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#dir
Completion<Value> dir(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  display::InspectOptions options = console.inspect_options(Stream::Output);
  options.calls_custom = false;
  if (frame.argument(1).is_object()) {
    TRY(display::read_inspect_options(agent, frame.argument(1).as_object(), options));
  }
  TRY(console.write_text(Stream::Output, TRY(display::inspect(agent, frame.argument(0), options))));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#table
Completion<Value> table(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const display::InspectOptions options = console.inspect_options(Stream::Output);
  const auto text = TRY(table_text(agent, options, frame.argument(0), frame.argument(1)));
  if (text) {
    TRY(console.write_text(Stream::Output, *text));
  } else {
    const Value data[] = {frame.argument(0)};
    TRY(console.log(Stream::Output, data));
  }
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#trace
Completion<Value> trace(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  // 1., 2. The stack, with the formatted data as its label.
  const std::string label =
      TRY(display::format_with_options(agent, console.inspect_options(Stream::Error), frame.arguments()));
  vm::String* header =
      TRY(display::make_string_from_wtf8(agent, label.empty() ? "Trace" : "Trace: " + label));
  const vm::StackTrace* stack = vm::capture_stack_trace(agent, header, frame.callee());
  // 3. Perform Printer("trace", « trace »).
  TRY(console.write_text(Stream::Error, vm::stack_text(agent, *stack)->to_wtf8()));
  return Value::undefined();
}

// Grouping --------------------------------------------------------------------------------------------------

/// https://console.spec.whatwg.org/#group, #groupcollapsed
Completion<Value> group(Agent&, NativeFrame& frame) {
  Console& console = console_of(frame);
  if (frame.argument_count() > 0) TRY(console.log(Stream::Output, frame.arguments()));
  console.open_group();
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#groupend
Completion<Value> group_end(Agent&, NativeFrame& frame) {
  console_of(frame).close_group();
  return Value::undefined();
}

// Counting and timing ---------------------------------------------------------------------------------------

Completion<std::string> label_of(Agent& agent, NativeFrame& frame) {
  if (frame.argument(0).is_undefined()) return std::string("default");
  return TRY(vm::to_string(agent, frame.argument(0)))->to_wtf8();
}

/// https://console.spec.whatwg.org/#count
Completion<Value> count(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  TRY(console.write_text(Stream::Output,
                         fmt::format("{}: {}", label, ++console.counts().add(label, 0).first)));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#countreset
Completion<Value> count_reset(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  if (!console.counts().remove(label)) console.warn(fmt::format("Count for '{}' does not exist", label));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#time
Completion<Value> time(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  const bool is_new = console.timers().add(label, agent.door().monotonic_ns()).second;
  if (!is_new) console.warn(fmt::format("Label '{}' already exists for console.time()", label));
  return Value::undefined();
}

/// https://console.spec.whatwg.org/#timelog and https://console.spec.whatwg.org/#timeend
template <bool ends>
Completion<Value> time_log(Agent& agent, NativeFrame& frame) {
  Console& console = console_of(frame);
  const std::string label = TRY(label_of(agent, frame));
  const std::uint64_t* started = console.timers().find(label);
  if (started == nullptr) {
    console.warn(fmt::format("No such label '{}' for console.{}()", label, ends ? "timeEnd" : "timeLog"));
    return Value::undefined();
  }
  const std::uint64_t nanoseconds = agent.door().monotonic_ns() - *started;
  std::string line = fmt::format("{}: {}", label, duration_text(static_cast<double>(nanoseconds) / 1e6));
  if (ends) console.timers().remove(label);
  const std::span<const Value> arguments = frame.arguments();
  if (!ends && arguments.size() > 1) {
    // The data are no format: `%s: %s` has been that.
    auto* data = vm::ValueList::make(agent.heap(), frame.argument_count());
    data->append(agent.heap(), vm::make_ascii_string(agent, "%s"));
    data->append(agent.heap(), TRY(display::make_string_from_wtf8(agent, line)));
    for (const Value value : arguments.subspan(1)) data->append(agent.heap(), value);
    line = TRY(display::format_with_options(agent, console.inspect_options(Stream::Output), data->values()));
  }
  TRY(console.write_text(Stream::Output, line));
  return Value::undefined();
}

/// INTEROP: all engines have profile(), profileEnd() and timeStamp(), which no standard has; they are for the
/// profiler of developer tools, and there is none that could be told.
Completion<Value> tell_profiler(Agent&, NativeFrame&) {
  return Value::undefined();
}

// The namespace ---------------------------------------------------------------------------------------------

struct Method {
  std::string_view name;
  vm::NativeCode code;
};
constexpr Method k_methods[] = {
    {"log", log<Stream::Output>},
    {"info", log<Stream::Output>},
    {"debug", log<Stream::Output>},
    {"warn", log<Stream::Error>},
    {"error", log<Stream::Error>},
    {"dir", dir},
    {"time", time},
    {"timeEnd", time_log<true>},
    {"timeLog", time_log<false>},
    {"trace", trace},
    {"assert", assert_that},
    {"clear", clear},
    {"count", count},
    {"countReset", count_reset},
    {"group", group},
    {"groupEnd", group_end},
    {"table", table},
    {"dirxml", log<Stream::Output>},
    {"groupCollapsed", group},
    {"profile", tell_profiler},
    {"profileEnd", tell_profiler},
    {"timeStamp", tell_profiler},
};

}  // namespace

void add_console(Agent& agent, vm::Realm* realm, Console& console) {
  // "For historical web-compatibility reasons, the namespace object for console must have as its
  // [[Prototype]] an empty object, created as if by OrdinaryObjectCreate(%Object.prototype%)".
  vm::Object* prototype =
      vm::ordinary_object_create(agent, realm->intrinsic(agent, vm::Intrinsic::ObjectPrototype));
  vm::Object* object = vm::ordinary_object_create(agent, prototype, std::size(k_methods) + 1);
  auto* reference = agent.heap().make<ConsoleReference>(0, console);
  for (const Method& method : k_methods) {
    vm::String* name = vm::intern(agent, method.name);
    vm::NativeFunction* function =
        vm::create_builtin_function(agent, realm, method.code, 0, name, 0, nullptr);
    function->set_data(Value::cell(reference));
    agent.shapes().add(object, vm::PropertyKey::atom(name), function, vm::k_data_attributes);
  }
  // https://webidl.spec.whatwg.org/#es-namespaces: the class string
  constexpr vm::Attributes k_configurable{vm::Attributes::k_configurable};
  agent.shapes().add(object, agent.names().symbol_to_string_tag, vm::intern(agent, "console"),
                     k_configurable);
  agent.shapes().add(realm->global_object(), vm::PropertyKey::atom(vm::intern(agent, "console")), object,
                     vm::k_hidden_attributes);
}

}  // namespace orrery::web::console
