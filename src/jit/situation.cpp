#include "jit/situation.h"

#include <array>
#include <cstddef>
#include <iterator>

#include "interpreter/met.h"
#include "interpreter/property_caches.h"
#include "vm/execution/property_cache.h"

namespace orrery::jit {

namespace {

using bytecode::Instruction;
using bytecode::Opcode;
using vm::ElementType;

Situation of_hops(std::uint32_t hops) {
  constexpr Situation k_of_hops[] = {Situation::NoHop, Situation::OneHop, Situation::TwoHops};
  return hops < std::size(k_of_hops) ? k_of_hops[hops] : Situation::Any;
}

Situation of_global(const interpreter::GlobalCache& cache) {
  return cache.cell != nullptr && cache.place < 0 ? Situation::OwnOuter : Situation::Any;
}

Situation of_load(const vm::PropertyCache& cache) {
  if (cache.shape == 0) return Situation::Any;
  if (cache.place == vm::k_array_length) return Situation::ArrayLength;
  if (cache.place == vm::k_string_length) return Situation::StringLength;
  if (cache.place == vm::k_typed_array_length) return Situation::Any;
  if (cache.place >= 0) return cache.holder != nullptr ? Situation::Inherited : Situation::Any;
  return cache.holder != nullptr ? Situation::InheritedOuter : Situation::OwnOuter;
}

Situation of_store(const vm::PropertyCache& cache) {
  if (cache.shape == 0) return Situation::Any;
  if (cache.holder != nullptr) return cache.place >= 0 ? Situation::Adding : Situation::Any;
  return cache.place < 0 ? Situation::OwnOuter : Situation::Any;
}

Situation of_element(vm::FeedbackWord met) {
  switch (met) {
#define ELEMENTS(Name)                               \
  case interpreter::met_elements(ElementType::Name): \
    return Situation::Name##Elements;
    ELEMENTS(Int8)
    ELEMENTS(Uint8)
    ELEMENTS(Uint8Clamped)
    ELEMENTS(Int16)
    ELEMENTS(Uint16)
    ELEMENTS(Int32)
    ELEMENTS(Uint32)
    ELEMENTS(Float32)
    ELEMENTS(Float64)
#undef ELEMENTS
    default:  // nothing, several, or what has no short path
      return Situation::Any;
  }
}

/// Whether there is a stencil of the opcode for doubles.
constexpr auto k_has_doubles = [] {
  std::array<bool, bytecode::k_opcode_count> has{};
#define VARIANT(opcode, situation, handler) \
  has[static_cast<std::size_t>(Opcode::opcode)] |= Situation::situation == Situation::Doubles;
#include "jit/variants.def"
#undef VARIANT
  return has;
}();

}  // namespace

Situation situation_of(const Instruction& instruction, const vm::FeedbackWord* data) {
  const vm::FeedbackWord* feedback = data;
  for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
    if (instruction.type(i) == bytecode::OperandType::Feedback) feedback = data + instruction.value(i);
  }
  switch (instruction.opcode()) {
    case Opcode::LoadSlot:
    case Opcode::StoreSlot:
    case Opcode::LoadSlotChecked:
    case Opcode::StoreSlotChecked:
      return of_hops(instruction.value(1));
    case Opcode::LoadGlobal:
    case Opcode::StoreGlobal:
      return of_global(*reinterpret_cast<const interpreter::GlobalCache*>(feedback));
    case Opcode::GetNamed:
      return of_load(*reinterpret_cast<const vm::PropertyCache*>(feedback));
    case Opcode::SetNamed:
      return of_store(*reinterpret_cast<const vm::PropertyCache*>(feedback));
    case Opcode::GetElement:
    case Opcode::SetElement:
      return of_element(*feedback);
    default:
      return k_has_doubles[static_cast<std::size_t>(instruction.opcode())] &&
                     (*feedback & interpreter::k_met_double) != 0
                 ? Situation::Doubles
                 : Situation::Any;
  }
}

}  // namespace orrery::jit
