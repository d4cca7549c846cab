#include "syntax/print/estree.h"

#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "syntax/parse/parser.h"

namespace orrery::syntax {
namespace {

std::string estree(const SourceText& source, Goal goal = Goal::Script) {
  const auto tree = parse(source, {.goal = goal});
  if (!tree) return tree.error().message;
  std::string json;
  {
    base::OutputBuffer output([&](std::string_view piece) { json += piece; });
    write_estree(*tree, output);
  }
  return json;
}

std::string estree(std::string_view text, Goal goal = Goal::Script) {
  return estree(SourceText::from_utf8("test.js", text), goal);
}

/// The first statement, without positions.
std::string statement(std::string_view text, Goal goal = Goal::Script) {
  static const std::regex k_position(
      R"re(,"start":\d+,"end":\d+,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\})re");
  const std::string json = std::regex_replace(estree(text, goal), k_position, "");
  const std::string before = R"("body":[)";
  const std::size_t start = json.find(before) + before.size();
  return json.substr(start, json.size() - start - 2);
}

/// The expression that `text` is.
std::string expression(std::string_view text) {
  const std::string json = statement("(" + std::string(text) + ")");
  const std::string before = R"({"type":"ExpressionStatement","expression":)";
  EXPECT_TRUE(json.starts_with(before)) << json;
  return json.substr(before.size(), json.size() - before.size() - 1);
}

TEST(Estree, PositionsAreInUtf16) {
  EXPECT_EQ(
      estree("'😀é'\n,x"),
      R"({"type":"Program","start":0,"end":8,"loc":{"start":{"line":1,"column":0},"end":{"line":2,"column":2}},)"
      R"("sourceType":"script","body":[)"
      R"({"type":"ExpressionStatement","start":0,"end":8,"loc":{"start":{"line":1,"column":0},"end":{"line":2,"column":2}},)"
      R"("expression":)"
      R"({"type":"SequenceExpression","start":0,"end":8,"loc":{"start":{"line":1,"column":0},"end":{"line":2,"column":2}},)"
      R"("expressions":[)"
      R"({"type":"Literal","start":0,"end":5,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":5}},)"
      R"("value":"😀é","raw":"'😀é'"},)"
      R"({"type":"Identifier","start":7,"end":8,"loc":{"start":{"line":2,"column":1},"end":{"line":2,"column":2}},)"
      R"("name":"x"}]}}]})");
}

TEST(Estree, OfOneNodeWithoutLoc) {
  const SourceText source = SourceText::from_utf8("test.js", "'é'; a.b");
  const auto tree = parse(source, {.goal = Goal::Script});
  ASSERT_TRUE(tree);
  std::string json;
  {
    base::OutputBuffer output([&](std::string_view piece) { json += piece; });
    write_estree(*tree, output, {.root = tree->program().body[1], .has_loc = false});
  }
  EXPECT_EQ(json, R"({"type":"ExpressionStatement","start":5,"end":8,"expression":)"
                  R"({"type":"MemberExpression","start":5,"end":8,"computed":false,"optional":false,)"
                  R"("object":{"type":"Identifier","start":5,"end":6,"name":"a"},)"
                  R"("property":{"type":"Identifier","start":7,"end":8,"name":"b"}}})");
}

TEST(Estree, Literals) {
  EXPECT_EQ(expression("null"), R"({"type":"Literal","value":null,"raw":"null"})");
  EXPECT_EQ(expression("true"), R"({"type":"Literal","value":true,"raw":"true"})");
  EXPECT_EQ(expression("0x10"), R"({"type":"Literal","value":16,"raw":"0x10"})");
  EXPECT_EQ(expression("1_0.5e-7"), R"({"type":"Literal","value":0.00000105,"raw":"1_0.5e-7"})");
  EXPECT_EQ(expression("1e21"), R"({"type":"Literal","value":1e+21,"raw":"1e21"})");
  EXPECT_EQ(expression("1e999"), R"({"type":"Literal","value":null,"raw":"1e999"})");
  EXPECT_EQ(expression("1_000n"), R"({"type":"Literal","value":null,"raw":"1_000n","bigint":"1000"})");
  EXPECT_EQ(expression("0xf_Fn"), R"({"type":"Literal","value":null,"raw":"0xf_Fn","bigint":"255"})");
  EXPECT_EQ(expression("0n"), R"({"type":"Literal","value":null,"raw":"0n","bigint":"0"})");
  EXPECT_EQ(expression(R"("\ud83d\n")"), R"({"type":"Literal","value":"\ud83d\n","raw":"\"\\ud83d\\n\""})");
  EXPECT_EQ(expression(R"(/[/]\//dg)"),
            R"({"type":"Literal","value":{},"raw":"/[/]\\//dg","regex":{"pattern":"[/]\\/","flags":"dg"}})");
}

TEST(Estree, LoneSurrogatesInTheText) {
  const char16_t text[] = {'\'', 0xDC00, '\'', ';'};
  EXPECT_NE(estree(SourceText::from_utf16("test.js", text)).find(R"("value":"\udc00","raw":"'\udc00'")"),
            std::string::npos);
}

