#pragma once

#include "vm/completion.h"
#include "vm/environment.h"
#include "vm/executable.h"
#include "vm/object.h"

namespace orrery::vm {

class ClassElements;
class NativeFrame;

/// https://tc39.es/ecma262/#sec-ecmascript-function-objects. `length`, `name` and `prototype` are made when
/// first looked at.
class Function final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Function;

  Function(Shape* shape, Executable* executable, Environment* environment, std::uint16_t flags)
      : Object(k_kind, shape, flags), executable_(executable), environment_(environment) {}

  Executable* executable() const { return executable_.get(); }
  Environment* environment() const { return environment_.get(); }  // [[Environment]]
  Object* home_object() const { return home_object_.get(); }       // [[HomeObject]], or null
  void set_home_object(Object* home) { home_object_.set(this, home); }
  /// [[Fields]] and [[PrivateMethods]] of a class constructor, or null.
  ClassElements* class_elements() const { return class_elements_.get(); }
  void set_class_elements(ClassElements* elements) { class_elements_.set(this, elements); }
  /// The name given by SetFunctionName, if it was; else empty: the executable's.
  Value given_name() const { return given_name_.get(); }
  void set_given_name(Value name) { given_name_.set(this, name); }
  bool is_strict() const { return executable_->header().is_strict; }

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  gc::Field<Executable> executable_;
  gc::Field<Environment> environment_;
  gc::Field<Object> home_object_;
  gc::Field<ClassElements> class_elements_;
  ValueField given_name_{Value::empty()};
};

/// A function in C++: runs with a frame of its own and its realm current.
using NativeCode = Completion<Value> (*)(Agent& agent, NativeFrame& frame);

/// https://tc39.es/ecma262/#sec-built-in-function-objects
class NativeFunction final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::NativeFunction;

  NativeFunction(Shape* shape, Realm* realm, NativeCode code, std::uint16_t flags)
      : Object(k_kind, shape, flags), code_(code), realm_(realm) {}

  NativeCode code() const { return code_; }
  Realm* realm() const { return realm_.get(); }
  /// What a function made by C++ for one occasion remembers, such as a promise's resolving functions.
  Value data() const { return data_.get(); }
  void set_data(Value data) { data_.set(this, data); }

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  NativeCode code_;
  gc::Field<Realm> realm_;
  ValueField data_;
};

}  // namespace orrery::vm
