#include "bytecode/validator.h"

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "bytecode/test_code.h"

namespace orrery::bytecode {
namespace {

/// What is wrong, a line for each problem.
std::string problems(const CodeBlock& block) {
  std::string text;
  for (const Problem& problem : validate(block)) text += problem.message + "\n";
  return text;
}

void finish(TestCode& code) {
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::Return);
}

/// What is wrong with a function of `opcode`, and a return behind it. acc has a value, registers up to r15
/// too.
std::string problems_of(Opcode opcode, std::initializer_list<std::int64_t> operands) {
  TestCode code;
  code.emit(Opcode::LoadUndefined);
  for (int i = 3; i < 16; ++i) code.emit(Opcode::StoreRegister, {i});
  code.emit(opcode, operands);
  finish(code);
  return problems(code.block);
}

// Sound code ------------------------------------------------------------------------------------------------

/// A loop with a handler around a call, scopes, constants of all kinds.
TestCode sound_code() {
  TestCode code;
  code.block.scopes.push_back(make_scope(0, 0, Scope::k_none, 3, 1));
  code.block.scopes[0].variables = {variable_in_register(code.string("list"), 1),
                                    constant_in_slot(code.string("total"), 0)};
  code.block.functions.push_back({.name = code.string("inner"), .source_start = 6, .source_end = 12});
  const auto scope = code.constant(ScopeReference{0});
  const auto function = code.constant(FunctionReference{0});
  const auto key = code.text("length");
  code.constant(BigIntLiteral{code.string("0xFf")});
  code.constant(TemplateLiteral{{{StringId::none, code.string("\\u"), false}}});
  code.constant(Declarations{{code.string("x")}, {}, {}, {}});

  code.emit(Opcode::LoadCalleeEnvironment);
  code.emit(Opcode::StoreRegister, {4});
  code.emit(Opcode::CreateEnvironment, {3, 4, scope});
  code.emit(Opcode::CreateClosure, {function, 3});
  code.emit(Opcode::StoreRegister, {4});
  const auto loop = code.emit(Opcode::GetNamed, {1, key, code.feedback(Opcode::GetNamed)});
  const auto leave = code.emit(Opcode::JumpIfFalse, {0});
  code.emit(Opcode::LoadRegister, {4});
  code.emit(Opcode::StoreRegister, {5 + k_callee_in_call});
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::StoreRegister, {5 + k_this_in_call});
  const auto covered = code.here();
  code.emit(Opcode::Call, {5, 0, code.feedback(Opcode::Call)});
  const auto covered_end = code.here();
  const auto again = code.emit(Opcode::JumpLoop, {0, code.feedback(Opcode::JumpLoop)});
  code.block.code.resize(again);
  code.emit(Opcode::JumpLoop, {std::int64_t{loop} - again, code.block.feedback.back().first_word});
  code.set_target(leave, code.here());
  finish(code);
  code.block.handlers.push_back({covered, covered_end, code.here(), Handler::Kind::Catch});
  code.emit(Opcode::StoreSlot, {3, 0, 0});
  code.emit(Opcode::Throw);
  code.block.scopes[0].end = code.here();
  return code;
}

TEST(Validator, AcceptsSoundCode) {
  EXPECT_EQ(problems(sound_code().block), "");
}

/// Each change to sound code makes one problem.
template <typename Change>
std::string problems_after(Change change) {
  TestCode code = sound_code();
  change(code.block);
  return problems(code.block);
}

TEST(Validator, ProblemsNameTheInstruction) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  code.emit(Opcode::LoadRegister, {20});
  code.emit(Opcode::Return);
  const auto found = validate(code.block);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].offset, 1U);
  EXPECT_EQ(found[0].message, "0001 LoadRegister: source: there is no register r20");
}

TEST(Validator, CutsTheList) {
  TestCode code;
  for (int i = 0; i < 200; ++i) code.emit(Opcode::LoadRegister, {99});
  finish(code);
  EXPECT_EQ(validate(code.block).size(), k_max_problems);
}

// Code as a whole -------------------------------------------------------------------------------------------

