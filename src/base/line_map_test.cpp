#include "base/line_map.h"

#include <random>

#include <gtest/gtest.h>

#include "base/unicode/utf.h"

namespace orrery::base {

std::ostream& operator<<(std::ostream& out, const LineColumn& place) {
  return out << place.line << ':' << place.column_utf16 << " (" << place.column_code_points << ')';
}

namespace {

using namespace std::string_view_literals;

/// Lines and places computed one character at a time.
struct Model {
  std::vector<std::uint32_t> line_starts = {0};
  std::vector<std::string_view> lines;
  struct Place {
    std::uint32_t offset;
    std::uint32_t utf16;
    LineColumn line_column;
  };
  std::vector<Place> places;  // one for each character, and one for the end

  explicit Model(std::string_view text) {
    Place place = {0, 0, {1, 0, 0}};
    while (place.offset < text.size()) {
      places.push_back(place);
      const auto [code_point, length] = decode_wtf8(text.data() + place.offset);
      const std::uint32_t units = code_point > 0xFFFF ? 2 : 1;
      const bool is_crlf = code_point == '\r' && text.substr(place.offset).starts_with("\r\n");
      const std::uint32_t start = place.offset;
      place.offset += length;
      place.utf16 += units;
      place.line_column.column_utf16 += units;
      place.line_column.column_code_points += 1;
      if (code_point == '\n' || (code_point == '\r' && !is_crlf) || code_point == 0x2028 ||
          code_point == 0x2029)
        end_line(text, start, place);
    }
    places.push_back(place);
    lines.push_back(text.substr(line_starts.back()));
  }

