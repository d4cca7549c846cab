#include "syntax/scope.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "syntax/ast_walk.h"
#include "syntax/parse/parser.h"

namespace orrery::syntax {
namespace {

/// What is known of the last identifier called `x` in a text, in words.
class ScopeTest : public testing::Test {
 protected:
  std::string meaning_of_last_x(std::string_view text, Goal goal = Goal::Script) {
    source_ = std::make_unique<SourceText>(SourceText::from_utf8("test.js", text));
    auto parsed = parse(*source_, {.goal = goal});
    if (!parsed) return "error: " + parsed.error().message;
    tree_ = std::make_unique<SyntaxTree>(std::move(*parsed));
    last_ = nullptr;
    find(&tree_->program());
    if (last_ == nullptr) return "none";
    const auto found = resolve(last_->variable, last_->has(Node::k_dynamic));
    const bool is_captured = last_->variable != nullptr && last_->variable->kind == VariableKind::Capture;
    std::string words = is_captured ? "captured " : "";
    switch (found.location) {
      case VariableLocation::Register:
        return words + "register " + std::to_string(found.variable->index);
      case VariableLocation::EnvironmentSlot:
        return words + "slot " + std::to_string(found.variable->index);
      case VariableLocation::Global:
        return words + (found.variable ? "declared global" : "global");
      case VariableLocation::Dynamic:
        return words + "dynamic";
      case VariableLocation::Outer:
        break;
    }
    return words + "unresolved";
  }

  std::string error(std::string_view text, Goal goal = Goal::Script) {
    const auto source = SourceText::from_utf8("test.js", text);
    const auto parsed = parse(source, {.goal = goal});
    if (parsed) return "";
    const SyntaxError& error = parsed.error();
    return error.message + " at " + std::to_string(error.range.start) +
           (error.note.empty() ? "" : ", first at " + std::to_string(error.note_range.start));
  }

  const FunctionInfo& function(std::size_t index) { return *tree_->functions()[index]; }

 private:
  void find(const Node* node) {
    const auto* identifier = try_as<Identifier>(node);
    if (identifier != nullptr && tree_->text(identifier->name) == "x" &&
        (last_ == nullptr || identifier->start >= last_->start))
      last_ = identifier;
    for_each_child(node, [this](const Node* child) { find(child); });
  }

