#include "vm/execution/activation.h"

#include "vm/execution/frame.h"
#include "vm/functions/executable.h"
#include "vm/objects/object.h"

namespace orrery::vm {

Activation::Activation(Object* callee, Executable* executable, std::uint32_t register_count)
    : Cell(static_cast<std::uint8_t>(k_kind)),
      register_count_(register_count),
      callee_(callee),
      executable_(executable) {
  for (std::uint32_t i = 0; i < register_count; i++) new (&registers()[i]) ValueField();
}

void Activation::suspend(const Value* fp, std::uint32_t offset) {
  argument_count_ = static_cast<std::uint32_t>(fp[FrameWords::k_arguments].bits());
  offset_ = offset;
  has_registers_ = true;
  for (std::uint32_t i = 0; i < register_count_; i++) registers()[i].set_without_barrier(fp[i]);
  gc::write_barrier(this);
}

void Activation::restore(Value* fp) const {
  for (std::uint32_t i = 0; i < register_count_; i++) fp[i] = registers()[i].get();
}

void Activation::visit(gc::Visitor& visitor) {
  visitor.visit(callee_);
  visitor.visit(executable_);
  visitor.visit(owner_);
  if (state_ == State::Completed || state_ == State::Running || !has_registers_) return;
  // Registers that hold nothing any more may have the address of a cell that is gone. What ends where a cell
  // begins is not meant.
  for (std::uint32_t i = 0; i < register_count_; i++)
    visitor.visit_conservatively(registers()[i].get().bits() + gc::k_unit / 2);
}

}  // namespace orrery::vm
