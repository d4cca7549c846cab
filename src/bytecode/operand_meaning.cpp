#include "bytecode/operand_meaning.h"

#include <array>

namespace orrery::bytecode {

namespace {

constexpr auto k_error_kinds = std::to_array<std::string_view>(
    {"Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"});
constexpr auto k_arguments_kinds = std::to_array<std::string_view>({"Unmapped", "Mapped"});
constexpr auto k_function_name_prefixes = std::to_array<std::string_view>({"None", "Get", "Set"});
constexpr auto k_not_an_object = std::to_array<std::string_view>(
    {"IteratorResult", "IteratorReturnResult", "Iterator", "ThrowMethodResult"});
constexpr auto k_method_kinds = std::to_array<std::string_view>(
    {"Method", "Getter", "Setter", "", "enumerable Method", "enumerable Getter", "enumerable Setter"});
constexpr auto k_class_element_kinds = std::to_array<std::string_view>(
    {"Field", "AnonymousField", "PrivateMethod", "PrivateGetter", "PrivateSetter", "StaticBlock"});
constexpr auto k_dispose_kinds = std::to_array<std::string_view>({"Sync", "Async"});
constexpr auto k_import_phases = std::to_array<std::string_view>({"Evaluation", "Defer", "Source"});

// The lists end where the enums do.
static_assert(k_error_kinds.size() == static_cast<std::size_t>(ErrorKind::URIError) + 1);
static_assert(k_arguments_kinds.size() == static_cast<std::size_t>(ArgumentsKind::Mapped) + 1);
static_assert(k_function_name_prefixes.size() == static_cast<std::size_t>(FunctionNamePrefix::Set) + 1);
static_assert(k_not_an_object.size() == static_cast<std::size_t>(NotAnObject::ThrowMethodResult) + 1);
static_assert(k_method_kinds.size() ==
              (static_cast<std::size_t>(MethodKind::Setter) | k_enumerable_method) + 1);
static_assert(k_class_element_kinds.size() == static_cast<std::size_t>(ClassElementKind::StaticBlock) + 1);
static_assert(k_dispose_kinds.size() == static_cast<std::size_t>(DisposeKind::Async) + 1);
static_assert(k_import_phases.size() == static_cast<std::size_t>(ImportPhase::Source) + 1);

}  // namespace

std::span<const std::string_view> enumerators(Opcode opcode, std::string_view operand) {
  if (operand != "kind" && operand != "prefix" && operand != "what" && operand != "phase") return {};
  switch (opcode) {
    case Opcode::ThrowError:
      return k_error_kinds;
    case Opcode::CreateArguments:
    case Opcode::CreateArgumentsAndRest:
      return k_arguments_kinds;
    case Opcode::SetFunctionName:
      return k_function_name_prefixes;
    case Opcode::RequireObject:
      return k_not_an_object;
    case Opcode::DefineMethod:
      return k_method_kinds;
    case Opcode::AddClassElement:  // static blocks belong to no instance
      return std::span(k_class_element_kinds).first(static_cast<std::size_t>(ClassElementKind::StaticBlock));
    case Opcode::DefineStaticElement:
      return k_class_element_kinds;
    case Opcode::AddDisposable:
      return k_dispose_kinds;
    case Opcode::DynamicImport:
      return k_import_phases;
    default:
      return {};
  }
}

}  // namespace orrery::bytecode
