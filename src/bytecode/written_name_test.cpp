#include "bytecode/written_name.h"

#include <string>

#include <gtest/gtest.h>

#include "bytecode/test_code.h"

namespace orrery::bytecode {
namespace {

std::string name_in(const std::string& source, FunctionKind kind = FunctionKind::Method) {
  const TestCode code(source);
  FunctionHeader header{.kind = kind, .source_end = static_cast<std::uint32_t>(source.size())};
  return std::string(written_name(*code.block.program, header));
}

TEST(WrittenName, OfMethodsAndAccessors) {
  EXPECT_EQ(name_in("size() {}"), "size");
  EXPECT_EQ(name_in("size (a = ')') {}"), "size");
  EXPECT_EQ(name_in("get size() {}", FunctionKind::Accessor), "size");
  EXPECT_EQ(name_in("set\n  size(value) {}", FunctionKind::Accessor), "size");
  EXPECT_EQ(name_in("async size() {}"), "size");
  EXPECT_EQ(name_in("*size() {}"), "size");
  EXPECT_EQ(name_in("async * size() {}"), "size");
  EXPECT_EQ(name_in("async *#size() {}"), "#size");
  EXPECT_EQ(name_in("#size() {}"), "#size");
  EXPECT_EQ(name_in("17() {}"), "17");
}

TEST(WrittenName, OfThoseThatAreCalledLikeAModifier) {
  EXPECT_EQ(name_in("get() {}"), "get");
  EXPECT_EQ(name_in("set () {}"), "set");
  EXPECT_EQ(name_in("async() {}"), "async");
  EXPECT_EQ(name_in("*get() {}"), "get");
  EXPECT_EQ(name_in("get get() {}", FunctionKind::Accessor), "get");
  EXPECT_EQ(name_in("async async() {}"), "async");
  EXPECT_EQ(name_in("getter() {}"), "getter");
  EXPECT_EQ(name_in("get$() {}"), "get$");
}

TEST(WrittenName, OfKeysThatAreNoIdentifiers) {
  EXPECT_EQ(name_in("[Symbol.iterator]() {}"), "[Symbol.iterator]");
  EXPECT_EQ(name_in("get [f(1)[g()]]() {}", FunctionKind::Accessor), "[f(1)[g()]]");
  EXPECT_EQ(name_in("['](' + \"\\\"(\"]() {}"), "['](' + \"\\\"(\"]");
  EXPECT_EQ(name_in("\"a (b\"() {}"), "\"a (b\"");
  EXPECT_EQ(name_in("get'a'() {}", FunctionKind::Accessor), "'a'");
}

TEST(WrittenName, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(name_in("function f() {}", FunctionKind::Normal), "");
  EXPECT_EQ(name_in("(x) => x", FunctionKind::Arrow), "");
  EXPECT_EQ(name_in("", FunctionKind::Method), "");
  EXPECT_EQ(name_in("get", FunctionKind::Accessor), "");
  EXPECT_EQ(name_in("['(", FunctionKind::Method), "");
  const TestCode code("size() {}");
  const auto name_at = [&](std::uint32_t start, std::uint32_t end) {
    return written_name(*code.block.program,
                        {.kind = FunctionKind::Method, .source_start = start, .source_end = end});
  };
  EXPECT_EQ(name_at(0, 99), "");
  EXPECT_EQ(name_at(7, 3), "");
}

}  // namespace
}  // namespace orrery::bytecode
