#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-string-exotic-objects
class StringObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::StringObject;

  StringObject(Shape* shape, String* string) : Object(k_kind, shape), string_(string) {
    if (!string->is_empty()) set_flag(k_may_have_indexed_accessors);
  }

  String* string() const { return string_.get(); }  // [[StringData]]

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(string_);
  }

 private:
  gc::Field<String> string_;
};

/// https://tc39.es/ecma262/#sec-stringcreate
StringObject* string_create(Agent& agent, String* value, Object* prototype);

/// https://tc39.es/ecma262/#sec-stringgetownproperty, and `length`: what a string itself has, as the base of
/// a property access, too.
bool find_string_property(Agent& agent, String* string, PropertyKey key, OwnProperty* found);

}  // namespace orrery::vm
