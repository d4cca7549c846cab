#include "syntax/print/token_printer.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::syntax {
namespace {

std::string json(std::string_view text, const TokensJsonOptions& options) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  TokenStream tokens(source, Goal::Script);
  std::string json;
  {
    base::OutputBuffer output([&](std::string_view piece) { json += piece; });
    write_tokens_json(tokens, source, options, output);
  }
  return json;
}

TEST(TokensJson, HasPlacesInUtf16) {
  EXPECT_EQ(json("'😀'\n,x", {}),
            R"([{"type":"StringLiteral","start":0,"end":4,)"
            R"("loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":4}},"value":"😀"},)"
            R"({"type":"Comma","start":5,"end":6,)"
            R"("loc":{"start":{"line":2,"column":0},"end":{"line":2,"column":1}}},)"
            R"({"type":"Identifier","start":6,"end":7,)"
            R"("loc":{"start":{"line":2,"column":1},"end":{"line":2,"column":2}},"value":"x"}])");
}

TEST(TokensJson, OfARange) {
  // A token that is only partly in the range is none of it.
  EXPECT_EQ(json("é; ab + cd", {.range = {.start = 4, .end = 9}, .has_loc = false}),
            R"([{"type":"Identifier","start":3,"end":5,"value":"ab"},{"type":"Plus","start":6,"end":7}])");
  EXPECT_EQ(json("a", {.range = {.start = 1, .end = 9}}), "[]");
}

}  // namespace
}  // namespace orrery::syntax