TEST(Validator, NeedsCodeThatEnds) {
  TestCode code;
  EXPECT_EQ(problems(code.block), "there is no code\n");
  code.emit(Opcode::LoadNull);
  EXPECT_EQ(problems(code.block), "the last instruction goes on behind the end\n");
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block), "");
  code.block.code.push_back(254);
  EXPECT_EQ(problems(code.block), "0002: there is no such opcode\n");
  code.block.code[2] = static_cast<std::uint8_t>(Opcode::Jump);
  EXPECT_EQ(problems(code.block), "0002: the code ends within an instruction\n");
  code.block.code[2] = static_cast<std::uint8_t>(Opcode::Wide);
  EXPECT_EQ(problems(code.block), "0002: the code ends within an instruction\n");
  code.block.code.push_back(static_cast<std::uint8_t>(Opcode::Wide));
  EXPECT_EQ(problems(code.block), "0002: a Wide before a Wide\n");
}

TEST(Validator, NeedsAProgram) {
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.program = nullptr; }), "there is no program\n");
}

TEST(Validator, ChecksTheHeader) {
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.header.name = StringId{99}; }),
            "header: its name is no string of the program\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.header.source_end = 99; }),
            "header: its source, 0 to 99, is not in the program's\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.functions[0].source_start = 13; }),
            "function 0: its source, 13 to 12, is not in the program's\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.header.parameter_count = 20; }),
            "header: 20 registers do not hold `this` and 20 parameters\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.needs_all_arguments = true; }),
            "header: needs_all_arguments is true, the instructions say otherwise\n");
}

// Operands --------------------------------------------------------------------------------------------------

TEST(Validator, ChecksRegisters) {
  EXPECT_EQ(problems_of(Opcode::Move, {15, 15}), "");
  EXPECT_EQ(problems_of(Opcode::Move, {20, 1}), "0027 Move: target: there is no register r20\n");
  EXPECT_EQ(problems_of(Opcode::CopyEnvironment, {255}),
            "0027 CopyEnvironment: environment: there is no register r255\n");
}

TEST(Validator, ChecksTheRoomOfABase) {
  EXPECT_EQ(problems_of(Opcode::IteratorClose, {13}), "");
  EXPECT_EQ(problems_of(Opcode::IteratorClose, {18}),
            "0027 IteratorClose: needs 3 registers from r18 on, there are only 20\n");
  EXPECT_EQ(problems_of(Opcode::CopyDataProperties, {3, 18, 3}),
            "0027 CopyDataProperties: needs 3 registers from r18 on, there are only 20\n");
  TestCode code;
  code.emit(Opcode::Call, {11, 2, code.feedback(Opcode::Call)});
  finish(code);
  EXPECT_EQ(problems(code.block), "0000 Call: needs 10 registers from r11 on, there are only 20\n");
  TestCode wide;
  wide.emit(Opcode::Call, {0xFFFFFFFF, 0xFFFFFFFF, wide.feedback(Opcode::Call)}, true);
  finish(wide);
  EXPECT_EQ(problems(wide.block),
            "0000 Call: needs 4294967303 registers from r4294967295 on, there are only 20\n");
}

TEST(Validator, ChecksConstants) {
  EXPECT_EQ(problems_of(Opcode::LoadConstant, {0}), "0027 LoadConstant: value: there is no constant k0\n");
  TestCode code;
  const auto number = code.constant(1.5);
  code.emit(Opcode::LoadConstant, {number});
  code.emit(Opcode::GetNamed, {1, number, code.feedback(Opcode::GetNamed)});
  finish(code);
  EXPECT_EQ(problems(code.block), "0003 GetNamed: key: k0 is of the wrong type: number\n");
}

TEST(Validator, ChecksWhatIsInConstants) {
  const auto problem = [](Constant constant) {
    return problems_after([&](CodeBlock& block) { block.constants.push_back(std::move(constant)); });
  };
  EXPECT_EQ(problem(StringId{99}), "constant 6: there is no string 99\n");
  EXPECT_EQ(problem(FunctionReference{1}), "constant 6: there is no function 1\n");
  EXPECT_EQ(problem(ScopeReference{1}), "constant 6: there is no scope 1\n");
  EXPECT_EQ(problem(BigIntLiteral{StringId{1}}), "constant 6: not the digits of a BigInt\n");
  EXPECT_EQ(problem(TemplateLiteral{}), "constant 6: a template without parts\n");
  EXPECT_EQ(problem(TemplateLiteral{{{StringId{99}, StringId{1}, true}}}),
            "constant 6: there is no string 99\n");
  EXPECT_EQ(problem(Declarations{{}, {}, {}, {{StringId{99}, false}}}),
            "constant 6: there is no string 99\n");
  EXPECT_EQ(problem(JumpTable{0, {0, 2}}), "constant 6: 0002 is no instruction\n");
  EXPECT_EQ(problem(JumpTable{0x7FFFFFFF, {1, 1}}), "constant 6: its last value is too large\n");
}