  std::unique_ptr<SourceText> source_;
  std::unique_ptr<SyntaxTree> tree_;
  const Identifier* last_ = nullptr;
};

TEST_F(ScopeTest, VariablesOfFunctionsAreInRegisters) {
  EXPECT_EQ(meaning_of_last_x("function f() { let x; x; }"), "register 0");
  EXPECT_EQ(meaning_of_last_x("function f(a, x) { return x; }"), "register 1");
  EXPECT_EQ(meaning_of_last_x("function f(a) { { let b; } { let x; x; } }"), "register 1");
  EXPECT_EQ(meaning_of_last_x("(a, x) => x"), "register 1");
  EXPECT_EQ(meaning_of_last_x("({ x: a }, { b: [x] }) => x"), "register 1");
  EXPECT_EQ(meaning_of_last_x("function x() { x; } let y = function x() { x; }"), "register 0");
  EXPECT_EQ(meaning_of_last_x("{ let x; x; }"), "register 0");
}

TEST_F(ScopeTest, CapturedVariablesAreInEnvironments) {
  EXPECT_EQ(meaning_of_last_x("function f() { let x; return () => x; }"), "captured slot 0");
  EXPECT_EQ(meaning_of_last_x("function f() { let x; () => x; return x; }"), "slot 0");
  EXPECT_EQ(meaning_of_last_x("function f() { let a, x; () => () => { x; }; }"), "captured slot 0");
  EXPECT_EQ(meaning_of_last_x("for (let x of []) { () => x; }"), "captured slot 0");
  EXPECT_EQ(meaning_of_last_x("let f = (x, g = () => x) => 1;"), "captured slot 0");
}

TEST_F(ScopeTest, HoistedVariablesAreFoundBeforeTheirDeclaration) {
  EXPECT_EQ(meaning_of_last_x("function f() { g(x); { var x; } }"), "register 0");
  EXPECT_EQ(meaning_of_last_x("function f() { return () => x; var x; }"), "slot 0");
  EXPECT_EQ(meaning_of_last_x("let x; function f() { x; let x; }"), "register 0");
}

TEST_F(ScopeTest, NamesThatNothingDeclaresAreGlobal) {
  EXPECT_EQ(meaning_of_last_x("x"), "global");
  EXPECT_EQ(meaning_of_last_x("() => x"), "captured global");
  EXPECT_EQ(meaning_of_last_x("var x; x"), "declared global");
  EXPECT_EQ(meaning_of_last_x("let x; () => x"), "captured declared global");
  EXPECT_EQ(meaning_of_last_x("let x; () => x", Goal::Module), "captured slot 0");
}

TEST_F(ScopeTest, WithAndSloppyEvalMakeNamesDynamic) {
  EXPECT_EQ(meaning_of_last_x("function f(x, o) { with (o) { x } }"), "dynamic");
  EXPECT_EQ(meaning_of_last_x("function f(x, o) { with (o) { (() => x)() } }"), "captured dynamic");
  EXPECT_EQ(meaning_of_last_x("function f(o) { with (o) { let x; x } }"), "register 0");
  EXPECT_EQ(meaning_of_last_x("function f(s) { eval(s); x; }"), "captured dynamic");
  EXPECT_EQ(meaning_of_last_x("function f(s) { let x; eval(s); x; }"), "slot 1");
  EXPECT_EQ(meaning_of_last_x("function f(s) { 'use strict'; eval(s); x; }"), "captured global");
  EXPECT_EQ(meaning_of_last_x("function f(s) { (0, eval)(s); x; }"), "captured global");
}

TEST_F(ScopeTest, ParametersWithExpressionsHaveAScopeOfTheirOwn) {
  EXPECT_EQ(meaning_of_last_x("let x; function f(a = () => x) { var x; }"), "register 0");
  EXPECT_EQ(meaning_of_last_x("function f(x, a = () => x) { var x; return x; }"), "register 0");
}

TEST_F(ScopeTest, FunctionsInBlocksAreVisibleOutside) {
  EXPECT_EQ(meaning_of_last_x("function f() { { function x() {} } return x; }"), "register 1");
  EXPECT_EQ(meaning_of_last_x("function f() { 'use strict'; { function x() {} } return x; }"),
            "captured global");
  EXPECT_EQ(meaning_of_last_x("function f() { { async function x() {} } return x; }"), "captured global");
  EXPECT_EQ(meaning_of_last_x("function f() { let x; { function x() {} } return x; }"), "register 1");
  EXPECT_EQ(meaning_of_last_x("function f(x) { { function x() {} } return x; }"), "register 1");
}

TEST_F(ScopeTest, EachFunctionHasOneCaptureForEachName) {
  meaning_of_last_x("function f(a, b) { return function g() { a; a; b; return () => a + c; }; }");
  std::string captures;
  for (const Variable* capture = function(2).first_capture; capture != nullptr; capture = capture->next)
    captures += resolve(capture, false).location == VariableLocation::Global ? "g" : "s";
  EXPECT_EQ(captures, "ssg");
}

TEST_F(ScopeTest, ArgumentsAreOnlyMadeWhenAskedFor) {
  meaning_of_last_x("function f() { return () => arguments; } function g() {}");
  EXPECT_TRUE(function(1).mentions.has(Mention::Arguments));
  EXPECT_TRUE(function(1).is_used_by_arrow);
  EXPECT_FALSE(function(3).mentions.has(Mention::Arguments));
}

TEST_F(ScopeTest, RedeclarationsAreErrorsThatShowBothPlaces) {
  EXPECT_EQ(error("let x; let x;"), "'x' has already been declared at 11, first at 4");
  EXPECT_EQ(error("let x; var x;"), "'x' has already been declared at 11, first at 4");
  EXPECT_EQ(error("var x; let x;"), "'x' has already been declared at 11, first at 4");
  EXPECT_EQ(error("let x; { var x; }"), "'x' has already been declared at 13, first at 4");
  EXPECT_EQ(error("{ { var x; } let x; }"), "'x' has already been declared at 17, first at 8");
  EXPECT_EQ(error("function f(x) { let x; }"), "'x' has already been declared at 20, first at 11");
  EXPECT_EQ(error("function f(x, y = 1) { let x; }"), "'x' has already been declared at 27, first at 11");
  EXPECT_EQ(error("try {} catch (x) { let x; }"), "'x' has already been declared at 23, first at 14");
  EXPECT_EQ(error("try {} catch ([x]) { var x; }"), "'x' has already been declared at 25, first at 15");
  EXPECT_EQ(error("import x from 'a'; let x;", Goal::Module),
            "'x' has already been declared at 23, first at 7");
  EXPECT_EQ(error("class x {} class x {}"), "'x' has already been declared at 17, first at 6");
  EXPECT_EQ(error("switch (1) { case 1: let x; case 2: let x; }"),
            "'x' has already been declared at 40, first at 25");
}

TEST_F(ScopeTest, VarsThatPassThroughSeveralBlocks) {
  EXPECT_EQ(error("{ var x; function f() { { var x; } } let x; }"),
            "'x' has already been declared at 41, first at 6");
  EXPECT_EQ(error("{ { var x; } { var x; } let y; } var x;"), "");
  EXPECT_EQ(error("{ let y; { var x; var x; } { let z; { var y; } } }"),
            "'y' has already been declared at 42, first at 6");
  EXPECT_EQ(error("{ var x, y; let y, x; }"), "'y' has already been declared at 16, first at 9");
}

TEST_F(ScopeTest, WithAndEvalAtSeveralDepths) {
  EXPECT_EQ(
      meaning_of_last_x("function f(x) { with (x) { x; with (x) { x; } x; } x; with (x) { with (x) x; } }"),
      "dynamic");
  EXPECT_EQ(meaning_of_last_x("function f(x) { with (x) { x; with (x) { x; } x; } x; }"), "slot 0");
  EXPECT_EQ(
      meaning_of_last_x("function f(x) { with (1) { with (1) { } (x => { with (1) {} return x; }); } }"),
      "register 0");
}

TEST_F(ScopeTest, WhatMayBeDeclaredTwice) {
  EXPECT_EQ(error("var x; var x; function x() {} function x() {}"), "");
  EXPECT_EQ(error("{ function x() {} function x() {} }"), "");
  EXPECT_EQ(error("try {} catch (x) { var x; for (var x of []); }"), "");
  EXPECT_EQ(error("let x; { let x; } (x) => { { let x; } }"), "");
  EXPECT_EQ(error("function f(x) { var x; { let x; } }"), "");
  EXPECT_EQ(error("(class x { m() { let x; } }); function f(x, x) {}"), "");
}

}  // namespace
}  // namespace orrery::syntax
