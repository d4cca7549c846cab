#include "base/unicode/unicode_identifiers.h"

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

constexpr char32_t k_last_code_point = 0x10FFFF;

enum class Role { None, ContinuesOnly, Starts };

Role role_of(char32_t code_point) {
  if (is_id_start(code_point)) return Role::Starts;
  return is_id_continue(code_point) ? Role::ContinuesOnly : Role::None;
}

struct Sample {
  char32_t code_point;
  Role role;
};

void expect_roles(std::initializer_list<Sample> samples) {
  for (const auto [code_point, role] : samples)
    EXPECT_EQ(role_of(code_point), role) << "U+" << std::hex << std::uint32_t{code_point};
}

TEST(UnicodeIdentifiers, Ascii) {
  for (char32_t code_point = 0; code_point < 0x80; ++code_point) {
    const bool is_letter =
        (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z');
    const bool is_digit = code_point >= '0' && code_point <= '9';
    EXPECT_EQ(is_id_start(code_point), is_letter);
    EXPECT_EQ(is_id_continue(code_point), is_letter || is_digit || code_point == '_');
  }
}

TEST(UnicodeIdentifiers, WhatTheCallerAdds) {
  expect_roles({{U'$', Role::None}, {U'_', Role::ContinuesOnly}});
}

TEST(UnicodeIdentifiers, BasicMultilingualPlane) {
  expect_roles({
      {U'ª', Role::Starts},
      {U'µ', Role::Starts},
      {U'·', Role::ContinuesOnly},
      {U'×', Role::None},
      {U'÷', Role::None},
      {U'é', Role::Starts},
      {0x0300, Role::ContinuesOnly},
      {U'Ω', Role::Starts},
      {U'я', Role::Starts},
      {0x05D0, Role::Starts},
      {0x0660, Role::ContinuesOnly},
      {0x1885, Role::Starts},
      {0x2118, Role::Starts},
      {0x212E, Role::Starts},
      {0x2160, Role::Starts},
      {0x203F, Role::ContinuesOnly},
      {0x2028, Role::None},
      {0x2E2F, Role::None},
      {0x309B, Role::Starts},
      {0x4E00, Role::Starts},
      {0x9FFF, Role::Starts},
      {0xAC00, Role::Starts},
      {0xD7A3, Role::Starts},
      {0xD800, Role::None},
      {0xDFFF, Role::None},
      {0xE000, Role::None},
      {0xFE0F, Role::ContinuesOnly},
      {0xFF10, Role::ContinuesOnly},
      {0xFFFF, Role::None},
  });
}

TEST(UnicodeIdentifiers, AstralPlanes) {
  expect_roles({
      {0x10000, Role::Starts},          // Linear B
      {0x1D7CE, Role::ContinuesOnly},   // mathematical bold digit zero
      {0x1F600, Role::None},            // an emoji
      {0x20000, Role::Starts},          // the first of CJK extension B
      {0x2A6DF, Role::Starts},          // its last
      {0x2A6E0, Role::None},            // unassigned
      {0x323AF, Role::Starts},          // the last of CJK extension H
      {0x33FFF, Role::None},            // the last that the tables hold
      {0x34000, Role::None},            //
      {0xE00FF, Role::None},            //
      {0xE0100, Role::ContinuesOnly},   // the first variation selector of plane 14
      {0xE01EF, Role::ContinuesOnly},   // the last
      {0xE01F0, Role::None},            //
      {k_last_code_point, Role::None},  //
      {0x110000, Role::None},           // not a code point
      {0xFFFFFFFF, Role::None},         //
  });
}

TEST(UnicodeIdentifiers, AddedInUnicode15Point1) {
  expect_roles({
      {0x200C, Role::ContinuesOnly},  // zero-width non-joiner
      {0x200D, Role::ContinuesOnly},  // zero-width joiner
      {0x30FB, Role::ContinuesOnly},  // Katakana middle dot
      {0xFF65, Role::ContinuesOnly},  // its halfwidth form
      {0x2EBF0, Role::Starts},        // CJK extension I
  });
}

TEST(UnicodeIdentifiers, AddedInUnicode16) {
  expect_roles({
      {0x1C89, Role::Starts},          // Cyrillic capital letter TJE
      {0xA7CB, Role::Starts},          // Latin capital letter ramshorn
      {0x105C0, Role::Starts},         // Todhri
      {0x10D40, Role::ContinuesOnly},  // Garay digit zero
      {0x10D4A, Role::Starts},         // Garay
      {0x16D43, Role::Starts},         // Kirat Rai
      {0x1E5D0, Role::Starts},         // Ol Onal
  });
}

TEST(UnicodeIdentifiers, AddedInUnicode17) {
  expect_roles({
      {0x088F, Role::Starts},          // Arabic letter noon with ring above
      {0xA7CE, Role::Starts},          // Latin capital letter pharyngeal voiced fricative
      {0x10940, Role::Starts},         // Sidetic
      {0x11DB0, Role::Starts},         // Tolong Siki
      {0x11DE0, Role::ContinuesOnly},  // Tolong Siki digit zero
      {0x16EA0, Role::Starts},         // Beria Erfe
      {0x1E6C0, Role::Starts},         // Tai Yo
      {0x1E6E3, Role::ContinuesOnly},  // Tai Yo sign UE
      {0x323B0, Role::Starts},         // the first of CJK extension J
      {0x33479, Role::Starts},         // its last
      {0x3347A, Role::None},
  });
}

// Counted from the generator's data by other means than the tables.
TEST(UnicodeIdentifiers, CountsAreThoseOfUnicode17) {
  std::uint32_t starts = 0;
  std::uint32_t continues = 0;
  for (char32_t code_point = 0; code_point <= k_last_code_point; ++code_point) {
    starts += is_id_start(code_point) ? 1 : 0;
    continues += is_id_continue(code_point) ? 1 : 0;
    ASSERT_TRUE(!is_id_start(code_point) || is_id_continue(code_point)) << std::uint32_t{code_point};
  }
  EXPECT_EQ(starts, 145'916u);
  EXPECT_EQ(continues, 149'240u);
}

TEST(UnicodeIdentifiers, SpaceSeparators) {
  const std::u32string expected =
      U"\u0020\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F"
      U"\u3000";
  std::u32string found;
  for (char32_t code_point = 0; code_point <= k_last_code_point; ++code_point) {
    if (is_space_separator(code_point)) found += code_point;
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace orrery::base
