#include "bytecode/names.h"

namespace orrery::bytecode {

std::string_view to_string(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::Script:
      return "Script";
    case FunctionKind::Module:
      return "Module";
    case FunctionKind::Eval:
      return "Eval";
    case FunctionKind::Normal:
      return "Normal";
    case FunctionKind::Arrow:
      return "Arrow";
    case FunctionKind::Method:
      return "Method";
    case FunctionKind::Accessor:
      return "Accessor";
    case FunctionKind::ClassConstructor:
      return "ClassConstructor";
    case FunctionKind::DerivedConstructor:
      return "DerivedConstructor";
    case FunctionKind::ClassFieldInitializer:
      return "ClassFieldInitializer";
    case FunctionKind::ClassStaticBlock:
      return "ClassStaticBlock";
  }
  return "?";
}

std::string_view to_string(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::Function:
      return "Function";
    case ScopeKind::FunctionBody:
      return "FunctionBody";
    case ScopeKind::Block:
      return "Block";
    case ScopeKind::Catch:
      return "Catch";
    case ScopeKind::With:
      return "With";
    case ScopeKind::Class:
      return "Class";
    case ScopeKind::Eval:
      return "Eval";
    case ScopeKind::Module:
      return "Module";
    case ScopeKind::Script:
      return "Script";
  }
  return "?";
}

std::string_view to_string(ScopeVariable::Place place) {
  switch (place) {
    case ScopeVariable::Place::Register:
      return "Register";
    case ScopeVariable::Place::Slot:
      return "Slot";
    case ScopeVariable::Place::Import:
      return "Import";
  }
  return "?";
}

std::string_view to_string(Handler::Kind kind) {
  switch (kind) {
    case Handler::Kind::Catch:
      return "Catch";
    case Handler::Kind::Finally:
      return "Finally";
    case Handler::Kind::Internal:
      return "Internal";
  }
  return "?";
}

std::string_view to_string(FeedbackKind kind) {
  switch (kind) {
    case FeedbackKind::Types:
      return "Types";
    case FeedbackKind::Call:
      return "Call";
    case FeedbackKind::GetNamed:
      return "GetNamed";
    case FeedbackKind::SetNamed:
      return "SetNamed";
    case FeedbackKind::DefineNamed:
      return "DefineNamed";
    case FeedbackKind::GetElement:
      return "GetElement";
    case FeedbackKind::SetElement:
      return "SetElement";
    case FeedbackKind::Global:
      return "Global";
    case FeedbackKind::HasProperty:
      return "HasProperty";
    case FeedbackKind::InstanceOf:
      return "InstanceOf";
    case FeedbackKind::Allocation:
      return "Allocation";
    case FeedbackKind::Template:
      return "Template";
    case FeedbackKind::RegExp:
      return "RegExp";
    case FeedbackKind::Loop:
      return "Loop";
    case FeedbackKind::Iterator:
      return "Iterator";
    case FeedbackKind::Private:
      return "Private";
  }
  return "?";
}

std::string_view to_string(ImportEntry::Kind kind) {
  switch (kind) {
    case ImportEntry::Kind::Name:
      return "Name";
    case ImportEntry::Kind::Namespace:
      return "Namespace";
    case ImportEntry::Kind::Source:
      return "Source";
  }
  return "?";
}

std::string_view to_string(ExportEntry::Kind kind) {
  switch (kind) {
    case ExportEntry::Kind::Local:
      return "Local";
    case ExportEntry::Kind::Indirect:
      return "Indirect";
    case ExportEntry::Kind::Namespace:
      return "Namespace";
    case ExportEntry::Kind::Star:
      return "Star";
  }
  return "?";
}

std::string_view to_string(ImportPhase phase) {
  switch (phase) {
    case ImportPhase::Evaluation:
      return "Evaluation";
    case ImportPhase::Defer:
      return "Defer";
    case ImportPhase::Source:
      return "Source";
  }
  return "?";
}

std::string_view phrase(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::Script:
      return "script";
    case FunctionKind::Module:
      return "module";
    case FunctionKind::Eval:
      return "eval code";
    case FunctionKind::Normal:
      return "function";
    case FunctionKind::Arrow:
      return "arrow function";
    case FunctionKind::Method:
      return "method";
    case FunctionKind::Accessor:
      return "accessor";
    case FunctionKind::ClassConstructor:
      return "constructor";
    case FunctionKind::DerivedConstructor:
      return "derived constructor";
    case FunctionKind::ClassFieldInitializer:
      return "field initializer";
    case FunctionKind::ClassStaticBlock:
      return "static block";
  }
  return "?";
}

std::string_view type_name(const Constant& constant) {
  struct Visitor {
    std::string_view operator()(double) { return "number"; }
    std::string_view operator()(StringId) { return "string"; }
    std::string_view operator()(const BigIntLiteral&) { return "BigInt"; }
    std::string_view operator()(const FunctionReference&) { return "function"; }
    std::string_view operator()(const ScopeReference&) { return "scope"; }
    std::string_view operator()(const Declarations&) { return "declarations"; }
    std::string_view operator()(const TemplateLiteral&) { return "template"; }
    std::string_view operator()(const JumpTable&) { return "jump table"; }
  };
  return std::visit(Visitor{}, constant);
}

}  // namespace orrery::bytecode
