#include "web/file/blob.h"

#include <algorithm>

#include "vm/functions/native_loop.h"
#include "vm/objects/realm_interface.h"
#include "web/encoding/utf8_text.h"
#include "web/file/blob_inspection.h"
#include "web/file/blob_reading.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// https://w3c.github.io/FileAPI/#convert-line-endings-to-native, which here is a line feed.
std::string with_native_endings(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); i++) {
    if (text[i] != '\r') {
      result += text[i];
      continue;
    }
    result += '\n';
    if (i + 1 < text.size() && text[i + 1] == '\n') i++;
  }
  return result;
}

void append_text(BlobBytesBuilder& builder, vm::String* string, EndingType endings) {
  const auto append = [&](std::string_view text) {
    if (endings == EndingType::Native) {
      const std::string native = with_native_endings(text);
      builder.append(std::as_bytes(std::span(native)));
    } else {
      builder.append(std::as_bytes(std::span(text)));
    }
  };
  if (string->is_latin1()) {
    append(Utf8Text(string->latin1()));
  } else {
    append(Utf8Text(std::u16string_view(string->utf16().data(), string->length())));
  }
}

}  // namespace

Completion<BlobContents*> process_blob_parts(Agent& agent, const Blob::Parts& parts, EndingType endings) {
  BlobBytesBuilder builder(agent);
  for (std::uint32_t i = 0; i < parts.size(); i++) {
    const Value part = parts[i];
    if (part.is_string()) {  // 2.1.
      append_text(builder, part.as_string(), endings);
    } else if (const Blob* blob = vm::as_platform_object<Blob>(part)) {  // 2.3.
      builder.append(*blob->contents()->bytes());
    } else {  // 2.2.
      builder.append(TRY(webidl::convert_buffer_source(agent, part, "a part of the Blob")).bytes());
    }
  }
  auto* contents = agent.heap().make<BlobContents>(0, TRY(builder.finish()));
  vm::count_work(agent, contents->bytes()->size());
  return contents;
}

vm::String* normalized_blob_type(Agent& agent, vm::String* type) {
  std::string text = type->to_utf8();
  const bool is_plain = std::ranges::all_of(text, [](char each) { return each >= 0x20 && each <= 0x7e; });
  if (!is_plain) return vm::empty_string(agent);
  const bool is_lower = std::ranges::none_of(text, [](char each) { return each >= 'A' && each <= 'Z'; });
  if (is_lower) return type;
  std::ranges::transform(text, text.begin(), [](char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
  });
  return MUST(vm::make_string_from_utf8(agent, text));
}

// https://w3c.github.io/FileAPI/#constructorBlob
Completion<Blob*> Blob::construct(Agent& agent, const vm::NativeFrame& frame,
                                  const std::optional<Parts>& parts, const BlobPropertyBag& options) {
  make_blobs_inspectable(agent);
  // 1. 2.
  BlobContents* contents = TRY(process_blob_parts(agent, parts.value_or(Parts(agent)), options.endings));
  // 3. 4.
  return vm::construct_platform_object<Blob>(agent, frame, contents,
                                             normalized_blob_type(agent, options.type));
}

// https://w3c.github.io/FileAPI/#slice-blob
Blob* Blob::slice(Agent& agent, std::optional<std::int64_t> start, std::optional<std::int64_t> end,
                  std::optional<vm::String*> content_type) {
  // 1. to 4.
  const auto length = static_cast<std::int64_t>(size());
  const auto relative = [&](std::int64_t place) {
    return place < 0 ? std::max(length + place, std::int64_t{0}) : std::min(place, length);
  };
  const std::int64_t from = relative(start.value_or(0));
  const std::int64_t to = std::max(relative(end.value_or(length)), from);
  // 5. to 7.
  vm::String* type = content_type ? normalized_blob_type(agent, *content_type) : vm::empty_string(agent);
  auto bytes = std::make_shared<BlobBytes>(
      contents()->bytes()->slice(static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to)));
  auto* contents = agent.heap().make<BlobContents>(0, std::move(bytes));
  return vm::make_platform_object<Blob>(agent, agent.realm(), contents, type);
}

vm::Promise* Blob::text(Agent& agent) {
  return read_blob(agent, *this, BlobPackage::Text);
}

vm::Promise* Blob::array_buffer(Agent& agent) {
  return read_blob(agent, *this, BlobPackage::ArrayBuffer);
}

vm::Promise* Blob::bytes(Agent& agent) {
  return read_blob(agent, *this, BlobPackage::Bytes);
}

namespace {

class SerializedBlob final : public PlatformData {
 public:
  SerializedBlob(std::shared_ptr<const BlobBytes> bytes, std::string type)
      : bytes_(std::move(bytes)), type_(std::move(type)) {}
  const std::shared_ptr<const BlobBytes>& bytes() const { return bytes_; }
  const std::string& type() const { return type_; }

 private:
  std::shared_ptr<const BlobBytes> bytes_;
  std::string type_;
};

}  // namespace

// https://w3c.github.io/FileAPI/#blob-section: serialization and deserialization steps
constinit const StructuredDataSteps Blob::k_structured_data_steps = {
    .serialize = [](Agent&, vm::PlatformObject* object) -> Completion<std::shared_ptr<const PlatformData>> {
      const auto* blob = static_cast<Blob*>(object);
      return std::shared_ptr<const PlatformData>(
          std::make_shared<SerializedBlob>(blob->contents()->bytes(), blob->type()->to_utf8()));
    },
    .deserialize = [](Agent& agent, const PlatformData& data) -> Completion<vm::Object*> {
      const auto& blob = static_cast<const SerializedBlob&>(data);
      auto* contents = agent.heap().make<BlobContents>(0, blob.bytes());
      vm::String* type = TRY(vm::make_string_from_utf8(agent, blob.type()));
      return vm::make_platform_object<Blob>(agent, agent.realm(), contents, type);
    }};

}  // namespace orrery::web
