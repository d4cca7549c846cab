#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-regexp-string-iterator-objects: what matchAll gives. The standard writes it
/// as a generator; this is its state.
class RegExpStringIterator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::RegExpStringIterator;
  /// [[GeneratorState]]
  enum class State : std::uint8_t { Suspended, Executing, Completed };

  RegExpStringIterator(Shape* shape, Object* matcher, String* string, bool is_global, bool is_unicode)
      : Object(k_kind, shape),
        is_global_(is_global),
        is_unicode_(is_unicode),
        matcher_(matcher),
        string_(string) {}

  Object* matcher() const { return matcher_.get(); }
  String* string() const { return string_.get(); }
  bool is_global() const { return is_global_; }
  bool is_unicode() const { return is_unicode_; }
  State state() const { return state_; }
  void set_state(State state) { state_ = state; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(matcher_);
    visitor.visit(string_);
  }

 private:
  State state_ = State::Suspended;
  bool is_global_;
  bool is_unicode_;
  gc::Field<Object> matcher_;
  gc::Field<String> string_;
};

}  // namespace orrery::vm
