#pragma once

#include <string_view>

#include "bytecode/code_block.h"

// What enumerators of code blocks are called where they are shown, to people and in JSON.

namespace orrery::bytecode {

std::string_view to_string(FunctionKind kind);
std::string_view to_string(ScopeKind kind);
std::string_view to_string(ScopeVariable::Place place);
std::string_view to_string(Handler::Kind kind);
std::string_view to_string(FeedbackKind kind);
std::string_view to_string(ImportEntry::Kind kind);
std::string_view to_string(ExportEntry::Kind kind);
std::string_view to_string(ImportPhase phase);
/// The same as words for people: "function", "arrow function", "derived constructor" …
std::string_view phrase(FunctionKind kind);
/// "number", "string", "BigInt", "function", "scope", "declarations", "template" or "jump table".
std::string_view type_name(const Constant& constant);

}  // namespace orrery::bytecode
