#pragma once

#include <string_view>

namespace orrery::web {

// Rules for the labels of domain names that look at properties of code points.

/// General_Category=Mark
bool is_mark(char32_t code_point);

/// The rules for U+200C and U+200D: https://www.rfc-editor.org/rfc/rfc5892#appendix-A.1 and A.2.
bool follows_joiner_rules(std::u32string_view label);

/// Does the label make its domain a Bidi domain name (https://www.rfc-editor.org/rfc/rfc5893#section-1.4)?
bool has_right_to_left(std::u32string_view label);

/// What each label of a Bidi domain name must follow; an empty one does.
/// https://www.rfc-editor.org/rfc/rfc5893#section-2
bool follows_bidi_rule(std::u32string_view label);

}  // namespace orrery::web