TEST(Validator, ChecksFeedback) {
  EXPECT_EQ(problems_of(Opcode::Negate, {0}), "0027 Negate: no feedback site begins at word f0\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.feedback[0].kind = FeedbackKind::SetNamed; }),
            "0014 GetNamed: the feedback site at f0 is of the wrong kind: SetNamed\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.feedback_word_count = 9; }),
            "feedback: 9 words, the sites have 7\n");
  EXPECT_NE(problems_after([](CodeBlock& block) { block.feedback[1].first_word = 3; }), "");
}

TEST(Validator, ChecksNumbersThatAreEnums) {
  EXPECT_EQ(problems_of(Opcode::DefineMethod, {3, 4, 6}), "");
  EXPECT_EQ(problems_of(Opcode::DefineMethod, {3, 4, 3}),
            "0027 DefineMethod: kind: 3 is not among its values\n");
  EXPECT_EQ(problems_of(Opcode::DefineMethod, {3, 4, 7}),
            "0027 DefineMethod: kind: 7 is not among its values\n");
  EXPECT_EQ(problems_of(Opcode::DefineStaticElement, {3, 4, 5}), "");
  EXPECT_EQ(problems_of(Opcode::AddClassElement, {3, 4, 5}),
            "0027 AddClassElement: kind: 5 is not among its values\n");
}

TEST(Validator, ChecksSlotsWhereItKnowsTheEnvironment) {
  EXPECT_EQ(problems_of(Opcode::LoadSlot, {3, 9, 200}), "");
  TestCode code;
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::StoreRegister, {3});
  code.emit(Opcode::StoreRegister, {4});
  code.emit(Opcode::LoadSlot, {4, 0, 2});
  code.emit(Opcode::LoadSlot, {4, 1, 1});  // hops past the scope without an environment
  code.emit(Opcode::LoadSlot, {4, 2, 99});
  finish(code);
  code.block.scopes = {make_scope(0, code.here(), Scope::k_none, 3, 1), make_scope(1, code.here(), 0),
                       make_scope(3, code.here(), 1, 4, 2)};
  EXPECT_EQ(problems(code.block),
            "0005 LoadSlot: there is no slot 2, only 2\n"
            "0009 LoadSlot: there is no slot 1, only 1\n");
}

// Jumps -----------------------------------------------------------------------------------------------------

std::string problems_of_jump(std::int64_t distance) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  code.emit(Opcode::Jump, {distance});
  finish(code);
  return problems(code.block);
}

TEST(Validator, JumpsLeadToInstructions) {
  EXPECT_EQ(problems_of_jump(5), "");
  EXPECT_EQ(problems_of_jump(4), "0001 Jump: leads to 0005, which is no instruction\n");
  EXPECT_EQ(problems_of_jump(-2), "0001 Jump: leads to -001, which is no instruction\n");
  EXPECT_EQ(problems_of_jump(7), "0001 Jump: leads to 0008, which is no instruction\n");
  EXPECT_EQ(problems_of_jump(0x7FFFFFFF), "0001 Jump: leads to 2147483648, which is no instruction\n");
  TestCode behind_wide;
  behind_wide.emit(Opcode::Jump, {6});
  behind_wide.emit(Opcode::LoadRegister, {0}, true);
  behind_wide.emit(Opcode::Return);
  EXPECT_EQ(problems(behind_wide.block), "0000 Jump: leads to 0006, which is no instruction\n");
}

TEST(Validator, OnlyJumpLoopLeadsBackwards) {
  EXPECT_EQ(problems_of_jump(-1), "0001 Jump: leads backwards, to 0000, without a poll\n");
  TestCode code;
  code.emit(Opcode::JumpLoop, {7, code.feedback(Opcode::JumpLoop)});
  finish(code);
  EXPECT_EQ(problems(code.block), "0000 JumpLoop: leads forwards, to 0007\n");
}

