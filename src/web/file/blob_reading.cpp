#include "web/file/blob_reading.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "loop/event_loop.h"
#include "vm/binary_data/typed_array.h"
#include "vm/objects/realm_interface.h"
#include "vm/promises/job.h"
#include "vm/strings/string_builder.h"
#include "web/encoding/text_decoder_common.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

// Packages --------------------------------------------------------------------------------------------------

namespace {

Completion<vm::ArrayBuffer*> to_array_buffer(Agent& agent, const BlobBytes& bytes) {
  vm::ArrayBuffer* buffer = TRY(vm::ArrayBuffer::allocate(agent, {.byte_length = bytes.size()}));
  bytes.copy_to(buffer->data());
  return buffer;
}

/// The bytes in one piece; counted as long as this lives.
Completion<vm::BufferContents> flat(Agent& agent, const BlobBytes& bytes) {
  return TRY(to_array_buffer(agent, bytes))->release();
}

std::span<const std::uint8_t> octets(const vm::BufferContents& contents) {
  return {reinterpret_cast<const std::uint8_t*>(contents.block.bytes()), contents.size.byte_length};
}

Completion<vm::String*> to_text(Agent& agent, const BlobBytes& bytes, Encoding encoding) {
  const vm::BufferContents contents = TRY(flat(agent, bytes));
  const DecodedText text = decode(octets(contents), encoding);
  if (text.is_latin1()) return vm::make_string(agent, text.latin1());
  return vm::make_string(agent, std::span<const char16_t>(text.utf16()));
}

/// "data:", the type, ";base64," and https://infra.spec.whatwg.org/#forgiving-base64-encode
Completion<vm::String*> to_data_url(Agent& agent, const BlobBytes& bytes, vm::String* type) {
  const vm::BufferContents contents = TRY(flat(agent, bytes));
  const std::span<const std::uint8_t> all = octets(contents);
  vm::StringBuilder builder(agent);
  builder.append_ascii("data:");
  if (type->is_empty()) {
    builder.append_ascii("application/octet-stream");
  } else {
    builder.append(type);
  }
  builder.append_ascii(";base64,");
  // Parts of whole groups of three bytes.
  constexpr std::size_t k_part = 3072;
  std::array<std::uint8_t, base::base64_length(k_part, false)> text{};
  for (std::size_t i = 0; i < all.size() && !builder.has_failed(); i += k_part) {
    const auto part = all.subspan(i, std::min(k_part, all.size() - i));
    const auto characters = std::span(text).first(base::base64_length(part.size(), false));
    base::encode_base64(part, base::Base64Alphabet::Base64, characters);
    builder.append_ascii({reinterpret_cast<const char*>(characters.data()), characters.size()});
  }
  return builder.finish();
}

}  // namespace

Completion<Value> package_blob(Agent& agent, const BlobBytes& bytes, BlobPackage package, Encoding encoding,
                               vm::String* type) {
  switch (package) {
    case BlobPackage::ArrayBuffer:
      return TRY(to_array_buffer(agent, bytes));
    case BlobPackage::Bytes: {
      vm::ArrayBuffer* buffer = TRY(to_array_buffer(agent, bytes));
      return vm::make_typed_array(agent, vm::ElementType::Uint8, buffer, 0, bytes.size());
    }
    case BlobPackage::Text:
      return TRY(to_text(agent, bytes, encoding));
    case BlobPackage::BinaryString: {
      const auto unfilled = TRY(vm::make_unfilled_latin1(agent, bytes.size()));
      bytes.copy_to(reinterpret_cast<std::byte*>(unfilled.characters.data()));
      return unfilled.string;
    }
    case BlobPackage::DataUrl:
      return TRY(to_data_url(agent, bytes, type));
  }
  __builtin_unreachable();
}

// Promises --------------------------------------------------------------------------------------------------

namespace {

class BlobReadingMode final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "BlobReadingMode";
  BlobReadingMode(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<BlobReadingMode>) {}
  bool in_microtasks = false;
  void visit(gc::Visitor&) {}
};

/// A promise for a package of bytes.
class BlobRead final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "BlobRead";
  BlobRead(vm::Promise* promise, BlobContents* contents, BlobPackage package)
      : PlatformCell(vm::k_platform_cell_type<BlobRead>),
        promise_(promise),
        contents_(contents),
        package_(package) {}
  void visit(gc::Visitor& visitor) {
    visitor.visit(promise_);
    visitor.visit(contents_);
  }
  Completion<void> settle(Agent& agent) {
    const Completion<Value> value =
        package_blob(agent, *contents_->bytes(), package_, Encoding::Utf8, vm::empty_string(agent));
    if (!value.is_thrown()) return vm::resolve_promise(agent, promise_.get(), value.value());
    if (agent.is_terminating()) return vm::Thrown{};
    vm::reject_promise(agent, promise_.get(), agent.take_exception());
    return {};
  }

 private:
  gc::Field<vm::Promise> promise_;
  gc::Field<BlobContents> contents_;
  BlobPackage package_;
};

Completion<Value> run_job(Agent& agent, vm::NativeJob& job) {
  const std::int32_t rounds = job.second().as_int32();
  if (rounds != 0) {
    loop::EventLoop::of(agent).queue_microtask(
        agent.heap().make<vm::NativeJob>(0, run_job, &agent.realm(), job.first(), Value::int32(rounds - 1)));
  } else {
    TRY(static_cast<BlobRead*>(job.first().as_cell())->settle(agent));
  }
  return Value::undefined();
}

void run_task(loop::EventLoop& loop, const loop::Task& task) {
  if (static_cast<BlobRead*>(task.value.as_cell())->settle(loop.agent()).is_thrown())
    loop.report_pending_exception();
}

}  // namespace

vm::Promise* read_blob(Agent& agent, const Blob& blob, BlobPackage package) {
  vm::Promise* promise = vm::new_promise(agent);
  const Value read = Value::cell(agent.heap().make<BlobRead>(0, promise, blob.contents(), package));
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  if (!vm::platform_state<BlobReadingMode>(agent, agent.realm()).in_microtasks) {
    loop.queue_task({.source = loop::TaskSource::FileReading, .steps = run_task, .value = read});
    return promise;
  }
  // Node's text() and bytes() wait for its arrayBuffer().
  const std::int32_t rounds = package == BlobPackage::ArrayBuffer ? 0 : 1;
  loop.queue_microtask(
      agent.heap().make<vm::NativeJob>(0, run_job, &agent.realm(), read, Value::int32(rounds)));
  return promise;
}

void read_blobs_in_microtasks(Agent& agent, vm::Realm& realm) {
  vm::platform_state<BlobReadingMode>(agent, realm).in_microtasks = true;
}

}  // namespace orrery::web
