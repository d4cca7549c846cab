#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class String;

/// https://tc39.es/ecma262/#sec-ecmascript-language-types-symbol-type, and private names (`#x`), which
/// scripts never see.
class Symbol final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Symbol;
  static constexpr bool k_kind_has_finalizer = false;
  enum class Sort : std::uint8_t { Unique, Registered /* Symbol.for() */, WellKnown, Private };

  /// \param description  null: undefined
  Symbol(Sort sort, String* description, std::uint32_t hash)
      : Cell(static_cast<std::uint8_t>(CellKind::Symbol)),
        sort_(sort),
        hash_(hash),
        description_(description) {}

  String* description() const { return description_.get(); }
  bool is_private() const { return sort_ == Sort::Private; }
  bool is_registered() const { return sort_ == Sort::Registered; }
  std::uint32_t hash() const { return hash_; }
  void visit(gc::Visitor& visitor) { visitor.visit(description_); }

 private:
  Sort sort_;
  std::uint32_t shape_word_ = PrimitiveShape::k_symbol;
  std::uint32_t hash_;
  gc::Field<String> description_;
};

/// \param description  null: undefined. Of a registered symbol (SymbolRegistry) it is the key.
Symbol* make_symbol(Agent& agent, Symbol::Sort sort, String* description);

}  // namespace orrery::vm
