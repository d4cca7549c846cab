#include "syntax/print/scope_facts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/terminal_text.h"

namespace orrery::syntax {

namespace {

constexpr std::size_t k_name_cells = 40;

std::string_view kind_text(VariableKind kind) {
  switch (kind) {
    case VariableKind::Var:
      return "var";
    case VariableKind::Let:
      return "let";
    case VariableKind::Const:
      return "const";
    case VariableKind::Using:
      return "using";
    case VariableKind::Class:
      return "class";
    case VariableKind::Function:
    case VariableKind::LexicalFunction:
      return "function";
    case VariableKind::BlockFunction:
      return "block function";
    case VariableKind::Parameter:
      return "parameter";
    case VariableKind::CatchParameter:
    case VariableKind::SimpleCatchParameter:
      return "catch parameter";
    case VariableKind::Import:
      return "import";
    case VariableKind::FunctionName:
      return "own name";
    case VariableKind::ClassName:
      return "class name";
    case VariableKind::Arguments:
      return "arguments object";
    case VariableKind::PrivateName:
      return "private name";
    case VariableKind::Capture:
      return "capture";
  }
  return "";
}

std::string_view kind_text(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::Script:
      return "script";
    case ScopeKind::Eval:
      return "eval";
    case ScopeKind::Module:
      return "module";
    case ScopeKind::Function:
      return "function";
    case ScopeKind::FunctionBody:
      return "function body";
    case ScopeKind::Block:
      return "block";
    case ScopeKind::For:
      return "for";
    case ScopeKind::Switch:
      return "switch";
    case ScopeKind::Catch:
      return "catch";
    case ScopeKind::With:
      return "with";
    case ScopeKind::Class:
      return "class";
  }
  return "";
}

/// Of those kinds that a node's type does not give away.
std::string_view kind_text(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::TopLevel:
    case FunctionKind::Normal:
    case FunctionKind::Arrow:
      return "";
    case FunctionKind::Method:
      return "method";
    case FunctionKind::Getter:
      return "getter";
    case FunctionKind::Setter:
      return "setter";
    case FunctionKind::ClassConstructor:
      return "constructor";
    case FunctionKind::DerivedConstructor:
      return "constructor of a derived class";
    case FunctionKind::ClassFieldInitializer:
      return "field initializer";
    case FunctionKind::ClassStaticBlock:
      return "static block";
  }
  return "";
}

/// Words with commas between them.
class Enumeration {
 public:
  void add(std::string_view item) {
    if (item.empty()) return;
    if (!text_.empty()) text_ += ", ";
    text_ += item;
  }
  void add_if(bool condition, std::string_view item) {
    if (condition) add(item);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string function_text(const FunctionInfo& function) {
  Enumeration uses;
  uses.add_if(function.mentions.has(Mention::This), "this");
  uses.add_if(function.mentions.has(Mention::Arguments), "arguments");
  uses.add_if(function.mentions.has(Mention::NewTarget), "new.target");
  uses.add_if(function.mentions.has(Mention::SuperProperty), "super properties");
  uses.add_if(function.mentions.has(Mention::SuperCall), "super()");

  Enumeration facts;
  facts.add(kind_text(function.kind));
  const Scope* enclosing = enclosing_scope(function);
  const bool begins_strict = function.is_strict && (enclosing == nullptr || !enclosing->is_strict);
  facts.add_if(begins_strict, "strict");
  const bool has_direct_eval = function.mentions.has(Mention::DirectEval);
  facts.add_if(has_direct_eval, "direct eval");
  if (!uses.text().empty() && !has_direct_eval)
    facts.add("uses " + uses.text() + (function.is_used_by_arrow ? " (also for arrow functions)" : ""));
  if (function.register_count > 0)
    facts.add(fmt::format("{} register{}", function.register_count, function.register_count == 1 ? "" : "s"));
  return facts.text();
}

bool has_sloppy_direct_eval(const Scope* scope) {
  return scope != nullptr && scope->has_sloppy_direct_eval;
}

std::size_t cells(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const base::ShownCharacter character(text.data());
    count += character.cells();
    text.remove_prefix(character.source_bytes());
  }
  return count;
}

}  // namespace

std::string ScopeFacts::scope_number(const Scope* scope) {
  const auto [entry, is_new] = numbers_.try_emplace(scope, numbers_.size());
  return fmt::format("#{}", entry->second);
}

std::string ScopeFacts::shown_name(Name name) const {
  return base::shown_text(tree_.text(name), k_name_cells);
}

