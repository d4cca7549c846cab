#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "regexp/unicode/code_point_set.h"

namespace orrery::regexp {

// The names that may stand between the braces of `\p{…}`, as of Unicode 17. Names are compared exactly: no
// loose matching, no `Is` prefix.

/// Is `value` a value of the property `name`, in \p{name=value}? Both may be aliases. The properties are
/// General_Category, Script and Script_Extensions
/// (https://tc39.es/ecma262/#table-nonbinary-unicode-properties), their values those of Unicode's
/// PropertyValueAliases.txt.
bool is_unicode_property_value(std::string_view name, std::string_view value);

/// Is `text`, in \p{text}, a value of General_Category or a binary property
/// (https://tc39.es/ecma262/#table-binary-unicode-properties), or an alias of one?
bool is_lone_unicode_property_name_or_value(std::string_view text);

/// Is `text`, in \p{text}, a property of strings
/// (https://tc39.es/ecma262/#table-binary-unicode-properties-of-strings)?
bool is_binary_unicode_property_of_strings(std::string_view text);

// What the names mean. To be asked only if the questions above were answered with yes.

/// The code points that \p{name=value} matches.
CodePointSet unicode_property_value_set(std::string_view name, std::string_view value);
/// The code points that \p{text} matches.
CodePointSet lone_unicode_property_set(std::string_view text);

struct PropertyOfStrings {
  CodePointSet code_points;
  std::vector<std::u32string> strings;  // of two or more code points each
};
/// The strings that \p{text} matches.
PropertyOfStrings unicode_property_of_strings(std::string_view text);

}  // namespace orrery::regexp
