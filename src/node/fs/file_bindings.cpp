// What node:fs calls in C++: requests to the file system, at once or in the background.

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unicode/utf.h"
#include "host/files/background_file_request.h"
#include "loop/event_loop.h"
#include "node/bindings.h"
#include "node/builtin_modules.h"
#include "node/environment.h"
#include "vm/bigint/bigint.h"
#include "vm/binary_data/typed_array.h"
#include "vm/errors/error_object.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::node {

using host::BackgroundFileRequest;
using host::FileAnswer;
using host::FileOperation;
using host::FileRequest;
using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

// Requests --------------------------------------------------------------------------------------------------

/// The arguments of perform(), begin() and succeeds(), which the module has looked at; numbers may be
/// undefined.
enum Argument : std::uint8_t {
  k_operation,  // its place in host/files/file_operations.def
  k_path,       // a String or a view of bytes
  k_other,      // the same; of a write the view
  k_number,
  k_mode,
  k_access_time,  // seconds
  k_modification_time,
  k_descriptor,
  k_position,
  k_view,      // into which a read goes; of a write from which it comes
  k_offset,    // in the view
  k_is_exact,  // a status is told as BigInts
  k_callback,  // of begin(): is called with an error, or null and the result
};

vm::ArrayBufferView* view_of(Value value) {
  if (value.is_cell_of(vm::CellKind::TypedArray) || value.is_cell_of(vm::CellKind::DataView))
    return static_cast<vm::ArrayBufferView*>(value.as_object());
  return nullptr;
}

/// The bytes of a view, of which there may be fewer than a moment ago.
std::span<std::byte> bytes_of(Value value) {
  vm::ArrayBufferView* view = view_of(value);
  if (view == nullptr || view->is_out_of_bounds()) return {};
  return {view->data(), view->byte_length()};
}

// Names of files that are not UTF-8. In the strings of the modules a byte that is no part of a character is a
// lone surrogate, U+DC80 to U+DCFF for 80 to FF: so paths can be put together of such names. Programs see
// none of them (inEncoding() in internal/fs/operations.js).
constexpr char32_t k_escapes = 0xDC00;  // and the byte

/// How long the character is that begins there; 0: none does.
std::size_t character_length(std::string_view bytes) {
  constexpr std::size_t k_longest = 4;
  for (std::size_t length = 1; length <= std::min(k_longest, bytes.size()); length++) {
    if (base::is_valid_utf8(bytes.substr(0, length))) return length;
  }
  return 0;
}

Completion<vm::String*> make_name(Agent& agent, std::string_view bytes) {
  if (base::is_valid_utf8(bytes)) return vm::make_string_from_utf8(agent, bytes);
  std::string text;
  while (!bytes.empty()) {
    const std::size_t length = character_length(bytes);
    if (length != 0) {
      text += bytes.substr(0, length);
    } else {
      base::append_wtf8(text, k_escapes + static_cast<unsigned char>(bytes.front()));
    }
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return vm::make_string_from_utf8(agent, text);
}

/// What make_name() was made of. Any other lone surrogate is U+FFFD, as in Node.
std::string name_bytes(vm::String* name) {
  std::string utf8 = name->to_utf8();
  constexpr std::string_view k_replacement = "\xEF\xBF\xBD";
  if (!utf8.contains(k_replacement)) return utf8;
  const std::string text = name->to_wtf8();
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = base::decode_wtf8(text.data() + i);
    if (code_point >= k_escapes + 0x80 && code_point <= k_escapes + 0xFF) {
      bytes += static_cast<char>(code_point - k_escapes);
    } else if (base::is_surrogate(code_point)) {
      bytes += k_replacement;
    } else {
      bytes += std::string_view(text).substr(i, length);
    }
    i += length;
  }
  return bytes;
}