void ScopeFacts::put_place(const Resolution& resolution) {
  switch (resolution.location) {
    case VariableLocation::Register:
      return output_.put(Style::Register, fmt::format("register {}", resolution.variable->index));
    case VariableLocation::EnvironmentSlot:
      return output_.put(Style::Slot, fmt::format("slot {} of {}", resolution.variable->index,
                                                  scope_number(resolution.variable->scope)));
    case VariableLocation::Global:
      output_.put(Style::Global, "global");
      if (resolution.variable == nullptr) output_.put(Style::Fact, ", not declared here");
      return;
    case VariableLocation::Dynamic:
      output_.put(Style::Dynamic, "dynamic");
      if (resolution.variable == nullptr) return;
      output_.put(Style::Fact, ", perhaps ");
      return put_place({resolution.variable->location, resolution.variable});
    case VariableLocation::Outer:
      return;  // not what resolve() says
  }
}

void ScopeFacts::put_meaning(const Identifier& identifier) {
  // The name of a function expression is declared by the function itself.
  if (identifier.has(Node::k_declares) && identifier.variable == nullptr) return;
  const Resolution resolution = resolve(identifier.variable, identifier.has(Node::k_dynamic));
  if (identifier.has(Node::k_declares)) {
    output_.put(Style::Fact, fmt::format(" declares {}", kind_text(resolution.variable->kind)));
  } else if (identifier.has(Node::k_assigned)) {
    output_.put(Style::Fact, " assigned");
  }
  output_.put(Style::Fact, " → ");
  put_place(resolution);
}

void ScopeFacts::put_scope(const Scope* scope, const NewLine& new_line) {
  if (scope == nullptr) return;
  const bool is_dynamic = scope->kind == ScopeKind::With || scope->has_sloppy_direct_eval;
  if (scope->first_variable == nullptr && !is_dynamic) return;
  new_line();
  output_.put(Style::Fact, "scope ");
  output_.put(Style::Slot, scope_number(scope));
  output_.put(Style::Fact, fmt::format(" {}", kind_text(scope->kind)));
  if (scope->kind == ScopeKind::With) output_.put(Style::Dynamic, ", its names are known only when it runs");
  if (scope->has_sloppy_direct_eval) output_.put(Style::Dynamic, ", an eval may declare more");

  std::size_t name_cells = 0;
  for (const Variable* variable = scope->first_variable; variable != nullptr; variable = variable->next)
    name_cells = std::max(name_cells, cells(shown_name(variable->name)));
  for (const Variable* variable = scope->first_variable; variable != nullptr; variable = variable->next) {
    new_line();
    output_.put("  ");
    put_variable(*variable, name_cells);
  }
}

/// `name` in a column of its own.
void ScopeFacts::put_in_column(Name name, std::size_t column_cells) {
  const std::string shown = shown_name(name);
  output_.put(Style::Name, shown);
  output_.spaces(column_cells - cells(shown) + 2);
}

void ScopeFacts::put_variable(const Variable& variable, std::size_t name_cells) {
  put_in_column(variable.name, name_cells);
  output_.put(Style::Fact, fmt::format("{} → ", kind_text(variable.kind)));
  put_place({variable.location, &variable});
  Enumeration facts;
  facts.add_if(variable.is_captured, "captured");
  facts.add_if(variable.is_assigned, "assigned");
  facts.add_if(variable.is_hoisted, "hoisted as a var");
  if (!facts.text().empty()) output_.put(Style::Fact, ", " + facts.text());
}

void ScopeFacts::put_captures(const FunctionInfo& function, const NewLine& new_line) {
  if (function.first_capture == nullptr) return;
  new_line();
  output_.put(Style::Fact, "captures");
  // An eval in the function may declare the name there: then it is not taken from outside after all.
  const bool is_dynamic =
      has_sloppy_direct_eval(function.scope) || has_sloppy_direct_eval(function.body_scope);
  std::size_t name_cells = 0;
  for (const Variable* capture = function.first_capture; capture != nullptr; capture = capture->next)
    name_cells = std::max(name_cells, cells(shown_name(capture->name)));
  for (const Variable* capture = function.first_capture; capture != nullptr; capture = capture->next) {
    new_line();
    output_.put("  ");
    put_in_column(capture->name, name_cells);
    output_.put(Style::Fact, "→ ");
    put_place(resolve(capture, is_dynamic));
  }
}

void ScopeFacts::put_function(const FunctionInfo* function, const NewLine& new_line) {
  if (function == nullptr) return;
  const std::string facts = function_text(*function);
  if (!facts.empty()) {
    new_line();
    output_.put(Style::Fact, facts);
  }
  put_captures(*function, new_line);
  put_scope(function->scope, new_line);
}

}  // namespace orrery::syntax
