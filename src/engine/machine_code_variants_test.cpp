// Which stencils functions get for what they have met: each row of jit/variants.def for some program, and
// none of them for one that has met nothing.

#include <algorithm>
#include <cstring>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bytecode/reader.h"
#include "engine/test_engine.h"
#include "jit/listing.h"
#include "jit/stencil.h"

#if ORRERY_JIT

namespace orrery::engine {

namespace {

using bytecode::Opcode;
using jit::CodePiece;
using jit::Situation;

struct Row {
  Opcode opcode;
  Situation situation;
  std::string_view opcode_name;
  std::string_view situation_name;
};
constexpr Row k_rows[] = {
#define VARIANT(opcode, situation, handler) {Opcode::opcode, Situation::situation, #opcode, #situation},
#include "jit/variants.def"
#undef VARIANT
};

std::uint16_t part_of(Opcode opcode, Situation situation) {
  const Row* row = std::ranges::find_if(
      k_rows, [&](const Row& each) { return each.opcode == opcode && each.situation == situation; });
  return row == std::end(k_rows) ? jit::k_main_parts[static_cast<std::size_t>(opcode)]
                                 : jit::k_variant_parts[row - k_rows];
}

/// Whether the bytes are those of the part, apart from its holes.
bool is_copy_of(std::span<const std::uint8_t> code, const jit::Part& part) {
  if (code.size() != part.code.size() - part.trailing_jump) return false;
  std::vector<bool> is_hole(part.code.size());
  for (const jit::Relocation& relocation : part.relocations) {
    const std::size_t size = relocation.patch == jit::Patch::Absolute64 ? 8 : 4;
    std::fill_n(is_hole.begin() + relocation.offset, size, true);
  }
  for (std::size_t i = 0; i < code.size(); i++) {
    if (!is_hole[i] && code[i] != part.code[i]) return false;
  }
  return true;
}

/// Notes what the function `warm` is made of when it is compiled, before it runs on.
class Notes final : public vm::MachineCodeObserver {
 public:
  void on_compilation_begins() override {}
  void on_compilation_ends(const vm::Executable& executable, std::string_view refusal) override {
    const bytecode::StringId name = executable.header().name;
    if (name == bytecode::StringId::none || executable.code().program->string(name) != "warm") return;
    ASSERT_EQ(refusal, "");
    compilations++;
    const auto pieces = jit::list_machine_code(executable);
    ASSERT_TRUE(pieces.has_value());
    for (const CodePiece& piece : *pieces) {
      if (piece.role != CodePiece::Role::Line) continue;
      const Opcode opcode = bytecode::decode(executable.code().code, piece.instruction)->opcode();
      met.emplace(opcode, piece.situation);
      EXPECT_TRUE(is_copy_of({executable.machine_code()->start() + piece.offset, piece.size},
                             jit::k_parts[part_of(opcode, piece.situation)]));
    }
  }

