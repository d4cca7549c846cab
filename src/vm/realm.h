#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class PlatformCell;
class PromiseLookUps;
class RegExpStatics;
class Shape;

/// https://tc39.es/ecma262/#sec-well-known-intrinsic-objects, and the shapes that a realm keeps.
enum class Intrinsic : std::uint8_t {
#define INTRINSIC(Name) Name,
#include "vm/intrinsics.def"
#undef INTRINSIC
};
constexpr std::size_t k_intrinsic_count = 0
#define INTRINSIC(Name) +1
#include "vm/intrinsics.def"
#undef INTRINSIC
    ;

/// Shapes of objects that are made often; all are made when first asked for.
enum class CommonShape : std::uint8_t {
  Array,
  Function,     // with a prototype property that may be written
  Method,       // with none: arrow functions, methods, accessors, async functions
  AsyncMethod,  // the same, of async functions
  Class,        // with a prototype property that is read-only
  GeneratorFunction,
  AsyncGeneratorFunction,
  NativeFunction,
  // Arguments objects, with length, @@iterator and callee in this order.
  StrictArguments,
  ArgumentsOfNoParameters,
  MappedArguments,
  ArrayIterator,
  IteratorResult,  // { value, done }
  RegExp,          // of %RegExp.prototype%, with lastIndex
  // Of what RegExp.prototype.exec gives: arrays with index, input and groups; the same with indices; and the
  // array in that.
  MatchResult,
  MatchResultWithIndices,
  MatchIndices,
};
constexpr std::size_t k_common_shape_count = 17;

/// https://tc39.es/ecma262/#realm-record
class Realm final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Realm;
  static constexpr bool k_kind_has_finalizer = false;

  Realm() : Cell(static_cast<std::uint8_t>(k_kind)) {}
  /// https://tc39.es/ecma262/#sec-initializehostdefinedrealm: with a global object, whose properties are the
  /// builtins' to add.
  static Realm* make(Agent& agent);

  /// [[Intrinsics]]; made when first asked for.
  Object* intrinsic(Agent& agent, Intrinsic which) {
    Object* object = intrinsics_[static_cast<std::size_t>(which)].get();
    return object != nullptr ? object : make_intrinsic(agent, which);
  }
  /// Null: nobody has asked for it yet.
  Object* made_intrinsic(Intrinsic which) const { return intrinsics_[static_cast<std::size_t>(which)].get(); }
  void set_intrinsic(Intrinsic which, Object* object) {
    intrinsics_[static_cast<std::size_t>(which)].set(this, object);
  }
  Shape* shape(Agent& agent, CommonShape which) {
    Shape* shape = shapes_[static_cast<std::size_t>(which)].get();
    return shape != nullptr ? shape : make_shape(agent, which);
  }
  /// Of `{}` with room for `capacity` properties (at most Shape::k_max_inline_capacity).
  Shape* object_shape(Agent& agent, std::uint32_t capacity);

  Object* global_object() const { return global_object_.get(); }  // [[GlobalObject]]
  /// The [[DeclarativeRecord]] of [[GlobalEnv]], as an object that no script sees: its properties are the
  /// bindings, read-only where they are constants, Empty until they are initialised.
  Object* global_lexicals() const { return global_lexicals_.get(); }
  /// What the realm keeps for its regular expressions.
  RegExpStatics& regexp_statics(Agent& agent) {
    return regexp_statics_ ? *regexp_statics_ : make_regexp_statics(agent);
  }
  /// What the realm remembers of its %Promise% (PromiseLookUps::of()); null: not yet made.
  PromiseLookUps* promise_look_ups() const { return promise_look_ups_.get(); }
  void set_promise_look_ups(PromiseLookUps* look_ups) { promise_look_ups_.set(this, look_ups); }
  /// Whatever the host keeps for this realm.
  Value host_data() const { return host_data_.get(); }
  void set_host_data(Value data) { host_data_.set(this, data); }
  /// What Web APIs keep for this realm, their interfaces above all (objects/realm_interface.h); null:
  /// nothing.
  PlatformCell* platform_state() const { return platform_state_.get(); }
  void set_platform_state(PlatformCell* state) { platform_state_.set(this, state); }
  /// [[TemplateMap]] is in the feedback of the sites.

  void visit(gc::Visitor& visitor);

 private:
  Object* make_intrinsic(Agent& agent, Intrinsic which);
  Shape* make_shape(Agent& agent, CommonShape which);
  RegExpStatics& make_regexp_statics(Agent& agent);

  std::array<gc::Field<Object>, k_intrinsic_count> intrinsics_;
  std::array<gc::Field<Shape>, k_common_shape_count> shapes_;
  std::array<gc::Field<Shape>, 32> object_shapes_;  // by capacity
  gc::Field<Object> global_object_;
  gc::Field<Object> global_lexicals_;
  gc::Field<RegExpStatics> regexp_statics_;
  gc::Field<PromiseLookUps> promise_look_ups_;
  gc::Field<PlatformCell> platform_state_;
  ValueField host_data_;
};

}  // namespace orrery::vm