 private:
  void end_line(std::string_view text, std::uint32_t terminator, Place& place) {
    std::string_view line = text.substr(line_starts.back(), terminator - line_starts.back());
    if (text[terminator] == '\n' && line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    line_starts.push_back(place.offset);
    place.line_column = {place.line_column.line + 1, 0, 0};
  }
};

void expect_agreement(std::string_view text) {
  const Model model(text);
  const LineMap map(text);
  ASSERT_EQ(map.is_ascii(), is_ascii(text));
  ASSERT_EQ(map.line_count(), model.lines.size());
  for (std::uint32_t line = 1; line <= map.line_count(); ++line) {
    ASSERT_EQ(map.line_start(line), model.line_starts[line - 1]) << "line " << line;
    ASSERT_EQ(map.line_text(line), model.lines[line - 1]) << "line " << line;
  }
  LineMap::Cursor cursor(map);
  for (const Model::Place& place : model.places) {
    ASSERT_EQ(map.locate(place.offset), place.line_column) << "offset " << place.offset;
    ASSERT_EQ(map.utf16_offset(place.offset), place.utf16) << "offset " << place.offset;
    ASSERT_EQ(cursor.locate(place.offset), place.line_column) << "offset " << place.offset;
    ASSERT_EQ(cursor.utf16_offset(place.offset), place.utf16) << "offset " << place.offset;
  }
}

/// `length` random characters: line terminators and others at the given rates in a thousand, else ASCII
/// letters.
std::string random_text(std::mt19937& random, std::uint32_t length, std::uint32_t terminators,
                        std::uint32_t others) {
  constexpr std::u32string_view k_terminators = U"\n\r\u2028\u2029\n";
  // With characters that share bytes with the terminators: E2 80 A7, E2 81 A8, E3 80 A8, 0D 8A...
  constexpr std::u32string_view k_others = U"é\u2027\u202A\u2068\u3028\u00A8😀\U000E2028\u0A0D\uFEFF";
  std::string text;
  for (; length != 0; --length) {
    const auto dice = random() % 1000;
    if (dice < terminators) {
      if (random() % 3 == 0) text += '\r';
      append_wtf8(text, k_terminators[random() % k_terminators.size()]);
    } else if (dice < terminators + others) {
      append_wtf8(text, k_others[random() % k_others.size()]);
    } else {
      text += static_cast<char>('a' + random() % 26);
    }
  }
  return text;
}

TEST(LineMap, EmptyText) {
  const LineMap map("");
  EXPECT_EQ(map.line_count(), 1u);
  EXPECT_EQ(map.line_text(1), "");
  EXPECT_EQ(map.locate(0), (LineColumn{1, 0, 0}));
  EXPECT_EQ(map.utf16_offset(0), 0u);
  EXPECT_TRUE(map.is_ascii());
  EXPECT_EQ(LineMap::Cursor(map).locate(0), (LineColumn{1, 0, 0}));
}

TEST(LineMap, EveryTerminatorEndsALine) {
  const LineMap map("a\nb\rc\r\nd\u2028e\u2029f\n\r");
  const std::string_view expected[] = {"a", "b", "c", "d", "e", "f", "", ""};
  ASSERT_EQ(map.line_count(), std::size(expected));
  for (std::uint32_t line = 1; line <= map.line_count(); ++line)
    EXPECT_EQ(map.line_text(line), expected[line - 1]);
  EXPECT_EQ(map.line_start(4), 7u);
  EXPECT_EQ(map.locate(6), (LineColumn{3, 2, 2}));  // between CR and LF
  EXPECT_EQ(map.locate(7), (LineColumn{4, 0, 0}));
}

TEST(LineMap, OtherLineBreaksOfUnicodeDoNot) {
  EXPECT_EQ(LineMap("a\vb\fc\xC2\x85"
                    "d\xE2\x80\xA7"
                    "e\xE2\x80\xAF"
                    "f")
                .line_count(),
            1u);
}

TEST(LineMap, ColumnsInCodeUnitsAndCodePoints) {
  const LineMap map("x\n€😀z");
  EXPECT_FALSE(map.is_ascii());
  EXPECT_EQ(map.locate(2), (LineColumn{2, 0, 0}));
  EXPECT_EQ(map.locate(5), (LineColumn{2, 1, 1}));
  EXPECT_EQ(map.locate(9), (LineColumn{2, 3, 2}));
  EXPECT_EQ(map.utf16_offset(9), 5u);
  EXPECT_EQ(map.locate(10), (LineColumn{2, 4, 3}));
  EXPECT_EQ(map.locate(3), map.locate(5));  // inside a character: the place after it
}

TEST(LineMap, TerminatorsAtEveryDistanceFromABlocksEnd) {
  for (const std::string_view terminator : {"\n"sv, "\r"sv, "\r\n"sv, "\u2028"sv, "\u2029"sv, "\r\r\n\n"sv}) {
    for (std::size_t before = 0; before < 200; ++before) {
      expect_agreement(std::string(before, 'a').append(terminator));
      expect_agreement(std::string(before, 'a').append(terminator).append(130, 'b'));
    }
  }
}

TEST(LineMap, CharactersAtEveryDistanceFromABlocksEnd) {
  for (const std::string_view character : {"é"sv, "€"sv, "😀"sv, "\xED\xA0\x80"sv}) {
    for (std::size_t before = 0; before < 200; ++before) {
      expect_agreement(std::string(before, 'a').append(character));
      expect_agreement(std::string(before, 'a').append(character).append(130, 'b').append(character));
    }
  }
}

TEST(LineMap, AgreesWithTheModelOnRandomTexts) {
  std::mt19937 random(3);
  for (int round = 0; round < 600; ++round) {
    const std::uint32_t terminators = std::array{0u, 3u, 30u, 500u, 1000u}[random() % 5];
    const std::uint32_t others = std::array{0u, 1u, 50u, 400u}[random() % 4];
    expect_agreement(random_text(random, random() % 3000, terminators, others));
  }
}

TEST(LineMap, LinesOnlyOfTerminators) {
  expect_agreement(std::string(5000, '\n'));
  expect_agreement(std::string(5000, '\r'));
}

TEST(LineMap, OneLineOfAMegabyte) {
  std::mt19937 random(4);
  const std::string text = random_text(random, 1'000'000, 0, 10);
  expect_agreement(text);
}

TEST(LineMap, CursorJumpsAnywhere) {
  std::mt19937 random(5);
  for (const std::uint32_t others : {0u, 20u}) {
    const std::string text = random_text(random, 30'000, 30, others);
    const LineMap map(text);
    LineMap::Cursor cursor(map);
    const auto size = static_cast<std::uint32_t>(text.size());
    for (int round = 0; round < 50'000; ++round) {
      const std::uint32_t offset = random() % 4 == 0 ? size - random() % 100 : random() % (size + 1);
      ASSERT_EQ(cursor.locate(offset), map.locate(offset)) << offset;
      const std::uint32_t other = random() % (size + 1);
      ASSERT_EQ(cursor.utf16_offset(other), map.utf16_offset(other)) << other;
    }
  }
}

}  // namespace
}  // namespace orrery::base
