#include "cli/stages/stages.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

std::string stages(std::string_view text, const std::string& goal = "script") {
  return stages_of({.url = "test.js", .text = std::string(text), .goal = goal});
}

/// Of the function with this text.
std::string stages_of_function(std::string_view text, std::string_view function) {
  const auto start = static_cast<std::uint32_t>(text.find(function));
  return stages_of({.url = "test.js",
                    .text = std::string(text),
                    .goal = "script",
                    .start = start,
                    .end = start + static_cast<std::uint32_t>(function.size()),
                    .is_all = false});
}

TEST(Stages, OfAWholeText) {
  EXPECT_EQ(
      stages("1 + a"),
      R"({"tokens":[{"type":"NumericLiteral","start":0,"end":1,"value":1},{"type":"Plus","start":2,"end":3},)"
      R"({"type":"Identifier","start":4,"end":5,"value":"a"}],)"
      R"("tree":{"type":"Program","start":0,"end":5,"sourceType":"script","body":[)"
      R"({"type":"ExpressionStatement","start":0,"end":5,"expression":)"
      R"({"type":"BinaryExpression","start":0,"end":5,"operator":"+",)"
      R"("left":{"type":"Literal","start":0,"end":1,"value":1,"raw":"1"},)"
      R"("right":{"type":"Identifier","start":4,"end":5,"name":"a"}}}]},)"
      R"("functions":[{"name":"","kind":"Script","start":0,"end":5,"facts":"4 registers, 21 bytes, 5 feedback words",)"
      R"("code":[[0,"","LoadUndefined","",""],[1,"","StoreRegister","r2",""],[3,"","LoadSmall","1",""],)"
      R"([5,"","StoreRegister","r3",""],[7,"","LoadGlobal","k0, f0","name \"a\""],[12,"","Add","r3, f4",""],)"
      R"([16,"","StoreRegister","r2",""],[18,"","LoadRegister","r2",""],[20,"","Return","",""]],)"
      R"("positions":[[7,4,5],[12,0,5]],"notes":[[3,0,5,1],[12,4,5,0],[16,0,5,0]],"inner":[]}],"problem":""})");
}

TEST(Stages, KeepInstructionsWhateverTheirCommentsHaveInThem) {
  // Once they were read back from the listing for people, where this begins a line of the source.
  const std::string json = stages("'a │ b ; c'");
  EXPECT_TRUE(json.contains(R"("LoadConstant","k0","value \"a │ b ; c\"")")) << json;
}

TEST(Stages, TakeTextsForNothingButTexts) {
  const std::string json = stages(R"('"start":0,"end":9,","loc":{'; function f() { return '}}' })");
  EXPECT_TRUE(json.contains(R"("value":"\"start\":0,\"end\":9,\",\"loc\":{")")) << json;
}

TEST(Stages, OfOneFunction) {
  constexpr std::string_view k_text = "const é = 1; const o = { get(a) { return () => a } }; function g() {}";
  // Places are in UTF-16 code units, of which the text has one less than bytes.
  const auto start = static_cast<std::uint32_t>(k_text.find("get")) - 1;
  const std::string json = stages_of({.url = "test.js",
                                      .text = std::string(k_text),
                                      .goal = "script",
                                      .start = start,
                                      .end = start + 25,
                                      .is_all = false});
  EXPECT_TRUE(json.starts_with(R"({"tokens":[{"type":"Identifier","start":25,"end":28,"value":"get"},)"))
      << json;
  EXPECT_TRUE(json.contains(R"("tree":{"type":"Property","start":25,"end":50,)")) << json;
  EXPECT_TRUE(json.contains(R"("functions":[{"name":"","kind":"Method","start":25,"end":50,)")) << json;
  EXPECT_TRUE(json.contains(R"("inner":[["",41,48]]}],"problem":"")")) << json;
}

TEST(Stages, OfFunctionsOfEachSort) {
  constexpr std::string_view k_text =
      "function f() {}\nconst a = { f: function () { x.y(1).z() } };\nclass C { m() {} static { f() } p = 1 "
      "}\n"
      "x.y.z(async (v) => v);\nexport_ = class D { constructor() {} };";
  for (const auto& [function, type] : {std::pair("function f() {}", "FunctionDeclaration"),
                                       {"function () { x.y(1).z() }", "FunctionExpression"},
                                       {"m() {}", "MethodDefinition"},
                                       {"async (v) => v", "ArrowFunctionExpression"},
                                       {"class D { constructor() {} }", "ClassExpression"}}) {
    const std::string json = stages_of_function(k_text, function);
    EXPECT_TRUE(json.contains(std::string(R"("tree":{"type":")") + type + '"')) << json;
    EXPECT_FALSE(json.contains(R"("functions":[])")) << json;
  }
}

TEST(Stages, SayWhatIsWrong) {
  EXPECT_EQ(
      stages("a b"),
      R"({"tokens":[],"tree":null,"functions":[],"problem":"Unexpected 'b', expected ';' or a new line"})");
}

}  // namespace
}  // namespace orrery::cli
