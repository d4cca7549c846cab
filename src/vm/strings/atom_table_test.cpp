#include "vm/strings/atom_table.h"

#include "vm/strings/property_key.h"
#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

ORRERY_AGENT_TEST(AtomTableTest);

TEST_P(AtomTableTest, EqualStringsHaveOneAtom) {
  String* first = string("some name");
  EXPECT_EQ(agent().atoms().intern(first), first);
  EXPECT_TRUE(first->is_atom());
  EXPECT_EQ(agent().atoms().intern(string("some name")), first);
  EXPECT_EQ(intern(agent(), "some name"), first);
  EXPECT_NE(intern(agent(), "some other name"), first);
  EXPECT_EQ(intern(agent(), "length"), agent().names().length.as_atom());
  EXPECT_EQ(to_key(agent(), string("length")), agent().names().length);
}

TEST_P(AtomTableTest, RopesAndSlicesReferToTheirAtomAfterwards) {
  String* rope = MUST(concatenate(agent(), string("a rather long "), string("property name")));
  String* atom = agent().atoms().intern(rope);
  EXPECT_TRUE(atom->is_flat());
  EXPECT_TRUE(rope->is_slice());
  EXPECT_EQ(rope->latin1().data(), atom->latin1().data());
  EXPECT_EQ(agent().atoms().intern(rope), atom);

  String* text = string("before a rather long property name after");
  String* slice = substring(agent(), text, 7, 34);
  ASSERT_TRUE(slice->is_slice());
  EXPECT_EQ(agent().atoms().intern(slice), atom);
  EXPECT_EQ(slice->latin1().data(), atom->latin1().data());
  EXPECT_EQ(slice->to_utf8(), "a rather long property name");
}

TEST_P(AtomTableTest, TheWayCharactersAreKeptMakesNoDifference) {
  String* wide = string("αa rather long property name");
  String* slice = substring(agent(), wide, 1, wide->length());
  ASSERT_FALSE(slice->is_latin1());
  String* atom = agent().atoms().intern(slice);
  EXPECT_EQ(intern(agent(), "a rather long property name"), atom);
  EXPECT_EQ(agent().atoms().intern(string("a rather long property name")), atom);
}

TEST_P(AtomTableTest, DeadAtomsLeave) {
  const std::size_t before = agent().atoms().size();
  constexpr int k_count = 3000;
  const int count = collects_always() ? 30 : k_count;
  for (int i = 0; i < count; ++i) intern(agent(), "name " + std::to_string(i));
  String* kept = intern(agent(), "name kept");
  if (!collects_always()) EXPECT_EQ(agent().atoms().size(), before + k_count + 1);
#if ORRERY_SCAN_STACK
  agent().heap().collect(gc::Heap::Collection::Major);
  // Some may be seen on the stack, where nobody uses them any more.
  EXPECT_LT(agent().atoms().size(), before + 20);
  EXPECT_EQ(intern(agent(), "name kept"), kept);
  EXPECT_EQ(intern(agent(), "length"), agent().names().length.as_atom());
#else
  EXPECT_EQ(intern(agent(), "name kept"), kept);
#endif
}

TEST_P(AtomTableTest, IndicesAreNoAtoms) {
  const auto key = [&](std::string_view text) { return to_key(agent(), string(text)); };
  EXPECT_EQ(key("0"), PropertyKey::index(0));
  EXPECT_EQ(key("42"), PropertyKey::index(42));
  EXPECT_EQ(key("4294967294"), PropertyKey::index(4294967294));
  EXPECT_EQ(key("4294967295"), PropertyKey::index(4294967295));
  for (const char* text : {"", "00", "01", "-1", "1.5", "4294967296", "99999999999", " 1", "1 ", "１"})
    EXPECT_TRUE(key(text).is_string()) << text;
  // Of a slice of a UTF-16 string as well.
  String* wide = string("α12α");
  EXPECT_EQ(to_key(agent(), substring(agent(), wide, 1, 3)), PropertyKey::index(12));
}

TEST_P(AtomTableTest, CanonicalNumericStringsAreMarked) {
  const auto is_canonical = [&](std::string_view text) {
    return to_key(agent(), string(text)).as_atom()->is_canonical_numeric();
  };
  for (const char* text : {"-0", "-1", "1.5", "Infinity", "-Infinity", "NaN", "1e+21", "1e-7", "4294967296",
                           "-1.2345678901234568e-300", "9007199254740991"})
    EXPECT_TRUE(is_canonical(text)) << text;
  for (const char* text : {"", "+1", "1.50", "01", "1e21", "0x10", "-NaN", "Infinityx", "nan", "N", "I", "-",
                           "9007199254740993", "1.0", " 1", "-00"})
    EXPECT_FALSE(is_canonical(text)) << text;
}

TEST_P(AtomTableTest, KeysOfPrimitives) {
  const auto key = [&](Value value) { return MUST(primitive_to_property_key(agent(), value)); };
  EXPECT_EQ(key(Value::int32(7)), PropertyKey::index(7));
  EXPECT_EQ(key(Value::float64(7)), PropertyKey::index(7));
  EXPECT_EQ(key(Value::float64(-0.0)), PropertyKey::index(0));
  EXPECT_EQ(key(Value::number(4294967295.0)), PropertyKey::index(4294967295));
  EXPECT_EQ(key(Value::int32(-7)), PropertyKey::atom(intern(agent(), "-7")));
  EXPECT_EQ(key(Value::number(4294967296.0)), PropertyKey::atom(intern(agent(), "4294967296")));
  EXPECT_EQ(key(Value::undefined()), agent().names().undefined);
  EXPECT_EQ(key(Value::boolean(true)), agent().names().true_);
  EXPECT_EQ(to_value(agent(), PropertyKey::index(4294967295)).as_string()->to_utf8(), "4294967295");
  EXPECT_EQ(key(Value(agent().names().symbol_iterator.as_symbol())), agent().names().symbol_iterator);
}

TEST_P(AtomTableTest, SymbolsOfOneKeyAreOne) {
  SymbolRegistry& registry = agent().symbol_registry();
  Symbol* symbol = registry.symbol_for(agent(), string("a key"));
  EXPECT_EQ(registry.symbol_for(agent(), string("a key")), symbol);
  EXPECT_EQ(symbol->description()->to_utf8(), "a key");
  EXPECT_TRUE(symbol->is_registered());
  EXPECT_NE(registry.symbol_for(agent(), string("another key")), symbol);
  Symbol* unique = make_symbol(agent(), Symbol::Sort::Unique, string("a key"));
  EXPECT_NE(unique, symbol);
  EXPECT_NE(unique->hash(), make_symbol(agent(), Symbol::Sort::Unique, nullptr)->hash());
}

}  // namespace
}  // namespace orrery::vm
