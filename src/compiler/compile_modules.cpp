// Modules: https://tc39.es/ecma262/#sec-source-text-module-records

#include <algorithm>
#include <cassert>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

namespace {

Name export_name(const Node* name) {
  if (const auto* string = try_as<syntax::StringLiteral>(name)) return string->value;
  if (const auto* identifier = try_as<syntax::Identifier>(name)) return identifier->name;
  return as<syntax::IdentifierName>(name).name;
}

bytecode::ImportPhase phase_of(syntax::ImportPhase phase) {
  switch (phase) {
    case syntax::ImportPhase::Evaluation:
      return bytecode::ImportPhase::Evaluation;
    case syntax::ImportPhase::Source:
      return bytecode::ImportPhase::Source;
    case syntax::ImportPhase::Defer:
      return bytecode::ImportPhase::Defer;
  }
  std::unreachable();
}

}  // namespace

void FunctionCompiler::compile_module() {
  const NodeList& body = unit_.tree().program().body;
  module_ = std::make_shared<bytecode::ModuleRecord>();
  add_module_entries(*module_);
  if (header_.is_async) {
    emit<Op::StartAsync>();
    begin_async_body();
  }
  callee_environment_at_ = builder_.offset();
  OpenScope open;
  open_scope(open, info_->scope);
  statement_list(body);
  emit<Op::LoadUndefined>();
  return_accumulator();
  close_scope(open);
  end_async_body();
}

// Entries ---------------------------------------------------------------------------------------------------

/// Imports first: an export of one is an export of another module's.
void FunctionCompiler::add_module_entries(bytecode::ModuleRecord& record) {
  const NodeList& body = unit_.tree().program().body;
  for (const Node* node : body) {
    if (const auto* import = try_as<syntax::ImportDeclaration>(node)) {
      add_import(*import, record);
    } else if (const auto* named = try_as<syntax::ExportNamedDeclaration>(node)) {
      if (named->source != nullptr)
        add_request(named->source, named->attributes, syntax::ImportPhase::Evaluation, record);
    } else if (const auto* all = try_as<syntax::ExportAllDeclaration>(node)) {
      add_request(all->source, all->attributes, syntax::ImportPhase::Evaluation, record);
    }
  }
  for (const Node* node : body) {
    if (const auto* named = try_as<syntax::ExportNamedDeclaration>(node)) {
      add_export(*named, record);
    } else if (const auto* all = try_as<syntax::ExportAllDeclaration>(node)) {
      using Kind = bytecode::ExportEntry::Kind;
      record.exports.push_back(
          {.kind = all->exported != nullptr ? Kind::Namespace : Kind::Star,
           .name = all->exported != nullptr ? string_id(export_name(all->exported)) : StringId::none,
           .request = add_request(all->source, all->attributes, syntax::ImportPhase::Evaluation, record),
           .source_start = node->start,
           .source_end = node->end});
    } else if (const auto* exported = try_as<syntax::ExportDefaultDeclaration>(node)) {
      add_default_export(*exported, record);
    }
    add_hoisted_function(node, record);
  }
}

/// \return its index; the same for the same module, with the same attributes, in the same phase
std::uint32_t FunctionCompiler::add_request(const Node* source, const NodeList& attributes,
                                            syntax::ImportPhase phase, bytecode::ModuleRecord& record) {
  bytecode::ModuleRequest request{.specifier = string_id(as<syntax::StringLiteral>(source).value),
                                  .attributes = {},
                                  .phase = phase_of(phase),
                                  .source_start = source->start,
                                  .source_end = source->end};
  for (const Node* node : attributes) {
    const auto& attribute = as<syntax::ImportAttribute>(node);
    request.attributes.push_back(
        {string_id(export_name(attribute.key)), string_id(as<syntax::StringLiteral>(attribute.value).value)});
  }
  std::ranges::sort(request.attributes, {}, &bytecode::ModuleRequest::Attribute::key);
  auto is_same = [&](const bytecode::ModuleRequest& other) {
    return other.specifier == request.specifier && other.phase == request.phase &&
           std::ranges::equal(other.attributes, request.attributes, [](const auto& a, const auto& b) {
             return a.key == b.key && a.value == b.value;
           });
  };
  const auto known = std::ranges::find_if(record.requests, is_same);
  const auto index = static_cast<std::uint32_t>(known - record.requests.begin());
  if (known == record.requests.end()) record.requests.push_back(std::move(request));
  return index;
}

