#include "bytecode/printer.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "bytecode/test_code.h"

namespace orrery::bytecode {
namespace {

std::string listing(const CodeBlock& block, bool colour = false) {
  const base::LineMap lines(block.program->source());
  std::string text;
  base::OutputBuffer output([&](std::string_view piece) { text += piece; });
  print_listing(block, lines, output, {.colour = colour});
  output.flush();
  return text;
}

std::string json(const CodeBlock& block) {
  const base::LineMap lines(block.program->source());
  std::string text;
  base::OutputBuffer output([&](std::string_view piece) { text += piece; });
  write_listing_json(block, lines, output);
  output.flush();
  return text;
}

TestCode example() {
  TestCode code("function f(list) {\n  while (list.go) g(list)\n}\n");
  code.block.header.name = code.string("f");
  code.block.header.is_strict = true;
  code.block.header.parameter_count = 1;
  code.block.header.source_end = 46;
  code.block.register_count = 12;
  code.block.scopes = {make_scope(0, 0)};
  code.block.scopes[0].kind = ScopeKind::Function;
  code.block.scopes[0].function_kind = FunctionKind::Normal;
  code.block.scopes[0].variables = {variable_in_register(code.string("list"), 1)};
  const auto key = code.text("go");
  const auto name = code.text("g");
  code.block.positions = {{0, 28, 35}, {11, 37, 38}};
  const auto loop = code.emit(Opcode::GetNamed, {1, key, code.feedback(Opcode::GetNamed)});
  const auto leave = code.emit(Opcode::JumpIfFalse, {0});
  code.emit(Opcode::LoadGlobal, {name, code.feedback(Opcode::LoadGlobal)});
  code.emit(Opcode::StoreRegister, {2 + k_callee_in_call});
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::StoreRegister, {2 + k_this_in_call});
  code.emit(Opcode::Move, {2 + k_arguments_in_call, 1});
  code.emit(Opcode::Call, {2, 1, code.feedback(Opcode::Call)});
  const auto word = code.feedback(Opcode::JumpLoop);
  code.emit(Opcode::JumpLoop, {std::int64_t{loop} - code.here(), word});
  code.set_target(leave, code.here());
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::Return);
  code.block.scopes[0].end = code.here();
  return code;
}

TEST(Printer, ShowsInstructionsUnderTheirSource) {
  EXPECT_EQ(listing(example().block), R"(function f  #0  test.js:1:1
  strict, 1 parameter, 12 registers, 38 bytes, 11 feedback words
    2 │ while (list.go) g(list)
   L1: 0000  GetNamed               r1, k0, f0               ; object list, key "go", loop
       0006  JumpIfFalse            L2 -> 0036
       0011  LoadGlobal             k1, f4                   ; name "g"
       0016  StoreRegister          r8
       0018  LoadUndefined
       0019  StoreRegister          r9
       0021  Move                   r10, r1                  ; source list
       0024  Call                   r2, count 1, f8          ; callee r8, this r9, arguments r10
       0029  JumpLoop               L1 -> 0000, f10
   L2: 0036  LoadUndefined
       0037  Return
  constants
    k0   string       "go"
    k1   string       "g"
  scopes
    #0  0000-0038 Function (Normal)
         list r1
)");
}

TEST(Printer, ShowsHandlersSlotsAndEnums) {
  TestCode code;
  code.block.scopes = {make_scope(0, 12, Scope::k_none, 2, 2)};
  code.block.scopes[0].variables = {constant_in_slot(code.string("x"), 1)};
  const auto message = code.text("no\nway");
  code.emit(Opcode::LoadSlot, {2, 0, 1});
  code.emit(Opcode::ThrowError, {5, message}, true);
  code.block.handlers.push_back({4, 14, code.here(), Handler::Kind::Finally});
  code.emit(Opcode::Throw);
  EXPECT_EQ(listing(code.block), R"(function  #0  test.js:1:1
  2 parameters, 20 registers, 15 bytes
    1 │ first
       0000  LoadSlot               r2, hops 0, slot 1       ; slot x
       0004  Wide ThrowError        kind 5, k0               ; kind TypeError, message "no␊way"
   L1: 0014  Throw                                           ; Finally of 0004-0014
  constants
    k0   string       "no␊way"
  handlers
    0004-0014 L1 -> 0014 Finally
  scopes
    #0  0000-0012 Block, 2 slots, environment r2
         x slot 1, lexical, constant
)");
}

