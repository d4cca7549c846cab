#include "syntax/parse/parser.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::syntax {
namespace {

std::string error(std::string_view text, Goal goal = Goal::Script) {
  const auto source = SourceText::from_utf8("test.js", text);
  for (bool lazy : {false, true}) {
    const auto parsed = parse(source, {.goal = goal, .lazy_functions = lazy});
    if (!parsed && lazy)
      return std::string(source.slice(parsed.error().range)) + ": " + parsed.error().message;
    if (parsed && lazy) return "";
  }
  return "";
}

std::string repeat(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

TEST(Parser, SaysWhatItFoundAndWhatItExpected) {
  EXPECT_EQ(error("foo(1, 2"), ": Unexpected end of the text, expected ')'");
  EXPECT_EQ(error("class A {\n m() {}\n\n"), ": Unexpected end of the text, expected '}'");
  EXPECT_EQ(error("if x"), "x: Unexpected 'x', expected '('");
  EXPECT_EQ(error("function f() { await g(); }"),
            "await: 'await' is only allowed in async functions and at the top level of modules");
  EXPECT_EQ(error("function f() { yield 1; }"), "yield: 'yield' is only allowed in generators");
  EXPECT_EQ(error("let a = ;"), ";: Unexpected ';', expected an expression");
  EXPECT_EQ(error("a b"), "b: Unexpected 'b', expected ';' or a new line");
  EXPECT_EQ(error("var 1"), "1: Unexpected number, expected a name");
  EXPECT_EQ(error("class { }"), "{: Unexpected '{', expected a name");
  EXPECT_EQ(error("for (let x of a, b);"), ",: Unexpected ',', expected ')'");
  EXPECT_EQ(error("const x;"), ";: Unexpected ';', expected '=': a 'const' declaration needs a value");
}

TEST(Parser, EarlyErrorsOfNamesAndTargets) {
  EXPECT_EQ(error("1 = 2"), "1: Invalid target of assignment: expected a name or a property");
  EXPECT_EQ(error("a?.b = 2"), "a?.b: Invalid target of assignment: expected a name or a property");
  EXPECT_EQ(error("++a++"), "a++: Invalid target of prefix operation: expected a name or a property");
  EXPECT_EQ(error("[f()] = 2"), "f(): Invalid target of destructuring: expected a name or a property");
  EXPECT_EQ(error("({a = 1})"), "=: Unexpected '=': only a pattern may have default values");
  EXPECT_EQ(error("({__proto__: 1, '__proto__': 2})"),
            "'__proto__': The prototype of an object can be set only once");
  EXPECT_EQ(error("'use strict'; eval = 1"), "eval: 'eval' cannot be declared or assigned to in strict mode");
  EXPECT_EQ(error("'use strict'; let yield"), "yield: 'yield' is a reserved word in strict mode");
  EXPECT_EQ(error("v\\u0061r x"), "v\\u0061r: 'var' is a reserved word, even when written with escapes");
  EXPECT_EQ(error("let let"), "let: 'let' cannot be the name of a lexical declaration");
  EXPECT_EQ(error("a ?? b || c"), "||: '?\?' cannot be mixed with '&&' and '||' without parentheses");
  EXPECT_EQ(error("-a ** b"),
            "-a **: The base of '**' must be put in parentheses when it has an operator of its own");
}

TEST(Parser, WhatAReviewFound) {
  EXPECT_NE(error("class A extends B { constructor() { new super(); } }"), "");
  EXPECT_EQ(error("class A extends B { m() { new super.x(); } }"), "");
  EXPECT_EQ(error("async (x = function await() {}) => 1"), "");
  EXPECT_EQ(error("function* g() { for (let x = yield of;;); }"), "");
  EXPECT_NE(error("({ set x(a,) {} })"), "");
  EXPECT_EQ(error("({ m(a,) {} })"), "");
  EXPECT_NE(error("import a from 'b' with { type: 'x', 'type': 'y' }", Goal::Module), "");
}

TEST(Parser, StrictnessReachesBackToParameters) {
  EXPECT_EQ(error("function f(a, a) { 'use strict'; }"), "a: There is another parameter 'a'");
  EXPECT_EQ(error("(a, a) => 1"), "a: There is another parameter 'a'");
  EXPECT_EQ(error("function eval() { 'use strict'; }"),
            "eval: 'eval' cannot be declared or assigned to in strict mode");
  EXPECT_EQ(error("function f(package) { 'use strict'; }"),
            "package: 'package' is a reserved word in strict mode");
  EXPECT_NE(error("function f() { '\\07'; 'use strict'; }"), "");
  EXPECT_EQ(error("function f(a, a) { }"), "");
}

TEST(Parser, PlacesOfStatements) {
  EXPECT_EQ(error("return"), "return: 'return' is only allowed in functions");
  EXPECT_EQ(error("break"), "break: 'break' is only allowed in a loop or switch");
  EXPECT_EQ(error("a: { continue a; }"), "a: 'a' is not the label of a loop");
  EXPECT_EQ(error("a: b: for (;;) { continue a; }"), "");
  EXPECT_EQ(error("a: { b: for (;;) { continue a; } }"), "a: 'a' is not the label of a loop");
  EXPECT_EQ(error("for (;;) { () => { break; } }"), "break: 'break' is only allowed in a loop or switch");
  EXPECT_EQ(error("import 'a'"), "import: 'import' declarations are only allowed in modules");
  EXPECT_EQ(error("{ export let a; }", Goal::Module),
            "export: 'export' is only allowed at the top of a module");
  EXPECT_EQ(
      error("using a = b;"),
      "using: 'using' is not allowed at the top of a script; put it in a block, a function or a module");
  EXPECT_EQ(error("class A { #a; m() { this.#b } }"),
            "#b: The private name '#b' is not declared in any class around it");
  EXPECT_EQ(error("export { a }", Goal::Module), "a: 'a' is exported but not declared in this module");
}

TEST(Parser, RegularExpressionsAreCheckedWhereTheyStand) {
  EXPECT_EQ(error("x = /(/"), "(: Invalid regular expression: Unterminated group");
  EXPECT_NE(error("/a/gg"), "");
  EXPECT_EQ(error("a / b / c; a = /[/]/.test(b)"), "");
}

TEST(Parser, CommentsOfHtmlAreForScriptsOnly) {
  EXPECT_EQ(error("a <!-- b\n--> c"), "");
  EXPECT_NE(error("a\n--> c", Goal::Module), "");
}

/// Everything that nests, much too deeply.
TEST(Parser, DeepNestingIsAnError) {
  for (std::string_view opening : {"(",
                                   "[",
                                   "{",
                                   "`${",
                                   "a=>",
                                   "(a)=>",
                                   "!",
                                   "- ",
                                   "new ",
                                   "a=",
                                   "a?",
                                   "a?b:",
                                   "f(",
                                   "a[",
                                   "function f(){",
                                   "class A extends ",
                                   "class A{a(){",
                                   "class A{a=",
                                   "class A{static{",
                                   "({a:",
                                   "if(a)",
                                   "if(a);else ",
                                   "while(a)",
                                   "do ",
                                   "a**",
                                   "try{",
                                   "switch(a){case 0:",
                                   "for(;;)",
                                   "[...",
                                   "(a=",
                                   "async(",
                                   "import(",
                                   "({a=[",
                                   "delete ",
                                   "({[",
                                   "with(a)"}) {
    EXPECT_NE(error(repeat(opening, 100'000)).find("Nested too deeply"), std::string::npos) << opening;
  }
  EXPECT_NE(error("var " + repeat("[", 100'000)).find("Nested too deeply"), std::string::npos);
  EXPECT_NE(error("var " + repeat("{a:", 100'000)).find("Nested too deeply"), std::string::npos);
}

TEST(Parser, LongChainsAreNoNesting) {
  for (std::string_view link :
       {"+a", "-a", "&&a", "??a", ".a", "[0]", "()", "?.a", "``", ",a", " in a", "\n;a"})
    EXPECT_EQ(error("a" + repeat(link, 100'000)), "") << link;
}

bool is_unfinished(std::string_view text) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  const auto tree = parse(source, {});
  return !tree && tree.error().is_at_end;
}

TEST(Parser, TellsWhatIsUnfinished) {
  for (const char* text :
       {"{", "f(", "[1,", "a =", "a +", "`text", "`${a", "/* comment", "function f() {", "if (a)", "class C",
        "({a: 1,", "for (;;)", "(a, b", "x => {", "do {} while (", "'text\\\n"})
    EXPECT_TRUE(is_unfinished(text)) << text;
  for (const char* text :
       {"", "a", "{}", "}", "a b", "'text", "f(;", "/x", "let a; let a", "if (a) }", "[1, }"})
    EXPECT_FALSE(is_unfinished(text)) << text;
}

}  // namespace
}  // namespace orrery::syntax