/// https://tc39.es/ecma262/#sec-static-semantics-importentries
void FunctionCompiler::add_import(const syntax::ImportDeclaration& node, bytecode::ModuleRecord& record) {
  using Kind = bytecode::ImportEntry::Kind;
  const std::uint32_t request = add_request(node.source, node.attributes, node.phase, record);
  for (const Node* specifier : node.specifiers) {
    Kind kind = node.phase == syntax::ImportPhase::Source ? Kind::Source : Kind::Name;
    Name name = Name::keyword_Default;
    const Node* local;
    if (const auto* named = try_as<syntax::ImportSpecifier>(specifier)) {
      name = export_name(named->imported);
      local = named->local;
    } else if (const auto* space = try_as<syntax::ImportNamespaceSpecifier>(specifier)) {
      kind = Kind::Namespace;
      name = Name::none;
      local = space->local;
    } else {
      local = as<syntax::ImportDefaultSpecifier>(specifier).local;
    }
    record.imports.push_back({.kind = kind,
                              .request = request,
                              .name = string_id(name),
                              .slot = as<syntax::Identifier>(local).variable->index,
                              .source_start = specifier->start,
                              .source_end = specifier->end});
  }
}

/// https://tc39.es/ecma262/#sec-static-semantics-exportentries
void FunctionCompiler::add_export(const syntax::ExportNamedDeclaration& node,
                                  bytecode::ModuleRecord& record) {
  if (node.declaration != nullptr) return add_bound_exports(node.declaration, record);
  const std::uint32_t request = node.source != nullptr ? add_request(node.source, node.attributes,
                                                                     syntax::ImportPhase::Evaluation, record)
                                                       : 0;
  for (const Node* child : node.specifiers) {
    const auto& specifier = as<syntax::ExportSpecifier>(child);
    const Name name = export_name(specifier.exported);
    if (node.source == nullptr) {
      add_local_export(as<syntax::Identifier>(specifier.local).variable, name, child, record);
      continue;
    }
    record.exports.push_back({.kind = bytecode::ExportEntry::Kind::Indirect,
                              .name = string_id(name),
                              .request = request,
                              .import_name = string_id(export_name(specifier.local)),
                              .source_start = child->start,
                              .source_end = child->end});
  }
}

/// https://tc39.es/ecma262/#sec-parsemodule, step 10: what was imported is exported from where it is.
void FunctionCompiler::add_local_export(const Variable* variable, Name name, const Node* node,
                                        bytecode::ModuleRecord& record) {
  bytecode::ExportEntry entry{.kind = bytecode::ExportEntry::Kind::Local,
                              .name = string_id(name),
                              .slot = variable->index,
                              .source_start = node->start,
                              .source_end = node->end};
  if (variable->kind == VariableKind::Import) {
    const auto import = std::ranges::find(record.imports, variable->index, &bytecode::ImportEntry::slot);
    assert(import != record.imports.end());
    if (import->kind == bytecode::ImportEntry::Kind::Name) {
      entry.kind = bytecode::ExportEntry::Kind::Indirect;
      entry.import_name = import->name;
    } else {
      entry.kind = bytecode::ExportEntry::Kind::Namespace;
    }
    entry.request = import->request;
  }
  record.exports.push_back(entry);
}

