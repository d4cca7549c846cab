#include "syntax/ast_walk.h"

#include <string>

#include <gtest/gtest.h>

#include "syntax/parse/parser.h"

namespace orrery::syntax {
namespace {

/// Types of nodes, in the order in which a walk meets them: `(` a node with a left child, `)` its end.
class Recorder {
 public:
  void walk(const Node* node) {
    spines_.walk(
        node, [&](const Node* link) { record += fmt_open(link); },
        [&](const Node* leaf) {
          record += std::string(to_string(leaf->type)) + ' ';
          for_each_child(leaf, [&](const Node* child) { walk(child); });
        },
        [&](const Node* link) {
          for_each_child(link, [&](const Node* child) {
            if (child != left_child(link)) walk(child);
          });
          record += ") ";
        });
  }

  std::string record;

 private:
  static std::string fmt_open(const Node* node) { return '(' + std::string(to_string(node->type)) + ' '; }

  LeftSpines spines_;
};

std::string record(const std::string& text) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  const auto tree = parse(source, {});
  EXPECT_TRUE(tree.has_value()) << tree.error().message;
  Recorder recorder;
  recorder.walk(&tree->program());
  return recorder.record;
}

TEST(LeftSpines, EntersFromOutsideAndLeavesFromInside) {
  EXPECT_EQ(record("a + b * c - d"),
            "Program ExpressionStatement (BinaryExpression (BinaryExpression Identifier "
            "(BinaryExpression Identifier Identifier ) ) Identifier ) ");
  EXPECT_EQ(record("a.b[c](d)`e`"),
            "Program ExpressionStatement (TaggedTemplateExpression (CallExpression (MemberExpression "
            "(MemberExpression Identifier IdentifierName ) Identifier ) Identifier ) "
            "TemplateLiteral TemplateElement ) ");
}

TEST(LeftSpines, WalksLongChainsOnASmallStack) {
  std::string text = "a";
  for (int i = 0; i < 300'000; ++i) text += i % 3 == 0 ? ".b" : i % 3 == 1 ? "(c)" : "`d`";
  EXPECT_GT(record(text).size(), text.size());
}

TEST(LeftChild, AgreesWithItsVisitor) {
  const SourceText source =
      SourceText::from_utf8("test.js", "a + b; a && b; a.b; a(); a``; a = b; a ? b : c; a++");
  const auto tree = parse(source, {});
  ASSERT_TRUE(tree.has_value());
  int count = 0;
  for (const Node* statement : tree->program().body) {
    const Node* node = as<ExpressionStatement>(statement).expression;
    const Node* left = left_child(node);
    if (left == nullptr) continue;
    ++count;
    EXPECT_EQ(left->start, node->start);
    visit_with_left_child(node,
                          [&](const auto& typed) { EXPECT_EQ(static_cast<const Node*>(&typed), node); });
  }
  EXPECT_EQ(count, 5);
}

TEST(ForEachChild, LeavesOutWhatIsMissing) {
  const SourceText source = SourceText::from_utf8("test.js", "[, a, , b]; function f(x) {} if (c); else d;");
  const auto tree = parse(source, {});
  ASSERT_TRUE(tree.has_value());
  const auto count = [](const Node* node) {
    int children = 0;
    for_each_child(node, [&](const Node* child) { children += child != nullptr ? 1 : 100; });
    return children;
  };
  const NodeList& body = tree->program().body;
  EXPECT_EQ(count(&tree->program()), 3);
  EXPECT_EQ(count(as<ExpressionStatement>(body[0]).expression), 2);
  EXPECT_EQ(count(body[1]), 3);  // id, parameter, body
  EXPECT_EQ(count(body[2]), 3);
}

}  // namespace
}  // namespace orrery::syntax
