#pragma once

#include <optional>
#include <variant>

#include "vm/objects/platform_object.h"
#include "vm/promises/promise.h"
#include "web/file/blob_bindings.h"
#include "web/file/blob_bytes.h"
#include "web/structured_data/platform_steps.h"
#include "webidl/buffer_sources.h"
#include "webidl/sequences.h"

namespace orrery::web {

/// https://w3c.github.io/FileAPI/#blob-section
class Blob : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  static const StructuredDataSteps k_structured_data_steps;
  using Parts = webidl::Sequence<vm::Value>;  // buffers, views, Blobs, Strings

  static vm::Completion<Blob*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                         const std::optional<Parts>& parts, const BlobPropertyBag& options);
  /// \param type  normalized
  Blob(vm::Shape* shape, BlobContents* contents, vm::String* type)
      : Blob(shape, k_interface, contents, type) {}

  // As IDL has it
  std::uint64_t size() const { return contents_->bytes()->size(); }
  vm::String* type() const { return type_.get(); }
  Blob* slice(vm::Agent& agent, std::optional<std::int64_t> start, std::optional<std::int64_t> end,
              std::optional<vm::String*> content_type);
  vm::Promise* text(vm::Agent& agent);
  vm::Promise* array_buffer(vm::Agent& agent);
  vm::Promise* bytes(vm::Agent& agent);

  BlobContents* contents() const { return contents_.get(); }

  void visit_state(gc::Visitor& visitor) {
    visitor.visit(contents_);
    visitor.visit(type_);
  }

 protected:
  Blob(vm::Shape* shape, const vm::Interface& interface, BlobContents* contents, vm::String* type)
      : PlatformObject(shape, interface), contents_(contents), type_(type) {}

 private:
  gc::Field<BlobContents> contents_;
  gc::Field<vm::String> type_;
};

/// https://w3c.github.io/FileAPI/#process-blob-parts
vm::Completion<BlobContents*> process_blob_parts(vm::Agent& agent, const Blob::Parts& parts,
                                                 EndingType endings);
/// What a `type` becomes: in lower case; empty where it has other characters than U+0020 to U+007E.
vm::String* normalized_blob_type(vm::Agent& agent, vm::String* type);

}  // namespace orrery::web