TEST(Estree, Templates) {
  EXPECT_EQ(expression("`a\r\nb${c}`"),
            R"({"type":"TemplateLiteral","quasis":[)"
            R"({"type":"TemplateElement","tail":false,"value":{"raw":"a\nb","cooked":"a\nb"}},)"
            R"({"type":"TemplateElement","tail":true,"value":{"raw":"","cooked":""}}],)"
            R"("expressions":[{"type":"Identifier","name":"c"}]})");
  EXPECT_EQ(
      expression(R"(f`\u`)"),
      R"({"type":"TaggedTemplateExpression","tag":{"type":"Identifier","name":"f"},)"
      R"("quasi":{"type":"TemplateLiteral","quasis":[)"
      R"({"type":"TemplateElement","tail":true,"value":{"raw":"\\u","cooked":null}}],"expressions":[]}})");
}

TEST(Estree, Chains) {
  EXPECT_EQ(expression("a?.b.c(d)"),
            R"({"type":"ChainExpression","expression":{"type":"CallExpression","optional":false,)"
            R"("callee":{"type":"MemberExpression","computed":false,"optional":false,)"
            R"("object":{"type":"MemberExpression","computed":false,"optional":true,)"
            R"("object":{"type":"Identifier","name":"a"},"property":{"type":"Identifier","name":"b"}},)"
            R"("property":{"type":"Identifier","name":"c"}},)"
            R"("arguments":[{"type":"Identifier","name":"d"}]}})");
}

TEST(Estree, Operators) {
  EXPECT_EQ(
      expression("a ?? -b"),
      R"({"type":"LogicalExpression","operator":"??","left":{"type":"Identifier","name":"a"},)"
      R"("right":{"type":"UnaryExpression","operator":"-","argument":{"type":"Identifier","name":"b"},"prefix":true}})");
  EXPECT_EQ(expression("[a,,b] = c"),
            R"({"type":"AssignmentExpression","operator":"=","left":{"type":"ArrayPattern","elements":[)"
            R"({"type":"Identifier","name":"a"},null,{"type":"Identifier","name":"b"}]},)"
            R"("right":{"type":"Identifier","name":"c"}})");
}

TEST(Estree, Directives) {
  EXPECT_EQ(
      statement(R"('use\x20strict')"),
      R"({"type":"ExpressionStatement","expression":)"
      R"({"type":"Literal","value":"use strict","raw":"'use\\x20strict'"},"directive":"use\\x20strict"})");
}

TEST(Estree, Functions) {
  EXPECT_EQ(expression("async x => x"),
            R"({"type":"ArrowFunctionExpression","expression":true,"generator":false,"async":true,"id":null,)"
            R"("params":[{"type":"Identifier","name":"x"}],"body":{"type":"Identifier","name":"x"}})");
  EXPECT_EQ(statement("function* f({a = 1}, ...b) {}"),
            R"({"type":"FunctionDeclaration","expression":false,"generator":true,"async":false,)"
            R"("id":{"type":"Identifier","name":"f"},"params":[{"type":"ObjectPattern","properties":[)"
            R"({"type":"Property","method":false,"shorthand":true,"computed":false,"kind":"init",)"
            R"("key":{"type":"Identifier","name":"a"},"value":{"type":"AssignmentPattern",)"
            R"("left":{"type":"Identifier","name":"a"},"right":{"type":"Literal","value":1,"raw":"1"}}}]},)"
            R"({"type":"RestElement","argument":{"type":"Identifier","name":"b"}}],)"
            R"("body":{"type":"BlockStatement","body":[]}})");
}

TEST(Estree, Classes) {
  EXPECT_EQ(statement("class A extends B { static #p; }"),
            R"({"type":"ClassDeclaration","id":{"type":"Identifier","name":"A"},)"
            R"("superClass":{"type":"Identifier","name":"B"},"body":{"type":"ClassBody","body":[)"
            R"({"type":"PropertyDefinition","static":true,"computed":false,)"
            R"("key":{"type":"PrivateIdentifier","name":"p"},"value":null}]}})");
}

TEST(Estree, PrivateNamesInObjects) {
  EXPECT_NE(
      statement("class A { #p; m() { return #p in a } }")
          .find(
              R"({"type":"BinaryExpression","operator":"in","left":{"type":"PrivateIdentifier","name":"p"},)"),
      std::string::npos);
}

TEST(Estree, Modules) {
  EXPECT_EQ(
      statement("import defer * as a from 'm' with {type: 'json'}", Goal::Module),
      R"({"type":"ImportDeclaration","specifiers":[{"type":"ImportNamespaceSpecifier",)"
      R"("local":{"type":"Identifier","name":"a"}}],"source":{"type":"Literal","value":"m","raw":"'m'"},)"
      R"("attributes":[{"type":"ImportAttribute","key":{"type":"Identifier","name":"type"},)"
      R"("value":{"type":"Literal","value":"json","raw":"'json'"}}],"phase":"defer"})");
  EXPECT_EQ(
      statement("export * from 'm'", Goal::Module),
      R"({"type":"ExportAllDeclaration","exported":null,"source":{"type":"Literal","value":"m","raw":"'m'"},)"
      R"("attributes":[]})");
  EXPECT_EQ(expression("import(a)"),
            R"({"type":"ImportExpression","source":{"type":"Identifier","name":"a"},"options":null})");
}

}  // namespace
}  // namespace orrery::syntax
