#include "regexp/unicode_properties.h"

#include <gtest/gtest.h>

namespace orrery::regexp {
namespace {

TEST(UnicodeProperties, ValuesOfGeneralCategory) {
  for (const std::string_view name : {"General_Category", "gc"}) {
    for (const std::string_view value : {"L", "Letter", "LC", "Cased_Letter", "Nd", "digit", "punct", "cntrl",
                                         "Combining_Mark", "Zs", "C", "Unassigned"})
      EXPECT_TRUE(is_unicode_property_value(name, value)) << value;
    for (const std::string_view value : {"", "l", "Greek", "Letter ", "Lette", "Letters", "Any", "A", "z"})
      EXPECT_FALSE(is_unicode_property_value(name, value)) << value;
  }
}

TEST(UnicodeProperties, ValuesOfScript) {
  for (const std::string_view name : {"Script", "sc", "Script_Extensions", "scx"}) {
    for (const std::string_view value :
         {"Greek", "Grek", "Coptic", "Copt", "Qaac", "Inherited", "Zinh", "Qaai", "Common", "Zyyy", "Unknown",
          "Zzzz", "Adlam", "Zanabazar_Square"})
      EXPECT_TRUE(is_unicode_property_value(name, value)) << value;
    for (const std::string_view value : {"", "greek", "GREEK", "L", "Klingon", "Greek_"})
      EXPECT_FALSE(is_unicode_property_value(name, value)) << value;
  }
}

TEST(UnicodeProperties, ScriptsNewInUnicode17) {
  for (const std::string_view script :
       {"Sidetic", "Sidt", "Tolong_Siki", "Tols", "Beria_Erfe", "Berf", "Tai_Yo", "Tayo"})
    EXPECT_TRUE(is_unicode_property_value("Script", script)) << script;
}

TEST(UnicodeProperties, OtherPropertiesHaveNoValues) {
  for (const std::string_view name : {"", "Block", "ASCII", "Alphabetic", "L", "Line_Break", "SC", "script"})
    for (const std::string_view value : {"", "Greek", "L", "Yes", "Y"})
      EXPECT_FALSE(is_unicode_property_value(name, value)) << name << '=' << value;
}

TEST(UnicodeProperties, LoneNames) {
  for (const std::string_view text :
       {"ASCII", "Any", "Assigned", "Alphabetic", "Alpha", "AHex", "Emoji", "EBase", "ExtPict", "White_Space",
        "space", "XIDS", "Lu", "Uppercase_Letter", "punct"})
    EXPECT_TRUE(is_lone_unicode_property_name_or_value(text)) << text;
  for (const std::string_view text :
       {"", "Script", "General_Category", "Greek", "Block", "InBasic_Latin", "IsGreek", "Other_Math",
        "Hyphen", "Grapheme_Link", "ascii", "RGI_Emoji", "IDS_Unary_Operator"})
    EXPECT_FALSE(is_lone_unicode_property_name_or_value(text)) << text;
}

// Where ECMA-262, Unicode's files and the engines do not agree, what any of them takes is taken: an alias of
// PropertyAliases.txt, and a value of Script in PropertyValueAliases.txt that no code point has.
TEST(UnicodeProperties, DisputedNames) {
  EXPECT_TRUE(is_lone_unicode_property_name_or_value("WSpace"));
  EXPECT_TRUE(is_unicode_property_value("Script", "Katakana_Or_Hiragana"));
  EXPECT_TRUE(is_unicode_property_value("scx", "Hrkt"));
}

TEST(UnicodeProperties, PropertiesOfStrings) {
  for (const std::string_view text :
       {"Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji", "RGI_Emoji_Flag_Sequence",
        "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence"})
    EXPECT_TRUE(is_binary_unicode_property_of_strings(text)) << text;
  for (const std::string_view text : {"", "Emoji", "Emoji_Test", "RGI_Flag_Sequence", "rgi_emoji"})
    EXPECT_FALSE(is_binary_unicode_property_of_strings(text)) << text;
}

}  // namespace
}  // namespace orrery::regexp