  std::set<std::pair<Opcode, Situation>> met;
  int compilations = 0;
};

std::string loop(std::string_view body) {
  return fmt::format("for (var round = 0; round < 20000; round++) {{ {} }}", body);
}
std::string warm(std::string_view before, std::string_view body) {
  return fmt::format("(function warm() {{ {} {} }})();", before, loop(body));
}

std::string doubles_of(Opcode opcode) {
  constexpr std::string_view k_before = "var a = 1.5, b = 0.25, c;";
  switch (opcode) {
    case Opcode::Add:
      return warm(k_before, "c = a + b");
    case Opcode::Subtract:
      return warm(k_before, "c = a - b");
    case Opcode::Multiply:
      return warm(k_before, "c = a * b");
    case Opcode::AddSmall:
      return warm(k_before, "c = a + 3");
    case Opcode::SubtractSmall:
      return warm(k_before, "c = a - 3");
    case Opcode::MultiplySmall:
      return warm(k_before, "c = a * 3");
    case Opcode::JumpIfLess:
      return warm(k_before, "if (!(a < b)) c = 1");
    case Opcode::JumpIfLessOrEqual:
      return warm(k_before, "if (!(a <= b)) c = 1");
    case Opcode::JumpIfGreater:
      return warm(k_before, "if (!(b > a)) c = 1");
    case Opcode::JumpIfGreaterOrEqual:
      return warm(k_before, "if (!(b >= a)) c = 1");
    case Opcode::JumpIfNotLess:
      return warm(k_before, "if (a < b) c = 1");
    case Opcode::JumpIfNotLessOrEqual:
      return warm(k_before, "if (a <= b) c = 1");
    case Opcode::JumpIfNotGreater:
      return warm(k_before, "if (a > b) c = 1");
    case Opcode::JumpIfNotGreaterOrEqual:
      return warm(k_before, "if (a >= b) c = 1");
    default:
      return "";
  }
}

/// A variable of the function `hops` environments out from where `warm` reads and writes it. If it is
/// checked, it may be used before its declaration, as far as the compiler knows.
std::string slot_of(Opcode opcode, int hops) {
  const bool is_checked = opcode == Opcode::LoadSlotChecked || opcode == Opcode::StoreSlotChecked;
  const bool is_load = opcode == Opcode::LoadSlot || opcode == Opcode::LoadSlotChecked;
  const std::string declaration = is_checked ? "let far = 1;" : "var far = 1;";
  std::string text =
      fmt::format("function warm() {{ var near; {} }}", loop(is_load ? "near = far" : "far = 2"));
  std::string call = "warm();";
  for (int i = 0; i < hops; i++) {
    // `between` is in an environment, since another function uses it.
    text = fmt::format("function around{}() {{ var between = 1; (() => between)(); {} {} }}", i, text, call);
    call = fmt::format("around{}();", i);
  }
  return fmt::format("(function () {{ {} {} {} }})();", text, declaration, call);
}

std::string elements_of(Opcode opcode, std::string_view type) {
  const std::string before = fmt::format("var a = new {}Array(4), b;", type);
  if (opcode == Opcode::GetElement) return warm(before, "b = a[round & 3]");
  return warm(before, type.starts_with("Float") ? "a[round & 3] = 1.5" : "a[round & 3] = 7");
}

/// A program whose function `warm` gets the variant.
std::string program_for(const Row& row) {
  constexpr std::string_view k_many = "var o = {}, p; for (var i = 0; i < 40; i++) o['p' + i] = i;";
  const bool is_load = row.opcode == Opcode::GetNamed || row.opcode == Opcode::LoadGlobal;
  switch (row.situation) {
    case Situation::Any:
      return "";
    case Situation::NoHop:
      return slot_of(row.opcode, 0);
    case Situation::OneHop:
      return slot_of(row.opcode, 1);
    case Situation::TwoHops:
      return slot_of(row.opcode, 2);
    case Situation::Doubles:
      return doubles_of(row.opcode);
    case Situation::OwnOuter:
      if (row.opcode == Opcode::LoadGlobal || row.opcode == Opcode::StoreGlobal)
        return "var some_global = 1;" + warm("var a;", is_load ? "a = some_global" : "some_global = 2");
      return warm(k_many, is_load ? "p = o.p39" : "o.p39 = 2");
    case Situation::Inherited:
      return warm("class A { m() {} } var o = new A(), p;", "p = o.m");
    case Situation::InheritedOuter:
      return warm(std::string(k_many) + "o = Object.create(o);", "p = o.p39");
    case Situation::ArrayLength:
      return warm("var o = [1, 2], p;", "p = o.length");
    case Situation::StringLength:
      return warm("var o = 'text', p;", "p = o.length");
    case Situation::Adding:
      return warm("var o;", "o = {}; o.first = 1");
    default: {
      std::string_view type = row.situation_name;
      type.remove_suffix(std::string_view("Elements").size());
      return elements_of(row.opcode, type);
    }
  }
}

class MachineCodeVariantsTest : public vm::AgentTest {
 protected:
  /// What `warm` was made of, if it is compiled once.
  std::set<std::pair<Opcode, Situation>> run(vm::MachineCodeUse use, const std::string& text) {
    install(agent(), use);
    Notes notes;
    agent().execution.machine_code_observer = &notes;
    if (realm_ == nullptr) realm_ = make_realm(agent());
    agent().set_realm(realm_);
    EXPECT_FALSE(run_script(agent(), realm_, syntax::SourceText::from_utf8("test.js", text)).is_thrown());
    agent().execution.machine_code_observer = nullptr;
    EXPECT_EQ(notes.compilations, 1);
    return notes.met;
  }

 private:
  vm::Realm* realm_ = nullptr;
};

INSTANTIATE_TEST_SUITE_P(Modes, MachineCodeVariantsTest, testing::Values(vm::TestMode::Normal));

bool is_of_operands(Situation situation) {
  return situation == Situation::NoHop || situation == Situation::OneHop || situation == Situation::TwoHops;
}

}  // namespace

TEST_P(MachineCodeVariantsTest, EachIsChosenForWhatIsMet) {
  for (const Row& row : k_rows) {
    SCOPED_TRACE(fmt::format("{} of {}", row.opcode_name, row.situation_name));
    const std::string text = program_for(row);
    const auto met = run(vm::MachineCodeUse::Baseline, text);
    EXPECT_TRUE(met.contains({row.opcode, row.situation})) << text;
  }
}

TEST_P(MachineCodeVariantsTest, NoneIsChosenForWhatIsNotMet) {
  for (const Row& row : k_rows) {
    SCOPED_TRACE(fmt::format("{} of {}", row.opcode_name, row.situation_name));
    const auto met = run(vm::MachineCodeUse::Eager, program_for(row));
    for (const auto& [opcode, situation] : met)
      EXPECT_TRUE(situation == Situation::Any || is_of_operands(situation));
    EXPECT_EQ(met.contains({row.opcode, row.situation}), is_of_operands(row.situation));
  }
}

TEST_P(MachineCodeVariantsTest, EachHasAStencilOfItsOwn) {
  std::set<std::uint16_t> parts(std::begin(jit::k_main_parts), std::end(jit::k_main_parts));
  for (const Row& row : k_rows) {
    SCOPED_TRACE(fmt::format("{} of {}", row.opcode_name, row.situation_name));
    EXPECT_TRUE(parts.insert(part_of(row.opcode, row.situation)).second);
  }
}

}  // namespace orrery::engine

#endif