TEST(Printer, ShowsEveryKindOfConstant) {
  TestCode code;
  code.constant(-0.0);
  code.constant(1e21);
  code.constant(BigIntLiteral{code.string("0xff")});
  code.block.functions.push_back({.kind = FunctionKind::Arrow, .is_async = true});
  code.constant(FunctionReference{0});
  code.constant(FunctionReference{1});
  code.constant(ScopeReference{1});
  code.constant(StringId{1000});
  code.constant(Declarations{{code.string("v")}, {}, {}, {{code.string("c"), true}}});
  code.constant(
      TemplateLiteral{{{StringId::none, code.string("a"), true}, {StringId::none, code.string("b"), false}}});
  code.constant(JumpTable{-1, {7, 0, 9}});
  const std::string text = listing(code.block);
  EXPECT_EQ(text.substr(text.find("constants")), R"(constants
    k0   number       -0
    k1   number       1e+21
    k2   BigInt       0xffn
    k3   function     async arrow function
    k4   function     ?
    k5   scope        ?
    k6   string       ?
    k7   declarations var v, const c
    k8   template     `a${}b`
    k9   jump table   -1 -> 0007, 1 -> 0009
)");
}

/// A module that imports and exports in every way there is.
TestCode module_example() {
  TestCode code("import …");
  const StringId a = code.string("a");
  const StringId b = code.string("b");
  code.block.header.kind = FunctionKind::Module;
  code.block.functions.push_back({.kind = FunctionKind::Normal, .name = b});
  code.block.scopes = {make_scope(0, 2, Scope::k_none, 3, 3)};
  code.block.scopes[0].kind = ScopeKind::Module;
  code.block.scopes[0].variables = {{a, 1, ScopeVariable::Place::Import, true, true, false}};
  code.block.module = std::make_shared<ModuleRecord>(ModuleRecord{
      .requests = {{.specifier = a, .attributes = {{a, b}, {b, a}}},
                   {.specifier = b, .attributes = {}, .phase = ImportPhase::Defer}},
      .imports = {{.kind = ImportEntry::Kind::Name, .request = 0, .name = b, .slot = 1},
                  {.kind = ImportEntry::Kind::Namespace, .request = 1, .slot = 2}},
      .exports = {{.kind = ExportEntry::Kind::Local, .name = a, .slot = 1},
                  {.kind = ExportEntry::Kind::Indirect, .name = a, .request = 1, .import_name = b},
                  {.kind = ExportEntry::Kind::Namespace, .name = b, .request = 1},
                  {.kind = ExportEntry::Kind::Star, .request = 0}},
      .functions = {{.slot = 0, .function = 0}, {.slot = 0, .function = 9}},
  });
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::Return);
  return code;
}

TEST(Printer, ShowsWhatModulesTellTheirLinker) {
  const std::string text = listing(module_example().block);
  EXPECT_EQ(text.substr(text.find("  requests")), R"(  requests
    #0  "a" with "a": "b", "b": "a"
    #1  "b", phase Defer
  imports
    slot 1 a is "b" of #0
    slot 2 is Namespace of #1
  exports
    "a" is slot 1 a
    "a" is "b" of #1
    "b" is Namespace of #1
    Star of #0
  hoisted functions
    slot 0 is function b
    slot 0 is ?
)");
}

TEST(Printer, ShowsWhereParametersAre) {
  TestCode code;
  code.block.scopes = {make_scope(0, 2, Scope::k_none, 3, 2)};
  code.block.scopes[0].kind = ScopeKind::Function;
  code.block.scopes[0].function_kind = FunctionKind::Method;
  code.block.scopes[0].parameter_slots = {Scope::k_none, 0, 1};
  const std::string text = listing(code.block);
  EXPECT_EQ(text.substr(text.find("    #0")),
            "    #0  0000-0002 Function (Method), 2 slots, environment r3, parameters in slots -, 0, 1\n");
  EXPECT_NE(json(code.block).find(R"("functionKind":"Method","strict":false,"parameterSlots":[null,0,1],)"),
            std::string::npos);
}

