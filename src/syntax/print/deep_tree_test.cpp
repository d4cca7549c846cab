// The machine's stack suffices for printing whatever the parser lets through.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "syntax/parse/parser.h"
#include "syntax/print/estree.h"
#include "syntax/print/tree_printer.h"

namespace orrery::syntax {
namespace {

/// The size of the tree in both forms.
std::size_t printed_size(const std::string& text) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  const auto tree = parse(source, {});
  if (!tree) return 0;
  std::size_t size = 0;
  base::OutputBuffer output([&](std::string_view piece) { size += piece.size(); });
  write_estree(*tree, output);
  print_tree(*tree, output, {});
  output.flush();
  return size;
}

struct Shape {
  std::string before;
  std::string innermost;
  std::string after;

  std::string nested(int depth) const {
    std::string text;
    for (int i = 0; i < depth; ++i) text += before;
    text += innermost;
    for (int i = 0; i < depth; ++i) text += after;
    return text;
  }
};

bool is_valid(const std::string& text) {
  return parse(SourceText::from_utf8("test.js", text), {}).has_value();
}

int deepest(const Shape& shape) {
  int valid = 1, invalid = 10'000;
  EXPECT_TRUE(is_valid(shape.nested(valid))) << shape.nested(valid);
  while (valid + 1 < invalid) {
    const int middle = (valid + invalid) / 2;
    (is_valid(shape.nested(middle)) ? valid : invalid) = middle;
  }
  return valid;
}

TEST(DeepTree, NestingIsPrintedWithinTheStack) {
  const std::vector<Shape> shapes = {
      {"[", "", "]"},
      {"({a:", "0", "})"},
      {"({a:", "{}", "})"},
      {"a?.[", "0", "]"},
      {"f(", "0", ")"},
      {"new f(", "0", ")"},
      {"(function(){", "", "})"},
      {"()=>", "0", ""},
      {"(a=", "0", ")=>0"},
      {"a?0:", "0", ""},
      {"a=", "0", ""},
      {"a**", "0", ""},
      {"-", "a", ""},
      {"`${", "0", "}`"},
      {"(class{[", "0", "](){}})"},
      {"(class{a=", "0", "})"},
      {"(class{static{", "", "}})"},
      {"(class extends", "(a)", "{})"},
      {"if(a);else ", "0", ""},
      {"try{}catch{", "", "}"},
      {"try{}finally{", "", "}"},
      {"switch(a){case 0:", "", "}"},
      {"for(;;)", "0", ""},
      {"while(a)", "0", ""},
      {"with(a)", "0", ""},
      {"{", "", "}"},
      {"var a=function(){", "", "}"},
      {"({a:[", "b", "]=c}=d)"},
      {"function f([{a=", "0", "}]){}"},
  };
  for (const Shape& shape : shapes) {
    const std::string text = shape.nested(deepest(shape));
    EXPECT_GT(printed_size(text), text.size()) << shape.before;
  }
}

TEST(DeepTree, ChainsHaveNoLimit) {
  for (const char* link : {" + a", " && a", ".a", "()", "``", "[0]", ", a"}) {
    std::string text = "a";
    for (int i = 0; i < 100'000; ++i) text += link;
    EXPECT_GT(printed_size(text), 1'000'000U) << link;
  }
}

}  // namespace
}  // namespace orrery::syntax
