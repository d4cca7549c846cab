#pragma once

#include "web/file/blob.h"
#include "web/file/file_bindings.h"

namespace orrery::web {

/// https://w3c.github.io/FileAPI/#file-section
class File final : public Blob {
 public:
  static const vm::Interface k_interface;
  static const StructuredDataSteps k_structured_data_steps;

  static vm::Completion<File*> construct(vm::Agent& agent, const vm::NativeFrame& frame, const Parts& bits,
                                         vm::String* name, const FilePropertyBag& options);
  File(vm::Shape* shape, BlobContents* contents, vm::String* type, vm::String* name,
       std::int64_t last_modified)
      : Blob(shape, k_interface, contents, type), name_(name), last_modified_(last_modified) {}

  vm::String* name() const { return name_.get(); }
  std::int64_t last_modified() const { return last_modified_; }

  void visit_state(gc::Visitor& visitor) {
    Blob::visit_state(visitor);
    visitor.visit(name_);
  }

 private:
  gc::Field<vm::String> name_;
  std::int64_t last_modified_;  // milliseconds since 1970
};

}  // namespace orrery::web
