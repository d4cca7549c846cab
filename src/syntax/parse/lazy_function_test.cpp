// A function that is parsed again must be what it would have been, had it been parsed eagerly: its tree,
// where its variables live, what it captures.

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "syntax/parse/parser.h"
#include "syntax/test_programs.h"

namespace orrery::syntax {
namespace {

/// Writes down all that is in a tree, and parses each lazy function in it when it comes by.
class Dumper {
 public:
  explicit Dumper(SyntaxTree& tree) : tree_(tree) {}

  std::string dump() {
    node(&tree_.program());
    return std::move(text_);
  }

 private:
  void put(std::string_view label, const std::string& value) {
    text_ += ' ';
    text_ += label;
    text_ += '=';
    text_ += value;
  }

  void node(const Node* node) {
    if (node == nullptr) {
      text_ += "(null)";
      return;
    }
    if (is_lazy(node)) {
      // Its place in the tree is not its own: the id of a declaration was seen by the function around it.
      node = parse_function(tree_, *info_of(node));
    }
    text_ += "\n(";
    text_ += to_string(node->type);
    put("range", std::to_string(node->start) + "-" + std::to_string(node->end));
    if (node->has(Node::k_assigned)) text_ += " assigned";
    if (node->has(Node::k_dynamic)) text_ += " dynamic";
    visit(node, [&](const auto& concrete) { fields(concrete); });
    text_ += ')';
  }

  void optional(std::string_view label, const Node* child) {
    // The variable that a declaration's name is belongs to the scope around, which is not parsed again.
    const auto* name = label == "id" ? try_as<Identifier>(child) : nullptr;
    if (name != nullptr) return data(label, name->name);
    node(child);
  }

  void list(const NodeList& nodes) {
    for (const Node* element : nodes) node(element);
  }

  static FunctionInfo* info_of(const Node* node) {
    if (const auto* expression = try_as<FunctionExpression>(node)) return expression->info;
    if (const auto* declaration = try_as<FunctionDeclaration>(node)) return declaration->info;
    if (const auto* arrow = try_as<ArrowFunctionExpression>(node)) return arrow->info;
    return nullptr;
  }
  static bool is_lazy(const Node* node) {
    if (const auto* expression = try_as<FunctionExpression>(node)) return expression->body == nullptr;
    if (const auto* declaration = try_as<FunctionDeclaration>(node)) return declaration->body == nullptr;
    if (const auto* arrow = try_as<ArrowFunctionExpression>(node)) return arrow->body == nullptr;
    return false;
  }

  // Data fields.
  void data(std::string_view label, Name name) { put(label, std::string(tree_.text(name))); }
  void data(std::string_view label, bool value) { put(label, value ? "true" : "false"); }
  void data(std::string_view label, double value) { put(label, std::to_string(value)); }
  void data(std::string_view label, std::uint32_t value) { put(label, std::to_string(value)); }
  void data(std::string_view label, ImportPhase phase) { put(label, std::string(to_string(phase))); }
  void data(std::string_view label, const Variable* variable) {
    const auto found = resolve(variable, false);
    put(label, std::to_string(static_cast<int>(found.location)));
    if (found.variable == nullptr) return;
    put("kind", std::to_string(static_cast<int>(found.variable->kind)));
    put("index", std::to_string(found.variable->index));
    put("at", std::to_string(found.variable->declared_at));
  }
  void data(std::string_view label, const Scope* scope) {
    if (scope == nullptr) return;
    put(label, std::to_string(static_cast<int>(scope->kind)));
    put("slots", std::to_string(scope->slot_count));
    if (scope->needs_environment) text_ += " environment";
    for (const Variable* variable = scope->first_variable; variable != nullptr; variable = variable->next) {
      data("variable", variable->name);
      data("is", variable);
      if (variable->is_hoisted) text_ += " hoisted";
      if (variable->is_captured) text_ += " captured";
    }
  }
  void data(std::string_view label, const FunctionInfo* info) {
    if (info == nullptr) return;
    put(label, std::to_string(info->index));
    put("inner", std::to_string(info->first_inner) + "-" + std::to_string(info->end_inner));
    put("kind", std::to_string(static_cast<int>(info->kind)));
    put("length", std::to_string(info->length));
    put("parameters", std::to_string(info->parameter_count));
    put("registers", std::to_string(info->register_count));
    put("source", std::to_string(info->source_range.start) + "-" + std::to_string(info->source_range.end));
    std::string mentions;
    for (std::size_t i = 0; i < k_mention_count; ++i)
      mentions += info->mentions.has(static_cast<Mention>(i)) ? '1' : '0';
    put("mentions", mentions);
    if (info->is_used_by_arrow) text_ += " used-by-arrow";
    if (info->has_environments) text_ += " environments";
    if (info->contains_direct_eval) text_ += " eval";
    data("scope", info->scope);
    for (const Variable* capture = info->first_capture; capture != nullptr; capture = capture->next) {
      data("captures", capture->name);
      // How far away it lives, in environments.
      const auto found = resolve(capture, false);
      data("from", capture);
      if (found.location != VariableLocation::EnvironmentSlot) continue;
      std::uint32_t hops = 0;
      for (const Scope* scope = enclosing_scope(*info);
           scope != nullptr && !same_place(scope, found.variable->scope); scope = scope->parent)
        hops += scope->needs_environment ? 1 : 0;
      put("hops", std::to_string(hops));
    }
  }
  /// A function that was parsed again has new scopes; older ones of its inner functions still lead to the
  /// old.
  static bool same_place(const Scope* a, const Scope* b) {
    return a == b || (a->kind == b->kind && a->depth == b->depth && a->function == b->function &&
                      a->first_variable != nullptr && b->first_variable != nullptr &&
                      a->first_variable->declared_at == b->first_variable->declared_at);
  }

#define NODE(Type, estree_name) void fields([[maybe_unused]] const Type& concrete) {
#define END(Type) }
#define CHILD(field) node(concrete.field);
#define OPTIONAL(field) optional(#field, concrete.field);
#define LIST(field) list(concrete.field);
#define HOLEY_LIST(field) list(concrete.field);
#define FLAG(field) data(#field, concrete.field);
#define ENUM(EnumType, field) put(#field, std::string(to_string(concrete.field)));
#define DATA(DataType, field) data(#field, concrete.field);
#include "syntax/ast.def"

