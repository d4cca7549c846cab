#pragma once

#include <vector>

#include "bytecode/instruction.h"
#include "vm/completion.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::vm {

class ClassElements;
class NativeFrame;

/// A field, private method or private accessor that a class gives to its instances, or a static block.
/// https://tc39.es/ecma262/#sec-classfielddefinition-record-specification-type and
/// https://tc39.es/ecma262/#sec-privateelement-specification-type
struct ClassElement {
  bytecode::ClassElementKind kind;
  PropertyKey key;
  // A method; an Accessor, as a cell, with what of it has been defined so far; of fields the initializer's
  // closure, or undefined.
  Value value;
};

/// What a class constructor remembers for its instances. Made while the class definition is evaluated.
class ClassElements final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ClassElements;
  static constexpr bool k_kind_has_finalizer = true;
  ClassElements() : Cell(static_cast<std::uint8_t>(k_kind)) {}
  ~ClassElements() = default;
  /// In order of definition. Private methods and accessors are added to an instance before all fields.
  const std::vector<ClassElement>& items() const { return items_; }
  void add(const ClassElement& element) {
    items_.push_back(element);
    gc::write_barrier(this);
  }
  void replace(std::size_t index, const ClassElement& element) {
    items_[index] = element;
    gc::write_barrier(this);
  }
  void visit(gc::Visitor& visitor);

 private:
  std::vector<ClassElement> items_;
};

/// What most functions have not: apart, as programs make many closures.
class FunctionDetails final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::FunctionDetails;
  static constexpr bool k_kind_has_finalizer = false;

  FunctionDetails() : Cell(static_cast<std::uint8_t>(k_kind)) {}
  void visit(gc::Visitor& visitor);

 private:
  friend class Function;

  gc::Field<Object> home_object_;
  gc::Field<ClassElements> class_elements_;
  ValueField given_name_{Value::empty()};
};

/// https://tc39.es/ecma262/#sec-ecmascript-function-objects. `length`, `name` and `prototype` are made when
/// first looked at.
class Function final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Function;

  Function(Shape* shape, Executable* executable, Environment* environment, std::uint16_t flags)
      : Object(k_kind, shape, flags), executable_(executable), environment_(environment) {}

  Executable* executable() const { return executable_.get(); }
  Environment* environment() const { return environment_.get(); }  // [[Environment]]
  /// [[HomeObject]], or null.
  Object* home_object() const { return has_details() ? details()->home_object_.get() : nullptr; }
  void set_home_object(Object* home);
  /// [[Fields]] and [[PrivateMethods]] of a class constructor, or null.
  ClassElements* class_elements() const { return has_details() ? details()->class_elements_.get() : nullptr; }
  void set_class_elements(ClassElements* elements);
  /// The name given by SetFunctionName, if it was; else empty: the executable's.
  Value given_name() const { return has_details() ? details()->given_name_.get() : Value::empty(); }
  void set_given_name(Value name);
  bool is_strict() const { return executable_->header().is_strict; }
  /// The shape of what it constructs, as long as that shape's prototype is the one in its property
  /// `prototype`; or null.
  Shape* instance_shape() const { return instance_shape_.get(this); }
  void set_instance_shape(Shape* shape) { instance_shape_.set(this, shape); }
  /// Of functions with a property `prototype`, as long as they have no dictionary: its slot.
  static constexpr std::uint32_t k_prototype_slot = 2;

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  bool has_details() const { return details_.bits() != 0; }
  FunctionDetails* details() const { return details_.get(this); }
  FunctionDetails* ensure_details();

  gc::Field<Executable> executable_;
  gc::Field<Environment> environment_;
  gc::CompressedField<Shape> instance_shape_;
  gc::CompressedField<FunctionDetails> details_;
};
static_assert(sizeof(Function) == 48);

