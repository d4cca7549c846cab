// https://nodejs.org/api/buffer.html: what modules/buffer.js calls in C++. That one checks its arguments.

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "node/bindings.h"
#include "node/buffer/byte_search.h"
#include "node/buffer/text_codecs.h"
#include "node/errors.h"
#include "vm/agent.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string.h"
#include "web/file/blob_url_store.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

// Arguments -------------------------------------------------------------------------------------------------

vm::ArrayBufferView* as_view(Value value) {
  const bool is_view = value.is_cell_of(vm::CellKind::TypedArray) || value.is_cell_of(vm::CellKind::DataView);
  return is_view ? static_cast<vm::ArrayBufferView*>(value.as_object()) : nullptr;
}

/// The bytes of a view, or of a buffer; none if they are gone.
Completion<std::span<std::uint8_t>> bytes_of(Agent& agent, Value value) {
  if (const vm::ArrayBufferView* view = as_view(value))
    return std::span(reinterpret_cast<std::uint8_t*>(view->data()), view->byte_length());
  if (const vm::BufferObject* buffer = vm::as_buffer(value))
    return std::span(reinterpret_cast<std::uint8_t*>(buffer->data()), buffer->byte_length());
  return throw_invalid_arg_type(agent, "buffer", "an instance of Buffer or Uint8Array", value);
}

Completion<std::span<std::uint8_t>> writable_bytes_of(Agent& agent, Value value) {
  const vm::ArrayBufferView* view = as_view(value);
  if (view != nullptr && view->buffer()->is_immutable())
    return agent.throw_type_error("Cannot write to an immutable ArrayBuffer");
  return bytes_of(agent, value);
}

/// A place among so many bytes; what is no number is taken for 0, what lies behind them for their end.
std::size_t place_of(Value value, std::size_t size) {
  const double number = value.is_number() ? value.as_number() : 0;
  if (!(number > 0)) return 0;
  return number >= static_cast<double>(size) ? size : static_cast<std::size_t>(number);
}

/// The arguments at `index` and behind it as the start and end of a part.
std::span<std::uint8_t> part_of(std::span<std::uint8_t> bytes, const NativeFrame& frame,
                                std::uint32_t index) {
  const std::size_t start = place_of(frame.argument(index), bytes.size());
  const Value last = frame.argument(index + 1);
  const std::size_t end = last.is_undefined() ? bytes.size() : place_of(last, bytes.size());
  return start < end ? bytes.subspan(start, end - start) : std::span<std::uint8_t>{};
}

TextEncoding encoding_of(Value value) {
  return static_cast<TextEncoding>(static_cast<std::uint8_t>(value.as_number()));
}

Value number(std::size_t value) {
  return Value::number(static_cast<double>(value));
}

// Making ----------------------------------------------------------------------------------------------------

Completion<vm::TypedArray*> make_bytes(Agent& agent, Value prototype, std::size_t size) {
  return vm::allocate_typed_array(agent, vm::ElementType::Uint8, size, prototype.as_object());
}

/// `make(prototype, size)`: all zero
Completion<Value> make(Agent& agent, NativeFrame& frame) {
  return TRY(make_bytes(agent, frame.argument(0), static_cast<std::size_t>(frame.argument(1).as_number())));
}

/// `view(prototype, buffer, offset, length)`: within the buffer
Completion<Value> view(Agent& agent, NativeFrame& frame) {
  vm::BufferObject* buffer = vm::as_buffer(frame.argument(1));
  const std::size_t offset = place_of(frame.argument(2), buffer->byte_length());
  const std::size_t length = place_of(frame.argument(3), buffer->byte_length() - offset);
  if (buffer->is_detached()) return agent.throw_type_error("Cannot use a detached ArrayBuffer");
  return vm::make_typed_array(agent, vm::ElementType::Uint8, buffer, offset, length,
                              frame.argument(0).as_object());
}

