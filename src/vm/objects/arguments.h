#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "vm/functions/environment.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// The arguments object of functions without parameters that it could share values with: strict ones, those
/// whose parameters are not simple, and those that have none. An ordinary object.
class Arguments final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Arguments;
  static constexpr std::uint32_t k_inline_capacity = 3;
  /// With room for the inline slots behind it.
  explicit Arguments(Shape* shape) : Object(k_kind, shape) {
    auto* slots = reinterpret_cast<ValueField*>(this + 1);
    for (std::uint32_t i = 0; i < k_inline_capacity; ++i) ::new (&slots[i]) ValueField();
  }
  void visit(gc::Visitor& visitor) { Object::visit(visitor); }
};

/// https://tc39.es/ecma262/#sec-arguments-exotic-objects: elements that are the function's parameters as long
/// as nobody deletes or fixes them. [[ParameterMap]] is the environment and the parameters' slots in it.
class MappedArguments final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::MappedArguments;
  static constexpr std::uint32_t k_unmapped = ~0u;

  /// With room for that many slots' numbers behind it. No parameter is mapped yet.
  MappedArguments(Shape* shape, std::uint32_t parameter_count);

  /// The element i is the slot slots[i] of `environment` from now on, and has its value already. More slots
  /// than there are arguments do no harm.
  void map(Environment* environment, std::span<const std::uint32_t> slots);

  /// Whether the element `key` is a parameter.
  bool is_mapped(PropertyKey key) const {
    return key.is_index() && key.as_index() < mapped_count_ && slots()[key.as_index()] != k_unmapped;
  }
  Value parameter(std::uint32_t index) const { return environment_->slot(slots()[index]); }
  void set_parameter(std::uint32_t index, Value value) { environment_->set_slot(slots()[index], value); }
  void unmap(std::uint32_t index) { slots()[index] = k_unmapped; }
  /// Writes the parameters to the dense elements behind which they are, where nobody sees them otherwise.
  void bring_elements_up_to_date();

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(environment_);
  }

 private:
  std::uint32_t* slots() { return reinterpret_cast<std::uint32_t*>(this + 1); }
  const std::uint32_t* slots() const { return reinterpret_cast<const std::uint32_t*>(this + 1); }

  gc::Field<Environment> environment_;
  std::uint32_t mapped_count_;
};

/// https://tc39.es/ecma262/#sec-createunmappedargumentsobject
Completion<Object*> create_unmapped_arguments_object(Agent& agent, std::span<const Value> arguments);
/// https://tc39.es/ecma262/#sec-createmappedargumentsobject of a function without parameters
Completion<Object*> create_arguments_of_no_parameters(Agent& agent, Object* function,
                                                      std::span<const Value> arguments);
/// https://tc39.es/ecma262/#sec-createmappedargumentsobject without the mapping, for which there is room:
/// MappedArguments::map() is to follow before the script can see the object.
Completion<MappedArguments*> create_mapped_arguments_object(Agent& agent, Object* function,
                                                            std::uint32_t parameter_count,
                                                            std::span<const Value> arguments);
/// CreateListFromArrayLike of an Arguments or MappedArguments, if that can be told without running anything:
/// the object has no other properties than at first. Valid until something is allocated or run.
std::optional<std::span<const Value>> try_list_of_arguments(Agent& agent, Object* object);
/// https://tc39.es/ecma262/#sec-createmappedargumentsobject
/// \param parameter_slots  for each parameter, in order, its slot in `environment`, or k_unmapped where a
/// later
///                         parameter has the same name; may be longer than `arguments`
Completion<Object*> create_mapped_arguments_object(Agent& agent, Object* function,
                                                   std::span<const std::uint32_t> parameter_slots,
                                                   std::span<const Value> arguments,
                                                   Environment* environment);

}  // namespace orrery::vm
