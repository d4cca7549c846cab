#pragma once

#include "gc/external_memory.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// What a host keeps for a cell, and knows by its own means.
class HostData {
 public:
  /// Nothing refers to it any more. Called while cells are swept: may touch none, nor the heap's roots.
  virtual void drop() = 0;

 protected:
  ~HostData() = default;
};

/// Owns a host's data.
class HostReference final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::HostReference;
  static constexpr bool k_kind_has_finalizer = true;

  explicit HostReference(HostData* data, gc::ExternalMemory memory = {})
      : Cell(static_cast<std::uint8_t>(k_kind)), data_(data), memory_(std::move(memory)) {}
  ~HostReference() { data_->drop(); }
  HostData* data() const { return data_; }
  void visit(gc::Visitor&) {}

 private:
  HostData* data_;
  gc::ExternalMemory memory_;
};

/// An ordinary object with data of the host.
class HostObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::HostObject;

  explicit HostObject(Shape* shape) : Object(k_kind, shape) {}
  /// Null: none.
  HostReference* reference() const { return reference_.get(); }
  void set_reference(HostReference* reference) { reference_.set(this, reference); }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(reference_);
  }

 private:
  gc::Field<HostReference> reference_;
};

}  // namespace orrery::vm
