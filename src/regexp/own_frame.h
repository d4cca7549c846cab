#pragma once

/// Of functions that recurse over a pattern, and of those that they call: inlined into each other, each level
/// would need more of the machine stack.
#define REGEXP_OWN_FRAME [[gnu::noinline]]