TEST(Validator, TablesLeadForwards) {
  TestCode code;
  const auto table = code.constant(JumpTable{0, {3, 0, 2}});
  code.emit(Opcode::LoadSmall, {1});
  code.emit(Opcode::JumpByTable, {table});
  finish(code);
  EXPECT_EQ(problems(code.block), "constant 0: 0003 is no instruction\n");
  std::get<JumpTable>(code.block.constants[0]).targets = {5, 0, 2};
  EXPECT_EQ(problems(code.block), "0002 JumpByTable: leads backwards, to 0002, without a poll\n");
  std::get<JumpTable>(code.block.constants[0]).targets = {5, 0, 6};
  EXPECT_EQ(problems(code.block), "");
}

// Tables ----------------------------------------------------------------------------------------------------

TEST(Validator, ChecksHandlers) {
  const auto problem = [](auto change) {
    return problems_after([&](CodeBlock& block) { change(block.handlers[0]); });
  };
  EXPECT_EQ(problem([](Handler& handler) { handler.end = handler.start; }), "handler 0: covers nothing\n");
  EXPECT_EQ(problem([](Handler& handler) { --handler.end; }),
            "handler 0: 0032 to 0036 does not begin and end with instructions\n");
  EXPECT_EQ(problem([](Handler& handler) { ++handler.target; }),
            "handler 0: its target, 0047, is no instruction\n");
  EXPECT_EQ(problem([](Handler& handler) { handler.target = handler.start; }),
            "handler 0: its target, 0032, is not behind what it covers\n");
}

std::string problems_of_nesting(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges) {
  TestCode code;
  for (int i = 0; i < 8; ++i) code.emit(Opcode::LoadNull);
  code.emit(Opcode::Return);
  for (const auto& [start, end] : ranges)
    code.block.handlers.push_back({start, end, 8, Handler::Kind::Finally});
  return problems(code.block);
}

TEST(Validator, HandlersNest) {
  EXPECT_EQ(problems_of_nesting({{2, 3}, {3, 4}, {2, 4}, {2, 4}, {1, 8}}), "");
  EXPECT_EQ(problems_of_nesting({{1, 8}, {2, 4}}), "handler 0: stands before 1, which is inside it\n");
  EXPECT_EQ(problems_of_nesting({{1, 4}, {2, 5}}), "handlers 0 and 1 overlap\n");
}

TEST(Validator, ChecksPositions) {
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.positions.push_back({0, 0, 1}); }),
            "position 1: 0000 is not behind the one before\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.positions.push_back({2, 0, 1}); }),
            "position 1: 0002 is no instruction\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.positions[0].source_end = 20; }),
            "position 0: 0 to 20 is not in the source\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) { block.positions[0].offset = 20; }),
            "0014 GetNamed: may throw, but has no position\n");
}

TEST(Validator, ChecksScopes) {
  const auto problem = [](auto change) {
    return problems_after([&](CodeBlock& block) { change(block.scopes[0]); });
  };
  EXPECT_EQ(problem([](Scope& scope) { scope.start = 2; }),
            "scope 0: 0002 to 0051 does not begin and end with instructions\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.parent = 0; }), "scope 0: its parent, 0, is not before it\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.environment = 20; }),
            "scope 0: there is no register 20 for its environment\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.this_slot = 1; }), "scope 0: there is no slot 1\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.variables[0].index = 20; }),
            "scope 0: a variable is in Register 20, which does not exist\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.variables[1].index = 1; }),
            "scope 0: a variable is in Slot 1, which does not exist\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.variables[0].name = StringId{99}; }),
            "scope 0: there is no string 99\n");
  EXPECT_EQ(problems_after([](CodeBlock& block) {
              block.scopes.push_back(make_scope(1, 3, 0));
              block.scopes.push_back(make_scope(1, 8, 1));
            }),
            "scope 2: is not within its parent, 1\n");
}

TEST(Validator, ChecksScopesOfFunctions) {
  const auto problem = [](auto change) {
    return problems_after([&](CodeBlock& block) {
      block.scopes[0].kind = ScopeKind::Function;
      block.scopes[0].function_kind = FunctionKind::Normal;
      block.scopes[0].parameter_slots = {Scope::k_none, 0};
      change(block.scopes[0]);
    });
  };
  EXPECT_EQ(problem([](Scope&) {}), "");
  EXPECT_EQ(problem([](Scope& scope) { scope.function_kind = FunctionKind::Arrow; }),
            "scope 0: is of a function of kind Arrow, which this is not\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.parameter_slots[1] = 1; }), "scope 0: there is no slot 1\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.parameter_slots.pop_back(); }),
            "scope 0: has slots of 1 parameters\n");
  EXPECT_EQ(problem([](Scope& scope) { scope.kind = ScopeKind::Block; }),
            "scope 0: has slots of 2 parameters\n");
}