/// `subarray(prototype, view, start, end)`
Completion<Value> subarray(Agent& agent, NativeFrame& frame) {
  const vm::ArrayBufferView* whole = as_view(frame.argument(1));
  if (whole == nullptr)
    return throw_invalid_arg_type(agent, "buffer", "an instance of Buffer", frame.argument(1));
  const std::size_t start = TRY(vm::to_relative_index(agent, frame.argument(2), whole->byte_length()));
  const std::size_t end = TRY(vm::to_relative_end(agent, frame.argument(3), whole->byte_length()));
  if (whole->is_out_of_bounds() || end > whole->byte_length())
    return agent.throw_type_error("Cannot use a detached ArrayBuffer");
  return vm::make_typed_array(agent, vm::ElementType::Uint8, whole->buffer(), whole->byte_offset() + start,
                              start < end ? end - start : 0, frame.argument(0).as_object());
}

/// `fromText(prototype, text, encoding)`
Completion<Value> from_text(Agent& agent, NativeFrame& frame) {
  const TextEncoding encoding = encoding_of(frame.argument(2));
  vm::String* text = frame.argument(1).as_string();
  vm::count_work(agent, text->length());
  vm::TypedArray* result = TRY(make_bytes(agent, frame.argument(0), encoded_length(text, encoding)));
  const std::size_t written = encode_text(text, encoding, TRY(bytes_of(agent, result)));
  if (written == result->length()) return result;
  return vm::make_typed_array(agent, vm::ElementType::Uint8, result->buffer(), 0, written,
                              frame.argument(0).as_object());
}

// Text ------------------------------------------------------------------------------------------------------

/// `encodedLength(text, encoding)`
Completion<Value> encoded_length(Agent& agent, NativeFrame& frame) {
  vm::count_work(agent, frame.argument(0).as_string()->length());
  return number(encoded_length(frame.argument(0).as_string(), encoding_of(frame.argument(1))));
}

/// `encode(view, text, encoding, start, end)`: how many bytes were written
Completion<Value> encode(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(writable_bytes_of(agent, frame.argument(0)));
  const std::span<std::uint8_t> target = part_of(bytes, frame, 3);
  vm::count_work(agent, target.size());
  return number(encode_text(frame.argument(1).as_string(), encoding_of(frame.argument(2)), target));
}

/// `decode(view, encoding, start, end)`
Completion<Value> decode(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, frame.argument(0)));
  const std::span<std::uint8_t> source = part_of(bytes, frame, 2);
  vm::count_work(agent, source.size());
  const Completion<vm::String*> text = decode_text(agent, source, encoding_of(frame.argument(1)));
  if (!text.is_thrown()) return text.value();
  if (agent.is_terminating()) return vm::Thrown{};
  agent.take_exception();  // the engine's own, for the same
  return throw_plain_error(
      agent, "ERR_STRING_TOO_LONG",
      fmt::format("Cannot create a string longer than {:#x} characters", vm::String::k_max_length));
}

