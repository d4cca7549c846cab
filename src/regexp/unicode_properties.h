#pragma once

#include <string_view>

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

}  // namespace orrery::regexp