/// What is wrong with a module after a change to one that has an entry of every kind.
std::string problems_of_module(const std::function<void(CodeBlock&, ModuleRecord&)>& change) {
  TestCode code = sound_code();
  code.block.header.kind = FunctionKind::Module;
  code.block.scopes[0].kind = ScopeKind::Module;
  const StringId name = code.string("name");
  ModuleRecord module = {
      .requests = {{.specifier = name, .attributes = {{name, name}}, .source_end = 5}},
      .imports = {{.kind = ImportEntry::Kind::Name, .name = name}},
      .exports = {{.kind = ExportEntry::Kind::Local, .name = name},
                  {.kind = ExportEntry::Kind::Indirect, .name = name, .slot = 9, .import_name = name},
                  {.kind = ExportEntry::Kind::Namespace, .name = name, .slot = 9},
                  {.kind = ExportEntry::Kind::Star, .slot = 9}},
      .functions = {{.slot = 0, .function = 0}},
  };
  code.block.module = std::make_shared<ModuleRecord>();
  change(code.block, module);
  if (code.block.module != nullptr) code.block.module = std::make_shared<ModuleRecord>(std::move(module));
  return problems(code.block);
}

TEST(Validator, ModulesAloneHaveModuleRecords) {
  EXPECT_EQ(problems_of_module([](auto&, auto&) {}), "");
  EXPECT_EQ(problems_of_module([](CodeBlock& block, auto&) { block.module = nullptr; }),
            "header: its kind is Module, without a module record\n");
  EXPECT_EQ(problems_of_module([](CodeBlock& block, auto&) { block.header.kind = FunctionKind::Script; }),
            "header: its kind is Script, with a module record\n");
  EXPECT_EQ(problems_of_module([](CodeBlock& block, auto&) { block.scopes[0].kind = ScopeKind::Block; }),
            "module: scope 0 does not describe its environment\n");
}

TEST(Validator, ChecksModuleRecords) {
  const auto problem = [](auto change) {
    return problems_of_module([&](CodeBlock&, ModuleRecord& module) { change(module); });
  };
  EXPECT_EQ(problem([](ModuleRecord& module) { module.requests[0].specifier = StringId{99}; }),
            "request 0: there is no string 99\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.requests[0].attributes[0].value = StringId{99}; }),
            "request 0: there is no string 99\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.requests[0].source_start = 6; }),
            "request 0: 6 to 5 is not in the source\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.imports[0].request = 1; }),
            "import 0: there is no request 1\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.imports[0].slot = 1; }),
            "import 0: there is no slot 1\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.exports[0].slot = 1; }),
            "export 0: there is no slot 1\n");
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(problem([i](ModuleRecord& module) { module.exports[i].request = 1; }),
              "export " + std::to_string(i) + ": there is no request 1\n");
  }
  EXPECT_EQ(problem([](ModuleRecord& module) { module.exports[1].import_name = StringId{99}; }),
            "export 1: there is no string 99\n");
  EXPECT_EQ(problem([](ModuleRecord& module) { module.functions[0] = {.slot = 1, .function = 1}; }),
            "hoisted function 0: there is no slot 1\nhoisted function 0: there is no function 1\n");
}

TEST(Validator, ChecksWhichFunctionItIs) {
  EXPECT_EQ(problems_of(Opcode::Await, {}), "0027 Await: in a function that is not async\n");
  EXPECT_EQ(problems_of(Opcode::CreateGenerator, {}),
            "0027 CreateGenerator: in a function that is no generator\n");
  EXPECT_EQ(problems_of(Opcode::ReturnFromDerived, {0}),
            "0027 ReturnFromDerived: in a function that is no derived constructor\n");
}

TEST(Validator, ArgumentsAreTakenFirst) {
  TestCode code;
  code.emit(Opcode::LoadGlobalThis);
  code.emit(Opcode::CreateRest, {2});
  code.emit(Opcode::Debugger);
  code.emit(Opcode::CreateRest, {2});
  finish(code);
  code.block.needs_all_arguments = true;
  EXPECT_EQ(problems(code.block), "0004 CreateRest: stands behind what may run something or jump\n");
}

