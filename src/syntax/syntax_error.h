#pragma once

#include <string>

#include "syntax/source_text.h"

namespace orrery::syntax {

/// An early error (https://tc39.es/ecma262/#early-error): why a text is not a script or module.
struct SyntaxError {
  std::string message;  // one sentence without a full stop, such as "Unexpected ')', expected an expression"
  SourceRange range;    // the token or construct that it speaks of
  std::string note;     // empty, or what the second place has to do with it: "first declared here"
  SourceRange note_range;
  bool needs_module = false;  // it is an error only because the text was parsed as a script
  bool is_at_end = false;     // something is missing at the end: with more text behind it it might be none
};

/// The error as shown to a person: message, `file:line:column` (both from 1, columns in code points), the
/// source line with a caret under the range, then the same for the note. Long lines are cut to a window
/// around the range. Ends in a newline.
/// \param colour  with ANSI colours
std::string describe(const SyntaxError& error, const SourceText& source, bool colour);

}  // namespace orrery::syntax