std::string path_text(Value value) {
  if (value.is_string()) return name_bytes(value.as_string());
  const std::span<std::byte> bytes = bytes_of(value);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::int64_t whole_number(Value value, std::int64_t otherwise = 0) {
  constexpr double k_end = 0x1p63;
  if (!value.is_number()) return otherwise;
  const double number = value.as_number();
  return number >= -k_end && number < k_end ? static_cast<std::int64_t>(number) : otherwise;
}

/// Of seconds since 1970, as libuv has them: nanoseconds, rounded down.
std::int64_t nanoseconds(Value seconds) {
  constexpr double k_nanoseconds = 1e9;
  constexpr double k_most = 9e9;
  const double number = seconds.is_number() ? seconds.as_number() : 0;
  const double clamped = std::clamp(std::isnan(number) ? 0 : number, -k_most, k_most);
  const double whole = std::floor(clamped);
  return static_cast<std::int64_t>(whole) * static_cast<std::int64_t>(k_nanoseconds) +
         static_cast<std::int64_t>((clamped - whole) * k_nanoseconds);
}

FileRequest request_of(Agent& agent, const NativeFrame& frame) {
  FileRequest request{.operation = static_cast<FileOperation>(whole_number(frame.argument(k_operation))),
                      .path = path_text(frame.argument(k_path)),
                      .number = whole_number(frame.argument(k_number)),
                      .mode = whole_number(frame.argument(k_mode)),
                      .access_time = nanoseconds(frame.argument(k_access_time)),
                      .modification_time = nanoseconds(frame.argument(k_modification_time)),
                      .descriptor = static_cast<int>(whole_number(frame.argument(k_descriptor), -1)),
                      .position = whole_number(frame.argument(k_position), FileRequest::k_current_position)};
  if (request.operation == FileOperation::MakeTemporaryDirectory)
    agent.door().fill_random(std::as_writable_bytes(std::span(&request.number, 1)));
  if (request.operation != FileOperation::Write) {
    request.other = path_text(frame.argument(k_other));
    return request;
  }
  const std::span<std::byte> bytes = bytes_of(frame.argument(k_view));
  const auto start = std::min(static_cast<std::size_t>(whole_number(frame.argument(k_offset))), bytes.size());
  const auto size = std::min(static_cast<std::size_t>(request.number), bytes.size() - start);
  request.number = 0;
  request.other.assign(reinterpret_cast<const char*>(bytes.data()) + start, size);
  return request;
}

// Errors ----------------------------------------------------------------------------------------------------

/// As libuv's errors are in Node: https://nodejs.org/api/errors.html#class-systemerror
Completion<Value> make_error(Agent& agent, const FileRequest& request, int error) {
  const std::string code = host::error_name(error);
  const std::string verb(host::verb_of(request));
  const bool has_path = request.descriptor < 0 && !request.path.empty();
  const bool has_other = has_path && !request.other.empty();
  std::string path = request.path;
  if (request.operation == FileOperation::MakeTemporaryDirectory) path += "XXXXXX";
  std::string message = code + ": " + host::error_text(error) + ", " + verb;
  if (has_path) message += " '" + path + "'";
  if (has_other) message += " -> '" + request.other + "'";
  vm::ErrorObject* made =
      vm::make_error(agent, vm::ErrorType::Error, TRY(vm::make_string_from_utf8(agent, message)));
  const auto add = [&](std::string_view name, Value value) {
    agent.shapes().add(made, vm::PropertyKey::atom(vm::intern(agent, name)), value, vm::k_data_attributes);
  };
  add("errno", Value::int32(-error));
  add("code", vm::make_ascii_string(agent, code));
  add("syscall", vm::make_ascii_string(agent, verb));
  if (has_path) add("path", TRY(vm::make_string_from_utf8(agent, path)));
  if (has_other) add("dest", TRY(vm::make_string_from_utf8(agent, request.other)));
  return Value(made);
}

// Answers ---------------------------------------------------------------------------------------------------

/// A time as whole seconds, and nanoseconds that are not negative.
struct TimeParts {
  std::int64_t seconds;
  std::int64_t rest;
};
TimeParts parts_of(std::int64_t nanoseconds) {
  constexpr std::int64_t k_second = 1'000'000'000;
  TimeParts parts{nanoseconds / k_second, nanoseconds % k_second};
  if (parts.rest < 0) {
    parts.rest += k_second;
    parts.seconds--;
  }
  return parts;
}

/// Milliseconds, as Node has them: the parts are added as doubles.
Value milliseconds(std::int64_t nanoseconds) {
  const TimeParts parts = parts_of(nanoseconds);
  return Value::number(static_cast<double>(parts.seconds) * 1e3 + static_cast<double>(parts.rest) / 1e6);
}

/// The fields in the order of Node's class Stats, and the nanoseconds of the times; if it `is_exact`,
/// BigInts, with times in nanoseconds.
Completion<Value> status_value(Agent& agent, const host::FileStatus& status, bool is_exact) {
  const std::int64_t numbers[] = {status.device, status.mode,           status.links,      status.user,
                                  status.group,  status.special_device, status.block_size, status.inode,
                                  status.size,   status.blocks};
  const std::int64_t times[] = {status.access_time, status.modification_time, status.change_time,
                                status.birth_time};
  vm::Array* result = TRY(vm::create_array_from_list(agent, {}));
  const auto add = [&](Value value) { return vm::array_append(agent, result, value); };
  for (const std::int64_t number : numbers) {
    TRY(add(is_exact ? Value(vm::make_bigint(agent, number)) : Value::number(static_cast<double>(number))));
  }
  for (const std::int64_t time : times)
    TRY(add(is_exact ? Value(vm::make_bigint(agent, time)) : milliseconds(time)));
  if (is_exact) return Value(result);
  for (const std::int64_t time : times) TRY(add(Value::number(static_cast<double>(parts_of(time).rest))));
  return Value(result);
}

/// `[names, types]`: the types as the numbers of Node's constants UV_DIRENT_…
Completion<Value> directory_value(Agent& agent, std::string_view entries) {
  constexpr std::string_view k_letters = "?fdlpscb";
  vm::Array* names = TRY(vm::create_array_from_list(agent, {}));
  vm::Array* types = TRY(vm::create_array_from_list(agent, {}));
  while (!entries.empty()) {
    const std::size_t end = std::min(entries.find('\0'), entries.size());
    const std::string_view name = entries.substr(1, end - 1);
    TRY(vm::array_append(agent, names, TRY(make_name(agent, name))));
    const std::size_t type = k_letters.find(entries.front());
    TRY(vm::array_append(agent, types,
                         Value::int32(type == std::string_view::npos ? 0 : static_cast<int>(type))));
    entries.remove_prefix(std::min(end + 1, entries.size()));
  }
  const Value both[] = {names, types};
  return Value(TRY(vm::create_array_from_list(agent, both)));
}

/// How much was read, which goes to the view, as far as that is still there.
Value take_bytes(std::string_view data, Value view, Value offset) {
  const std::span<std::byte> bytes = bytes_of(view);
  if (bytes.empty() || view_of(view)->buffer()->is_immutable()) return Value::int32(0);
  const auto start = std::min(static_cast<std::size_t>(whole_number(offset)), bytes.size());
  const std::size_t size = std::min(data.size(), bytes.size() - start);
  if (size != 0) std::memcpy(bytes.data() + start, data.data(), size);
  return Value::number(static_cast<double>(size));
}

/// What the module makes of an answer that is no error.
struct Destination {
  Value view;
  Value offset;
  bool is_exact;
};
Completion<Value> result_of(Agent& agent, const FileRequest& request, const FileAnswer& answer,
                            const Destination& to) {
  switch (request.operation) {
    case FileOperation::Stat:
    case FileOperation::LinkStat:
      return status_value(agent, answer.status, to.is_exact);
    case FileOperation::ReadDirectory:
      return directory_value(agent, answer.data);
    case FileOperation::ReadLink:
    case FileOperation::RealPath:
    case FileOperation::MakeTemporaryDirectory:
      return Value(TRY(make_name(agent, answer.data)));
    case FileOperation::MakeDirectory:
      if (answer.data.empty()) return Value::undefined();
      return Value(TRY(make_name(agent, answer.data)));
    case FileOperation::Open:
    case FileOperation::Write:
      return Value::number(static_cast<double>(answer.number));
    case FileOperation::Read:
      return take_bytes(answer.data, to.view, to.offset);
    default:
      return Value::undefined();
  }
}

// Standard streams as files ---------------------------------------------------------------------------------

Host::Stream stream_of(const FileRequest& request) {
  return request.descriptor == STDERR_FILENO ? Host::Stream::Error : Host::Stream::Output;
}

/// Of a request that writes to a standard stream: whether somebody else shows that.
bool is_diverted(Agent& agent, const FileRequest& request) {
  const bool is_output = request.operation == FileOperation::Write &&
                         (request.descriptor == STDOUT_FILENO || request.descriptor == STDERR_FILENO);
  return is_output && Environment::of(agent).host().diverts_files();
}

/// Thrown: the script is to end, and does not wait for it any more.
Completion<FileAnswer> access_file(Agent& agent, const NativeFrame& frame, FileRequest& request) {
  request.is_diverted = is_diverted(agent, request);
  FileAnswer answer = BuiltinModules::of(frame).door().access_file(request);
  if (answer.error == EINTR) TRY(vm::check_interrupt(agent));
  if (request.is_diverted && answer.error == 0) {
    const auto written = std::min(request.other.size(), static_cast<std::size_t>(answer.number));
    Environment::of(agent).host().write_diverted(stream_of(request),
                                                 std::string_view(request.other).substr(0, written));
  }
  return answer;
}

// Bindings --------------------------------------------------------------------------------------------------

/// `perform(…)`: the result
Completion<Value> perform(Agent& agent, NativeFrame& frame) {
  FileRequest request = request_of(agent, frame);
  const FileAnswer answer = TRY(access_file(agent, frame, request));
  if (answer.error != 0) return agent.throw_value(TRY(make_error(agent, request, answer.error)));
  return result_of(agent, request, answer,
                   {frame.argument(k_view), frame.argument(k_offset),
                    frame.argument(k_is_exact).is_identical(Value::boolean(true))});
}

/// `attempt(…)`: the same; of an error its code ("ENOENT") without an object
Completion<Value> attempt(Agent& agent, NativeFrame& frame) {
  FileRequest request = request_of(agent, frame);
  const FileAnswer answer = TRY(access_file(agent, frame, request));
  if (answer.error != 0) return Value(vm::make_ascii_string(agent, host::error_name(answer.error)));
  return result_of(agent, request, answer,
                   {frame.argument(k_view), frame.argument(k_offset),
                    frame.argument(k_is_exact).is_identical(Value::boolean(true))});
}

/// What an operation in flight keeps alive: the callback, the view, its offset, whether it is exact.
Completion<Value> error_or_result(Agent& agent, const BackgroundFileRequest& operation,
                                  const vm::ValueList& kept, bool& is_error) {
  const FileRequest& request = operation.request();
  const FileAnswer& answer = operation.answer();
  is_error = answer.error != 0;
  if (is_error) return make_error(agent, request, answer.error);
  return result_of(agent, request, answer,
                   {kept.at(1), kept.at(2), kept.at(3).is_identical(Value::boolean(true))});
}

void finish(loop::EventLoop& loop, Value about, loop::Operation& operation) {
  Agent& agent = loop.agent();
  auto* kept = static_cast<vm::ValueList*>(about.as_cell());
  bool is_error = false;
  Completion<Value> value =
      error_or_result(agent, static_cast<const BackgroundFileRequest&>(operation), *kept, is_error);
  if (value.is_thrown()) {
    // There was no room for it.
    if (agent.is_terminating()) return;
    is_error = true;
    value = agent.take_exception();
  }
  const Value arguments[] = {is_error ? value.value() : Value::null(), value.value()};
  const bool has_result = !is_error && !value.value().is_undefined();
  Environment::of(agent).call_back(loop, kept->at(0), Value::undefined(),
                                   std::span(arguments).first(has_result ? 2 : 1));
}

/// `begin(…)`: the operation's number
Completion<Value> begin(Agent& agent, NativeFrame& frame) {
  vm::ValueList* kept = vm::ValueList::make(agent.heap(), 4);
  for (const Argument each : {k_callback, k_view, k_offset, k_is_exact})
    kept->append(agent.heap(), frame.argument(each));
  FileRequest request = request_of(agent, frame);
  request.is_diverted = is_diverted(agent, request);
  // Now, as threads begin at once: what the program prints in this turn comes after it.
  if (request.is_diverted) Environment::of(agent).host().write_diverted(stream_of(request), request.other);
  const loop::OperationId id = loop::EventLoop::of(agent).begin_operation(
      std::make_unique<BackgroundFileRequest>(std::move(request)), {.source = loop::TaskSource::FileReading,
                                                                    .steps = finish,
                                                                    .about = Value::cell(kept),
                                                                    .realm = &agent.realm()});
  return Value::number(static_cast<double>(id));
}

/// `setReferenced(number, isReferenced)`
Completion<Value> set_referenced(Agent& agent, NativeFrame& frame) {
  loop::EventLoop::of(agent).background().set_referenced(
      static_cast<loop::OperationId>(whole_number(frame.argument(0))),
      frame.argument(1).is_identical(Value::boolean(true)));
  return Value::undefined();
}

/// `operations()`: their names, by number
Completion<Value> operations(Agent& agent, NativeFrame&) {
  vm::Array* names = TRY(vm::create_array_from_list(agent, {}));
  for (const std::string_view name : host::file_operation_names())
    TRY(vm::array_append(agent, names, vm::make_ascii_string(agent, name)));
  return Value(names);
}

struct Constant {
  std::string_view name;
  std::int32_t value;
};
/// https://nodejs.org/api/fs.html#fs-constants
constexpr Constant k_constants[] = {
#define CONSTANT(name) {#name, name}
    {"UV_FS_SYMLINK_DIR", 1},
    {"UV_FS_SYMLINK_JUNCTION", 2},
    CONSTANT(O_RDONLY),
    CONSTANT(O_WRONLY),
    CONSTANT(O_RDWR),
    {"UV_DIRENT_UNKNOWN", 0},
    {"UV_DIRENT_FILE", 1},
    {"UV_DIRENT_DIR", 2},
    {"UV_DIRENT_LINK", 3},
    {"UV_DIRENT_FIFO", 4},
    {"UV_DIRENT_SOCKET", 5},
    {"UV_DIRENT_CHAR", 6},
    {"UV_DIRENT_BLOCK", 7},
    CONSTANT(S_IFMT),
    CONSTANT(S_IFREG),
    CONSTANT(S_IFDIR),
    CONSTANT(S_IFCHR),
    CONSTANT(S_IFBLK),
    CONSTANT(S_IFIFO),
    CONSTANT(S_IFLNK),
    CONSTANT(S_IFSOCK),
    CONSTANT(O_CREAT),
    CONSTANT(O_EXCL),
    {"UV_FS_O_FILEMAP", 0},
    {"UV_FS_O_TEMPORARY", 0},
    {"UV_FS_O_SHORT_LIVED", 0},
    {"UV_FS_O_SEQUENTIAL", 0},
    {"UV_FS_O_RANDOM", 0},
    CONSTANT(O_NOCTTY),
    CONSTANT(O_TRUNC),
    CONSTANT(O_APPEND),
    CONSTANT(O_DIRECTORY),
    CONSTANT(O_NOATIME),
    CONSTANT(O_NOFOLLOW),
    CONSTANT(O_SYNC),
    CONSTANT(O_DSYNC),
    CONSTANT(O_DIRECT),
    CONSTANT(O_NONBLOCK),
    CONSTANT(S_IRWXU),
    CONSTANT(S_IRUSR),
    CONSTANT(S_IWUSR),
    CONSTANT(S_IXUSR),
    CONSTANT(S_IRWXG),
    CONSTANT(S_IRGRP),
    CONSTANT(S_IWGRP),
    CONSTANT(S_IXGRP),
    CONSTANT(S_IRWXO),
    CONSTANT(S_IROTH),
    CONSTANT(S_IWOTH),
    CONSTANT(S_IXOTH),
    CONSTANT(F_OK),
    CONSTANT(R_OK),
    CONSTANT(W_OK),
    CONSTANT(X_OK),
    {"UV_FS_COPYFILE_EXCL", 1},
    {"COPYFILE_EXCL", 1},
    {"UV_FS_COPYFILE_FICLONE", 2},
    {"COPYFILE_FICLONE", 2},
    {"UV_FS_COPYFILE_FICLONE_FORCE", 4},
    {"COPYFILE_FICLONE_FORCE", 4},
#undef CONSTANT
};

/// `constants()`
Completion<Value> constants(Agent& agent, NativeFrame&) {
  vm::Object* result = vm::ordinary_object_create(agent, nullptr);
  for (const Constant& each : k_constants) {
    agent.shapes().add(result, vm::PropertyKey::atom(vm::intern(agent, each.name)), Value::int32(each.value),
                       vm::Attributes(vm::Attributes::k_enumerable));
  }
  return Value(result);
}

/// `nameOf(view)`: of a path in bytes
Completion<Value> name_of(Agent& agent, NativeFrame& frame) {
  return Value(TRY(make_name(agent, path_text(frame.argument(0)))));
}

constexpr vm::BuiltinRow k_file_bindings_rows[] = {
    vm::method("nameOf", 1, name_of),
    vm::method("perform", 12, perform),
    vm::method("attempt", 12, attempt),
    vm::method("begin", 13, begin),
    vm::method("operations", 0, operations),
    vm::method("constants", 0, constants),
    vm::method("setReferenced", 2, set_referenced),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_file_bindings = k_file_bindings_rows;

}  // namespace orrery::node
