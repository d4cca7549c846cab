// That maps of expressions say what is read, made, compared and come to, in this order.

#include <string>

#include <gtest/gtest.h>

#include "compiler/compile_everything.h"

namespace orrery::compiler {
namespace {

using bytecode::ExpressionNote;

/// What the notes of the last function in `text` (a program without any: of the program) speak of, in
/// brackets if it is a statement.
std::string notes(std::string_view text) {
  auto unit = Unit::parse(syntax::SourceText::from_utf8("test.js", text), syntax::Goal::Script);
  if (!unit) return unit.error().error.message;
  auto code = compile_program(*unit);
  if (!code->functions.empty()) code = compile_function(*unit, code->functions.front());
  const auto map = expression_map(*unit, *code);
  if (map == nullptr) return "differs";
  std::string result;
  for (const ExpressionNote& note : map->notes()) {
    using Kind = ExpressionNote::Kind;
    if (note.kind == Kind::Remember || note.kind == Kind::IterationEnd) continue;
    const std::string source(text.substr(note.source_start, note.source_end - note.source_start));
    if (!result.empty()) result += " ";
    if (note.kind == Kind::Iteration) result += "*";
    if (note.kind == Kind::True) result += "+";
    if (note.kind == Kind::False) result += "-";
    result += note.kind == Kind::Statement ? "[" + source + "]" : source;
  }
  return result;
}

TEST(CompileNotes, TellEachStepInTheOrderOfEvaluation) {
  EXPECT_EQ(notes("a + f(b.c, 1)"), "[a + f(b.c, 1)] a f b b.c f(b.c, 1) a + f(b.c, 1)");
  EXPECT_EQ(notes("function g(a, b) { return a + (a = b) }"), "[return a + (a = b)] a b a = b a + (a = b)");
  EXPECT_EQ(notes("function g(a, b) { return a + b * 2 }"), "[return a + b * 2] a b b * 2 a + b * 2");
  EXPECT_EQ(notes("o.p[k]()"), "[o.p[k]()] o o.p k o.p[k] o.p[k]()");
  EXPECT_EQ(notes("x = -1; y += `${x}`"), "[x = -1;] x = -1 [y += `${x}`] y x `${x}` y += `${x}`");
  EXPECT_EQ(notes("({}); [/a/, 1]"), "[({});] {} [[/a/, 1]] /a/ [/a/, 1]");
  EXPECT_EQ(notes("function g(a) { return [() => a] }"), "[return [() => a]] () => a [() => a]");
  EXPECT_EQ(notes("new A(this)"), "[new A(this)] A this new A(this)");
  EXPECT_EQ(notes("async function g(p) { const v = await p }"), "[const v = await p] p await p");
}

TEST(CompileNotes, TellOfConditions) {
  EXPECT_EQ(notes("function g(a) { if (a < 1) { a() } }"), "[if (a < 1)] a +a < 1 [a()] a -a < 1 a()");
  EXPECT_EQ(notes("function g(a) { if (!a) a(); }"), "[if (!a)] a !a [a();] a !a a()");
  EXPECT_EQ(notes("function g(a, b) { return a ? b : 1 }"), "[return a ? b : 1] a b a ? b : 1");
}

TEST(CompileNotes, TellOfLoops) {
  EXPECT_EQ(notes("function g(a) { while (a) { a() } }"), "[while (a)] a [a()] a a()");
  EXPECT_EQ(notes("function g(a) { for (let i = 0; i < a; i++) i; }"),
            "[for (let i = 0; i < a; i++)] i a +i < a [i;] i i i++ -i < a");
  EXPECT_EQ(notes("function g(a) { for (const x of a) { x } }"),
            "[for (const x of a)] a [for (const x of a)] * [x] x");
}

TEST(CompileNotes, StatementsWithoutCodeAreNeverComeTo) {
  EXPECT_EQ(notes("function g() { var x; { ; } let y; var a = 1, b; }"), "[let y;] [a = 1]");
}

}  // namespace
}  // namespace orrery::compiler
