#pragma once

#include <memory>

#include "vm/completion.h"
#include "vm/objects/platform_object.h"

namespace orrery::web {

/// What a platform object leaves in serialized data, or in a transfer data holder.
class PlatformData {
 public:
  virtual ~PlatformData() = default;
  /// What of the heap it keeps alive as long as it stays with this agent: of transfer data holders only.
  virtual void visit(gc::Visitor&) const {}
  PlatformData(const PlatformData&) = delete;
  PlatformData& operator=(const PlatformData&) = delete;

 protected:
  PlatformData() = default;
};

/// What the objects of a [Serializable] or [Transferable] interface do
/// (https://html.spec.whatwg.org/multipage/structured-data.html#serializable-objects and
/// #transferable-objects): where vm::Interface::structured_data_steps points to.
struct StructuredDataSteps {
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may leave them out.
  /// Serialization steps; null: the interface is not [Serializable].
  vm::Completion<std::shared_ptr<const PlatformData>> (*serialize)(vm::Agent&, vm::PlatformObject*) = nullptr;
  /// Deserialization steps; a new object of the current realm.
  vm::Completion<vm::Object*> (*deserialize)(vm::Agent&, const PlatformData&) = nullptr;

  /// [[Detached]]; null: the interface is not [Transferable].
  bool (*is_detached)(const vm::PlatformObject*) = nullptr;
  /// Transfer steps, after which [[Detached]] is true.
  std::unique_ptr<PlatformData> (*transfer)(vm::Agent&, vm::PlatformObject*) = nullptr;
  /// Transfer-receiving steps; a new object of the current realm.
  vm::Object* (*receive)(vm::Agent&, PlatformData&) = nullptr;
  // NOLINTEND(readability-redundant-member-init)
};

}  // namespace orrery::web