  SyntaxTree& tree_;
  std::string text_;
};

std::string dump(std::string_view text, Goal goal, bool lazy) {
  const auto source = SourceText::from_utf8("test.js", text);
  auto tree = parse(source, {.goal = goal, .lazy_functions = lazy});
  if (!tree) return "error: " + tree.error().message;
  return Dumper(*tree).dump();
}

void expect_same(std::string_view text, Goal goal = Goal::Script) {
  const std::string eager = dump(text, goal, false);
  ASSERT_FALSE(eager.starts_with("error")) << eager << "\nin: " << text;
  const std::string lazy = dump(text, goal, true);
  if (lazy == eager) return;
  // The whole would be unreadable: show the line that differs first.
  const auto at = static_cast<std::size_t>(
      std::mismatch(lazy.begin(), lazy.end(), eager.begin(), eager.end()).first - lazy.begin());
  auto line = [&](const std::string& dump) {
    const std::size_t start = dump.rfind('\n', at) + 1;
    return dump.substr(start, dump.find('\n', start) - start);
  };
  ADD_FAILURE() << "lazy:  " << line(lazy) << "\neager: " << line(eager) << "\nin: " << text.substr(0, 200);
}

TEST(LazyFunction, SimpleFunctions) {
  expect_same("function f(a, b) { return a + b; } f(1, 2);");
  expect_same("const f = async (a, {b, c = 1}) => { await a; return b; };");
  expect_same("const f = x => y => x + y;");
  expect_same(
      "({ m() { return this.x; }, get a() { return 1; }, set a(v) { this.v = v; }, async *g() { yield* 1; } "
      "});");
}

TEST(LazyFunction, Captures) {
  expect_same("function f() { let a = 1, b = 2; return function g() { return a; }; }");
  expect_same("function f() { var a; { let a; (() => a)(); } return () => a; }");
  expect_same("function f(a, b = () => a) { var c; return () => c + a; }");
  expect_same("let f = function g(n) { return n ? g(n - 1) : () => g; };");
  expect_same("function a() { let x; function b() { function c() { function d() { return x; } } } }");
  expect_same("function f() { for (let i = 0; i < 3; i++) { let j = i; later(() => i + j); } }");
  expect_same("function f() { try { } catch ({ message }) { return () => message; } }");
}

TEST(LazyFunction, ArgumentsThisAndSuper) {
  expect_same("function f() { return () => arguments[0] + this.x + new.target; }");
  expect_same(
      "class A extends B { constructor() { const f = () => super(); f(); } m() { return () => super.m(); } "
      "}");
  expect_same("function f() { var arguments; return arguments; }");
}

TEST(LazyFunction, ArrowParametersThatHoldFunctions) {
  expect_same(
      "let f = (a = function g() { return a; }, b = class { m() { return f; } }) => { return () => a + b; "
      "};");
  expect_same("let f = async (a = () => this, ...r) => { let b; return () => r + b; }; let g = () => f;");
  expect_same("function o() { return (a, b = (c => c + a)) => (d = (e => b)) => d; }");
}

TEST(LazyFunction, InTheHeadOfALoop) {
  expect_same("for (var f = x => a in {}) ;");
  expect_same("function g() { for (var f = (x = 1) => a in {}) ; for (let i = (a) => (a in b);;) break; }");
}

TEST(LazyFunction, DynamicScopes) {
  expect_same("function f(o) { var x; with (o) { x; (() => x)(); } return x; }");
  expect_same("function f(s) { let x; eval(s); return () => { y; return x; }; }");
  expect_same("function f(s) { 'use strict'; let x; eval(s); return () => { y; return x; }; }");
  expect_same("function f() { let x; return function g(s) { eval(s); return x; }; }");
  expect_same("function f() { let x; return () => (s) => { eval(s); return x; }; }");
  expect_same("let f = (a, b = () => eval('a')) => () => a;");
  expect_same("let f = (a, b = eval('a')) => () => a; this; let g = (a = 1) => a;");
  expect_same("function f() { { function g() {} } g(); { function h() { return g; } } return h; }");
}

TEST(LazyFunction, Classes) {
  expect_same(
      "function f(k) { let x = 1; class A { #p = x; static [k] = () => this; static { let y = x; g(() => y); "
      "} "
      "m() { return this.#p; } get #q() { return x; } } return A; }");
  expect_same(
      "function f() { class C { static { let q; g = () => q; } x = () => this; } } function g() { return () "
      "=> f; }");
  expect_same("export default class { m() { return () => this; } }", Goal::Module);
}

TEST(LazyFunction, Modules) {
  expect_same(
      "import a, { b as c } from 'x'; export function f() { return () => a + c; } export default async "
      "function () {} "
      "export const g = () => f; await g();",
      Goal::Module);
}

TEST(LazyFunction, ProgramsOfTheTestSuite) {
  for (const TestProgram& program : test_programs("syntax")) {
    SCOPED_TRACE(program.name);
    expect_same(program.text, program.is_module ? Goal::Module : Goal::Script);
  }
}

}  // namespace
}  // namespace orrery::syntax
