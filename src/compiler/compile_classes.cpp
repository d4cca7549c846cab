// Classes: https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation

#include <algorithm>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

using bytecode::ClassElementKind;

template <typename Class>
void FunctionCompiler::compile_class(const Class& node, const FunctionName& name) {
  compile_class_parts(as<syntax::ClassBody>(node.body), &node, node.id, node.super_class, node.scope, name);
}
template void FunctionCompiler::compile_class(const syntax::ClassExpression&, const FunctionName&);
template void FunctionCompiler::compile_class(const syntax::ClassDeclaration&, const FunctionName&);

namespace {

const syntax::MethodDefinition* find_constructor(const syntax::ClassBody& body) {
  for (const Node* element : body.body) {
    const auto* method = try_as<syntax::MethodDefinition>(element);
    if (method != nullptr && method->kind == syntax::MethodKind::Constructor) return method;
  }
  return nullptr;
}

/// Has InitializeInstance something to do: instance fields or private methods?
bool has_instance_elements(const syntax::ClassBody& body) {
  return std::ranges::any_of(body.body, [](const Node* element) {
    if (const auto* field = try_as<syntax::PropertyDefinition>(element)) return !field->static_;
    const auto* method = try_as<syntax::MethodDefinition>(element);
    return method != nullptr && !method->static_ && is<syntax::PrivateIdentifier>(method->key);
  });
}

}  // namespace

/// The constructor's header, with the text of the whole class. \param body  of the class
bytecode::FunctionHeader FunctionCompiler::constructor_header(const syntax::ClassBody& body, const Node* node,
                                                              bool is_derived, Name name) {
  bytecode::FunctionHeader header;
  if (const auto* constructor = find_constructor(body)) {
    header = header_for(*as<syntax::FunctionExpression>(constructor->value).info, name);
  } else {
    header.kind =
        is_derived ? bytecode::FunctionKind::DerivedConstructor : bytecode::FunctionKind::ClassConstructor;
    header.is_strict = true;
    header.uses_this = true;
    header.name = string_id(name);
    header.index = is_derived ? bytecode::FunctionHeader::k_default_derived_constructor
                              : bytecode::FunctionHeader::k_default_constructor;
  }
  header.has_fields = has_instance_elements(body);
  header.source_start = node->start;
  header.source_end = node->end;
  return header;
}

void FunctionCompiler::compile_class_parts(const syntax::ClassBody& body, const Node* node, const Node* id,
                                           const Node* super_class, const syntax::Scope* scope,
                                           const FunctionName& name) {
  Temporaries temporaries(*this);
  OpenScope open;
  open_scope(open, scope);
  create_private_names(scope);

  if (super_class != nullptr) {
    value(super_class);
  } else {
    emit<Op::LoadEmpty>();
  }
  const Register heritage = keep();
  const auto* own_name = try_as<syntax::Identifier>(id);
  create_closure(constructor_header(body, node, super_class != nullptr,
                                    own_name != nullptr ? own_name->name : name.name));
  const Register constructor = keep();
  const Register prototype = allocate();
  at(super_class != nullptr ? super_class : node);
  emit<Op::DefineClass>(heritage, prototype);
  if (own_name == nullptr && name.key) {
    load(constructor);
    emit<Op::SetFunctionName>(*name.key, name.prefix);
  }

  std::vector<StaticElement> static_elements;
  for (const Node* element : body.body) {
    if (const auto* method = try_as<syntax::MethodDefinition>(element)) {
      if (method->kind != syntax::MethodKind::Constructor) compile_method(*method, constructor, prototype);
    } else if (const auto* field = try_as<syntax::PropertyDefinition>(element)) {
      compile_field(*field, constructor, static_elements);
    } else {
      static_elements.push_back({element, std::nullopt});
    }
  }

  // The name that is seen inside.
  if (scope != nullptr && scope->first_variable != nullptr) {
    load(constructor);
    initialize_variable(*scope->first_variable);
  }
  for (const StaticElement& element : static_elements) initialize_static(element, constructor);
  load(constructor);
  close_scope(open);
}

