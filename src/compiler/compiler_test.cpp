// That texts become the code that they should: see compile_everything.h.

#include <ranges>
#include <string>

#include <gtest/gtest.h>

#include "bytecode/reader.h"
#include "compiler/compile_everything.h"

namespace orrery::compiler {
namespace {

using bytecode::Opcode;

/// The listing of everything in `text`, for looking at when a test fails.
std::string listing(const Everything& everything) {
  std::string result;
  for (const auto& code_block : everything.code_blocks) result += listing_of(*code_block);
  return result;
}

Everything sound(std::string_view text, bool is_module = false) {
  Everything everything = compile_everything(text, is_module);
  EXPECT_TRUE(everything.is_parsed) << text;
  for (const std::string& problem : everything.problems)
    ADD_FAILURE() << text << "\n" << problem << "\n" << listing(everything);
  return everything;
}

int count(const bytecode::CodeBlock& code_block, Opcode opcode) {
  int result = 0;
  for (const bytecode::Instruction& instruction : bytecode::Instructions(code_block.code))
    result += instruction.opcode() == opcode;
  return result;
}

/// In the first function of `text`.
int count(std::string_view text, Opcode opcode) {
  const Everything everything = sound(text);
  return everything.code_blocks.size() < 2 ? -1 : count(*everything.code_blocks[1], opcode);
}

/// The operand of the first such instruction in the first function of `text`.
std::int64_t operand(std::string_view text, Opcode opcode, std::size_t index) {
  const Everything everything = sound(text);
  for (const bytecode::Instruction& instruction :
       bytecode::Instructions(everything.code_blocks.at(1)->code)) {
    if (instruction.opcode() == opcode) return instruction.value(index);
  }
  return -1;
}

TEST(Compiler, KeepsVariablesInRegisters) {
  EXPECT_EQ(count("function f(a, b) { const c = a + b; return c * c }", Opcode::LoadSlot), 0);
  EXPECT_EQ(count("function f(a, b) { const c = a + b; return c * c }", Opcode::LoadCalleeEnvironment), 0);
  EXPECT_EQ(count("function f(a) { return () => a }", Opcode::CreateEnvironment), 1);
}

TEST(Compiler, CopiesAnOperandThatTheOtherSideAssigns) {
  EXPECT_EQ(count("function f(a, b) { return a + b }", Opcode::StoreRegister), 0);
  EXPECT_EQ(count("function f(a, b) { return a + (a = b) }", Opcode::StoreRegister), 2);
  EXPECT_EQ(count("function f(a, b) { return a[b = 1] + (b = 2) }", Opcode::Move), 0);
}

TEST(Compiler, ChecksOnlyWhatMayBeUninitialized) {
  EXPECT_EQ(count("function f() { let a = 1; return a }", Opcode::CheckInitialized), 0);
  EXPECT_EQ(count("function f() { a; let a = 1 }", Opcode::CheckInitialized), 1);
  EXPECT_EQ(count("function f(x) { switch (x) { case 0: let a = 1; case 1: a } }", Opcode::CheckInitialized),
            1);
  EXPECT_EQ(count("function f() { let a = 1; return [() => a, a] }", Opcode::LoadSlotChecked), 0);
}

TEST(Compiler, CallsInTailPosition) {
  EXPECT_EQ(count("'use strict'; function f() { return f() }", Opcode::TailCall), 1);
  EXPECT_EQ(count("'use strict'; function f(a) { return a ? f(f()) : (0, a.b()) }", Opcode::TailCall), 2);
  EXPECT_EQ(count("'use strict'; function f() { return [f()] }", Opcode::TailCall), 0);
  EXPECT_EQ(count("'use strict'; function f(a) { return (a ? f() : a)`` }", Opcode::TailCall), 1);
  EXPECT_EQ(count("'use strict'; function f(a) { return (a ? f() : a)(f()) }", Opcode::TailCall), 1);
  EXPECT_EQ(count("'use strict'; function f() { try { return f() } finally {} }", Opcode::TailCall), 0);
  EXPECT_EQ(count("'use strict'; function* f() { return f() }", Opcode::TailCall), 0);
  EXPECT_EQ(count("function f() { return f() }", Opcode::TailCall), 0);
  // Calls of lists, and of what may be eval, say it with an operand.
  EXPECT_EQ(operand("'use strict'; function f(a) { return f(...a) }", Opcode::CallWithList, 1), 1);
  EXPECT_EQ(operand("function f(a) { return f(...a) }", Opcode::CallWithList, 1), 0);
  EXPECT_EQ(operand("'use strict'; function f(a) { return eval(a) }", Opcode::CallDirectEval, 2), 1);
  EXPECT_EQ(operand("'use strict'; function f(a) { return [eval(...a)] }", Opcode::CallDirectEvalWithList, 1),
            0);
}

TEST(Compiler, ClosesIteratorsWhereTheyAreLeft) {
  EXPECT_EQ(count("function f(a) { for (const b of a) { if (b) break; if (b + 1) return b; continue } }",
                  Opcode::IteratorClose),
            2);
  EXPECT_EQ(count("function f(a) { l: for (;;) for (const b of a) for (const c of b) continue l }",
                  Opcode::IteratorClose),
            2);
}

TEST(Compiler, LeavesThroughFinally) {
  const Everything everything = sound(
      "function f(a) { l: for (;;) { try { if (a) break l; if (a + 1) continue; return 1 } finally { a() } } "
      "}");
  ASSERT_EQ(everything.code_blocks.size(), 2u);
  // The finalizer is there once.
  EXPECT_EQ(count(*everything.code_blocks[1], Opcode::Call), 1);
  EXPECT_EQ(count(*everything.code_blocks[1], Opcode::JumpByTable), 1);
}

TEST(Compiler, SurvivesLongChains) {
  for (const char* part : {" + a", "()", ".a", "[0]", " && a", "``", "?.a"}) {
    std::string text = "(function (a) { return a";
    for (int i = 0; i < 100'000; ++i) text += part;
    text += "})";
    const Everything everything = sound(text);
    EXPECT_EQ(everything.code_blocks.size(), 2u) << part;
  }
}

TEST(Compiler, SurvivesNesting) {
  for (const auto& [open, close] : {std::pair("[", "]"),
                                    {"(", ")"},
                                    {"{a:", "}"},
                                    {"a(", ")"},
                                    {"a[", "]"},
                                    {"`${", "}`"},
                                    {"-(", ")"}}) {
    std::string text = "(";
    for (int i = 0; i < 800; ++i) text += open;
    text += "1";
    for (int i = 0; i < 800; ++i) text += close;
    sound(text + ")");
  }
  std::string blocks;
  for (int i = 0; i < 2000; ++i) blocks += "{";
  for (int i = 0; i < 2000; ++i) blocks += "}";
  sound(blocks);
  std::string tries;
  for (int i = 0; i < 500; ++i) tries += "try{";
  for (int i = 0; i < 500; ++i) tries += "}finally{a}";
  sound(tries);
}

TEST(Compiler, PutsParametersWhereTheArgumentsObjectSeesThem) {
  const char* mapped = "function f(a, b, a) { arguments[0] = 1; return a }";
  EXPECT_EQ(count(mapped, Opcode::MapArguments), 1);
  const Everything everything = sound(mapped);
  constexpr auto k_none = bytecode::Scope::k_none;
  EXPECT_EQ(everything.code_blocks[1]->scopes[0].parameter_slots, (std::vector<std::uint32_t>{k_none, 1, 0}));
  EXPECT_EQ(everything.code_blocks[1]->code[0], static_cast<std::uint8_t>(Opcode::CreateArguments));
  EXPECT_EQ(count("'use strict'; function f(a) { return arguments }", Opcode::MapArguments), 0);
  EXPECT_EQ(count("function f(a, ...b) { return arguments }", Opcode::CreateArgumentsAndRest), 1);
}

TEST(Compiler, FindsVarsInsideWithByName) {
  EXPECT_EQ(count("function f(o) { with (o) { var a = 1 } return a }", Opcode::ResolveDynamic), 1);
  EXPECT_EQ(count("function f(o) { with (o) { var a = 1 } return a }", Opcode::LoadSlot), 1);
  EXPECT_EQ(count("function f() { try {} catch (e) { var e = 1 } return e }", Opcode::ResolveDynamic), 0);
}

TEST(Compiler, TellsModulesLinkers) {
  const Everything everything = sound(
      "import a, { b as c } from 'x'; import * as d from 'y'; export { c, d }; export * as e from 'x';"
      "export default function () {} export let g = 1; export * from 'z' with { type: 'json' };",
      true);
  const auto& module = everything.code_blocks[0]->module;
  ASSERT_NE(module, nullptr);
  EXPECT_EQ(module->requests.size(), 3u);
  EXPECT_EQ(module->imports.size(), 3u);
  EXPECT_EQ(module->exports.size(), 6u);
  EXPECT_EQ(module->exports[0].kind, bytecode::ExportEntry::Kind::Indirect);
  EXPECT_EQ(module->exports[1].kind, bytecode::ExportEntry::Kind::Namespace);
  EXPECT_EQ(module->functions.size(), 1u);
}

TEST(Compiler, GivesBackTheTextThatIsNoProgram) {
  const auto unit =
      Unit::parse(syntax::SourceText::from_utf8("a.js", "let x;\nlet x;"), syntax::Goal::Script);
  ASSERT_FALSE(unit.has_value());
  const ParseFailure& failure = unit.error();
  EXPECT_EQ(failure.source.name(), "a.js");
  EXPECT_EQ(failure.source.slice(failure.error.range), "x");
  EXPECT_EQ(failure.source.line_map().locate(failure.error.range.start).line, 2u);
}

TEST(Compiler, CompilesEvals) {
  const auto outer = sound("class C { #x = 1; m() { return eval('…') } }");
  std::vector<EvalScope> environment;
  for (const auto& code_block : std::views::reverse(outer.code_blocks)) {
    for (const bytecode::Scope& scope : code_block->scopes) {
      const bool is_with = scope.kind == bytecode::ScopeKind::With;
      if (scope.environment != bytecode::Scope::k_none)
        environment.push_back({is_with ? nullptr : &scope, code_block->program.get()});
    }
  }
  const auto text = syntax::SourceText::from_utf8("eval", "this.#x + super.y + (() => new.target) + z");
  EXPECT_FALSE(Unit::parse_eval(syntax::SourceText::from_utf8("eval", text.text()), false, {}).has_value());
  auto unit = Unit::parse_eval(syntax::SourceText::from_utf8("eval", text.text()), false, environment);
  ASSERT_TRUE(unit.has_value()) << unit.error().error.message;
  const Everything everything = compile_everything(*unit);
  for (const std::string& problem : everything.problems) ADD_FAILURE() << problem << listing(everything);
  EXPECT_EQ(count(*everything.code_blocks[0], Opcode::LoadDynamic), 1);
  EXPECT_EQ(count(*everything.code_blocks[0], Opcode::LoadGlobal), 0);
}

/// What `Function(parameters, body)` is told, if it is refused.
std::string refusal(std::string_view parameters, std::string_view body) {
  const std::string head = "function anonymous(" + std::string(parameters) + "\n) ";
  const std::string text = head + "{\n" + std::string(body) + "\n}";
  const auto unit = Unit::parse_dynamic_function(syntax::SourceText::from_utf8("function", text),
                                                 static_cast<std::uint32_t>(head.size()));
  return unit ? "" : unit.error().error.message;
}

TEST(Compiler, KeepsDynamicFunctionsTogether) {
  EXPECT_EQ(refusal("a, b = {}", "return `${a}` //"), "");
  EXPECT_EQ(refusal("a /*", "*/) {"), "Arg string terminates parameters early");
  EXPECT_EQ(refusal(") {} function f(", ""), "Arg string terminates parameters early");
  EXPECT_EQ(refusal("", "} function f() {"), "Unexpected '}'");
  EXPECT_EQ(refusal("", "}; {"), "Unexpected '}'");
  EXPECT_NE(refusal("", "}"), "");
  EXPECT_NE(refusal("", "/*"), "");
  EXPECT_NE(refusal("a, a", "'use strict'"), "");
}

TEST(Compiler, DynamicFunctionsDoNotSeeTheirName) {
  auto unit = Unit::parse_dynamic_function(
      syntax::SourceText::from_utf8("function", "function anonymous(\n) {\nreturn anonymous\n}"), 22);
  ASSERT_TRUE(unit.has_value()) << unit.error().error.message;
  const auto script = compile_dynamic_function(*unit);
  EXPECT_EQ(count(*script, Opcode::DeclareGlobals), 0);
  ASSERT_EQ(script->functions.size(), 1u);
  EXPECT_EQ(count(*compile_function(*unit, script->functions[0]), Opcode::LoadGlobal), 1);
}

TEST(Compiler, ScriptsMayAwait) {
  const auto parse = [](std::string_view text, bool allows_await) {
    return Unit::parse(syntax::SourceText::from_utf8("a.js", text), syntax::Goal::Script, allows_await);
  };
  EXPECT_FALSE(parse("let x = await f()", false).has_value());
  EXPECT_TRUE(parse("var await", false).has_value());
  EXPECT_FALSE(parse("var await", true).has_value());
  const auto unit = parse("let x = await f(); x + 1; function g() { return await }", true);
  ASSERT_TRUE(unit.has_value()) << unit.error().error.message;
  const Everything everything = compile_everything(*unit);
  for (const std::string& problem : everything.problems) ADD_FAILURE() << problem << listing(everything);
  EXPECT_EQ(count(*everything.code_blocks[0], Opcode::ReturnFromAsync), 1);
  EXPECT_EQ(count(*everything.code_blocks[0], Opcode::DeclareGlobals), 1);
  EXPECT_FALSE(compile_program(*parse("1", true))->header.is_async);
}

}  // namespace
}  // namespace orrery::compiler