/// The names that a declaration or pattern binds.
void FunctionCompiler::add_bound_exports(const Node* pattern, bytecode::ModuleRecord& record) {
  if (pattern == nullptr) return;
  switch (pattern->type) {
    case NodeType::Identifier: {
      const auto& identifier = as<syntax::Identifier>(pattern);
      return add_local_export(identifier.variable, identifier.name, pattern, record);
    }
    case NodeType::VariableDeclaration:
      for (const Node* declarator : as<syntax::VariableDeclaration>(pattern).declarations)
        add_bound_exports(as<syntax::VariableDeclarator>(declarator).id, record);
      return;
    case NodeType::FunctionDeclaration:
      return add_bound_exports(as<syntax::FunctionDeclaration>(pattern).id, record);
    case NodeType::ClassDeclaration:
      return add_bound_exports(as<syntax::ClassDeclaration>(pattern).id, record);
    case NodeType::ArrayPattern:
      for (const Node* element : as<syntax::ArrayPattern>(pattern).elements)
        add_bound_exports(element, record);
      return;
    case NodeType::ObjectPattern:
      for (const Node* property : as<syntax::ObjectPattern>(pattern).properties)
        add_bound_exports(is<syntax::Property>(property) ? as<syntax::Property>(property).value : property,
                          record);
      return;
    case NodeType::AssignmentPattern:
      return add_bound_exports(as<syntax::AssignmentPattern>(pattern).left, record);
    case NodeType::RestElement:
      return add_bound_exports(as<syntax::RestElement>(pattern).argument, record);
    default:
      assert(false);
  }
}

// Default exports and functions -----------------------------------------------------------------------------

const Variable* FunctionCompiler::default_export() const {
  const Variable* variable = info_->scope->first_variable;
  while (variable->name != Name::default_export) variable = variable->next;
  return variable;
}

/// The variable that `export default` declares.
const Variable* FunctionCompiler::variable_of(const syntax::ExportDefaultDeclaration& node) const {
  const Node* id = nullptr;
  if (const auto* function = try_as<syntax::FunctionDeclaration>(static_cast<const Node*>(node.declaration)))
    id = function->id;
  if (const auto* declared = try_as<syntax::ClassDeclaration>(static_cast<const Node*>(node.declaration)))
    id = declared->id;
  return id != nullptr ? as<syntax::Identifier>(id).variable : default_export();
}

void FunctionCompiler::add_default_export(const syntax::ExportDefaultDeclaration& node,
                                          bytecode::ModuleRecord& record) {
  add_local_export(variable_of(node), Name::keyword_Default, &node, record);
}

/// Functions declared at the top exist before the module is evaluated.
void FunctionCompiler::add_hoisted_function(const Node* node, bytecode::ModuleRecord& record) {
  const Variable* variable = nullptr;
  Name name = Name::none;
  while (is<syntax::LabeledStatement>(node)) node = as<syntax::LabeledStatement>(node).body;
  if (const auto* exported = try_as<syntax::ExportNamedDeclaration>(node)) node = exported->declaration;
  if (const auto* exported = try_as<syntax::ExportDefaultDeclaration>(node)) {
    variable = variable_of(*exported);
    node = exported->declaration;
    name = Name::keyword_Default;
  }
  const auto* function = try_as<syntax::FunctionDeclaration>(node);
  if (function == nullptr) return;
  if (function->id != nullptr) {
    variable = as<syntax::Identifier>(function->id).variable;
    name = variable->name;
  }
  record.functions.push_back(
      {.slot = variable->index, .function = builder_.add_function(header_for(*function->info, name))});
}

void FunctionCompiler::compile(const syntax::ExportDefaultDeclaration& node) {
  const Node* declaration = node.declaration;
  if (is<syntax::FunctionDeclaration>(declaration)) return;
  const FunctionName name{.name = Name::keyword_Default};
  if (const auto* declared = try_as<syntax::ClassDeclaration>(declaration)) {
    compile_class(*declared, name);
  } else {
    named_value(declaration, name);
  }
  initialize_variable(*variable_of(node));
}

}  // namespace orrery::compiler