// Data flow -------------------------------------------------------------------------------------------------

TEST(Validator, ReadsOnlyWhatWasWritten) {
  TestCode code;
  code.emit(Opcode::StoreRegister, {3});
  code.emit(Opcode::LoadRegister, {2});
  code.emit(Opcode::LoadRegister, {4});
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block),
            "0000 StoreRegister: reads acc, which may not have been written\n"
            "0004 LoadRegister: reads r4, which may not have been written\n");
}

TEST(Validator, AllPathsMustHaveWritten) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  const auto branch = code.emit(Opcode::JumpIfTrue, {0});
  code.emit(Opcode::StoreRegister, {3});
  code.set_target(branch, code.here());
  code.emit(Opcode::LoadRegister, {3});
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block), "0008 LoadRegister: reads r3, which may not have been written\n");
}

TEST(Validator, LoopsAreFollowedUntilNothingChanges) {
  // The second round reads what the call at the end of the first has destroyed.
  TestCode code;
  code.emit(Opcode::LoadNull);
  for (int i = 5; i < 13; ++i) code.emit(Opcode::StoreRegister, {i});
  const auto loop = code.emit(Opcode::LoadRegister, {12});
  code.emit(Opcode::StoreRegister, {11});
  code.emit(Opcode::StoreRegister, {12});
  code.emit(Opcode::Call, {5, 0, code.feedback(Opcode::Call)});
  const auto word = code.feedback(Opcode::JumpLoop);
  code.emit(Opcode::JumpLoop, {std::int64_t{loop} - code.here(), word});
  EXPECT_EQ(problems(code.block), "0017 LoadRegister: reads r12, which may not have been written\n");
}

TEST(Validator, CallsReadTheirArguments) {
  const auto check = [](Opcode opcode, const std::vector<int>& written) {
    TestCode code;
    code.emit(Opcode::LoadNull);
    for (int offset : written) code.emit(Opcode::StoreRegister, {5 + offset});
    code.emit(opcode, {5, 1, code.feedback(opcode)});
    finish(code);
    return problems(code.block);
  };
  EXPECT_EQ(check(Opcode::Call, {6, 7, 8}), "");
  EXPECT_EQ(check(Opcode::Call, {6, 8}), "0005 Call: reads r12, which may not have been written\n");
  EXPECT_EQ(check(Opcode::Call, {6, 7}), "0005 Call: reads r13, which may not have been written\n");
  EXPECT_EQ(check(Opcode::Construct, {5, 6, 8}), "");
  EXPECT_EQ(check(Opcode::Construct, {6, 8}), "0005 Construct: reads r10, which may not have been written\n");
}

TEST(Validator, HandlersKnowWhatWasWrittenBeforeTheyWereNeeded) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  code.emit(Opcode::StoreRegister, {3});
  const auto start = code.emit(Opcode::ToNumber);
  code.emit(Opcode::StoreRegister, {4});
  const auto end = code.emit(Opcode::Return);
  code.block.handlers.push_back({start, end, code.here(), Handler::Kind::Catch});
  code.emit(Opcode::StoreRegister, {5});
  code.emit(Opcode::LoadRegister, {3});
  code.emit(Opcode::LoadRegister, {4});
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block), "0011 LoadRegister: reads r4, which may not have been written\n");
}

TEST(Validator, AnIteratorThatIsDoneGivesNoValue) {
  TestCode code;
  code.emit(Opcode::LoadRegister, {1});
  code.emit(Opcode::GetIterator, {3, code.feedback(Opcode::GetIterator)});
  const auto step = code.emit(Opcode::IteratorStep, {3, code.feedback(Opcode::IteratorStep), 0});
  code.emit(Opcode::Return);
  code.set_target(step, code.here());
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block), "0015 Return: reads acc, which may not have been written\n");
}

TEST(Validator, WhatNothingLeadsToMayReadAnything) {
  TestCode code;
  finish(code);
  code.emit(Opcode::LoadRegister, {9});
  code.emit(Opcode::Return);
  EXPECT_EQ(problems(code.block), "");
}

TEST(Validator, RefusesWhatWouldTakeTooMuchMemory) {
  TestCode code;
  code.block.register_count = 0xFFFFFFFF;
  finish(code);
  EXPECT_EQ(problems(code.block), "too many registers and jumps to follow\n");
}

}  // namespace
}  // namespace orrery::bytecode
