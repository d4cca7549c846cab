#include "syntax/name_table.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "syntax/source_text.h"

namespace orrery::syntax {
namespace {

TEST(NameTable, WellKnownNamesHaveFixedNumbers) {
  NameTable names;
  EXPECT_EQ(names.intern("while"), Name::keyword_While);
  EXPECT_EQ(names.intern("__proto__"), Name::proto);
  EXPECT_EQ(keyword_token_type(Name::keyword_While), TokenType::While);
  EXPECT_TRUE(is_keyword(Name::keyword_With));
  EXPECT_FALSE(is_keyword(Name::await));
  EXPECT_TRUE(is_strict_reserved_word(Name::yield));
  EXPECT_GE(names.intern("something"), Name::first_of_source);
}

TEST(NameTable, EqualTextsHaveEqualNames) {
  NameTable names;
  std::map<std::string, Name> model;
  // Lengths around the eight bytes that a slot holds, texts that differ in one byte only, zeros among them.
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t at = 0; at <= length; ++at) {
      for (char c : {'\0', 'x', '\xFF'}) {
        std::string text(length, 'a');
        if (at < length) text[at] = c;
        const Name name = names.intern(text);
        const auto [known, is_new] = model.try_emplace(text, name);
        EXPECT_EQ(known->second, name);
        EXPECT_EQ(names.text(name), text);
      }
    }
  }
  for (const auto& [text, name] : model) EXPECT_EQ(names.intern(text), name);
}

TEST(NameTable, GrowsPastManyNames) {
  NameTable names;
  const std::size_t before = names.size();
  for (int i = 0; i < 100'000; ++i) names.intern("name" + std::to_string(i));
  EXPECT_EQ(names.size(), before + 100'000);
  EXPECT_EQ(names.text(names.intern("name77777")), "name77777");
  EXPECT_EQ(names.size(), before + 100'000);
}

TEST(NameTable, InternsInPlace) {
  const auto source = SourceText::from_utf8("test.js", "alpha beta alpha");
  NameTable names;
  const Name alpha = names.intern_in_place(source.slice({0, 5}));
  EXPECT_EQ(names.intern_in_place(source.slice({11, 16})), alpha);
  EXPECT_NE(names.intern_in_place(source.slice({6, 10})), alpha);
  EXPECT_EQ(names.intern("alpha"), alpha);
}

}  // namespace
}  // namespace orrery::syntax
