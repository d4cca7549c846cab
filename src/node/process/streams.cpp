// https://nodejs.org/api/process.html#process-io: process.stdin, process.stdout and process.stderr, which are
// modules/internal/standard_input.js and standard_output.js, and what the latter calls in C++.
#include "node/bindings.h"
#include "node/environment.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

vm::PropertyKey write_key(Agent& agent) {
  return vm::PropertyKey::atom(vm::intern(agent, "write"));
}

}  // namespace

Completion<Value> Environment::standard_stream(std::size_t descriptor) {
  Value& stream = standard_streams_[descriptor];
  if (!stream.is_undefined()) return stream;
  if (descriptor == 0) {
    const Value made = TRY(host_.builtin_module("internal/standard_input"));
    return stream = made;
  }
  const Value module = TRY(host_.builtin_module("internal/standard_output"));
  const vm::PropertyKey name = vm::PropertyKey::atom(vm::intern(agent_, "makeStandardStream"));
  const Value make = TRY(vm::get(agent_, module.as_object(), name));
  const Value arguments[] = {Value::int32(static_cast<int>(descriptor))};
  const Value made = TRY(vm::call(agent_, make, Value::undefined(), arguments));
  stream_writes_[descriptor] = TRY(vm::get(agent_, made.as_object(), write_key(agent_)));
  return stream = made;
}

bool Environment::has_own_write(Host::Stream stream) {
  const Value object = standard_streams_[static_cast<std::size_t>(stream)];
  if (object.is_undefined()) return false;
  const std::optional<Value> write = vm::look_up_data_property(agent_, object.as_object(), write_key(agent_));
  return !write || !write->is_identical(stream_writes_[static_cast<std::size_t>(stream)]);
}

Completion<void> Environment::call_own_write(Host::Stream stream, std::string_view text) {
  const Value object = standard_streams_[static_cast<std::size_t>(stream)];
  const auto call = [&]() -> Completion<void> {
    const Value write = TRY(vm::get(agent_, object.as_object(), write_key(agent_)));
    const Value arguments[] = {TRY(vm::make_string_from_utf8(agent_, text))};
    TRY(vm::call(agent_, write, object, arguments));
    return {};
  };
  if (!call().is_thrown()) return {};
  if (agent_.is_terminating()) return vm::Thrown{};
  (void)agent_.take_exception();
  return {};
}

namespace {

template <std::size_t descriptor>
Completion<Value> get_stream(Agent& agent, NativeFrame&) {
  return Environment::of(agent).standard_stream(descriptor);
}

constexpr vm::LazyRow k_streams_rows[] = {
    vm::lazy_builtin(vm::attribute("stdin", get_stream<0>)),
    vm::lazy_builtin(vm::attribute("stdout", get_stream<1>)),
    vm::lazy_builtin(vm::attribute("stderr", get_stream<2>)),
};

Host::Stream stream_of(const NativeFrame& frame) {
  return static_cast<Host::Stream>(frame.argument(0).as_int32());
}

/// `write(fd, textOrBytes)`
Completion<Value> write(Agent& agent, NativeFrame& frame) {
  Host& host = Environment::of(agent).host();
  const Value chunk = frame.argument(1);
  if (chunk.is_string()) {
    host.write(stream_of(frame), chunk.as_string()->to_utf8());
  } else {
    const auto* view = static_cast<vm::ArrayBufferView*>(chunk.as_object());
    if (!view->is_out_of_bounds())
      host.write(stream_of(frame), {reinterpret_cast<const char*>(view->data()), view->byte_length()});
  }
  return Value::undefined();
}

/// `flush(fd)`: an errno; 0: all that was written since the last time has been handed over
Completion<Value> flush(Agent& agent, NativeFrame& frame) {
  Host& host = Environment::of(agent).host();
  const Host::Stream stream = stream_of(frame);
  return Value::int32(host.has_written(stream) ? host.flush(stream) : 0);
}

/// `setFailureHandler(fd, handler)`: Environment::set_output_handler()
Completion<Value> set_failure_handler(Agent& agent, NativeFrame& frame) {
  Environment::of(agent).set_output_handler(stream_of(frame), frame.argument(1));
  return Value::undefined();
}

constexpr vm::BuiltinRow k_bindings[] = {
    vm::method("write", 2, write),
    vm::method("flush", 1, flush),
    vm::method("setFailureHandler", 2, set_failure_handler),
    vm::method("makeError", 3, make_error_of_system),
    vm::method("fact", 1, fact),
};

}  // namespace

constinit const std::span<const vm::LazyRow> k_stream_rows = k_streams_rows;
constexpr std::span<const vm::BuiltinRow> k_stream_bindings = k_bindings;

}  // namespace orrery::node
