// Destructuring: https://tc39.es/ecma262/#sec-destructuring-binding-patterns and
// https://tc39.es/ecma262/#sec-destructuring-assignment

#include <cassert>

#include "compiler/function_compiler.h"
#include "compiler/with_control.h"

namespace orrery::compiler {

/// What an anonymous function that is assigned to `target` is called.
FunctionName FunctionCompiler::name_for(const Node* target) {
  const auto* identifier = try_as<syntax::Identifier>(target);
  if (identifier == nullptr || identifier->has(Node::k_parenthesized)) return {};
  return {.name = identifier->name};
}

void FunctionCompiler::assign_pattern(const Node* pattern, Binding binding, const Node* source) {
  if (const auto* array = try_as<syntax::ArrayPattern>(pattern))
    return assign_array_pattern(*array, binding, source);
  assign_object_pattern(as<syntax::ObjectPattern>(pattern), binding, source);
}

/// acc to a name, a pattern, or anything else that can be assigned to.
void FunctionCompiler::assign_target(const Node* target, Binding binding, const Node* source) {
  if (const auto* with_default = try_as<syntax::AssignmentPattern>(target)) {
    Temporaries temporaries(*this);
    apply_default(with_default->right, with_default->left);
    return assign_target(with_default->left, binding);
  }
  if (const auto* identifier = try_as<syntax::Identifier>(target)) {
    if (binding == Binding::Initialize) return initialize_identifier(*identifier);
    return assign_variable(*identifier);
  }
  if (is<syntax::ArrayPattern>(target) || is<syntax::ObjectPattern>(target))
    return assign_pattern(target, binding, source);
  Temporaries temporaries(*this);
  const Register new_value = keep();
  const Reference reference = prepare_reference(target, nullptr);
  load(new_value);
  store_reference(reference);
}

std::optional<Reference> FunctionCompiler::prepare_target(const Node* target, Binding binding) {
  const Node* left =
      is<syntax::AssignmentPattern>(target) ? as<syntax::AssignmentPattern>(target).left : target;
  if (is<syntax::ArrayPattern>(left) || is<syntax::ObjectPattern>(left)) return std::nullopt;
  if (const auto* identifier = try_as<syntax::Identifier>(left)) {
    const auto resolution = resolve(*identifier);
    if (resolution.location != VariableLocation::Dynamic) return std::nullopt;
    // A lexical declaration needs no looking up.
    if (binding == Binding::Initialize && identifier->variable != nullptr &&
        identifier->variable->is_lexical())
      return std::nullopt;
  }
  return prepare_reference(left, left);
}

void FunctionCompiler::store_in_target(const std::optional<Reference>& reference, const Node* target,
                                       Binding binding) {
  if (!reference) return assign_target(target, binding);
  if (const auto* with_default = try_as<syntax::AssignmentPattern>(target))
    apply_default(with_default->right, with_default->left);
  store_reference(*reference);
}

void FunctionCompiler::apply_default(const Node* initializer, const Node* target) {
  const Label has_value = builder_.make_label();
  emit<Op::JumpIfNotUndefined>(has_value);
  named_value(initializer, name_for(target));
  builder_.bind(has_value);
}

// Arrays ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-runtime-semantics-iteratorbindinginitialization and
/// https://tc39.es/ecma262/#sec-runtime-semantics-iteratordestructuringassignmentevaluation
void FunctionCompiler::assign_array_pattern(const syntax::ArrayPattern& pattern, Binding binding,
                                            const Node* source) {
  Temporaries temporaries(*this);
  const Register iterator = allocate(3);
  at(pattern.start, source == nullptr ? pattern.end : source->end);
  emit<Op::GetIterator>(iterator);
  const Label end = builder_.make_label();
  with_iterator(
      iterator, false,
      [&] {
        bool is_first = true;
        for (const Node* element : pattern.elements) {
          if (element != nullptr) {
            assign_array_element(element, iterator, is_first, binding);
          } else {
            at(&pattern);
            skip_in_pattern(iterator, is_first);
          }
          is_first = false;
        }
      },
      [&] {
        at(&pattern);
        emit<Op::IteratorClose>(iterator);
        emit<Op::Jump>(end);
      });
  builder_.bind(end);
}

void FunctionCompiler::assign_array_element(const Node* element, Register iterator, bool is_first,
                                            Binding binding) {
  Temporaries temporaries(*this);
  if (const auto* rest = try_as<syntax::RestElement>(element)) {
    const std::optional<Reference> reference = prepare_target(rest->argument, binding);
    emit<Op::CreateArray>(std::uint32_t{0});
    const Register array = keep();
    at(element);
    collect_rest(iterator, array);
    load(array);
    return store_in_target(reference, rest->argument, binding);
  }
  const std::optional<Reference> reference = prepare_target(element, binding);
  at(element);
  step_in_pattern(iterator, is_first);
  store_in_target(reference, element, binding);
}

/// acc = the next value, or undefined
void FunctionCompiler::step_in_pattern(Register iterator, bool is_first) {
  const Label done = builder_.make_label();
  const Label end = builder_.make_label();
  if (!is_first) {
    load(iterator + 2);
    emit<Op::JumpIfTrue>(done);
  }
  emit<Op::IteratorStep>(iterator, done);
  emit<Op::Jump>(end);
  builder_.bind(done);
  emit<Op::LoadUndefined>();
  builder_.bind(end);
}

/// For a hole: the next value, if there is one, is not even asked for. acc = whatever
void FunctionCompiler::skip_in_pattern(Register iterator, bool is_first) {
  Temporaries temporaries(*this);
  const Label end = builder_.make_label();
  const Register is_done = iterator + 2;
  if (!is_first) {
    load(is_done);
    emit<Op::JumpIfTrue>(end);
  }
  // What throws leaves the iterator done.
  emit<Op::LoadTrue>();
  store(is_done);
  load(iterator + 1);
  call_function(iterator, std::nullopt);
  emit<Op::RequireObject>(bytecode::NotAnObject::IteratorResult);
  const Register result = keep();
  emit<Op::GetNamed>(result, constant(intern("done")));
  emit<Op::JumpIfTrue>(end);
  emit<Op::LoadFalse>();
  store(is_done);
  builder_.bind(end);
}

void FunctionCompiler::collect_rest(Register iterator, Register array) {
  const Label done = builder_.make_label();
  load(iterator + 2);
  emit<Op::JumpIfTrue>(done);
  const Label loop = builder_.bind_new_label();
  emit<Op::IteratorStep>(iterator, done);
  emit<Op::AppendElement>(array);
  emit<Op::JumpLoop>(loop);
  builder_.bind(done);
}

// Objects ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-runtime-semantics-propertybindinginitialization and
/// https://tc39.es/ecma262/#sec-runtime-semantics-propertydestructuringassignmentevaluation
void FunctionCompiler::assign_object_pattern(const syntax::ObjectPattern& pattern, Binding binding,
                                             const Node* source) {
  Temporaries temporaries(*this);
  at(pattern.start, source == nullptr ? pattern.end : source->end);
  emit<Op::RequireObjectCoercible>();
  const Register object = keep();
  const NodeList& properties = pattern.properties;
  const auto* rest =
      properties.empty() ? nullptr : try_as<syntax::RestElement>(static_cast<const Node*>(properties.back()));
  const auto count = static_cast<std::uint32_t>(properties.size() - (rest != nullptr ? 1 : 0));
  // The rest is what the other keys leave.
  const Register keys = rest != nullptr ? allocate(count) : object;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto& property = as<syntax::Property>(properties[i]);
    assign_property(property, object, rest != nullptr ? std::optional(keys + i) : std::nullopt, binding);
  }
  if (rest == nullptr) return;
  const std::optional<Reference> reference = prepare_target(rest->argument, binding);
  emit<Op::CreateObject>(std::uint32_t{0});
  const Register copy = keep();
  load(object);
  at(rest);
  emit<Op::CopyDataProperties>(copy, count == 0 ? object : keys, count);
  load(copy);
  store_in_target(reference, rest->argument, binding);
}

/// \param kept_key  where its key goes, if that matters
void FunctionCompiler::assign_property(const syntax::Property& property, Register object,
                                       std::optional<Register> kept_key, Binding binding) {
  Temporaries temporaries(*this);
  Name name = Name::none;
  const bool is_named = is_named_key(property.key, name);
  std::optional<Register> key;
  if (!is_named || kept_key) {
    load_key(property.key, property.computed);
    key = kept_key ? *kept_key : allocate();
    store(*key);
  }
  const std::optional<Reference> reference = prepare_target(property.value, binding);
  if (is_named) {
    at(&property);
    emit<Op::GetNamed>(object, constant(name));
  } else {
    load(*key);
    at(&property);
    emit<Op::GetElement>(object);
  }
  store_in_target(reference, property.value, binding);
}

}  // namespace orrery::compiler
