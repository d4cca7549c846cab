#include "vm/realm.h"

#include <cassert>

#include "vm/agent.h"
#include "vm/objects/arguments.h"
#include "vm/objects/object.h"
#include "vm/objects/platform_cell.h"
#include "vm/promises/promise_look_ups.h"
#include "vm/regexps/regexp_statics.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

Realm* Realm::make(Agent& agent) {
  auto* realm = agent.heap().make<Realm>(0);
  Object* lexicals = ordinary_object_create(agent, nullptr);
  agent.shapes().make_prototype(lexicals);
  realm->global_lexicals_.set(realm, lexicals);
  Object* global = ordinary_object_create(agent, realm->intrinsic(agent, Intrinsic::ObjectPrototype), 0);
  agent.shapes().make_prototype(global);
  realm->global_object_.set(realm, global);
  return realm;
}

Object* Realm::make_intrinsic(Agent& agent, Intrinsic which) {
  Object* object = agent.hooks().make_intrinsic(agent, *this, which);
  set_intrinsic(which, object);
  return object;
}

Shape* Realm::object_shape(Agent& agent, std::uint32_t capacity) {
  assert(capacity < object_shapes_.size());
  Shape* shape = object_shapes_[capacity].get();
  if (shape == nullptr) {
    shape = agent.shapes().root(intrinsic(agent, Intrinsic::ObjectPrototype), CellKind::Object,
                                Shapes::rounded_inline_capacity(capacity));
    object_shapes_[capacity].set(this, shape);
  }
  return shape;
}

namespace {

/// The shapes of functions have their properties in the order in which the standard makes them, all of them
/// lazy: https://tc39.es/ecma262/#sec-ordinaryfunctioncreate and what follows it.
Shape* function_shape(Agent& agent, Object* prototype, CellKind kind,
                      std::optional<Attributes> prototype_property) {
  constexpr Attributes k_of_length{Attributes::k_configurable | Attributes::k_lazy};
  Shapes& shapes = agent.shapes();
  Shape* shape = shapes.root(prototype, kind);
  shape = shapes.added(shape, agent.names().length, k_of_length);
  shape = shapes.added(shape, agent.names().name, k_of_length);
  if (prototype_property)
    shape = shapes.added(shape, agent.names().prototype, prototype_property->with(Attributes::k_lazy));
  return shape;
}

/// The order is that of MakeArgumentsObjects: https://tc39.es/ecma262/#sec-createunmappedargumentsobject
Shape* arguments_shape(Agent& agent, Realm& realm, CellKind kind, Attributes of_callee) {
  Shapes& shapes = agent.shapes();
  const std::uint32_t capacity = kind == CellKind::Arguments ? Arguments::k_inline_capacity : 0;
  Shape* shape = shapes.root(realm.intrinsic(agent, Intrinsic::ObjectPrototype), kind, capacity);
  shape = shapes.added(shape, agent.names().length, k_hidden_attributes);
  shape = shapes.added(shape, agent.names().symbol_iterator, k_hidden_attributes);
  return shapes.added(shape, agent.names().callee, of_callee);
}

}  // namespace

Shape* Realm::make_shape(Agent& agent, CommonShape which) {
  const Attributes writable{Attributes::k_writable};
  const auto of = [&](Intrinsic prototype, std::optional<Attributes> prototype_property) {
    return function_shape(agent, intrinsic(agent, prototype), CellKind::Function, prototype_property);
  };
  Shape* shape = nullptr;
  switch (which) {
    case CommonShape::Array:
      shape = agent.shapes().root(intrinsic(agent, Intrinsic::ArrayPrototype), CellKind::Array);
      break;
    case CommonShape::Function:
      shape = of(Intrinsic::FunctionPrototype, writable);
      break;
    case CommonShape::Method:
      shape = of(Intrinsic::FunctionPrototype, std::nullopt);
      break;
    case CommonShape::AsyncMethod:
      shape = of(Intrinsic::AsyncFunctionPrototype, std::nullopt);
      break;
    case CommonShape::Class:
      shape = of(Intrinsic::FunctionPrototype, Attributes());
      break;
    case CommonShape::GeneratorFunction:
      shape = of(Intrinsic::GeneratorFunctionPrototype, writable);
      break;
    case CommonShape::AsyncGeneratorFunction:
      shape = of(Intrinsic::AsyncGeneratorFunctionPrototype, writable);
      break;
    case CommonShape::NativeFunction:
      shape = function_shape(agent, intrinsic(agent, Intrinsic::FunctionPrototype), CellKind::NativeFunction,
                             std::nullopt);
      break;
    case CommonShape::StrictArguments:
      shape = arguments_shape(agent, *this, CellKind::Arguments, Attributes(Attributes::k_accessor));
      break;
    case CommonShape::ArgumentsOfNoParameters:
      shape = arguments_shape(agent, *this, CellKind::Arguments, k_hidden_attributes);
      break;
    case CommonShape::MappedArguments:
      shape = arguments_shape(agent, *this, CellKind::MappedArguments, k_hidden_attributes);
      break;
    case CommonShape::ArrayIterator:
      shape =
          agent.shapes().root(intrinsic(agent, Intrinsic::ArrayIteratorPrototype), CellKind::ArrayIterator);
      break;
    case CommonShape::IteratorResult: {
      Shapes& shapes = agent.shapes();
      shape = shapes.root(intrinsic(agent, Intrinsic::ObjectPrototype), CellKind::Object,
                          Shapes::rounded_inline_capacity(2));
      shape = shapes.added(shape, agent.names().value, k_data_attributes);
      shape = shapes.added(shape, agent.names().done, k_data_attributes);
      break;
    }
    case CommonShape::RegExp:
      shape = agent.shapes().root(intrinsic(agent, Intrinsic::RegExpPrototype), CellKind::RegExp);
      shape = agent.shapes().added(shape, agent.names().lastIndex, writable);
      break;
    case CommonShape::MatchResult:
      shape = this->shape(agent, CommonShape::Array);
      for (const PropertyKey key : {agent.names().index, agent.names().input, agent.names().groups})
        shape = agent.shapes().added(shape, key, k_data_attributes);
      break;
    case CommonShape::MatchResultWithIndices:
      shape = agent.shapes().added(this->shape(agent, CommonShape::MatchResult), agent.names().indices,
                                   k_data_attributes);
      break;
    case CommonShape::MatchIndices:
      shape = agent.shapes().added(this->shape(agent, CommonShape::Array), agent.names().groups,
                                   k_data_attributes);
      break;
  }
  shapes_[static_cast<std::size_t>(which)].set(this, shape);
  return shape;
}

RegExpStatics& Realm::make_regexp_statics(Agent& agent) {
  regexp_statics_.set(this, agent.heap().make<RegExpStatics>(0));
  regexp_statics_->set_last_match(empty_string(agent), {{{0, 0}}});
  return *regexp_statics_;
}

void Realm::visit(gc::Visitor& visitor) {
  for (const auto& field : intrinsics_) visitor.visit(field);
  for (const auto& field : shapes_) visitor.visit(field);
  for (const auto& field : object_shapes_) visitor.visit(field);
  visitor.visit(regexp_statics_);
  visitor.visit(promise_look_ups_);
  visitor.visit(platform_state_);
  visitor.visit(global_object_);
  visitor.visit(global_lexicals_);
  if (host_data().is_cell()) visitor.visit(host_data().as_cell());
}

}  // namespace orrery::vm