/// `isUtf8(view)`
Completion<Value> is_utf8(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, frame.argument(0)));
  vm::count_work(agent, bytes.size());
  return Value::boolean(base::is_valid_utf8({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

/// `isAscii(view)`
Completion<Value> is_ascii(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, frame.argument(0)));
  vm::count_work(agent, bytes.size());
  return Value::boolean(base::is_ascii({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

// Bytes -----------------------------------------------------------------------------------------------------

/// `compare(a, b, aStart, aEnd, bStart, bEnd)`: -1, 0 or 1
Completion<Value> compare(Agent& agent, NativeFrame& frame) {
  const auto a = part_of(TRY(bytes_of(agent, frame.argument(0))), frame, 2);
  const auto b = part_of(TRY(bytes_of(agent, frame.argument(1))), frame, 4);
  const std::size_t common = std::min(a.size(), b.size());
  vm::count_work(agent, common);
  const int order = common == 0 ? 0 : std::memcmp(a.data(), b.data(), common);
  if (order != 0) return Value::int32(order < 0 ? -1 : 1);
  return Value::int32(a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1);
}

/// `copy(source, target, targetStart, sourceStart, sourceEnd)`: as much as there is room for. \return how
/// much
Completion<Value> copy(Agent& agent, NativeFrame& frame) {
  const auto source = part_of(TRY(bytes_of(agent, frame.argument(0))), frame, 3);
  const std::span<std::uint8_t> all = TRY(writable_bytes_of(agent, frame.argument(1)));
  const auto target = all.subspan(place_of(frame.argument(2), all.size()));
  const std::size_t count = std::min(source.size(), target.size());
  vm::count_work(agent, count);
  if (count != 0) std::memmove(target.data(), source.data(), count);
  return number(count);
}

/// `fill(view, pattern, start, end)`: with a byte, or the bytes of a view again and again
Completion<Value> fill(Agent& agent, NativeFrame& frame) {
  const auto target = part_of(TRY(writable_bytes_of(agent, frame.argument(0))), frame, 2);
  if (target.empty()) return Value::undefined();
  vm::count_work(agent, target.size());
  if (frame.argument(1).is_number()) {
    std::ranges::fill(target, static_cast<std::uint8_t>(TRY(vm::to_int32(agent, frame.argument(1)))));
    return Value::undefined();
  }
  const std::span<std::uint8_t> pattern = TRY(bytes_of(agent, frame.argument(1)));
  std::size_t done = std::min(pattern.size(), target.size());
  if (done == 0) return Value::undefined();
  std::memmove(target.data(), pattern.data(), done);
  // What is there is doubled.
  while (done < target.size()) {
    const std::size_t count = std::min(done, target.size() - done);
    std::memcpy(target.data() + done, target.data(), count);
    done += count;
  }
  return Value::undefined();
}

/// `find(view, wanted, from, isForward, isUtf16)`: a place in bytes; -1: nowhere
Completion<Value> find(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, frame.argument(0)));
  const std::span<std::uint8_t> wanted = TRY(bytes_of(agent, frame.argument(1)));
  const std::size_t from = place_of(frame.argument(2), bytes.size());
  const bool is_forward = frame.argument(3).is_identical(Value::boolean(true));
  const auto direction = is_forward ? SearchDirection::Forward : SearchDirection::Backward;
  TRY(vm::NativeLoop(agent).next_rounds(bytes.size() / 64));
  if (!frame.argument(4).is_identical(Value::boolean(true))) {
    const auto place = find_bytes(bytes, wanted, from, direction);
    return place ? number(*place) : Value::int32(-1);
  }
  const auto place = find_units(bytes, wanted, from / 2, direction);
  return place ? number(*place * 2) : Value::int32(-1);
}

template <typename Unit>
void swap_units(std::span<std::uint8_t> bytes) {
  for (std::size_t i = 0; i + sizeof(Unit) <= bytes.size(); i += sizeof(Unit)) {
    Unit unit;
    std::memcpy(&unit, bytes.data() + i, sizeof(Unit));
    unit = std::byteswap(unit);
    std::memcpy(bytes.data() + i, &unit, sizeof(Unit));
  }
}

/// `swap(view, size)`: units of so many bytes
Completion<Value> swap(Agent& agent, NativeFrame& frame) {
  const std::span<std::uint8_t> bytes = TRY(writable_bytes_of(agent, frame.argument(0)));
  vm::count_work(agent, bytes.size());
  switch (static_cast<int>(frame.argument(1).as_number())) {
    case 2:
      swap_units<std::uint16_t>(bytes);
      break;
    case 4:
      swap_units<std::uint32_t>(bytes);
      break;
    default:
      swap_units<std::uint64_t>(bytes);
  }
  return Value::undefined();
}

/// `resolveObjectURL(url)`: its Blob; undefined: there is none
Completion<Value> resolve_object_url(Agent& agent, NativeFrame& frame) {
  web::Blob* blob = web::BlobUrlStore::of(agent).find(frame.argument(0).as_string()->to_wtf8());
  return blob == nullptr ? Value::undefined() : Value(blob);
}

constexpr vm::BuiltinRow k_buffer_bindings_rows[] = {
    vm::method("resolveObjectURL", 1, resolve_object_url),
    vm::method("make", 2, make),
    vm::method("view", 4, view),
    vm::method("subarray", 4, subarray),
    vm::method("fromText", 3, from_text),
    vm::method("encodedLength", 2, encoded_length),
    vm::method("encode", 5, encode),
    vm::method("decode", 4, decode),
    vm::method("isUtf8", 1, is_utf8),
    vm::method("isAscii", 1, is_ascii),
    vm::method("compare", 6, compare),
    vm::method("copy", 5, copy),
    vm::method("fill", 4, fill),
    vm::method("find", 5, find),
    vm::method("swap", 2, swap),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_buffer_bindings = k_buffer_bindings_rows;

}  // namespace orrery::node
