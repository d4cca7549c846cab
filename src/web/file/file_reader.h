#pragma once

#include <optional>

#include "vm/objects/realm_interface.h"
#include "web/dom/event_target.h"
#include "web/file/blob_reading.h"

namespace orrery::web {

class FileReading;

/// https://w3c.github.io/FileAPI/#APIASynch
class FileReader final : public EventTarget {
 public:
  static const vm::Interface k_interface;
  enum class State : std::uint8_t { Empty, Loading, Done };

  static vm::Completion<FileReader*> construct(vm::Agent& agent, const vm::NativeFrame& frame) {
    return vm::construct_platform_object<FileReader>(agent, frame);
  }
  explicit FileReader(vm::Shape* shape) : EventTarget(shape, k_interface) {}

  // As IDL has it
  vm::Completion<void> read_as_array_buffer(vm::Agent& agent, Blob* blob) {
    return read(agent, *blob, BlobPackage::ArrayBuffer, nullptr);
  }
  vm::Completion<void> read_as_binary_string(vm::Agent& agent, Blob* blob) {
    return read(agent, *blob, BlobPackage::BinaryString, nullptr);
  }
  vm::Completion<void> read_as_text(vm::Agent& agent, Blob* blob, std::optional<vm::String*> encoding) {
    return read(agent, *blob, BlobPackage::Text, encoding.value_or(nullptr));
  }
  vm::Completion<void> read_as_data_url(vm::Agent& agent, Blob* blob) {
    return read(agent, *blob, BlobPackage::DataUrl, nullptr);
  }
  vm::Completion<void> abort(vm::Agent& agent);
  std::uint16_t ready_state() const { return static_cast<std::uint16_t>(state_); }
  vm::Value result() const { return result_.get(); }
  vm::Value error() const { return error_.get(); }

  void visit_state(gc::Visitor& visitor) {
    EventTarget::visit_state(visitor);
    for (const vm::Value value : {result(), error()}) {
      if (value.is_cell()) visitor.visit(value.as_cell());
    }
  }

 private:
  friend class FileReading;
  vm::Completion<void> read(vm::Agent& agent, const Blob& blob, BlobPackage package, vm::String* encoding);
  vm::Completion<void> fire(vm::Agent& agent, std::string_view type, std::uint64_t loaded,
                            std::uint64_t total);
  /// Whether it is still at work on this reading.
  bool is_reading(std::uint32_t reading) const { return state_ == State::Loading && reading_ == reading; }

  vm::ValueField result_{vm::Value::null()};
  vm::ValueField error_{vm::Value::null()};
  State state_ = State::Empty;
  std::uint32_t reading_ = 0;  // counted
};

}  // namespace orrery::web
