#pragma once

#include <array>
#include <cstdint>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

/// Strings of an agent that are made again and again.
class CommonStrings {
 public:
  /// Once, before anything else makes strings.
  void make(Agent& agent);
  void visit(gc::Visitor& visitor);
  void clear_dead(const gc::Liveness& liveness);

  String* empty() const { return empty_; }
  /// \param code_unit  below 256
  String* single_character(char16_t code_unit) const { return single_characters_[code_unit]; }

  /// The decimal text of `number` if it was made lately, or null. Numbers are told apart by their bits.
  String* find_number_text(Value number) const {
    const NumberText& entry = number_texts_[index_of(number)];
    return entry.bits == number.bits() ? entry.text : nullptr;
  }
  void remember_number_text(Value number, String* text) {
    number_texts_[index_of(number)] = {number.bits(), text};
  }

 private:
  struct NumberText {
    std::uint64_t bits = Value::k_empty;  // no number
    String* text = nullptr;               // not kept alive
  };
  static constexpr unsigned k_number_text_bits = 9;

  static std::size_t index_of(Value number) {
    return static_cast<std::size_t>(number.bits() * 0x9e37'79b9'7f4a'7c15 >> (64 - k_number_text_bits));
  }

  String* empty_ = nullptr;
  std::array<String*, 256> single_characters_{};
  std::array<NumberText, std::size_t{1} << k_number_text_bits> number_texts_;
};

}  // namespace orrery::vm
