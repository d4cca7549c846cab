#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-string-iterator-objects: hands out the code points of a string.
class StringIterator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::StringIterator;

  StringIterator(Shape* shape, String* string) : Object(k_kind, shape), string_(string) {}

  String* string() const { return string_.get(); }
  /// Of the next code point; at the end it is the string's length.
  std::uint32_t position() const { return position_; }
  void set_position(std::uint32_t position) { position_ = position; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(string_);
  }

 private:
  friend struct Layout;

  std::uint32_t position_ = 0;
  gc::Field<String> string_;
};

}  // namespace orrery::vm