/// One symbol for each, of this evaluation of the class.
void FunctionCompiler::create_private_names(const syntax::Scope* scope) {
  if (scope == nullptr) return;
  for (const Variable* name = scope->first_private_name; name != nullptr; name = name->next) {
    emit<Op::CreatePrivateName>(constant(private_description(name->name)));
    const SlotPlace place = place_of(scope, name->index);
    emit<Op::StoreSlot>(place.environment, place.hops, place.slot);
  }
}

// Elements --------------------------------------------------------------------------------------------------

/// acc = the property key or private name
void FunctionCompiler::load_element_key(const Node* key, bool computed) {
  if (const auto* private_name = try_as<syntax::PrivateIdentifier>(key))
    return load_private_name(private_name->name);
  load_key(key, computed);
}

/// https://tc39.es/ecma262/#sec-runtime-semantics-methoddefinitionevaluation
void FunctionCompiler::compile_method(const syntax::MethodDefinition& method, Register constructor,
                                      Register prototype) {
  Temporaries temporaries(*this);
  load_element_key(method.key, method.computed);
  const Register key = keep();
  compile_closure(method.value, {});
  at(&method);
  const bool is_getter = method.kind == syntax::MethodKind::Get;
  const bool is_setter = method.kind == syntax::MethodKind::Set;
  if (!is<syntax::PrivateIdentifier>(method.key)) {
    const auto kind = is_getter   ? bytecode::MethodKind::Getter
                      : is_setter ? bytecode::MethodKind::Setter
                                  : bytecode::MethodKind::Method;
    return emit<Op::DefineMethod>(method.static_ ? constructor : prototype, key, kind);
  }
  const auto kind = is_getter   ? ClassElementKind::PrivateGetter
                    : is_setter ? ClassElementKind::PrivateSetter
                                : ClassElementKind::PrivateMethod;
  if (method.static_) {
    emit<Op::DefineStaticElement>(constructor, key, kind);
  } else {
    emit<Op::AddClassElement>(constructor, key, kind);
  }
}

void FunctionCompiler::create_initializer(const syntax::FunctionInfo& info, const Node* node) {
  unit_.initializers_[info.index] = node;
  create_closure(header_for(info, Name::none));
}

/// https://tc39.es/ecma262/#sec-runtime-semantics-classfielddefinitionevaluation. Static ones get their
/// values later.
void FunctionCompiler::compile_field(const syntax::PropertyDefinition& field, Register constructor,
                                     std::vector<StaticElement>& static_elements) {
  if (field.static_) {
    std::optional<Register> key;
    if (field.computed) {
      load_key(field.key, true);
      key = keep();
    }
    return static_elements.push_back({&field, key});
  }
  Temporaries temporaries(*this);
  load_element_key(field.key, field.computed);
  const Register key = keep();
  if (field.value != nullptr) {
    create_initializer(*field.initializer, &field);
  } else {
    emit<Op::LoadUndefined>();
  }
  const bool is_named_later = field.computed && field.value != nullptr && is_anonymous_function(field.value);
  at(&field);
  emit<Op::AddClassElement>(constructor, key,
                            is_named_later ? ClassElementKind::AnonymousField : ClassElementKind::Field);
}

void FunctionCompiler::initialize_static(const StaticElement& element, Register constructor) {
  Temporaries temporaries(*this);
  if (const auto* block = try_as<syntax::StaticBlock>(element.node)) {
    create_initializer(*block->function, block);
    at(block);
    return emit<Op::DefineStaticElement>(constructor, constructor, ClassElementKind::StaticBlock);
  }
  const auto& field = as<syntax::PropertyDefinition>(element.node);
  Register key;
  if (element.key) {
    key = *element.key;
  } else {
    load_element_key(field.key, false);
    key = keep();
  }
  if (field.value != nullptr) {
    create_initializer(*field.initializer, &field);
  } else {
    emit<Op::LoadUndefined>();
  }
  const bool is_named_later = field.computed && field.value != nullptr && is_anonymous_function(field.value);
  at(&field);
  emit<Op::DefineStaticElement>(constructor, key,
                                is_named_later ? ClassElementKind::AnonymousField : ClassElementKind::Field);
}

}  // namespace orrery::compiler