TEST(Printer, TakesCodeThatIsNotSound) {
  TestCode code;
  code.emit(Opcode::LoadConstant, {77});
  code.emit(Opcode::Call, {255, 255, 0xFFFF});
  code.emit(Opcode::Jump, {-99});
  code.emit(Opcode::ThrowError, {99, 99});
  code.block.code.push_back(255);
  code.block.positions = {{1000, 1000, 0}, {0, 1000, 0}};
  code.block.header.source_start = 5000;
  code.block.header.name = StringId{70};
  code.block.scopes.push_back(make_scope(9, 1, 8, 3));
  code.block.scopes[0].parameter_slots = {77};
  code.block.handlers.push_back({9, 3, 1000, Handler::Kind::Catch});
  code.block.module = std::make_shared<ModuleRecord>(ModuleRecord{
      .requests = {{.specifier = StringId{70},
                    .attributes = {{StringId{70}, StringId{70}}},
                    .source_end = 5000}},
      .imports = {{.kind = ImportEntry::Kind::Name, .request = 7, .name = StringId{70}, .slot = 77}},
      .exports = {{.kind = ExportEntry::Kind::Indirect, .name = StringId{70}, .import_name = StringId{70}}},
      .functions = {{.slot = 77, .function = 77}},
  });
  EXPECT_NE(listing(code.block).find("no instruction"), std::string::npos);
  EXPECT_FALSE(json(code.block).empty());
}

TEST(Printer, ColoursOnlyIfAskedTo) {
  EXPECT_EQ(listing(example().block).find('\x1B'), std::string::npos);
  EXPECT_NE(listing(example().block, true).find("\x1B[34mGetNamed\x1B[0m"), std::string::npos);
}

TEST(PrinterJson, HoldsInstructionsAndTables) {
  TestCode code("ä\nb");
  code.block.positions = {{2, 3, 4}};
  code.constant(std::nan(""));
  code.emit(Opcode::LoadSmall, {-3});
  code.emit(Opcode::ThrowError, {6, 0});
  code.block.handlers.push_back({0, 2, 2, Handler::Kind::Internal});
  EXPECT_EQ(
      json(code.block),
      R"({"index":0,"name":null,"kind":"Normal","async":false,"generator":false,"strict":false,)"
      R"("usesThis":false,"hasFields":false,"length":0,"parameterCount":2,)"
      R"("start":0,"end":0,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":0}},)"
      R"("registerCount":20,"needsAllArguments":false,"codeSize":6,"instructions":[)"
      R"({"offset":0,"size":2,"opcode":"LoadSmall","wide":false,"operands":{"value":-3}},)"
      R"({"offset":2,"size":4,"opcode":"ThrowError","wide":false,"operands":{"kind":"URIError","message":0}}],)"
      R"("constants":[{"type":"number","value":"NaN"}],"functions":[],"scopes":[],)"
      R"("handlers":[{"kind":"Internal","startOffset":0,"endOffset":2,"target":2}],)"
      R"("positions":[{"offset":2,"start":2,"end":3,)"
      R"("loc":{"start":{"line":2,"column":0},"end":{"line":2,"column":1}}}],)"
      R"("feedbackWordCount":0,"feedback":[],"module":null})");
}

TEST(PrinterJson, HoldsModules) {
  const std::string text = json(module_example().block);
  const std::string nowhere =
      R"("start":0,"end":0,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":0}})";
  EXPECT_EQ(
      text.substr(text.find("\"module\"")),
      R"("module":{"requests":[{"specifier":"a","attributes":[{"key":"a","value":"b"},{"key":"b","value":"a"}],)"
      R"("phase":"Evaluation",)" +
          nowhere + R"(},{"specifier":"b","attributes":[],"phase":"Defer",)" + nowhere +
          R"(}],"imports":[{"kind":"Name","request":0,"name":"b","slot":1,)" + nowhere +
          R"(},{"kind":"Namespace","request":1,"name":null,"slot":2,)" + nowhere +
          R"(}],"exports":[{"kind":"Local","name":"a","slot":1,"request":null,"importName":null,)" + nowhere +
          R"(},{"kind":"Indirect","name":"a","slot":null,"request":1,"importName":"b",)" + nowhere +
          R"(},{"kind":"Namespace","name":"b","slot":null,"request":1,"importName":null,)" + nowhere +
          R"(},{"kind":"Star","name":null,"slot":null,"request":0,"importName":null,)" + nowhere +
          R"(}],"functions":[{"slot":0,"function":0},{"slot":0,"function":9}]}})");
}

}  // namespace
}  // namespace orrery::bytecode