/// https://tc39.es/ecma262/#sec-ordinaryfunctioncreate and MakeConstructor, for a function of a program: by
/// its header's kind.
Function* make_function(Agent& agent, Executable* executable, Environment* environment);
/// Runs a script's or an eval's code, once: `this` is the global object of its realm, where the code takes it
/// from its call. \param environment  what the code finds around it; null: nothing but the global one
Completion<Value> run_executable(Agent& agent, Executable* executable, Environment* environment);
/// https://tc39.es/ecma262/#sec-setfunctionname, before anything has looked at the function's name. Other
/// functions than Function and NativeFunction are left alone. Throws where the name becomes too long.
Completion<void> set_function_name(Agent& agent, Object* function, PropertyKey name,
                                   bytecode::FunctionNamePrefix prefix = bytecode::FunctionNamePrefix::None);
/// The function's text, for Function.prototype.toString
/// (https://tc39.es/ecma262/#sec-function.prototype.tostring).
Completion<String*> function_source_text(Agent& agent, Object* function);

/// A function in C++: runs with a frame of its own and its realm current.
using NativeCode = Completion<Value> (*)(Agent& agent, NativeFrame& frame);

/// What a native function ends in, done by the interpreter without C++ in between.
enum class TailRequest : std::uint8_t {
  None,
  Call,   // Function.prototype.call
  Apply,  // Function.prototype.apply
};

/// https://tc39.es/ecma262/#sec-built-in-function-objects. `length` and `name` are made when first looked at.
class NativeFunction final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::NativeFunction;

  NativeFunction(Shape* shape, Realm* realm, NativeCode code, Value name, std::uint32_t length,
                 std::uint16_t flags)
      : Object(k_kind, shape, flags), code_(code), realm_(realm), name_(name), length_(length) {}

  NativeCode code() const { return code_; }
  Realm* realm() const { return realm_.get(); }
  /// What a function made by C++ for one occasion remembers, such as a promise's resolving functions.
  Value data() const { return data_.get(); }
  void set_data(Value data) { data_.set(this, data); }
  /// What its properties are made from: a String, and a number.
  Value name() const { return name_.get(); }
  void set_name(Value name) { name_.set(this, name); }
  std::uint32_t length() const { return length_; }
  /// The code does the same for callers in C++.
  TailRequest tail_request() const { return tail_request_; }
  void set_tail_request(TailRequest request) { tail_request_ = request; }

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  NativeCode code_;
  gc::Field<Realm> realm_;
  ValueField data_;
  ValueField name_;
  std::uint32_t length_;
  TailRequest tail_request_ = TailRequest::None;
};

/// https://tc39.es/ecma262/#sec-createbuiltinfunction in the current realm.
/// \param prefix  "get" or "set", of accessors
NativeFunction* create_builtin_function(
    Agent& agent, NativeCode code, std::uint32_t length, PropertyKey name,
    bytecode::FunctionNamePrefix prefix = bytecode::FunctionNamePrefix::None);
/// The same in another realm, with flags of Object (k_is_constructor) and another prototype than
/// %Function.prototype% (null: that).
NativeFunction* create_builtin_function(Agent& agent, Realm* realm, NativeCode code, std::uint32_t length,
                                        Value name, std::uint16_t flags, Object* prototype);
/// The property value that the name of a function is: `get x`, `[description]`, `#x`.
Completion<String*> function_name(Agent& agent, PropertyKey name,
                                  bytecode::FunctionNamePrefix prefix = bytecode::FunctionNamePrefix::None);

/// The value of a lazy property of a Function or NativeFunction: its length, name or prototype.
Value make_function_property(Agent& agent, Object* function, PropertyKey key);

/// https://tc39.es/ecma262/#sec-getfunctionrealm
Completion<Realm*> get_function_realm(Agent& agent, Object* function);
/// https://tc39.es/ecma262/#sec-getprototypefromconstructor
Completion<Object*> get_prototype_from_constructor(Agent& agent, Object* constructor,
                                                   Intrinsic default_prototype);

}  // namespace orrery::vm
