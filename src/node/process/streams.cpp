// https://nodejs.org/api/process.html#process-io: process.stdout and process.stderr, as far as programs write
// to them. What is written goes out at once, so callbacks are called in the next tick, and nothing ever has
// to be drained.
#include <charconv>

#include "loop/job_text.h"
#include "node/environment.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// The bytes of a chunk: a String's as UTF-8, whatever the encoding that is said; a view's own.
Completion<std::string> bytes_of(Agent& agent, Value chunk) {
  if (chunk.is_string()) return chunk.as_string()->to_utf8();
  if (chunk.is_cell_of(vm::CellKind::TypedArray) || chunk.is_cell_of(vm::CellKind::DataView)) {
    const auto* view = static_cast<vm::ArrayBufferView*>(chunk.as_object());
    if (view->is_out_of_bounds()) return std::string();
    return std::string(reinterpret_cast<const char*>(view->data()), view->byte_length());
  }
  return throw_invalid_arg_type(agent, "chunk",
                                "of type string or an instance of Buffer, TypedArray, or DataView", chunk);
}

/// The last argument, if it is a function, is called when the writing is done.
void queue_callback(Agent& agent, const NativeFrame& frame) {
  const std::span<const Value> arguments = frame.arguments();
  if (!arguments.empty() && vm::is_callable(arguments.back()))
    Environment::of(agent).ticks().add(arguments.back(), nullptr,
                                       loop::EventLoop::of(agent).origin_here({.sort = loop::k_tick_sort}),
                                       agent.async_context());
}

// https://nodejs.org/api/stream.html#writablewritechunk-encoding-callback
template <Host::Stream stream>
Completion<Value> write(Agent& agent, NativeFrame& frame) {
  const std::string bytes = TRY(bytes_of(agent, frame.argument(0)));
  Environment::of(agent).host().write(stream, bytes);
  queue_callback(agent, frame);
  return Value::boolean(true);
}

/// https://nodejs.org/api/stream.html#writableendchunk-encoding-callback: standard streams stay open.
template <Host::Stream stream>
Completion<Value> end(Agent& agent, NativeFrame& frame) {
  const Value chunk = frame.argument(0);
  if (!chunk.is_undefined() && !chunk.is_null() && !vm::is_callable(chunk))
    TRY(write<stream>(agent, frame));
  else
    queue_callback(agent, frame);
  return frame.this_value();
}

/// Bits of a colour, as terminals say by their variables:
/// https://nodejs.org/api/tty.html#writestreamgetcolordepthenv
int colour_depth(Agent& agent) {
  Host& host = Environment::of(agent).host();
  const auto variable = [&host](const char* name) {
    return host.fact(std::string("variable ") + name).value_or("");
  };
  constexpr int k_none = 1;
  constexpr int k_sixteen = 4;
  constexpr int k_256 = 8;
  constexpr int k_all = 24;
  if (!variable("NO_COLOR").empty() || variable("TERM") == "dumb" || variable("TERM").empty()) return k_none;
  const std::string said = variable("COLORTERM");
  if (said == "truecolor" || said == "24bit") return k_all;
  return variable("TERM").find("256color") != std::string::npos ? k_256 : k_sixteen;
}

Completion<Value> get_color_depth(Agent& agent, NativeFrame&) {
  return Value::int32(colour_depth(agent));
}

// https://nodejs.org/api/tty.html#writestreamhascolorscount-env
Completion<Value> has_colors(Agent& agent, NativeFrame& frame) {
  constexpr double k_default = 16;
  const Value count = frame.argument(0);
  return Value::boolean((count.is_number() ? count.as_number() : k_default) <=
                        static_cast<double>(std::uint64_t{1} << colour_depth(agent)));
}

/// "80x24": what the door says of a terminal.
struct Size {
  int columns = 0;
  int rows = 0;
};
Size parse_size(std::string_view text) {
  Size size;
  const std::size_t cross = std::min(text.find('x'), text.size());
  std::from_chars(text.data(), text.data() + cross, size.columns);
  if (cross < text.size()) std::from_chars(text.data() + cross + 1, text.data() + text.size(), size.rows);
  return size;
}

template <Host::Stream stream>
Value make_stream(Agent& agent, vm::Realm& realm) {
  const int descriptor = static_cast<int>(stream);
  const auto terminal = Environment::of(agent).host().fact("terminal " + std::to_string(descriptor));
  vm::Object* made = make_emitter(agent, realm, "WriteStream");
  const auto put = [&](std::string_view name, Value value) {
    agent.shapes().add(made, vm::PropertyKey::atom(vm::intern(agent, name)), value, vm::k_data_attributes);
  };
  const auto method = [&](std::string_view name, std::uint32_t length, vm::NativeCode code) {
    put(name, vm::create_builtin_function(agent, &realm, code, length, vm::intern(agent, name), 0, nullptr));
  };
  method("write", 3, write<stream>);
  method("end", 3, end<stream>);
  put("fd", Value::int32(descriptor));
  put("writable", Value::boolean(true));
  if (!terminal) return made;
  const Size size = parse_size(*terminal);
  put("isTTY", Value::boolean(true));
  put("columns", Value::int32(size.columns));
  put("rows", Value::int32(size.rows));
  method("getColorDepth", 1, get_color_depth);
  method("hasColors", 2, has_colors);
  return made;
}

}  // namespace

Value make_standard_output(Agent& agent, vm::Realm& realm) {
  return make_stream<Host::Stream::Output>(agent, realm);
}

Value make_standard_error(Agent& agent, vm::Realm& realm) {
  return make_stream<Host::Stream::Error>(agent, realm);
}

}  // namespace orrery::node
